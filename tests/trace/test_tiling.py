"""The measure of what two lines share."""

from hypothesis import given
from hypothesis import strategies as st
from wire_country import lexicon

from crosswire.trace.quotation import quoted_spans
from crosswire.trace.tiling import compare
from crosswire.trace.words import ActorNames, Line, read_line

NAMES = ActorNames(lexicon().aliases)


def line(text: str) -> Line:
    return read_line(text, 0, len(text), NAMES, quoted_spans(text))[0]


def test_a_line_is_identical_to_itself_under_another_name() -> None:
    match = compare(line("Shells of the FMF hit the mill"), line("Shells of the Marnists hit the mill"))
    assert match and match.identical and match.containment == 1 and not match.conflict


def test_a_moved_clause_is_still_shared() -> None:
    match = compare(
        line("On Monday evening the guns fell silent along the frozen river"),
        line("The guns fell silent along the frozen river on Monday evening"),
    )
    assert match and not match.identical and match.containment == 1 and not match.conflict


def test_one_pattern_with_other_figures_is_a_conflict() -> None:
    match = compare(
        line("At least 12 people were killed in an air strike on the town"),
        line("At least 40 people were killed in an air strike on the town"),
    )
    assert match and match.conflict


def test_one_pattern_with_another_town_or_day_is_a_conflict() -> None:
    for other in ("A bomb went off in Dolna on Monday", "A bomb went off in Karsten on Tuesday"):
        match = compare(line("A bomb went off in Karsten on Monday"), line(other))
        assert match and match.conflict
    tuesday, thursday = (line(f"A bomb went off on {day}") for day in ("Tuesday", "Thursday"))
    match = compare(tuesday, thursday)
    assert match and match.conflict


def test_two_spellings_of_a_town_are_no_conflict() -> None:
    match = compare(line("A bomb went off in Velmora near the gate"), line("A bomb went off in Velmoura near the gate"))
    assert match and not match.conflict


def test_a_name_in_place_of_a_description_is_no_conflict() -> None:
    match = compare(line("The FMF fled across the river"), line("The extremists fled across the river"))
    assert match and not match.conflict


def test_quoted_words_are_not_free() -> None:
    match = compare(line("“The mill will burn,” he said"), line('"The mill will burn"'))
    assert match and match.shared == 2 and match.free == 0


lines = st.lists(
    st.sampled_from(["shells", "hit", "the", "mill", "of", "karsten", "on", "monday", "12", "40", "@fmf"]), max_size=14
).map(lambda row: Line(tuple(row), bytes((len(word) * 5) % 16 for word in row)))


@given(lines, lines)
def test_the_other_way_round_is_the_mirror(a: Line, b: Line) -> None:
    there, back = compare(a, b), compare(b, a)
    assert back == (there and there.mirrored())


@given(lines, lines)
def test_no_more_is_shared_than_there_is(a: Line, b: Line) -> None:
    match = compare(a, b)
    if match:
        assert 0 <= match.free <= match.shared <= min(a.content, b.content)
        assert 0 <= match.containment <= 1
        for span, whole in ((match.span_a, a), (match.span_b, b)):
            assert 0 <= span[0] < span[1] <= len(whole.words)
