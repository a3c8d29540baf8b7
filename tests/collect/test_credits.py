import pytest
from invented_outlets import LEXICON, of_kind, read

from crosswire.collect import to_document
from crosswire.collect.credits import Given
from crosswire.collect.records import Record

BODY = (
    "Shells hit the market of Karsten on Monday, killing 5 people, a hospital said. The army denied it on 6 July 2021."
)


def test_nothing_said_nothing_known() -> None:
    document = read(BODY)
    assert (document.outlet, document.byline, document.agency, document.republishes) == (None, None, None, None)
    assert (document.published, document.published_how, document.dateline) == (None, None, None)


@pytest.mark.parametrize(
    "line", ["By OPA", "By Ostravian Press Agency", "OPA", "[OPA]", "(OPA)", "--OPA", "By A. Dolna and OPA"]
)
def test_agency_lines(line: str) -> None:
    document = read(f"{BODY}\n\n{line}")
    assert document.agency == "OPA"
    assert len(of_kind(document, "sentence")) == 2


def test_unknown_agency_by_its_shape() -> None:
    assert read(f"KARSTEN (Marn Wire) - {BODY}").agency == "Marn Wire"
    assert read(f"Shells hit Karsten\nBy KWA\n{BODY}\n{BODY}").agency == "KWA"
    assert read(f"Shells hit Karsten\nBy Ana Dolna\n{BODY}\n{BODY}").agency is None


@pytest.mark.parametrize(
    "line", ["A man walks through Karsten [OPA]", "A house in Karsten (OPA photo)", "File photo: Karsten (OPA)"]
)
def test_photo_credit_is_no_agency(line: str) -> None:
    document = read(f"Shells hit Karsten\n{line}\n{BODY}\n{BODY}")
    assert of_kind(document, "caption") == [line]
    assert document.agency is None


def test_agency_is_never_the_outlet_itself() -> None:
    assert read(f"VELMORA (OPA) - {BODY}", outlet="Ostravian Press Agency").agency is None


def test_outlet_date_line_and_republication() -> None:
    text = "\n\n".join(
        [
            "Shells hit Karsten",
            "By [KarstenFront](#)",
            "The Velmora Post, July 27, 2021",
            BODY,
            "The original source of this article is The Velmora Post",
            "Copyright © [Karsten Front](#), The Velmora Post, 2021",
            "Articles by: [Karsten Front](#)",
        ]
    )
    document = read(text)
    assert document.outlet == "The Velmora Post"
    assert document.byline == "Karsten Front"
    assert document.republishes == "Karsten Front"
    assert document.published == "2021-07-27"


@pytest.mark.parametrize(
    "line",
    [
        "Source: karstenfront", "Source: Karsten Front", "(Source: Karsten Front)",
        "The original source of this article is Karsten Front",
        "This article was originally published by Karsten Front",
    ],
)  # fmt: skip
def test_republication_lines(line: str) -> None:
    document = read(f"Shells hit Karsten\n\n{BODY}\n\n{line}")
    assert document.republishes == "Karsten Front"
    assert document.outlet is None
    assert read(f"{BODY}\n\n{line}", outlet="Karsten Front").republishes is None


def test_source_line_of_an_agency() -> None:
    document = read(f"{BODY}\n\nSource: OPA", outlet="Dolna Daily")
    assert (document.agency, document.republishes) == ("OPA", None)
    document = read(f"{BODY}\n\nSource: Agencies", outlet="Dolna Daily")
    assert (document.agency, document.republishes) == (None, None)


def test_lost_space_in_a_name() -> None:
    assert read(f"{BODY} Source DolnaDaily and agencies", outlet="Dolna Daily").republishes is None


def test_unknown_source_keeps_its_name() -> None:
    assert read(f"{BODY}\n\nSource: Marn Voice").republishes == "Marn Voice"


def test_copyright_names_the_outlet() -> None:
    assert read(f"{BODY}\n\nCopyright © Ana Brisk, Marn Voice, 2021").outlet == "Marn Voice"


def test_names_as_the_lexicon_writes_them() -> None:
    assert read(BODY, outlet="dolnadaily").outlet == "Dolna Daily"
    assert read(BODY, outlet="Marn Voice").outlet == "Marn Voice"


def test_date_labelled_published_goes_first() -> None:
    text = f"Shells hit Karsten\nLast updated: 8 July 2021\nPublished: 7 July 2021\n{BODY}\n{BODY}"
    assert read(text).published == "2021-07-07"
    assert read(text, published="2021-07-09").published_how == "given"
    assert read(f"Shells hit Karsten\nLast updated at Jul 082021\n{BODY}\n{BODY}").published == "2021-07-08"


def test_a_date_that_begins_a_sentence_is_no_stamp() -> None:
    assert read(f"6 July 2021 was a day of mourning in Karsten. {BODY}").published is None
    assert read(f"6 July 2021 {BODY}").published == "2021-07-06"


def test_country_of_the_outlet_decides_the_order() -> None:
    assert read(f"07/05/2021 {BODY}", outlet="Dolna Daily").published == "2021-07-05"
    assert read(f"07/05/2021 {BODY}", outlet="The Velmora Post").published == "2021-05-07"


def test_mark_up_gives_way_to_the_text() -> None:
    given = Given(how="meta", outlet="Velmora Post", published="2021-07-08T10:00:00Z", byline="Ana Dolna")
    document = to_document(Record(text=BODY, given=(given,)), "page.html", None, LEXICON)
    assert (document.outlet, document.published, document.published_how) == ("The Velmora Post", "2021-07-08", "meta")
    document = to_document(Record(text=f"5 July 2021\n\n{BODY}", given=(given,)), "page.html", None, LEXICON)
    assert (document.published, document.published_how) == ("2021-07-05", "text")
