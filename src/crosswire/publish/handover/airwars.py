"""``airwars``: civilian harm, a row an event: the killed and the injured from the least to the most, and a grade.

In: an event.  Out: its row, or why there is none.  The columns are ours, after Airwars' terms as summarised: of its
methodology only the opening was read.  Where nobody counts civilians as such, the least is the greatest class that is
counted among them.  The names of the victims are empty unless names are asked for.  Under ``every-casualty`` the same
columns hold the confirmed range, and no grade.
"""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.lexicon import Lexicon
from crosswire.model import Estimate, Measure, Policy
from crosswire.publish import wording
from crosswire.publish.handover import tables
from crosswire.publish.handover.cells import Cell, Row, filled
from crosswire.publish.handover.parties import sides_of
from crosswire.publish.handover.periods import stretch_of
from crosswire.publish.handover.record import Told
from crosswire.publish.handover.tables import LeftOut, claims_of, left_out, whole
from crosswire.publish.private_names import private_names

_CLASSES = ("civilians", "children", "women", "men")
_MEASURES: tuple[tuple[Measure, str], ...] = (("killed", "killed"), ("wounded", "injured"))
_WHERE = {"name": "location", "admin1": "admin1", "country": "country", "lat": "latitude", "lon": "longitude"}
COLUMNS = (
    "event_id", "event_type", "date_start", "date_end", "location", "admin1", "country", "latitude", "longitude",
    *(f"{of}_{name}_{end}" for of in _CLASSES for _, name in _MEASURES for end in ("min", "max")),
    "victim_names", "belligerents", "grade", "grade_reasons", "rules", "outlets", "voices",
)  # fmt: skip
POLICY: Policy = "airwars"


def rows(told: Told, lexicon: Lexicon, policy: Policy, *, names: bool = False) -> Iterator[Row | LeftOut]:
    """The row of an event, or why it has none."""
    event, people = told.event, lexicon.counting.people
    harm = [e for measure, _ in _MEASURES for e in told.figures(policy, measure) if e.column is None]
    civilian = [e for e in harm if people.within(e.of, "civilians")]
    why = tables.not_happened(told) or tables.episode(told)
    if why is None and not civilian:
        why = "no claim counts civilians as killed or injured"
    if why is not None:
        yield left_out(told, why)
        return
    stretch, sides = stretch_of(event.time), sides_of(told, lexicon)
    where = event.place.country if event.place else None
    doers = "; ".join(dict.fromkeys(n for s in sides.first if (n := tables.side_name(s, where, lexicon))))
    victims = "; ".join(victim_names(told)) if names else None
    saying = told.saying(event.time)
    cells = {
        "event_id": whole(told, event.event_id),
        "event_type": Cell(event.event_type.replace("_", " "), event.claim_ids),
        "date_start": Cell(stretch.first.isoformat(), saying) if stretch else None,
        "date_end": Cell(stretch.last.isoformat(), saying) if stretch else None,
        **tables.where_cells(told, lexicon, _WHERE),
        **_counted(civilian, harm),
        "victim_names": Cell(victims, event.claim_ids),
        "belligerents": Cell(doers, claims_of(sides.first), "lexicon"),
        **_graded(told, civilian),
        "rules": Cell(
            "; ".join(f"{e.measure} {wording.people(e.of)}: {tables.rule_words(told, e)}" for e in civilian),
            tuple(sorted({claim for e in civilian for claim in e.claim_ids})),
            "estimate",
        ),
        "outlets": Cell("; ".join(tables.outlets(told)), event.claim_ids, "documents"),
        "voices": Cell("; ".join(tables.voices(told)), event.claim_ids),
    }  # fmt: skip
    yield Row(id=event.event_id, event_id=event.event_id, cells=filled(cells))


def victim_names(told: Told) -> list[str]:
    """The full names of private persons among those the event befell."""
    targets = " | ".join(p.name for p in told.event.participants if p.role == "target")
    return [name for name in private_names(told.claims).hidden if " " in name and name in targets]


def _counted(civilian: list[Estimate], harm: list[Estimate]) -> dict[str, Cell | None]:
    cells: dict[str, Cell | None] = {}
    for measure, name in _MEASURES:
        for of in _CLASSES:
            found = [e for e in harm if (e.measure, e.of) == (measure, of)]
            if found:
                cells[f"{of}_{name}_min"] = tables.estimated(found[0].low, found[0])
                cells[f"{of}_{name}_max"] = tables.estimated(found[0].high, found[0])
        among = [e for e in civilian if e.measure == measure and e.low is not None]
        if among and f"civilians_{name}_min" not in cells:
            most = max(among, key=lambda e: (e.low or 0, e.of))
            why = f"nobody counts civilians; the {wording.people(most.of)} are among them"
            cells[f"civilians_{name}_min"] = Cell(most.low, most.claim_ids, "estimate", why)
    return cells


def _graded(told: Told, civilian: list[Estimate]) -> dict[str, Cell | None]:
    graded = [e for e in civilian if e.grade is not None]
    if not graded:
        return {}
    known = {*told.event.voice_ids, *(voice for e in graded for voice in e.voice_ids)}
    claims = tuple(sorted({claim for e in graded for claim in e.claim_ids}))
    reasons = "; ".join(told.voices.in_rule(reason, known) for reason in graded[0].grade_reasons)
    return {"grade": Cell(graded[0].grade, claims, "estimate"), "grade_reasons": Cell(reasons, claims, "estimate")}
