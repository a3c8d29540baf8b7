"""Copied passages: found whatever an outlet did to them, and not where texts only look alike."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wire_country import (
    DECOYS,
    PATTERNS,
    QUOTES,
    STATEMENT,
    WIRES,
    corpus,
    document,
    expected_sentences,
    lexicon,
    wire_of,
)

from crosswire.model import Copy, Document
from crosswire.trace import copies_by_document, find_copies

LEXICON = lexicon()
MARKET_TITLE, MARKET = WIRES["market"]
PASS = WIRES["pass"][1]
CORPUS = corpus()
COPIES = find_copies(CORPUS, LEXICON)


def pairs(copies: list[Copy]) -> set[tuple[str, str]]:
    return {
        (copy.document_id, copy.other_id)
        for copy in copies
        if copy.document_id < copy.other_id and copy.kind != "quotation"
    }


def quotes(copies: list[Copy], documents: list[Document], document_id: str) -> list[str]:
    text = {document.document_id: document.text for document in documents}[document_id]
    return [text[copy.start : copy.end] for copy in copies if copy.document_id == document_id]


def test_every_pair_of_the_generated_press_and_no_other() -> None:
    ids = sorted(document.document_id for document in CORPUS)
    gold = {(a, b) for a in ids for b in ids if a < b and wire_of(a) is not None and wire_of(a) == wire_of(b)}
    found = pairs(COPIES)
    assert found - gold <= {pair for pair in found if all("mixed" in name for name in pair)}  # they share own lines
    assert gold - found == set()


def test_nearly_every_sentence_of_the_generated_press() -> None:
    text = {document.document_id: document.text for document in CORPUS}
    found = wanted = 0
    for one, other in sorted(pairs(COPIES)):
        if wire_of(one) != wire_of(other):
            continue
        runs = [copy for copy in COPIES if (copy.document_id, copy.other_id) == (one, other)]
        sentences = sum(text[one][copy.start : copy.end].count("\n") + 1 for copy in runs)
        wanted += expected_sentences(one, other)
        found += min(sentences, expected_sentences(one, other))
    assert found / wanted >= 0.97


def test_the_own_lines_of_an_outlet_are_no_copies_of_the_wire() -> None:
    texts = {document.document_id: document.text for document in CORPUS}
    for copy in COPIES:
        if "mixed" in copy.document_id and copy.other_id.endswith("-wire"):
            assert "this paper" not in texts[copy.document_id][copy.start : copy.end]


def test_what_only_looks_alike_is_in_no_copy() -> None:
    assert not {copy.document_id for copy in COPIES if copy.kind != "quotation"} & set(DECOYS | PATTERNS | QUOTES)
    assert {copy.document_id for copy in COPIES if copy.kind == "quotation"} == set(QUOTES)


def test_neighbouring_passages_are_one_run_with_its_kind() -> None:
    one = document("a", ("headline", "Of mills and shells"), *MARKET[:3])
    other = document("b", *MARKET[:2], "A line of our own.", MARKET[2])
    copies = [copy for copy in find_copies([one, other], LEXICON) if copy.document_id == "a"]
    assert [one.text[copy.start : copy.end] for copy in copies] == ["\n".join(MARKET[:2]), MARKET[2]]
    assert [copy.kind for copy in copies] == ["identical", "identical"]


def test_furniture_between_two_passages_ends_the_run_and_is_no_copy() -> None:
    teaser = ("teaser", MARKET[3])
    one = document("a", MARKET[0], teaser, MARKET[1])
    other = document("b", MARKET[0], teaser, MARKET[1])
    found = quotes(find_copies([one, other], LEXICON), [one, other], "a")
    assert found == [MARKET[0], MARKET[1]]


def test_only_headlines_and_sentences_can_be_copies() -> None:
    for kind in ("furniture", "teaser", "caption", "byline", "dateline"):
        one, other = (document(name, (kind, MARKET[0])) for name in "ab")  # type: ignore[arg-type]
        assert find_copies([one, other], LEXICON) == []


def test_names_swapped_for_each_other_leave_a_copy_identical() -> None:
    other = document("b", MARKET[1].replace("Free Marn Front", "FMF"))
    copies = find_copies([document("a", MARKET[1]), other], LEXICON)
    assert [copy.kind for copy in copies] == ["identical", "identical"]


def test_a_shortened_sentence_is_copied_only_as_far_as_it_goes() -> None:
    long = MARKET[3].rstrip(".") + (
        ", and its looms, once famous in five countries, stand idle under a roof of snow that nobody has swept since "
        "the owners fled abroad with the last of the payroll and the keys to the dye house."
    )
    one, other = document("a", long), document("b", MARKET[3])
    copies = find_copies([one, other], LEXICON)
    assert quotes(copies, [one, other], "a") == [MARKET[3].rstrip(".")]
    assert quotes(copies, [one, other], "b") == [MARKET[3]]


def test_a_shared_statement_alone_is_a_quotation_and_beside_a_copy_it_is_copied() -> None:
    one, other = document("a", f"“{STATEMENT},” the FMF said."), document("b", f'The FMF said: "{STATEMENT}."')
    copies = find_copies([one, other], LEXICON)
    assert [copy.kind for copy in copies] == ["quotation", "quotation"]
    assert quotes(copies, [one, other], "a") == quotes(copies, [one, other], "b") == [STATEMENT]
    one, other = document("a", MARKET[0], f"“{STATEMENT},” the FMF said."), document("b", MARKET[0], f"“{STATEMENT}.”")
    assert len(quotes(find_copies([one, other], LEXICON), [one, other], "a")[0].split("\n")) == 2


def test_a_short_sentence_alone_is_no_copy_but_beside_one_it_is() -> None:
    short = "Nobody claimed the attack."
    assert find_copies([document("a", short, PASS[0]), document("b", short, MARKET[0])], LEXICON) == []
    one, other = document("a", MARKET[0], short), document("b", MARKET[0], short)
    assert quotes(find_copies([one, other], LEXICON), [one, other], "a") == [f"{MARKET[0]}\n{short}"]


def test_an_updated_figure_is_a_copy_only_beside_one() -> None:
    update = MARKET[0].replace("18", "23")
    assert find_copies([document("a", MARKET[0]), document("b", update)], LEXICON) == []
    copies = find_copies([document("a", *MARKET[:2]), document("b", update, MARKET[1])], LEXICON)
    assert [copy.kind for copy in copies] == ["edited", "edited"]
    assert copies[0].start == 0


def test_the_boilerplate_of_an_outlet_is_no_copy() -> None:
    standing = (
        "The uprising in Marn province began nine winters ago after a quarrel over timber rights and grazing land."
    )
    own = [document(f"own-{n}", WIRES[wire][1][0], standing, outlet="Velmora Times") for n, wire in enumerate(WIRES)]
    other = document("z-other", OTHER, standing, outlet="Dolna Post")
    assert find_copies([*own, other], LEXICON) == []
    assert pairs(find_copies([own[0], other], LEXICON)) == {("own-0", "z-other")}


OTHER = "Snow closed the upper villages on Tuesday and the post was carried in by sledge."


def test_repeated_rows_are_copies_whole_and_make_no_boilerplate() -> None:
    rows = [document(f"row-{n}", ("headline", "Calm in Brisk"), "It rained.", outlet="Velmora Times") for n in range(4)]
    copies = find_copies(rows, LEXICON)
    assert len(copies) == 4 * 3 and all(copy.kind == "identical" for copy in copies)
    assert set(quotes(copies, rows, "row-0")) == {"Calm in Brisk\nIt rained."}


def test_a_headline_that_the_text_repeats_is_matched_in_place() -> None:
    title = "Shells fall on the covered market of Karsten as ceasefire talks in Velmora falter over prisoners"
    one, other = (document(name, ("headline", title), title, *MARKET[1:3]) for name in "ab")
    copies = [copy for copy in find_copies([one, other], LEXICON) if copy.document_id == "a"]
    assert [(copy.start, copy.other_start) for copy in copies] == [(0, 0)]


def test_unread_documents_and_repeated_ids_are_left_out() -> None:
    one, other = document("a", *MARKET), document("b", *MARKET, state="unread_language")
    assert find_copies([one, other, one], LEXICON) == []


def test_copies_by_document_lists_each_side_under_its_own_document() -> None:
    grouped = copies_by_document(COPIES)
    assert sorted(copy.document_id for rows in grouped.values() for copy in rows) == [c.document_id for c in COPIES]
    assert all(copy.document_id == document_id for document_id, rows in grouped.items() for copy in rows)


def test_every_copy_is_listed_from_both_sides() -> None:
    rows = set(COPIES)
    for copy in COPIES:
        mirror = Copy(
            document_id=copy.other_id, start=copy.other_start, end=copy.other_end,
            other_id=copy.document_id, other_start=copy.start, other_end=copy.end, kind=copy.kind,
        )  # fmt: skip
        assert mirror in rows and copy.document_id != copy.other_id
    assert len(rows) == len(COPIES)


def test_offsets_stand_in_the_text_and_share_words() -> None:
    texts = {document.document_id: document.text for document in CORPUS}
    for copy in COPIES:
        here = texts[copy.document_id][copy.start : copy.end]
        there = texts[copy.other_id][copy.other_start : copy.other_end]
        assert here == here.strip() != "" and there == there.strip() != ""
        assert len(set(here.split()) & set(there.split())) >= 0.4 * min(len(set(here.split())), len(set(there.split())))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(CORPUS[:14]))
def test_the_order_of_documents_changes_nothing(shuffled: list[Document]) -> None:
    assert find_copies(shuffled, LEXICON) == find_copies(CORPUS[:14], LEXICON)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.sampled_from(range(len(CORPUS)))))
def test_other_documents_take_no_pair_away(left_out: set[int]) -> None:
    kept = [document for number, document in enumerate(CORPUS) if number not in left_out]
    assert pairs(find_copies(kept, LEXICON)) <= pairs(COPIES)


FIRST = (
    "Rescuers pulled nine injured miners from the flooded eastern shaft near Brisk before the last pumps failed "
    "shortly after midnight, a night watchman recalled."
)
REWRITTEN = (
    "Rescuers pulled nine injured miners from the drowned eastern shaft near Brisk before the last engines stopped "
    "shortly after midnight, a night watchman said.",
    "Neighbours freed nine injured miners from the flooded eastern shaft near Brisk before the last pumps failed at "
    "dawn, a night watchman recalled.",
)
OTHERS = (
    "The minister of mines broke off a visit to the coast and promised relatives an inquiry.",
    "A choir sang in the square of Karsten until the lamps were put out.",
)


def test_what_two_outlets_made_of_one_sentence_shows_through_the_first_text() -> None:
    wire = document("w", FIRST)
    one = document("a", REWRITTEN[0], OTHERS[0], WIRES["raid"][1][3])
    two = document("b", REWRITTEN[1], OTHERS[1], PASS[1], PASS[3])
    assert ("a", "b") not in pairs(find_copies([one, two], LEXICON))
    copies = find_copies([wire, one, two], LEXICON)
    assert pairs(copies) == {("a", "w"), ("b", "w"), ("a", "b")}


def test_a_headline_that_two_outlets_use_shows_no_copy() -> None:
    title = "At least 18 killed as mortar shells hit covered market of Karsten"
    one, other = document("a", ("headline", title), OTHERS[0]), document("b", ("headline", title), OTHERS[1])
    assert find_copies([one, other], LEXICON) == []


def test_a_statement_that_one_outlet_prints_without_marks_is_no_quotation() -> None:
    one, other = document("a", f"“{STATEMENT},” the FMF said."), document("b", f"{STATEMENT}.")
    assert find_copies([one, other], LEXICON) == []


def test_a_few_quoted_words_in_common_are_no_quotation() -> None:
    one = document("a", "The council called the raid “a crime against all of Marn” and adjourned its sitting at once.")
    other = document("b", "In a letter, mothers spoke of “a crime against all of Marn” that courts must take up.")
    assert find_copies([one, other], LEXICON) == []


def test_a_statement_quoted_beside_a_copied_report_with_other_words_around_it() -> None:
    one = document("a", MARKET[0], OTHERS[0], OTHERS[1], f"“{STATEMENT},” it said.")
    other = document("b", f"A colonel wrote: “{STATEMENT}.”", WIRES["raid"][1][3], MARKET[0])
    found = [(copy.kind, one.text[copy.start : copy.end]) for copy in find_copies([one, other], LEXICON)]
    assert found[:2] == [("identical", MARKET[0]), ("quotation", STATEMENT)]


def test_who_said_a_shared_statement_shows_no_copy() -> None:
    speaker = "Ilen Dorsa, the spokesman of the harvest council in Dolna, told reporters"
    one = document("a", f"“{STATEMENT},” {speaker}.", OTHERS[0])
    other = document("b", f"“{STATEMENT},” {speaker} on Monday.", OTHERS[1])
    assert {copy.kind for copy in find_copies([one, other], LEXICON)} == {"quotation"}


def test_a_pattern_of_one_outlet_filled_again_is_no_copy() -> None:
    def situation(name: str, town: str, killed: int, outlet: str) -> Document:
        return document(
            name,
            f"At least {killed} people were killed when howitzers shelled the tram depot of {town}.",
            f"In {town} surgeons operated on {killed + 20} others at the field hospital by lamp light.",
            "Officials of the interior ministry blamed the marshal's guard, which has shelled the district before.",
            outlet=outlet,
        )

    one, other = (situation(name, *rest, "OPA") for name, *rest in (("a", "Brisk", 12), ("b", "Dolna", 7)))
    assert find_copies([one, other], LEXICON) == []
    other = situation("b", "Dolna", 7, "North Wire")  # two outlets have no pattern in common
    assert pairs(find_copies([one, other], LEXICON)) == {("a", "b")}
