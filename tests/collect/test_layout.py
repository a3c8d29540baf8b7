import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_outlets import check_partition, kinds, of_kind, read

BODY = "Shells hit the market of Karsten on Monday, killing 5 people, a hospital said. The army denied it."


def test_page_with_everything() -> None:
    text = "\n".join(
        [
            "You are here",
            "Shells hit Karsten market",
            "By OPA - Jul 05,2021 - Last updated at Jul 06,2021",
            "In this file photo, a man walks through Karsten (OPA photo)",
            "VELMORA — " + BODY,
            "Older attacks",
            "The rebels of the Free Marn Front took the hill in May and left it in June, residents said.",
            "Related Articles",
            "VELMORA — A blast killed more than 20 people in Brisk on Sunday, in one of the wor",
            "Talks on Tavi Pass to resume",
        ]
    )
    document = read(text)
    assert [kind for kind, _ in kinds(document)] == [
        "furniture", "headline", "byline", "caption", "dateline", "sentence", "sentence", "headline", "sentence",
        "furniture", "teaser", "teaser",
    ]  # fmt: skip
    assert document.title == "Shells hit Karsten market"
    assert document.dateline == "VELMORA"
    check_partition(document)


@pytest.mark.parametrize(
    "line",
    [
        "3 min read", "Home > News > Marn", "Share this article", "Facebook Twitter Email", "© 2021 The Velmora Post",
        "Note to readers: please use the buttons to share this", "Region: [Marn](#)", "[Become a member](#)", "***",
        "If you like our work, please support the project with a donation.", "Copyright Velmora Post, 2021",
        "Disclaimer: the paper takes no responsibility for what its guests write.", "5 July, 2021",
        "For media inquiries: desk@velmorapost.example", "Follow us on our Telegram channel.", "https://velmorapost.example/a",
        "Published: Monday, 5 July 2021 10:15 GMT",
    ],
)  # fmt: skip
@pytest.mark.parametrize("above", [True, False])
def test_furniture_lines(line: str, above: bool) -> None:
    text = f"{line}\n\n{BODY}" if above else f"{BODY}\n\n{line}"
    document = read(text)
    assert of_kind(document, "furniture") == [line]
    assert len(of_kind(document, "sentence")) == 2


@pytest.mark.parametrize(
    "line",
    [
        "Donors pledged to donate 5 million to the people of Marn on Friday.",
        "The minister asked residents to share food with their neighbours.",
        "By Tuesday evening the army held the town.",
        "The source of the fire is not known.",
        "Copies of the agreement were sent to all parties on Monday.",
        "Images of the strike showed three bodies in the road, a witness said.",
        "The army captured the pass - a road to the sea - on Monday.",
        "FMF-led forces took the hill on Monday.",
    ],
)
def test_reports_are_not_furniture(line: str) -> None:
    document = read(f"{BODY}\n\n{line}\n\n{BODY}")
    assert line in of_kind(document, "sentence")


def test_wire_datelines() -> None:
    for start, place in [
        ("VELMORA (OPA) - ", "VELMORA"),
        ("BRISK, Ostravia — ", "BRISK, Ostravia"),
        ("Velmora, July 3 – ", "Velmora"),
    ]:
        document = read(start + BODY)
        assert kinds(document)[0] == ("dateline", start.strip())
        assert document.dateline == place
    assert read("(OPA) - " + BODY).agency == "OPA"


def test_glued_head_and_tail() -> None:
    title = "Shells hit market, kill 5"
    text = f"Mon 05 Jul 2021 Shells hit market kill 5. {BODY} --OPA"
    document = read(text, title=title)
    assert kinds(document)[:2] == [("furniture", "Mon 05 Jul 2021"), ("headline", "Shells hit market kill 5.")]
    assert kinds(document)[-1] == ("byline", "--OPA")
    assert (document.published, document.published_how, document.agency) == ("2021-07-05", "text", "OPA")


@pytest.mark.parametrize("stamp", ["Mon, 00 Jul 2021", "Mon 31 Feb 2021", "Monday 99 July 2021"])
def test_a_day_that_no_calendar_has_is_no_head(stamp: str) -> None:
    document = read(f"{stamp} The market burned. At least {BODY}")
    assert document.published is None
    assert not [passage for passage in document.passages if passage.kind == "furniture"]


def test_glued_agency_and_date_after_title() -> None:
    document = read(f"Shells hit market OPA Monday 5 Jul 2021 {BODY}", title="Shells hit market - Velmora Post")
    assert of_kind(document, "headline") == ["Shells hit market"]
    assert (document.agency, document.published) == ("OPA", "2021-07-05")
    document = read(f"Shells hit market of Karsten and five die OPA Monday 5 Jul 2021 {BODY}")
    assert of_kind(document, "headline") == ["Shells hit market of Karsten and five die"]
    assert document.agency == "OPA"


