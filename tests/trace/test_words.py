"""Words are comparable across house styles, and quotation marks are found."""

import itertools

from hypothesis import given
from hypothesis import strategies as st
from wire_country import lexicon

from crosswire.trace.quotation import quoted_spans
from crosswire.trace.words import NAME, NUMBER, QUOTED, ActorNames, read_line

NAMES = ActorNames(lexicon().aliases)


def words(text: str) -> tuple[str, ...]:
    return read_line(text, 0, len(text), NAMES, quoted_spans(text))[0].words


def test_names_of_one_actor_become_its_id() -> None:
    assert words("Free Marn Front") == words("the FMF")[1:] == words("Marnists") == ("@fmf",)


def test_a_name_may_carry_a_possessive_or_a_hyphen() -> None:
    assert words("the FMF's guns") == words("the Free Marn Front’s guns") == words("the FMFs guns")
    assert words("FMF-held villages") == ("@fmf", "held", "villages")


def test_a_name_given_twice_in_a_row_counts_once() -> None:
    assert words("the Free Marn Front (FMF) said") == words("the FMF [Marnists] said") == words("the FMF said")


def test_an_exact_name_is_not_a_lower_case_word() -> None:
    assert words("UP units went up the hill") == ("@ostravian-army", "units", "went", "up", "the", "hill")


def test_a_description_stays_as_it_is() -> None:
    assert words("the army left") == ("the", "army", "left")


def test_house_style_of_numbers_dots_accents_and_marks_goes() -> None:
    assert words("Twenty U.S. lorries, 1,200 men — Vélmora’s") == ("20", "us", "lorries", "1200", "men", "velmoras")


def test_a_decimal_is_not_a_whole_number() -> None:
    assert words("2.5 tonnes") != words("25 tonnes")


def test_flags_mark_numbers_names_and_quotations() -> None:
    text = "Shells hit “three streets” of Karsten on Monday"
    line, spans = read_line(text, 0, len(text), NAMES, quoted_spans(text))
    flags = dict(zip(line.words, line.flags, strict=True))
    assert flags["3"] & NUMBER and flags["3"] & QUOTED
    assert flags["karsten"] & NAME and flags["monday"] & NAME and not flags["karsten"] & QUOTED
    assert not flags["shells"] & NAME  # the first word is upper case anyway
    assert [text[start:end] for start, end in spans][2] == "three"


def test_a_title_in_capitals_marks_no_names() -> None:
    text = "Rebels Seize Mill Town In Night Attack"
    line, _ = read_line(text, 0, len(text), NAMES, ())
    assert not any(flag & NAME for flag in line.flags)


def test_quotations_of_several_styles() -> None:
    text = "He said “we stay”. She: \"we go\". They said 'it's over' in the rebels' camp. «Non»"
    assert [text[a:b] for a, b in quoted_spans(text)] == ["“we stay”", '"we go"', "'it's over'", "«Non»"]


def test_an_unclosed_quotation_ends_with_its_line() -> None:
    text = "“We stay, he said.\n“And we fight.”\nNobody else spoke."
    assert [text[a:b] for a, b in quoted_spans(text)] == ["“We stay, he said.", "“And we fight.”"]


def test_an_inch_mark_and_an_apostrophe_open_nothing() -> None:
    assert quoted_spans("A 5\" pipe of the rebels' workshop and the soldiers' tent.") == []


@given(st.text(alphabet="ab' \"“”‘’\n.,FM", max_size=80))
def test_any_text_gives_words_inside_it(text: str) -> None:
    quotations = quoted_spans(text)
    assert all(0 <= a < b <= len(text) for a, b in quotations)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(quotations))
    line, spans = read_line(text, 0, len(text), NAMES, quotations)
    assert len(line.words) == len(line.flags) == len(spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    assert all(0 <= a < b <= len(text) for a, b in spans)
