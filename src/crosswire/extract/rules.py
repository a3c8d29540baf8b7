"""Claims as rules read them: a parse, triggers, and what hangs on them.

In: what is named in a document, and the lexicon.  Out: its claims in the order of the text, without voice and event.
Passages that hold no trigger are never parsed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crosswire.extract.lead import hedge_the_headline, place_the_lead
from crosswire.extract.named import Named, names_of, starting_in
from crosswire.extract.neutral import stand_ins
from crosswire.extract.owned_after import with_owners
from crosswire.extract.parse import parse
from crosswire.extract.passing import with_chains
from crosswire.extract.reader import SentenceReader
from crosswire.extract.reports import find_reports
from crosswire.extract.roles import without_doers
from crosswire.extract.scene import Scene
from crosswire.extract.speakers import Speaker, in_full
from crosswire.extract.told_after import with_parts
from crosswire.extract.triggers import may_hold_claim
from crosswire.lexicon import Lexicon
from crosswire.model import Claim, Passage, Place, PlaceMention, Quote

# "The Sword of N": a capitalised noun that is no kind of place bears the name.
_BORNE = re.compile(r"[“\"'][^“”\"]{0,20}[A-Z]\w+ of $")

# "Fired from the district of N", "taken to a hospital in N": where it began or ended, not where it is set.
_ORIGIN = re.compile(
    r"\b(?:from|(?:brought|taken|rushed|transferred|transported|airlifted|flown|driven) to) (?:[a-z][\w-]* ){0,5}$"
)


# "An official in N said": those who speak for a state sit in its offices, wherever they speak of.
_SITS = re.compile(
    r"\b(?:officials?|spokes(?:man|woman|person|people)|diplomats?|analysts?|ministers?|ministry|"
    r"(?:security|military|government|diplomatic) sources?) (?:in|at|from) $"
)


def claims_by_rules(named: Named, lexicon: Lexicon) -> list[Claim]:
    """The claims, in the order of the text."""
    text, document_id = named.document.text, named.document.document_id
    names = names_of(named.actors, named.places)
    told = {passage.start for passage in named.passages if may_hold_claim(text, passage, lexicon.codebook)}
    read = [passage for passage in named.passages if passage.start in told]
    parsed = iter(parse(text, read, names, [one for passage in read for one in stand_ins(named, passage, lexicon)]))
    claims: list[Claim] = []
    scene = Scene()
    speaker: Speaker | None = None
    spoke: list[Speaker] = []
    for at, passage in enumerate(named.passages):
        if passage.start in told:
            sentence = next(parsed)
            mentions = named.mentions(passage)
            mentions = replace(mentions, actors=without_doers(sentence, mentions.actors))
            reports = with_chains(
                find_reports(sentence, mentions.actors, lexicon, speaker), sentence, mentions.actors, lexicon
            )
            reports = [replace(one, speaker=one.speaker and in_full(one.speaker, spoke)) for one in reports]
            spoke += [one.speaker for one in reports if one.speaker is not None]
            reader = SentenceReader(
                sentence, mentions, reports, scene, lexicon, speaker=speaker, document_id=document_id, at=at
            )
            claims += reader.claims()
            speaker = next((report.speaker for report in reversed(reports) if report.speaker), speaker)
        if (place := _first_place(text, passage, named.places)) is not None:
            quote = Quote(start=passage.start, end=passage.end, quote=text[passage.start : passage.end])
            scene.name_place(at, place, quote)
    claims = with_owners(with_parts(claims, named, lexicon.codebook), named, lexicon.codebook)
    return hedge_the_headline(place_the_lead(claims, named.passages, lexicon.codebook), named.passages)


def _first_place(text: str, passage: Passage, places: Sequence[PlaceMention]) -> Place | None:
    """The first place a passage is at, smaller than a country; not one that a nickname bears."""
    return next(
        (
            mention.place
            for mention in starting_in(places, passage.start, passage.end, lambda one: one.place.start)
            if mention.relation == "in"
            and mention.place.country is not None
            and mention.place.precision != "country"
            and not _BORNE.search(text, passage.start, mention.place.start)
            and not _ORIGIN.search(text, passage.start, mention.place.start)
            and not _SITS.search(text, passage.start, mention.place.start)
        ),
        None,
    )
