"""The table of small ledgers: the relations and the estimates of every policy, worked out by hand."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from ledgers import LEXICON

from crosswire.model import (
    Attribution,
    Claim,
    Document,
    Estimate,
    Event,
    EventParticipant,
    NamedQuote,
    Participant,
    Place,
    Quantity,
    Quote,
    Relation,
    Time,
)  # fmt: skip
from crosswire.reconcile import reconcile

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("ledger_table.yaml").read_text(encoding="utf-8"))
POLICIES = {
    "as": "as-reported",
    "acled": "acled",
    "ucdp": "ucdp",
    "air": "airwars",
    "gtd": "gtd",
    "ec": "every-casualty",
}
_SIGNS = {">=": "at_least", ">": "more_than", "~": "about", "<": "nearly", "^": "up_to"}
_COLUMNS = {"total": "total", "deaths_a": "a", "deaths_b": "b", "deaths_civilians": "civ", "deaths_unknown": "unk"}
_PLACES = {"Velmora": ("exact", 30.0), "Karsten": ("exact", 31.0), "Marn": ("governorate", 30.5)}


def figure(written: str) -> dict[str, Any]:
    """Low, best, high and bound of a figure as the table writes it."""
    for sign, bound in _SIGNS.items():
        if written.startswith(sign):
            value = int(written.removeprefix(sign))
            low = value if bound in ("at_least", "more_than") else None
            high = value if bound in ("nearly", "up_to") else None
            return {"low": low, "best": value, "high": high, "bound": bound}
    low, _, high = written.partition("-")
    if low.isdigit() and high.isdigit():
        return {"low": int(low), "best": None, "high": int(high), "bound": "between"}
    if written.isdigit():
        return {"low": int(written), "best": int(written), "high": int(written), "bound": "exact"}
    return {"low": None, "best": None, "high": None, "bound": "vague"}


def quantity(told: dict[str, Any], start: int) -> Quantity:
    written = str(told["n"])
    said = figure(written)
    number = str(said["best"]) if said["best"] is not None else written
    at = start + max(told.get("s", "").find(number), 0)
    return Quantity(
        measure=told.get("m", "killed"), of=told.get("of", "any"), side_id=told.get("side"),
        counts=told.get("c", "total"), start=at, end=at + len(number), quote=number, **said,
    )  # fmt: skip


def day(number: int) -> str:
    return f"2031-05-{number:02}"


def time(told: dict[str, Any]) -> Time | None:
    on = told.get("when")
    if on is None:
        return None
    if isinstance(on, str):
        return Time(earliest=None, latest=None, precision="day", weekday=on, anchor="none", start=0, end=1, quote="x")
    last = told.get("to", on)
    precision = "day" if last == on else "days"
    return Time(earliest=day(on), latest=day(last), precision=precision, anchor="text", start=0, end=1, quote="x")


def place(told: dict[str, Any]) -> Place | None:
    at = told.get("at")
    if at is None:
        return None
    precision, lat = _PLACES.get(at, ("exact", 30.0))
    return Place(
        place_id=at if at in _PLACES else None, name=at, lat=lat, lon=10.0, radius_km=5.0, precision=precision,
        admin1="Marn", country="XO", start=0, end=1, quote="x",
    )  # type: ignore[arg-type]  # fmt: skip


def participants(told: dict[str, Any]) -> tuple[Participant, ...]:
    doers = [("actor", who, who) for who in told.get("by", [])]
    hit = [("target", None, told["who"])] if "who" in told else []
    return tuple(
        Participant(role=role, actor_id=actor, name=name, side_id=None, start=0, end=1, quote="x")
        for role, actor, name in [*doers, *hit]
    )  # type: ignore[arg-type]


def attribution(told: dict[str, Any]) -> Attribution:
    manner = {"own": "own_voice"}.get(told.get("how", "reported"), told.get("how", "reported"))
    words = told.get("src")
    source = NamedQuote(name=words, quote=words, start=0, end=len(words)) if words else None
    return Attribution(manner=manner, source=source, described=words is not None)


def claims_of(case: dict[str, Any]) -> list[Claim]:
    claims: list[Claim] = []
    for number, told in enumerate(case["told"]):
        start = 1000 * number
        if told.get("beside"):
            more = (*claims[-1].quantities, quantity(told, claims[-1].evidence[0].start + 5))
            claims[-1] = _replaced(claims[-1], quantities=more)
            continue
        words = told.get("s", "People died in the attack.")
        claims.append(
            Claim(
                claim_id=f"claim-{number:03}", document_id=told.get("doc", f"doc-{told['v']}"), event_type="killing",
                status="happened", trigger=Quote(start=start, end=start + 6, quote="killed"), time=time(told),
                place=place(told), passage_kind="headline" if told.get("head") else "sentence",
                participants=participants(told), quantities=(quantity(told, start),), attribution=attribution(told),
                voice_id=told["v"], evidence=(Quote(start=start, end=start + len(words), quote=words),),
            )
        )  # fmt: skip
    return claims


def _replaced(claim: Claim, **changes: Any) -> Claim:
    from dataclasses import replace

    return replace(claim, **changes)


def read(case: dict[str, Any]) -> tuple[list[Claim], list[Relation], list[Estimate]]:
    claims = claims_of(case)
    about = case.get("event", {})
    span = about.get("days")
    roles = [("actor", who) for who in about.get("by", [])] + [("target", who) for who in about.get("to", [])]
    event = Event(
        event_id="event-1", label="killing, Velmora", event_type="killing", status="happened",
        time=time({"when": span[0], "to": span[1]}) if span else None, time_conflict=False, place=None,
        participants=tuple(EventParticipant(role=role, actor_id=who, name=who) for role, who in roles),
        claim_ids=tuple(c.claim_id for c in claims), document_ids=tuple(sorted({c.document_id for c in claims})),
        voice_ids=tuple(sorted({c.voice_id or "" for c in claims})),
    )  # fmt: skip
    published = {t.get("doc", f"doc-{t['v']}"): day(t["day"]) if "day" in t else None for t in case["told"]}
    documents = [Document(document_id=d, file=d, published=p) for d, p in published.items()]
    return claims, *reconcile(event, claims, documents, LEXICON)


def triple(written: str, *, single: str = "N/N/N") -> tuple[int | None, ...]:
    """ "12/12/14" as numbers; a single number is put where ``single`` has its N."""
    parts = written.split("/") if "/" in written else single.replace("N", written).split("/")
    return tuple(None if part == "-" else int(part) for part in parts)


def rows(written: str) -> list[tuple[str, str]]:
    """ "wounded people 3; civilians 5" as names and numbers."""
    found = [row.rpartition(" ") for row in written.split("; ")]
    return [(name, number) for name, _, number in found]


def name_of(estimate: Estimate) -> str:
    measure = "" if estimate.measure == "killed" else f"{estimate.measure} "
    of = "people" if estimate.of == "any" else estimate.of
    return measure + of + (f"/{estimate.side_id}" if estimate.side_id else "")


def numbers(estimate: Estimate) -> tuple[int | None, ...]:
    return (estimate.low, estimate.best, estimate.high)


def expected(case: dict[str, Any], policy: str) -> dict[str, Any]:
    written = case.get(policy)
    if written is None:
        return {}
    if policy == "acled":
        return {"people": (None, written, None)}
    if policy == "gtd":
        names = ("people", "wounded people")
        given = zip(names, str(written).split(", "), strict=False)
        return {name: (None, int(n), None) for name, n in given if n != "-"}
    if policy == "air":
        figures, _, grade = written.rpartition(" ")
        pairs = [one.rpartition(" ") for one in figures.split(", ")]
        return {name: (*triple(n.replace("/", "/-/")), grade) for name, _, n in pairs}
    return {name: triple(n) for name, n in rows(written)}


def found(estimates: list[Estimate], policy: str, wanted: dict[str, Any]) -> dict[str, Any]:
    own = [e for e in estimates if e.policy == POLICIES[policy]]
    if policy == "ucdp":
        named = {_COLUMNS[e.column or "total"] + (f"/{e.side_id}" if e.side_id else ""): numbers(e) for e in own}
        if "unk" in named and "unk" in wanted:  # what is left over has no range
            named["unk"], wanted["unk"] = (named["unk"][1],), (wanted["unk"][1],)
        return named
    if policy == "air":
        return {name_of(e): (*numbers(e), e.grade) for e in own}
    return {name_of(e): numbers(e) for e in own}


def kinds(claims: list[Claim], relations: list[Relation]) -> dict[str, str]:
    """The kinds of each pair, the day shift last."""
    place_of = {claim.claim_id: number for number, claim in enumerate(claims)}
    told: dict[str, str] = {}
    for relation in sorted(relations, key=lambda r: r.kind == "day_shift"):
        pair = f"{place_of[relation.claim_a]}-{place_of[relation.claim_b]}"
        told[pair] = f"{told[pair]}+{relation.kind}" if pair in told else relation.kind
    return told


def test_the_table_is_large_and_its_names_differ() -> None:
    names = sorted(case["name"] for case in CASES)
    assert len(names) >= 120
    assert all(one != other for one, other in pairwise(names))
    assert all(key in {"name", "told", "event", "rel", *POLICIES} for case in CASES for key in case)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_relations_and_estimates_follow_the_rules(case: dict[str, Any]) -> None:
    claims, relations, estimates = read(case)
    assert kinds(claims, relations) == case.get("rel", {})
    assert all(relation.reason for relation in relations)
    for policy in POLICIES:
        wanted = expected(case, policy)
        assert found(estimates, policy, wanted) == wanted, policy
    for estimate in estimates:
        known = [n for n in numbers(estimate) if n is not None]
        assert known == sorted(known)
        assert estimate.rule and estimate.claim_ids and estimate.voice_ids


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_ids_of_claims_and_their_order_decide_nothing(case: dict[str, Any]) -> None:
    claims, relations, estimates = read(case)
    turned = {claim.claim_id: f"claim-{999 - number:03}" for number, claim in enumerate(claims)}
    back = {new: old for old, new in turned.items()}
    renamed = [_replaced(claim, claim_id=turned[claim.claim_id]) for claim in claims]
    event = Event(
        event_id="event-1", label="killing, Velmora", event_type="killing", status="happened", time=None,
        time_conflict=False, place=None, claim_ids=tuple(turned.values()), document_ids=(), voice_ids=(),
    )  # fmt: skip
    about = case.get("event", {})
    span = about.get("days")
    roles = [("actor", who) for who in about.get("by", [])] + [("target", who) for who in about.get("to", [])]
    event = _replaced(
        event, time=time({"when": span[0], "to": span[1]}) if span else None,
        participants=tuple(EventParticipant(role=role, actor_id=who, name=who) for role, who in roles),
    )  # fmt: skip
    published = {t.get("doc", f"doc-{t['v']}"): day(t["day"]) if "day" in t else None for t in case["told"]}
    documents = [Document(document_id=d, file=d, published=p) for d, p in published.items()]
    other, same = reconcile(event, renamed[::-1], documents[::-1], LEXICON)
    assert {(frozenset((r.claim_a, r.claim_b)), r.measure, r.kind) for r in relations} == {
        (frozenset((back[r.claim_a], back[r.claim_b])), r.measure, r.kind) for r in other
    }
    assert [(e.estimate_id, numbers(e), e.grade) for e in estimates] == [
        (e.estimate_id, numbers(e), e.grade) for e in same
    ]
