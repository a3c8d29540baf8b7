"""What crosswire must find in the demo corpus: the list of its README.md, by meaning, never by id."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest
from demo_record import Record

from crosswire import lexicon
from crosswire.casebook import Casebook
from crosswire.collect import ReadOptions, read_paths
from crosswire.demo import corpus_folder
from crosswire.model import Claim, Document, Event, Policy
from crosswire.run import build

NEVER_HAPPENED = {"denied", "possible", "planned", "threatened", "predicted", "demanded"}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Casebook.open(tmp_path_factory.mktemp("demo") / "case", create=True) as casebook:
        casebook.add_documents(read_paths([corpus_folder()], ReadOptions(), lexicon.load()))
        build(casebook, workers=1)
        documents = {Path(d.file).name[:2]: d for d in casebook.documents()}
        yield Record(
            documents=documents, claims=casebook.claims(), events=casebook.events(), copies=casebook.copies(),
            relations=casebook.relations(), estimates=casebook.estimates(),
            number={d.document_id: n for n, d in documents.items()},
        )  # fmt: skip


@pytest.fixture(scope="module")
def attack(record: Record) -> Event:
    return record.event_of("02", "killed", 250)


# documents


def test_every_report_says_that_it_was_written_for_the_demo() -> None:
    files = sorted(corpus_folder().iterdir())
    assert len(files) == 11
    for file in files:
        head = file.read_text(encoding="utf-8")[:900]
        assert re.search(r"for the crosswire demo; not a news report|pour la démonstration de crosswire", head), (
            file.name
        )
        assert re.search(r"Outlet: D[eé]mo |content=\"Demo ", head), file.name


def test_dates_are_those_of_the_heads_and_one_report_bears_none(record: Record) -> None:
    assert {number: document.published for number, document in record.documents.items()} == {
        "01": "2018-07-25", "02": "2018-07-31", "03": "2018-08-01", "04": "2018-08-01", "05": "2018-07-30",
        "06": "2018-07-31", "07": "2018-07-27", "08": "2018-08-01", "09": "2022-10-20", "10": None, "11": "2018-07-26",
    }  # fmt: skip


def test_outlets_and_the_agency_credit(record: Record) -> None:
    outlets = {number: document.outlet for number, document in record.documents.items()}
    assert outlets["03"] == "Demo Regional Daily"
    assert outlets["04"] == "Demo Evening Site"
    assert outlets["06"] == "Demo Monitor Bulletin"
    assert record.documents["03"].agency == "Demo Agency"
    assert all(record.documents[n].agency is None for n in ("05", "06", "07", "08", "09", "10"))


def test_the_french_report_is_kept_unread_and_the_others_are_read(record: Record) -> None:
    states = {number: document.state for number, document in record.documents.items()}
    assert states.pop("11") == "unread_language"
    assert set(states.values()) == {"read"}
    assert record.documents["11"].lang == "fr"
    assert "Soueïda" in record.documents["11"].text
    assert not [claim for claim in record.claims if record.of(claim) == "11"]


def test_furniture_yields_no_claim(record: Record) -> None:
    furniture = (
        "Suicide blasts kill",
        "liberates over 30 villages west",
        "file picture",
        "support us",
        "donate",
        "Share",
        "Note:",
    )
    for claim in record.claims:
        assert claim.passage_kind in ("sentence", "headline")
        assert not any(words in claim.evidence[0].quote for words in furniture), claim.evidence[0].quote
    assert not record.figures("04", "killed", 220)


def test_every_quote_is_what_stands_there(record: Record) -> None:
    for claim in record.claims:
        text = record.documents[record.of(claim)].text
        quotes = [claim.trigger, *claim.evidence, *claim.quantities, *claim.participants, claim.place, claim.time]
        for quote in [*quotes, claim.attribution.source, claim.attribution.cue]:
            assert quote is None or text[quote.start : quote.end] == quote.quote


# copies and voices


def test_the_copies_are_the_planted_ones_and_no_others(record: Record) -> None:
    pairs = {frozenset((record.number[c.document_id], record.number[c.other_id])) for c in record.copies}
    assert pairs == {frozenset(pair) for pair in combinations(("02", "03", "04"), 2)}


def copied(record: Record, report: str) -> str:
    """The copied passages of a report, one under the other."""
    document = record.documents[report]
    spans = sorted({(c.start, c.end) for c in record.copies if c.document_id == document.document_id})
    return "\n".join(document.text[start:end] for start, end in spans)


def test_swapped_names_do_not_hide_a_copy_and_additions_are_no_copies(record: Record) -> None:
    daily, site = copied(record, "03"), copied(record, "04")
    assert "abducted about 30 women and children" in daily and "abducted about 30 women and children" in site
    assert "offered to free the hostages" in daily
    assert "Abu Walid al-Masri" not in daily
    assert "predicted on Monday" not in site and "Elsewhere in Daraa" not in site
    assert "IS abducted" in copied(record, "02") and "Daesh abducted" in daily


def test_agency_text_is_one_voice_wherever_it_stands(record: Record) -> None:
    voices = {claim.voice_id for n in ("02", "03", "04") for claim, _ in record.figures(n, "killed", 250)}
    assert len(voices) == 1
    assert voices == {claim.voice_id for claim, _ in record.figures("01", "killed", 220)}
    quoted = {claim.voice_id for claim in record.about("Russian warplanes bombed the pocket")}
    assert quoted == {claim.voice_id for claim in record.about("had offered to free|offered to free the hostages")}
    assert len(quoted) == 1 and quoted != voices


def test_what_an_outlet_added_is_its_own_voice_or_its_source(record: Record) -> None:
    agency = {claim.voice_id for claim, _ in record.figures("02", "killed", 250)}
    own = [claim for claim in record.about("Elsewhere in Daraa") if claim.status == "happened"]
    assert own and all(claim.voice_id not in agency for claim in own)
    assert all("evening" in (claim.voice_id or "") for claim in own)
    told = [claim for claim in record.about("Abu Walid al-Masri") if record.of(claim) == "03"]
    assert told and {claim.voice_id for claim in told} == {"sana"}


# the attack of 25 July 2018


def test_the_attack_is_one_event_told_by_six_reports(record: Record, attack: Event) -> None:
    assert {"01", "02", "03", "04", "05", "07"} <= record.reports(attack)
    assert "09" not in record.reports(attack)
    for report, number in (("01", 220), ("02", 250), ("03", 250), ("04", 250), ("05", 220), ("07", 215)):
        assert record.event_of(report, "killed", number).event_id == attack.event_id, report
    assert attack.status == "happened"
    assert attack.time is not None and (attack.time.earliest, attack.time.latest) == ("2018-07-25", "2018-07-25")
    assert attack.place is not None and attack.place.admin1 is not None


def test_its_killed_figures_come_from_three_voices(record: Record, attack: Event) -> None:
    told = [c for c in record.claims_in(attack) if any(q.measure == "killed" for q in c.quantities)]
    assert len({claim.voice_id for claim in told}) == 3
    assert len({record.of(claim) for claim in told}) == 6


def test_its_figures_say_how_many_of_whom(record: Record) -> None:
    assert {(q.bound, q.of) for _, q in record.figures("01", "killed", 220)} == {("more_than", "any")}
    assert {(q.bound, q.of) for _, q in record.figures("05", "killed", 220)} == {("more_than", "any")}
    assert {(q.bound, q.of) for _, q in record.figures("02", "killed", 250)} == {("more_than", "any")}
    assert {(q.bound, q.of) for _, q in record.figures("07", "killed", 215)} == {("exact", "civilians")}


def test_the_governor_said_it_and_the_blog_only_repeats_it(record: Record) -> None:
    ((claim, _),) = record.figures("07", "killed", 215)
    ((other, _),) = record.figures("07", "killed", 75)
    assert claim.attribution.manner in ("reported", "quoted")
    assert claim.voice_id == other.voice_id
    assert "blog" not in (claim.voice_id or "")


def test_a_later_higher_toll_of_one_voice_is_a_revision(record: Record) -> None:
    assert record.relations_between(("01", 220), ("02", 250)) == {"revision"}


def test_two_lower_bounds_of_two_voices_are_compatible(record: Record) -> None:
    assert record.relations_between(("05", 220), ("02", 250)) == {"compatible"}


@pytest.mark.parametrize("other", [("01", 220), ("02", 250), ("05", 220)])
def test_civilians_and_everybody_are_two_categories(record: Record, other: tuple[str, int]) -> None:
    assert record.relations_between(("07", 215), other) == {"category"}


def test_the_estimates_of_the_attack_keep_categories_apart(record: Record, attack: Event) -> None:
    ours = [e for e in record.estimates if e.event_id == attack.event_id and e.measure == "killed"]
    assert {e.policy for e in ours} == set(get_args(Policy))
    for estimate in ours:
        known = [n for n in (estimate.low, estimate.best, estimate.high) if n is not None]
        assert known == sorted(known)
        assert estimate.rule and estimate.claim_ids and estimate.voice_ids
    numbers = {(e.of, n) for e in ours if e.policy == "as-reported" for n in (e.low, e.best, e.high)}
    assert ("civilians", 215) in numbers
    assert ("any", 215) not in numbers


# the other events


@pytest.mark.parametrize("report", ["02", "03", "04"])
def test_the_hostages_are_abducted_and_not_dead(record: Record, report: str) -> None:
    ((claim, quantity),) = record.figures(report, "abducted", 30)
    assert quantity.bound == "about" and quantity.of == "women_and_children"
    assert claim.event_type == "abduction" and claim.status == "happened"
    assert not record.figures(report, "killed", 30)


def test_the_abduction_is_one_event_of_one_voice_apart_from_the_attack(record: Record, attack: Event) -> None:
    abduction = record.event_of("02", "abducted", 30)
    assert {"02", "03", "04"} <= record.reports(abduction)
    assert abduction.event_id != attack.event_id
    assert len({c.voice_id for c in record.claims_in(abduction) if record.of(c) in ("02", "03", "04")}) == 1


def test_the_women_of_the_undated_report_are_abducted(record: Record) -> None:
    assert record.figures("10", "abducted", 14)
    assert not record.figures("10", "killed", 14)


def test_the_toll_of_the_offensive_is_a_contradiction_apart_from_the_attack(record: Record, attack: Event) -> None:
    offensive = record.event_of("06", "killed", 260)
    assert record.event_of("07", "killed", 600).event_id == offensive.event_id
    assert offensive.event_id != attack.event_id
    assert record.relations_between(("06", 260), ("07", 600)) == {"contradiction"}
    contradictions = {(r.event_id, r.measure) for r in record.relations if r.kind == "contradiction"}
    assert contradictions == {(offensive.event_id, "killed")}


def test_seventy_five_in_eastern_suwayda_is_an_event_of_its_own(record: Record, attack: Event) -> None:
    clash = record.event_of("07", "killed", 75)
    assert record.reports(clash) == {"07"}
    assert clash.event_id not in (attack.event_id, record.event_of("06", "killed", 260).event_id)


def test_the_commander_died_once_on_two_days_by_one_source(record: Record) -> None:
    told = [
        c
        for c in record.about("Abu Walid al-Masri")
        if any(p.role == "target" and "Masri" in p.name for p in c.participants)
    ]
    assert {record.of(claim) for claim in told} == {"03", "05"}
    assert len({claim.event_id for claim in told}) == 1
    assert {claim.voice_id for claim in told} == {"sana"}
    assert {claim.time.earliest for claim in told if claim.time} == {"2018-07-29", "2018-07-30"}
    event = next(e for e in record.events if e.event_id == told[0].event_id)
    assert event.time_conflict
    ids = {claim.claim_id for claim in told}
    assert {r.kind for r in record.relations if {r.claim_a, r.claim_b} <= ids and r.measure is None} == {"day_shift"}


def test_the_village_was_handed_over_on_tuesday_by_word_of_the_state_agency(record: Record) -> None:
    told = [claim for claim in record.about("handed over the village") if claim.event_id]
    assert told
    assert {claim.voice_id for claim in told} == {"sana"}
    assert {claim.time.earliest for claim in told if claim.time} == {"2018-07-31"}
    assert {claim.place.quote for claim in told if claim.place} == {"Jubata al-Khashab"}


def test_the_air_strikes_were_on_tuesday(record: Record) -> None:
    strikes = [c for c in record.about("Russian warplanes") if c.event_type in ("air_strike", "airstrike")]
    assert {record.of(claim) for claim in strikes} == {"02", "03", "06"}
    assert {claim.time.earliest for claim in strikes if claim.time} == {"2018-07-31"}
    assert {claim.status for claim in strikes} == {"happened"}


# what did not happen


@pytest.mark.parametrize(
    ("report", "words", "status"),
    [
        ("05", "threatened to harm the hostages", "threatened"),
        ("10", "threatened to harm its hostages", "threatened"),
        ("04", "predicted on Monday", "predicted"),
    ],
)
def test_threats_and_predictions_keep_their_status(record: Record, report: str, words: str, status: str) -> None:
    told = [claim for claim in record.about(words) if record.of(claim) == report]
    assert told
    assert {claim.status for claim in told} <= {status} | NEVER_HAPPENED


@pytest.mark.parametrize(
    "words",
    [
        "threatened to harm", "threatened for weeks to storm", "predicted on Monday", "could be evacuated",
        "would release the 30 hostages", "offered to free", "may soon attack",
    ],
)  # fmt: skip
def test_talks_threats_and_predictions_did_not_happen(record: Record, words: str) -> None:
    for claim in record.about(words):
        if claim.event_type in ("statement", "threat", "talks", "negotiation"):
            continue
        assert claim.status in NEVER_HAPPENED, f"{claim.event_type} {claim.status}: {claim.evidence[0].quote}"


def test_nobody_was_released(record: Record) -> None:
    assert not [c for c in record.claims if c.event_type == "release" and c.status in ("happened", "ongoing")]


# the decoy, the undated report, names


def test_the_decoy_joins_no_event_of_2018(record: Record) -> None:
    for event in record.events:
        october = [
            c for c in record.claims_in(event)
            if record.of(c) == "09" and c.time and "-10" in (c.time.earliest or "")
        ]  # fmt: skip
        if october:
            assert record.reports(event) == {"09"}
    assert record.event_of("09", "killed", 20).time is not None
    day = record.event_of("09", "killed", 20).time
    assert day is not None and day.earliest == "2022-10-16"
    bus = record.event_of("09", "killed", 18)
    assert bus.time is not None and bus.time.earliest == "2022-10-13"
    assert {(q.bound, q.of) for _, q in record.figures("09", "killed", 18)} == {("at_least", "soldiers")}
    assert record.figures("09", "wounded", 27)
    assert bus.event_id != record.event_of("09", "killed", 20).event_id


def test_the_report_without_a_date_gets_no_day(record: Record) -> None:
    for claim in record.claims:
        if record.of(claim) == "10" and claim.time is not None:
            assert claim.time.earliest is None and claim.time.latest is None


def test_the_armed_group_is_one_actor_under_all_its_names(record: Record) -> None:
    names = ("IS", "ISIS", "Daesh", "Islamic State", "Islamic State (IS)")
    ids = {p.actor_id for c in record.claims for p in c.participants if p.quote in names}
    assert len(ids) == 1 and None not in ids


def test_loaded_names_move_no_event_and_no_figure(record: Record, tmp_path: Path) -> None:
    swaps = {
        "Takfiri group ": "group ", "terror group": "group", "SAA crushes terror pocket": "SAA crushes IS pocket",
        "eliminated": "killed", "Daesh terrorists": "Daesh fighters", "Syrian Arab Army": "Syrian army",
    }  # fmt: skip
    for file in corpus_folder().iterdir():
        text = file.read_text(encoding="utf-8")
        for loaded, neutral in swaps.items():
            text = text.replace(loaded, neutral)
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    with Casebook.open(tmp_path / "case", create=True) as casebook:
        casebook.add_documents(read_paths(sorted(tmp_path.glob("[01]*")), ReadOptions(), lexicon.load()))
        build(casebook, workers=1)
        told = shape(casebook.claims(), casebook.documents(), casebook.events())
    assert told == shape(record.claims, list(record.documents.values()), record.events)


def shape(
    claims: list[Claim], documents: list[Document], events: list[Event]
) -> set[frozenset[tuple[str, str, int | None, int | None]]]:
    """The killed and abducted figures, by event: report, measure, low, high."""
    report = {d.document_id: Path(d.file).name[:2] for d in documents}
    by_event: dict[str, set[tuple[str, str, int | None, int | None]]] = {e.event_id: set() for e in events}
    for claim in claims:
        for q in claim.quantities:
            if claim.event_id and q.measure in ("killed", "abducted", "wounded"):
                by_event[claim.event_id].add((report[claim.document_id], q.measure, q.low, q.high))
    return {frozenset(figures) for figures in by_event.values() if figures}


def test_the_lexicon_knows_the_actors_of_the_demo() -> None:
    actors = lexicon.load().actors
    assert "sana" in actors


# the corpus itself


@pytest.mark.shared
def test_no_run_of_six_words_is_from_the_seeds(shared_folder: Path) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"[a-z0-9]+", text.lower())
        return {tuple(words[i : i + 6]) for i in range(len(words) - 5)}

    theirs = set().union(*(runs(file.read_text(encoding="utf-8")) for file in (shared_folder / "seeds").glob("*.txt")))
    for file in corpus_folder().iterdir():
        assert not runs(file.read_text(encoding="utf-8")) & theirs, file.name
