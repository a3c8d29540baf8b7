"""The dossier: one file, no requests, every figure beside its sentence, no private name."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from karsten_record import AGENCY, a_record, claim, derived_of, document, killed
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from crosswire.casebook import Casebook, EventFilter, Settled
from crosswire.model import Decision, FieldValue, Toll, TollPoint
from crosswire.publish.dossier import Record, build_view, render, write_dossier
from crosswire.publish.dossier.view import DossierView
from crosswire.publish.private_names import LEFT_OUT
from crosswire.publish.whole import ExportError


@pytest.fixture
def record() -> Record:
    return a_record()


@pytest.fixture
def page(record: Record) -> str:
    return render(build_view(record), title="Ostravia, March 2031")


def words_of(tree: HTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in tree.css(selector)]


def test_the_page_asks_for_nothing_and_runs_nothing(page: str) -> None:
    tree = HTMLParser(page)
    policy = tree.css_first('meta[http-equiv="Content-Security-Policy"]')
    assert policy is not None
    assert policy.attributes["content"] == "default-src 'none'; style-src 'unsafe-inline'"
    assert not tree.css("script, link, img, iframe, object, embed, form, base")
    assert not re.search(r"url\(|@import|\bon\w+=", page)
    targets = [node.attributes.get("href") or "" for node in tree.css("a")]
    assert targets and all(target.startswith("#") for target in targets)


def test_every_link_of_the_page_leads_somewhere_and_no_id_is_used_twice(page: str) -> None:
    tree = HTMLParser(page)
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    assert {(node.attributes.get("href") or "")[1:] for node in tree.css("a")} <= set(ids)


def test_the_map_shows_where_and_names_no_place_that_the_dossier_leaves_out(page: str) -> None:
    tree = HTMLParser(page)
    marks = [node.text() for node in tree.css(".map .mark title")]
    assert marks and all("event" in words for words in marks)
    assert not tree.css(".map a")


def test_headings_never_skip_a_level(page: str) -> None:
    levels = [int(node.tag[1]) for node in HTMLParser(page).css("h1, h2, h3, h4, h5")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_texts_are_escaped(page: str) -> None:
    assert "<b>Marn Watch</b>" not in page
    assert "&lt;b&gt;Marn Watch&lt;/b&gt;" in page
    assert "javascript:" not in page


def test_each_figure_stands_marked_in_its_sentence(page: str) -> None:
    marked = words_of(HTMLParser(page), "mark:not(.trigger)")
    assert "more than 20" in marked and "31" in marked


def test_events_stand_by_day_and_the_undated_last_with_the_reason(record: Record) -> None:
    days = build_view(record).days
    assert days[0].heading == "Tuesday, 4 March 2031"
    assert [event.title for event in days[0].events] == ["Killing, Karsten, Marn"]
    assert [day.heading for day in days[1:]] == ["Day not known"]
    assert [(event.title, event.when) for event in days[1].events] == [
        ("Killing", "day not known: no text names a day for it"),
        ("Killing", "day not known: no text names a day for it"),
        ("Threat", "day not known: a Friday, but the text bears no date that says which"),
    ]


def test_claims_stand_in_columns_by_voice_and_a_copy_is_folded_into_its_voice(record: Record) -> None:
    event = build_view(record).days[0].events[0]
    assert [(column.voice, len(column.cards)) for column in event.columns] == [
        ("Ostravian Press Agency", 1),
        ("Marn Watch", 1),
    ]
    (echo,) = event.columns[0].cards[0].echoes
    assert echo.document.outlet == "Dolna Daily"
    assert (echo.manner, echo.chain) == ("text of Ostravian Press Agency", "Ostravian Press Agency → Dolna Daily")
    assert (event.columns[0].cards[0].manner, event.columns[0].cards[0].chain) == ("in its own words", None)


def test_a_disagreement_is_named_once_with_its_reason(record: Record, page: str) -> None:
    event = build_view(record).days[0].events[0]
    (relation,) = event.disagreements
    assert (relation.kind, relation.pairs) == ("category", 2)
    assert {relation.a, relation.b} == {"more than 20 (people)", "31 (civilians)"}
    assert "people and civilians are counted" in page


def test_a_toll_over_time_and_a_grade_are_shown_by_name(record: Record) -> None:
    first = TollPoint(
        voice_id="opa", as_of="2031-03-04", low=20, best=20, high=None, bound="more_than", change="first", claim_ids=()
    )
    raised = replace(first, as_of="2031-03-06", best=25, change="raised")
    other = replace(first, voice_id="marn-watch", as_of=None, best=22)
    toll = Toll(
        measure="killed", of="any", side_id=None, points=(other, first, raised), last=(raised,),
        never_updated=("marn-watch",),
    )  # fmt: skip
    (estimate,) = record.estimates
    graded = replace(estimate, policy="airwars", grade="fair", grade_reasons=("2 independent voices", "opa: an agency"))
    shown = replace(record, tolls={estimate.event_id: (toll,)}, estimates=[graded])
    text = " ".join(HTMLParser(render(build_view(shown), title="x")).text(separator=" ").split())
    assert "Toll over time" in text
    assert "6 March 2031 more than 25 Ostravian Press Agency raised the last" in text
    assert "day not known more than 22 Marn Watch never updated" in text
    assert "fair: 2 independent voices; Ostravian Press Agency: an agency" in text


def test_estimates_links_and_refusals_show_their_reasons(page: str) -> None:
    text = " ".join(HTMLParser(page).text().split())
    assert "one voice; its figure is a lower bound" in text
    assert "both name Karsten" in text and "0.91" in text
    assert "one victim is not twenty" in text


def test_documents_show_credit_date_state_and_copies(page: str) -> None:
    documents = words_of(HTMLParser(page), "article.document")
    assert len(documents) == 6
    daily = next(d for d in documents if "Karsten mourns" in d)
    assert "Agency credited: OPA" in daily and "5 March 2031 (from the page's data)" in daily
    assert "1 copied passage" in daily and AGENCY in daily
    assert "bears no date" in next(d for d in documents if "Threat" in d)
    assert "kept but not read" in next(d for d in documents if "foreign.txt" in d)
    assert "line 1 is not JSON; mend the file" in next(d for d in documents if "broken.json" in d)


def test_private_names_are_left_out_everywhere_and_commanders_stay(record: Record, page: str) -> None:
    assert "Brenko" not in page and LEFT_OUT in page
    assert "Ostan Velik" in page
    assert "Tavi Brenko" in render(build_view(record, names=True), title="x")


def test_the_same_record_in_another_order_gives_the_same_page(record: Record, page: str) -> None:
    turned = Record(
        documents=record.documents[::-1],
        claims=record.claims[::-1],
        copies=record.copies[::-1],
        events=record.events[::-1],
        relations=record.relations[::-1],
        estimates=record.estimates[::-1],
        voice_names=record.voice_names,
    )
    assert render(build_view(turned), title="Ostravia, March 2031") == page


def test_an_empty_casebook_gives_a_page(tmp_path: Path) -> None:
    with Casebook.open(tmp_path / "case", create=True) as casebook:
        file = write_dossier(casebook, tmp_path / "out" / "dossier.html")
    text = file.read_text(encoding="utf-8")
    assert "no events" in text and "Dossier: case" in text


def test_a_casebook_is_written_whole(tmp_path: Path, record: Record) -> None:
    with Casebook.open(tmp_path / "case", create=True) as casebook:
        casebook.add_documents(record.documents)
        casebook.replace_derived(derived_of(record))
        file = write_dossier(casebook, tmp_path / "dossier.html", title="Karsten & Dolna")
    tree = HTMLParser(file.read_text(encoding="utf-8"))
    assert words_of(tree, "h1") == ["Karsten & Dolna"]
    assert len(words_of(tree, "article.event")) == 4
    assert [file] == list(tmp_path.glob("*.html*"))


def test_some_events_alone_and_no_name_comes_back_by_it(tmp_path: Path, record: Record) -> None:
    with Casebook.open(tmp_path / "case", create=True) as casebook:
        casebook.add_documents(record.documents)
        casebook.replace_derived(derived_of(record))
        wanted = EventFilter(since="2031-03-01", until="2031-03-31")
        page = write_dossier(casebook, tmp_path / "some.html", wanted=wanted).read_text(encoding="utf-8")
        whole = write_dossier(casebook, tmp_path / "all.html", wanted=EventFilter()).read_text(encoding="utf-8")
    tree = HTMLParser(page)
    shown = [node.text() for node in tree.css("article.event .note code")]
    assert shown == ["event-1"] and "Brenko" not in page
    ids = {node.attributes["id"] for node in tree.css("[id]")}
    assert {(node.attributes.get("href") or "")[1:] for node in tree.css("a")} <= ids
    cited = {d for c in record.claims if c.event_id == "event-1" for d in [c.document_id]}
    assert {node.text() for node in tree.css("article.document code")} == cited
    assert len(HTMLParser(whole).css("article.document")) == len(record.documents) > len(cited)


def test_of_many_reasons_the_first_are_shown_and_all_are_counted(record: Record) -> None:
    first, *others = record.events
    many = tuple(replace(first.links[0], score=n / 100) for n in range(20))
    page = render(build_view(replace(record, events=[replace(first, links=many), *others])), title="T")
    tree = HTMLParser(page)
    (told,) = (one for one in tree.css("details") if "Why these claims are one event" in one.text())
    assert "(20 links)" in told.text() and "14 more links in the casebook" in told.text()
    assert len(told.css("tbody tr")) == 6


def test_a_path_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with (
        Casebook.open(tmp_path / "case", create=True) as casebook,
        pytest.raises(ExportError, match=r"file.*dossier\.html.*name another"),
    ):
        write_dossier(casebook, tmp_path / "file" / "dossier.html")


@settings(deadline=None)
@given(st.text(), st.text())
def test_any_text_can_be_shown(title: str, words: str) -> None:
    text = f"{words} 3 killed"
    of = document("any", text, title=title)
    one = claim("1", of, text, "killed", "v", quantities=(killed(text, "3", 3),))
    view: DossierView = build_view(Record(documents=[of], claims=[one], voice_names={}))
    render(view, title=title).encode("utf-8", "strict") if title.isascii() else None
    segments = view.outside[0].sentence
    assert len("".join(part.text for part in segments)) == len(text)


PAIRS = [
    ("ink", "paper"),
    ("ink", "card"),
    ("ink", "warn-paper"),
    ("ink", "hidden"),
    ("soft", "paper"),
    ("soft", "card"),
    ("soft", "warn-paper"),
    ("accent", "paper"),
    ("accent", "card"),
    ("warn", "card"),
    ("warn", "warn-paper"),
    ("figure-ink", "figure"),
]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_colours_of_light_dark_and_print_are_far_enough_apart_to_read(page: str) -> None:
    themes = [
        dict(re.findall(r"--([\w-]+): (#\w+);", block)) for block in re.findall(r":root \{(.*?)\}", page, re.DOTALL)
    ]
    assert len(themes) == 3
    for theme in themes:
        for front, back in PAIRS:
            light, dark = sorted((luminance(theme[front]), luminance(theme[back])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (front, back, theme[front], theme[back])


def test_what_outlets_leave_out_and_how_they_name_things_is_told() -> None:
    from crosswire.publish.outlet_words import Named, Used

    record = a_record()
    place = record.claims[0].evidence[0]
    used = Used(word="gunmen", count=2, quoted=1, document_id="doc-agency", sentence=place)
    named = (
        Named(kind="actor", name="Free Marn Front", note=None, by_outlet=(("OPA", (used,)),)),
        Named(kind="loaded", name="fighters", note="against", by_outlet=(("OPA", (used,)),)),
    )
    page = render(build_view(replace(record, named=named)), title="T")
    assert "What outlets leave out" in page
    assert '<h2 id="words">Words</h2>' in page and "gunmen 2 (1 quoted)" in page and "fighters (against)" in page
    assert 'id="words"' not in render(build_view(record), title="T")


def test_what_a_person_changed_is_said_beside_the_claim() -> None:
    record = a_record()
    given = FieldValue(field="figure", value="killed any 31", was="killed any 30")
    decision = Decision(
        decision_id="decision-1", kind="correct", by="Ada", at="2031-06-01T00:00", fields=(given,), note="a slip"
    )
    settled = Settled(decision=decision, state="holds", against=("decision-2",))
    claims = [replace(record.claims[0], decision_ids=("decision-1", "decision-gone")), *record.claims[1:]]
    page = render(build_view(replace(record, claims=claims, settled=(settled,))), title="T")
    assert "figure: killed any 31 (was killed any 30), corrected by Ada on 2031-06-01: a slip; reviewers differ" in page
