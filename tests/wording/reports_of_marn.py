"""Short reports from Ostravia, an invented country, that can be told in other words.

A report is a list of `TEMPLATES`, filled from a `Wording`: for each slot, which of the words that say the same is
taken.  The lexicon of the country is the folder `marn` beside this file, laid over the shipped one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from crosswire.collect import ReadOptions
from crosswire.collect.documents import to_document
from crosswire.collect.readers.tables import to_record
from crosswire.extract import extract_claims
from crosswire.lexicon import Lexicon, load
from crosswire.model import Claim, Document
from crosswire.run.flow import derive

FOLDER = Path(__file__).parent / "marn"

#: For each slot the words that say the same.  The first is how a report is told when nothing else is said.  ("Fighters"
#: are anybody's: they do not take up the name of a group, as militants do.)
SLOTS: Mapping[str, tuple[str, ...]] = {
    "killed": ("killed", "eliminated", "martyred", "slaughtered", "butchered", "massacred"),
    "fighters": (
        "militants",
        "terrorists",
        "jihadists",
        "extremists",
        "mercenaries",
        "thugs",
        "mujahideen",
    ),
    "forces": ("government forces", "regime forces"),
    "troops": ("government troops", "regime troops"),
    "army": ("Ostravian army", "Ostravian regime army"),
    "front": ("Free Marn Front", "FMF", "Marn Front"),
    "watch": ("Marn Watch", "Marn Watch Centre"),
    "agency": ("Ostravian Press Agency", "OPA"),
    "took": ("captured", "liberated", "seized"),
    "karsten": ("Karsten", "Karstin", "Karstan", "Qarsten"),
    "dolna": ("Dolna", "al-Dolna", "Dolnah"),
    "nine": ("nine", "9"),
    "eighteen": ("eighteen", "18"),
    "forty": ("forty", "40"),
    "apostrophe": ("'", "’"),
}
Wording = Mapping[str, str]
PLAIN: Wording = {slot: words[0] for slot, words in SLOTS.items()}

TEMPLATES: tuple[str, ...] = (
    "At least {eighteen} civilians were {killed} when {forces} shelled a market in {karsten} on Tuesday, {watch} said.",
    "The {front} said on Tuesday that its fighters had {took} the town of {dolna}.",
    "{Nine} {fighters} were {killed} in clashes with {troops} near {dolna} on Tuesday, the {agency} reported.",
    "The {army} said that {forty} {fighters} had been {killed} in {karsten} on Tuesday.",
    "The {front} attacked a checkpoint of the {army} in {dolna} on Tuesday, and {nine} soldiers were {killed}.",
    "Air strikes by {forces} hit {karsten}, and {eighteen} people were {killed}, among them {nine} children.",
    "A car bomb exploded in {dolna} on Tuesday, wounding {forty} people, according to {watch}.",
    "The {front} claimed responsibility for the bombing in {dolna}.",
    "{Eighteen} {fighters} were {killed} when the army{apostrophe}s aircraft bombed {karsten}, the {agency} said.",
    "The {front} abducted {nine} workers near {dolna} on Tuesday, {watch} said.",
    "{Troops} {took} {karsten} from the {front} after a week of fighting, and {forty} people were {killed}.",
    "The army{apostrophe}s aircraft bombed {karsten}, and {eighteen} {fighters} were {killed}, the {agency} said.",
)


Fact = tuple[object, ...]


def told(templates: Sequence[str], wording: Wording) -> str:
    """One report: the templates in these words."""
    words = {**wording, **{slot.capitalize(): word[0].upper() + word[1:] for slot, word in wording.items()}}
    return " ".join(template.format(**words) for template in templates)


def lexicon() -> Lexicon:
    return load(FOLDER)


def document_of(text: str, number: int) -> Document:
    """A report as a row of a table, with its outlet and its day; two of one day would stand in the order of their ids,
    which hang on the text."""
    given = {"text": text, "published": f"2031-05-{14 + number}", "outlet": f"Paper {number}"}
    return to_document(to_record(given, number, ReadOptions(), "table"), "table", ReadOptions(), lexicon())


def record(reports: Sequence[str]) -> frozenset[Fact]:
    """What the whole flow makes of the reports: every claim, figure, role, event, relation and estimate, each by where
    its claims stand (report, sentence, place in the sentence) and not by the words."""
    documents = [document_of(text, number) for number, text in enumerate(reports)]
    claims = [claim for document in documents for claim in extract_claims(document, lexicon())]
    derived = derive(documents, claims, lexicon())
    at = _places(documents, derived.claims)
    facts: set[Fact] = set()
    for claim in derived.claims:
        here = at[claim.claim_id]
        place = claim.place and claim.place.place_id
        days = claim.time and (claim.time.earliest, claim.time.latest)
        facts.add(("claim", here, claim.event_type, claim.status, place, days))
        facts |= {("role", here, one.role, one.actor_id, one.side_id) for one in claim.participants}
        facts |= {
            ("figure", here, q.measure, q.of, q.side_id, q.counts, q.low, q.best, q.high, q.bound)
            for q in claim.quantities
        }
        facts.add(("source", here, claim.attribution.manner, claim.attribution.source_id))
    for event in derived.events:
        where = tuple(sorted(at[claim] for claim in event.claim_ids))
        facts.add(("event", where, event.event_type, event.status))
        facts |= {
            ("estimate", where, one.measure, one.of, one.policy, one.low, one.best, one.high)
            for one in derived.estimates
            if one.event_id == event.event_id
        }
    for one in derived.relations:
        pair = tuple(sorted((at[one.claim_a], at[one.claim_b])))
        facts.add(("relation", pair, one.measure, one.kind))
    return frozenset(facts)


def _places(documents: Sequence[Document], claims: Sequence[Claim]) -> dict[str, tuple[int, int, int]]:
    number_of = {document.document_id: number for number, document in enumerate(documents)}
    found: dict[str, tuple[int, int, int]] = {}
    counted: dict[tuple[int, int], int] = {}
    for claim in sorted(claims, key=lambda claim: (number_of[claim.document_id], claim.trigger.start)):
        report = number_of[claim.document_id]
        sentences = [passage.start for passage in documents[report].passages]
        sentence = sum(start <= claim.trigger.start for start in sentences)
        counted[report, sentence] = counted.get((report, sentence), -1) + 1
        found[claim.claim_id] = (report, sentence, counted[report, sentence])
    return found
