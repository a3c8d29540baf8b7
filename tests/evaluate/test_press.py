"""The invented press: every ending of its grammar, its laws, and that a seed gives the same bytes."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path

from crosswire.evaluate.press import reports
from crosswire.evaluate.press.__main__ import write
from crosswire.evaluate.press.reports import WAYS, country, press
from crosswire.evaluate.press.wording import Sentence, changed, grammar, grow, reworded, text_of, words_of
from crosswire.lexicon.check import check

FACTS = {
    name: name.lower()
    for name in (
        "TOWN", "TOWN2", "TOWN3", "SPOT", "DAY", "N", "N_W", "N_ALT", "BIGNUM", "MONITOR", "PERSON", "QUOTE", "KIND",
        "GROUP", "OTHER",
    )
}  # fmt: skip
REPORTS = press("a test", 6)


def test_every_alternative_of_the_grammar_can_be_worded() -> None:
    for symbol, alternatives in grammar().items():
        for choice in range(len(alternatives)):
            words = words_of(grow(symbol, random.Random(1), choice), FACTS)
            assert words and "{" not in words and "}" not in words


def test_every_piece_is_a_stretch_of_its_text_and_they_follow_each_other() -> None:
    for report in REPORTS:
        at = 0
        for piece in report.pieces:
            assert at <= piece.start < piece.end <= len(report.text)
            assert report.text[piece.start : piece.end].strip()
            at = piece.end


def test_a_report_taken_over_whole_has_the_words_of_the_first_one() -> None:
    whole = [one for one in REPORTS if "-" in one.id and not set(one.ways) - {"retitled", "reordered"}]
    assert whole
    first = {one.id: one for one in REPORTS}
    for one in whole:
        pieces = {piece.key: piece for piece in first[one.first[0]].pieces if piece.key}
        for piece in one.pieces:
            if piece.key:
                twin = pieces[piece.key]
                assert one.text[piece.start : piece.end] == first[one.first[0]].text[twin.start : twin.end]


def test_every_way_of_reuse_is_planted() -> None:
    assert {way for one in press("a test", 20) for way in one.ways} == set(WAYS)


def test_two_first_reports_on_one_happening_share_no_seven_words_but_a_statement() -> None:
    firsts = [one for one in REPORTS if "-" not in one.id and one.id[0] == "r"]
    pairs = [(a, b) for a, b in combinations(firsts, 2) if a.story == b.story]
    assert pairs
    for a, b in pairs:
        shared = set.intersection(*(_runs(one.text, {*one.quotes, *country()["agencies"].values()}) for one in (a, b)))
        # Names and figures of the happening count as one word there and as several here, hence the longer run.
        assert not shared, shared


def _runs(text: str, without: set[str], length: int = 12) -> set[tuple[str, ...]]:
    for words in without:
        text = text.replace(words, " | ")
    told = text.lower().split()
    return {tuple(told[at : at + length]) for at in range(len(told) - length + 1)}


def test_what_an_outlet_makes_of_a_report_shares_no_eight_words_with_another_report() -> None:
    """Facts of a happening count as one word there and as several here, hence the longer run."""
    drawn = {one.id: {one.id.partition("-")[0], *one.first} for one in REPORTS}
    standing = {*country()["agencies"].values(), *country()["outlets"].values()}
    for a, b in combinations([one for one in REPORTS if one.id[0] == "r"], 2):
        if not drawn[a.id] & drawn[b.id]:
            without = {*a.quotes, *b.quotes, *standing, a.title, b.title}
            own = {one.text[piece.start : piece.end] for one in (a, b) for piece in one.pieces if piece.kind == "own"}
            assert not _runs(a.text, without | own, 16) & _runs(b.text, without | own, 16), (a.id, b.id)


def test_rewording_changes_no_more_words_than_it_may() -> None:
    chance = random.Random(3)
    for number in range(40):
        sentence = Sentence("k", (grow("losses", chance, number % 4),), (), (False,))
        after = reworded(sentence, (0.2, 0.4), FACTS, chance)
        assert changed(text_of(sentence, FACTS).split(), text_of(after, FACTS).split()) <= 0.4
        assert after.frames[0].choice == sentence.frames[0].choice


def test_a_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write(tmp_path / name, stories=2)
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file())
    assert [str(path) for path in files if path.suffix == ".jsonl"] == [
        "look.jsonl", "look.truth.jsonl", "score.jsonl", "score.truth.jsonl",
    ]  # fmt: skip
    assert all((tmp_path / "one" / path).read_bytes() == (tmp_path / "other" / path).read_bytes() for path in files)
    assert (tmp_path / "one" / "look.jsonl").read_bytes() != (tmp_path / "one" / "score.jsonl").read_bytes()


def test_the_lexicon_of_the_press_is_in_order() -> None:
    assert check(Path(reports.__file__).parent / "lexicon") == []