def test_glued_menu_at_the_end() -> None:
    tail = (
        "Source Karsten Front and agencies Related News Talks to resume | New bridge opens What next? "
        "Follow us on Instagram. Subscribe to our newsletter. About us Careers Contact Us Privacy Policy Cookie Policy"
    )
    document = read(f"{BODY} {tail}")
    assert len(of_kind(document, "sentence")) == 2
    assert of_kind(document, "byline") == ["Source Karsten Front and agencies"]
    check_partition(document)


def test_glued_tags_give_way_to_the_report() -> None:
    document = read(f"Date of publication 5 July 2021 The market burned. Tags Marn Karsten shelling At least {BODY}")
    assert "Tags Marn Karsten shelling" in of_kind(document, "furniture")
    assert any(words.startswith("At least") for words in of_kind(document, "sentence"))


def test_signatures_are_no_sentences() -> None:
    assert of_kind(read(f"{BODY} M. Dolna/ A. Brisk"), "byline") == ["M. Dolna/ A. Brisk"]
    assert of_kind(read(f"{BODY} KDM 12"), "furniture") == ["KDM 12"]


def test_caption_credit() -> None:
    document = read(f"Residents inspect a house in Brisk on July 1 2021. (OPA Photo) {BODY}")
    assert [kind for kind, _ in kinds(document)] == ["caption", "caption", "sentence", "sentence"]
    assert document.agency is None
    assert document.published is None


def test_hard_wrapped_text() -> None:
    text = (
        "Shelling kills five people\n\nShells hit the market of Karsten on Monday and killed five\n"
        "people, a hospital in the town said. The army denied it, and\n"
        "said that its guns had been silent since the truce of last\n"
        "week.\n\nThe governor called for calm and asked the two sides to go\nback to the talks.\n"
    )
    document = read(text)
    assert [kind for kind, _ in kinds(document)] == ["headline", "sentence", "sentence", "sentence"]


def test_markdown() -> None:
    document = read(f"# Shells hit Karsten\n\nBy [A. Dolna](https://x.example)\n\n{BODY}\n\n## Older attacks\n\n{BODY}")
    assert of_kind(document, "headline") == ["Shells hit Karsten", "Older attacks"]
    assert document.byline == "A. Dolna"
    check_partition(document)


def test_header_lines() -> None:
    header = "Outlet: The Velmora Post\nDate: 2021-07-05\nBy: A. Dolna\nWritten for a test; invented."
    text = f"{header}\n\nShells hit Karsten\n\n{BODY}"
    document = read(text)
    assert (document.outlet, document.published, document.byline) == ("The Velmora Post", "2021-07-05", "A. Dolna")
    assert of_kind(document, "headline") == ["Shells hit Karsten"]
    assert len(of_kind(document, "sentence")) == 2
    document = read(f"---\ntitle: Shells hit Karsten\noutlet: Dolna Daily\ndate: 07/05/2021\n---\n{BODY}")
    assert (document.title, document.outlet, document.published) == ("Shells hit Karsten", "Dolna Daily", "2021-07-05")


PIECES = st.sampled_from(
    [
        *(
            "Related Articles",
            "Read also",
            "Tags",
            "By OPA",
            "5 July 2021",
            "VELMORA —",
            "(OPA Photo)",
            "[OPA]",
            "Source: OPA",
        ),
        *(
            "Shells hit Karsten",
            "© 2021",
            "--OPA",
            "3 min read",
            "***",
            "#",
            "Outlet: X",
            "Print Tweet Views 3",
            "Related",
        ),
        *("Privacy Policy", "...", "a", "12", "Reporting by A. Dolna;", "title:", "(", '"', BODY),
        *("\n", "\n\n", " ", "\u00a0", "\t", "\x00", "\r\n"),
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=25), st.sampled_from([" ", "", "\n"]), st.sampled_from([None, "Shells hit Karsten"]))
def test_passages_partition_any_text(pieces: list[str], glue: str, title: str | None) -> None:
    document = read(glue.join(pieces), title=title)
    check_partition(document)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_passages_partition_random_text(text: str) -> None:
    document = read(text)
    check_partition(document)
    assert document.text == text


@pytest.mark.parametrize(
    "piece",
    [
        "Print ",
        "By OPA\n",
        "Related Articles\n",
        "A B ",
        "ABCD",
        "(Photo ",
        "mon 5 July 2021 ",
        "Source: X\n",
        "[a](b)",
        "x. ",
        "\n",
        "Tags ",
    ],
)
def test_time_is_linear(piece: str) -> None:
    def seconds(count: int) -> float:
        text = "The army left. " + piece * count
        begin = time.perf_counter()
        read(text, title="Army leaves")
        return time.perf_counter() - begin

    seconds(100)
    assert seconds(16_000) < 40 * (seconds(2_000) + 0.02)
