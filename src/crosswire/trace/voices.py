"""Whose voice each claim is, and by which way it came to the reader.

In: documents, claims, copies, the lexicon.  Out: the claims in the order given, with ``voice_id`` and
``attribution.via`` filled.  May fail with `CrosswireError` where a claim's document is not among the documents.

The first of these that applies speaks:

1. the named source the text gives (a director speaks with the organisation's voice),
2. the agency the document is credited to, else the agency whose text the copied passage is,
3. for a copied passage without an agency: what rules 4 to 6 give for the document that had it first,
4. the outlet the document republishes,
5. the outlet,
6. the document.

A source the text only describes ("a military source") speaks through whoever passes it on: whom the text says it told
or who is said to quote it, else as in rules 2 to 6.  A headline is the outlet's
own unless it is copied or the whole document is credited.  What an outlet added to copied text is its own.
``via`` runs from the source to the reader and leaves out the voice itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from crosswire.errors import CrosswireError
from crosswire.model import Claim, Copy, Document, Documents, Via, by_id
from crosswire.trace.names import agency_of, name_id, organisation, voice_id
from crosswire.trace.origins import Origins

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon


class Voices:
    """Who speaks in documents that share these copies."""

    def __init__(self, documents: Documents, copies: Iterable[Copy], lexicon: Lexicon) -> None:
        self._documents = by_id(documents)
        self._origins = Origins(self._documents, copies, lexicon)
        self._lexicon = lexicon

    def of(self, claims: Iterable[Claim]) -> list[Claim]:
        """The claims with their voices."""
        return [_with_voice(claim, self._documents, self._origins, self._lexicon) for claim in claims]


def assign_voices(
    documents: Documents, claims: Iterable[Claim], copies: Iterable[Copy], lexicon: Lexicon
) -> list[Claim]:
    """The claims with their voices.

    A passer-on that the text itself names ("told OPA") is in the claim's ``via`` already and stays next to the source.
    """
    return Voices(documents, copies, lexicon).of(claims)


def _with_voice(claim: Claim, documents: Mapping[str, Document], origins: Origins, lexicon: Lexicon) -> Claim:
    document = documents.get(claim.document_id)
    if document is None:
        raise CrosswireError(
            f"{claim.claim_id}: its document {claim.document_id} was not given; pass all documents of the claims"
        )
    origin = origins.at(document.document_id, claim.trigger.start)
    agency = agency_of(document, lexicon) or (origin.agency if origin else None)
    first = origin.original if origin else document
    passed_on = [agency] if agency else _publishers(first, lexicon)
    told = [(voice_id(via.id, lexicon), via.name) for via in claim.attribution.via]
    voice = (
        _named_source(claim, lexicon)
        or _who_heard(claim, told)
        or (passed_on[0][0] if passed_on else f"document:{first.document_id}")
    )
    chain: dict[str, str] = {}
    for passer_id, name in told + passed_on + _publishers(document, lexicon):
        if passer_id != voice:
            chain.setdefault(passer_id, name)
    via = tuple(Via(id=passer_id, name=name) for passer_id, name in chain.items())
    return replace(claim, voice_id=voice, attribution=replace(claim.attribution, via=via))


def _who_heard(claim: Claim, told: list[tuple[str, str]]) -> str | None:
    """Who is said to have heard it from a source that is only described; a claim traced before keeps its voice."""
    if not claim.attribution.described or not told:
        return None
    return claim.voice_id or told[0][0]


def _publishers(document: Document, lexicon: Lexicon) -> list[tuple[str, str]]:
    """(id, name) of the outlet republished and of the outlet, as far as the document names them."""
    return [organisation(name, lexicon) for name in (document.republishes, document.outlet) if name is not None]


def _named_source(claim: Claim, lexicon: Lexicon) -> str | None:
    attribution = claim.attribution
    if attribution.manner not in ("quoted", "reported") or attribution.described:
        return None
    if attribution.source_id is not None:
        return voice_id(attribution.source_id, lexicon)
    if attribution.source is None:
        return None
    outlet = lexicon.outlet_named(attribution.source.name)
    return voice_id(outlet.id, lexicon) if outlet else name_id(attribution.source.name)
