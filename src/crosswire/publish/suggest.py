"""Names that recur in a record and that the lexicon does not know, as rows to paste into the tables of one's own.

In: documents, claims and the lexicon they were read with.  Out: `Suggestion`s, those in most documents first: actors
(a capitalised name that a claim has as a participant or a source), places (a name that is said to be one and has no
entry), outlets (a document's outlet or agency).  Names that look like those of private persons are left out.  The kind
is what most known names with that last word are; what nothing tells is left empty, for a person to fill in.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from crosswire.lexicon import Lexicon
from crosswire.lexicon.matcher import fold
from crosswire.lexicon.transliteration import plain
from crosswire.model import Claim, Document
from crosswire.publish.private_names import private_names

NameKind = Literal["actor", "place", "outlet"]
QUOTES = 3
_WORD = r"[A-ZÀ-ÖØ-ÞÁ-Ž][\w’'-]*"
_NAME = re.compile(rf"{_WORD}(?:\s+(?:(?:of|for|the|and|al|el|de)\s+){{0,2}}{_WORD})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A name with how many claims and documents bear it, a few sentences, and the rows to paste: table and CSV line."""

    kind: NameKind
    name: str
    claims: int
    documents: int
    quotes: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]


def suggest(
    documents: Sequence[Document], claims: Sequence[Claim], lexicon: Lexicon, *, least: int = 2
) -> list[Suggestion]:
    """The unknown names that stand in ``least`` documents or more."""
    veil = private_names(claims)
    known = {fold(alias.text) for alias in lexicon.aliases} | {fold(one.name) for one in lexicon.actors.values()}
    seen: defaultdict[tuple[NameKind, str], list[tuple[str, str, Claim | None]]] = defaultdict(list)
    for claim in claims:
        for name in _actor_names(claim):
            if fold(name) not in known and not veil.hides(name) and not _is_word(name, claim, lexicon):
                seen["actor", fold(name)].append((name, claim.document_id, claim))
        if claim.place is not None and claim.place.place_id is None:
            seen["place", plain(claim.place.quote)].append((claim.place.quote, claim.document_id, claim))
    places = {name for kind, name in seen if kind == "place"}
    for document in documents:
        for outlet in {document.outlet, document.agency, document.republishes} - {None}:
            assert outlet is not None
            if lexicon.outlet_named(outlet) is None:
                seen["outlet", fold(outlet)].append((outlet, document.document_id, None))
    found = []
    for (kind, key), told in seen.items():
        count = len({document_id for _, document_id, _ in told})
        if count < least or (kind == "actor" and plain(key) in places):
            continue
        (name, _), *_ = sorted(Counter(name for name, _, _ in told).items(), key=lambda one: (-one[1], one[0]))
        bearing = {claim.claim_id: claim for _, _, claim in told if claim is not None}
        sentences = dict.fromkeys(" ".join(bearing[one].evidence[0].quote.split()) for one in sorted(bearing))
        found.append(
            Suggestion(
                kind=kind, name=name, claims=len(bearing), documents=count, quotes=tuple(sentences)[:QUOTES],
                rows=tuple(_rows(kind, name, list(bearing.values()), lexicon)),
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: (one.kind, -one.documents, -one.claims, one.name))


def _actor_names(claim: Claim) -> Iterator[str]:
    """The capitalised names among those who act, suffer or speak and are not resolved."""
    said = [one.quote for one in claim.participants if one.actor_id is None and one.role in ("actor", "target")]
    source = claim.attribution.source
    if source is not None and claim.attribution.source_id is None:
        said.append(source.quote)
    for words in said:
        match = _NAME.search(re.sub(r"^(?:The|A|An)\s+", "", words.strip()))
        if match is not None and len(match.group()) > 2:
            yield match.group()


def _is_word(name: str, claim: Claim, lexicon: Lexicon) -> bool:
    """A place, an adjective of a country, or a common word that only begins a sentence with a capital."""
    gazetteer = lexicon.gazetteer
    if name in gazetteer.demonyms or gazetteer.lookup(name):
        return True
    begins = any(quote.quote.lstrip(" \"“'‘").startswith(name) for quote in claim.evidence)
    return " " not in name and not name.isupper() and begins


def _rows(kind: NameKind, name: str, claims: Sequence[Claim], lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    countries = Counter(one.place.country for one in claims if one.place is not None and one.place.country)
    country = countries.most_common(1)[0][0] if countries else ""
    own_id = re.sub(r"[^a-z0-9]+", "-", plain(name)).strip("-")
    if kind == "actor":
        role = _usual_kind(name, ((actor.name, actor.kind) for actor in lexicon.actors.values()))
        yield "actors.csv", _line(own_id, name, role, "", "", country, "")
        yield "aliases.csv", _line(name, own_id, "exact", "", "", "", "")
    elif kind == "outlet":
        role = _usual_kind(name, ((outlet.name, outlet.kind) for outlet in lexicon.outlets.values()))
        yield "outlets.csv", _line(own_id, name, role, country, "")
    else:
        wide = Counter(one.place.admin1 for one in claims if one.place is not None and one.place.admin1)
        admin1 = wide.most_common(1)[0][0] if wide else ""
        held = [one for one in lexicon.gazetteer.lookup(admin1) if one.kind == "governorate"] if admin1 else []
        parent = held[0].place_id if held else country if country in lexicon.gazetteer else ""
        row = (f"own:{own_id}", name, "village", country, admin1, parent, *[""] * 7)
        yield "places.csv", _line(*row)


def _usual_kind(name: str, known: Iterable[tuple[str, str]]) -> str:
    """What most known names that end in the same word are; empty where none does, or no kind has most of them."""
    last = fold(name).split()[-1]
    kinds = Counter(kind for other, kind in known if fold(other).split()[-1] == last)
    ((kind, count),) = kinds.most_common(1) or [("", 0)]
    return kind if count * 2 > kinds.total() else ""


def _line(*cells: str) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()
