"""The dossier: one file, no requests, every figure beside its sentence, no private name."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from crosswire.casebook import Casebook, Derived
from crosswire.errors import CasebookError
from crosswire.model import (
    Attribution,
    Claim,
    Copy,
    Document,
    Estimate,
    Event,
    Link,
    NamedQuote,
    Participant,
    Passage,
    Place,
    Quantity,
    Quote,
    Reason,
    Refusal,
    Relation,
    StageError,
    Time,
    Via,
)
from crosswire.publish.dossier import Record, build_view, render, write_dossier
from crosswire.publish.dossier.view import DossierView
from crosswire.publish.private_names import LEFT_OUT, Veil, private_names

AGENCY = "Gunmen killed more than 20 people in Karsten on Tuesday. The Free Marn Front said it had no part in it."
DAILY = f"{AGENCY} Tavi Brenko, a baker, was killed at the market, a neighbour said."
RIVAL = (
    "Terrorists killed 31 civilians in Karsten, <b>Marn Watch</b> said. A commander, Ostan Velik, was killed on Monday."
)
UNDATED = "On Friday the Front threatened to shell Dolna."


def quote_of(text: str, words: str, kind: type[Any] = Quote, **more: Any) -> Any:
    start = text.index(words)
    return kind(start=start, end=start + len(words), quote=words, **more)


def document(name: str, text: str, **more: Any) -> Document:
    return Document(
        document_id=f"doc-{name}",
        file=f"{name}.txt",
        text=text,
        lang="en",
        passages=(Passage(start=0, end=len(text), kind="sentence"),),
        **more,
    )


def claim(name: str, of: Document, sentence: str, trigger: str, voice: str, **more: Any) -> Claim:
    more.setdefault("attribution", Attribution(manner="own_voice"))
    more.setdefault("event_type", "killing")
    more.setdefault("status", "happened")
    return Claim(
        claim_id=f"claim-{name}",
        document_id=of.document_id,
        trigger=quote_of(of.text, trigger),
        passage_kind="sentence",
        evidence=(quote_of(of.text, sentence),),
        voice_id=voice,
        **more,
    )


def killed(text: str, words: str, number: int, **more: Any) -> Quantity:
    made: Quantity = quote_of(
        text,
        words,
        Quantity,
        measure="killed",
        of=more.pop("of", "any"),
        side_id=None,
        counts="total",
        low=number,
        best=number,
        high=more.pop("high", number),
        bound=more.pop("bound", "exact"),
    )
    return made


TUESDAY = {"earliest": "2031-03-04", "latest": "2031-03-04", "precision": "day", "anchor": "published"}
KARSTEN = {
    "place_id": "xo-karsten",
    "name": "Karsten",
    "lat": 1.0,
    "lon": 2.0,
    "radius_km": 3.0,
    "precision": "exact",
    "admin1": "Marn",
    "country": "XO",
}


def a_record() -> Record:
    agency = document(
        "agency", AGENCY, title="Killings in Karsten", outlet="OPA", published="2031-03-04", published_how="text"
    )
    daily = document(
        "daily",
        DAILY,
        title="Karsten mourns",
        outlet="Dolna Daily",
        agency="OPA",
        published="2031-03-05",
        published_how="meta",
    )
    rival = document(
        "rival",
        RIVAL,
        title="A crime",
        outlet="Velmora Voice",
        published="2031-03-06",
        published_how="given",
        url="javascript:alert(1)",
    )
    undated = document("undated", UNDATED, title="Threat", outlet="Brisk Post")
    foreign = replace(document("foreign", "Texte."), lang="fr", state="unread_language", passages=())
    broken = Document(
        document_id="doc-broken",
        file="broken.json",
        state="error",
        error=StageError(stage="collect", code="not_json", detail="line 1 is not JSON; mend the file"),
    )
    sentence = "Gunmen killed more than 20 people in Karsten on Tuesday."
    copy = Copy(
        document_id=agency.document_id,
        start=0,
        end=len(AGENCY),
        other_id=daily.document_id,
        other_start=0,
        other_end=len(AGENCY),
        kind="identical",
    )
    back = Copy(
        document_id=daily.document_id,
        start=0,
        end=len(AGENCY),
        other_id=agency.document_id,
        other_start=0,
        other_end=len(AGENCY),
        kind="identical",
    )
    told = []
    for name, of, via in (("1", agency, ()), ("2", daily, (Via(id="dolna-daily", name="Dolna Daily"),))):
        told.append(
            claim(
                name,
                of,
                sentence,
                "killed",
                "opa",
                event_id="event-1",
                quantities=(killed(of.text, "more than 20", 20, high=None, bound="more_than"),),
                place=quote_of(of.text, "Karsten", Place, **KARSTEN),
                time=quote_of(of.text, "Tuesday", Time, **TUESDAY),
                attribution=Attribution(manner="own_voice", via=via),
            )
        )
    rivals = "Terrorists killed 31 civilians in Karsten, <b>Marn Watch</b> said."
    third = claim(
        "3",
        rival,
        rivals,
        "killed",
        "marn-watch",
        event_id="event-1",
        quantities=(killed(RIVAL, "31", 31, of="civilians"),),
        attribution=Attribution(
            manner="reported",
            source_id="marn-watch",
            source=quote_of(RIVAL, "Marn Watch", NamedQuote, name="Marn Watch"),
            via=(Via(id="velmora-voice", name="Velmora Voice"),),
        ),
    )
    victim = claim(
        "4",
        daily,
        "Tavi Brenko, a baker, was killed at the market, a neighbour said.",
        "killed at",
        "name:neighbour",
        event_id="event-2",
        participants=(
            quote_of(DAILY, "Tavi Brenko", Participant, role="target", actor_id=None, name="Tavi Brenko", side_id=None),
        ),
        attribution=Attribution(
            manner="unnamed", source=quote_of(DAILY, "a neighbour", NamedQuote, name="a neighbour")
        ),
    )
    commander = claim(
        "5",
        rival,
        "A commander, Ostan Velik, was killed on Monday.",
        "killed on",
        "velmora-voice",
        event_id="event-3",
        participants=(
            quote_of(RIVAL, "Ostan Velik", Participant, role="target", actor_id=None, name="Ostan Velik", side_id=None),
        ),
    )
    threat = claim(
        "6",
        undated,
        UNDATED,
        "shell",
        "fmf",
        event_id="event-4",
        event_type="threat",
        status="threatened",
        time=quote_of(
            UNDATED, "Friday", Time, earliest=None, latest=None, precision="unknown", weekday="friday", anchor="none"
        ),
    )
    loose = claim("7", agency, "The Free Marn Front said it had no part in it.", "said", "fmf", event_type="statement")
    claims = [*told, third, victim, commander, threat, loose]

    def event(number: int, label: str, of: list[Claim], **more: Any) -> Event:
        return Event(
            event_id=f"event-{number}",
            label=label,
            event_type=of[0].event_type,
            status=of[0].status,
            time=more.pop("time", of[0].time),
            time_conflict=False,
            place=of[0].place,
            claim_ids=tuple(c.claim_id for c in of),
            document_ids=tuple(sorted({c.document_id for c in of})),
            voice_ids=tuple(sorted({c.voice_id or "" for c in of})),
            **more,
        )

    because = (Reason(feature="place", value=1.0, text="both name Karsten"),)
    events = [
        event(
            1,
            "Killings in Karsten",
            [*told, third],
            links=(Link(claim_a="claim-1", claim_b="claim-3", score=0.91, reasons=because),),
            refused=(
                Refusal(
                    claim_a="claim-1",
                    claim_b="claim-4",
                    reasons=(Reason(feature="figures", value=0.0, text="one victim is not twenty"),),
                ),
            ),
        ),
        event(2, "Killing of Tavi Brenko", [victim], part_of="event-1"),
        event(3, "Killing of Ostan Velik", [commander]),
        event(4, "Threat against Dolna", [threat]),
    ]
    relation = {
        "event_id": "event-1",
        "measure": "killed",
        "of_a": "any",
        "of_b": "civilians",
        "kind": "category",
        "reason": "people and civilians are counted",
    }
    relations = [
        Relation(relation_id="rel-1", claim_a="claim-1", claim_b="claim-3", **relation),
        Relation(relation_id="rel-2", claim_a="claim-2", claim_b="claim-3", **relation),
    ]
    estimate = Estimate(
        estimate_id="est-1",
        event_id="event-1",
        measure="killed",
        of="any",
        policy="as-reported",
        low=20,
        best=20,
        high=None,
        rule="one voice; its figure is a lower bound",
        claim_ids=("claim-1", "claim-2"),
        voice_ids=("opa",),
    )
    return Record(
        documents=[agency, daily, rival, undated, foreign, broken],
        claims=claims,
        copies=[copy, back],
        events=events,
        relations=relations,
        estimates=[estimate],
        voice_names={"opa": "Ostravian Press Agency", "marn-watch": "Marn Watch", "fmf": "Free Marn Front"},
    )


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
        casebook.replace_derived(
            Derived(
                claims=tuple(record.claims),
                copies=tuple(record.copies),
                events=tuple(record.events),
                relations=tuple(record.relations),
                estimates=tuple(record.estimates),
            )
        )
        file = write_dossier(casebook, tmp_path / "dossier.html", title="Karsten & Dolna")
    tree = HTMLParser(file.read_text(encoding="utf-8"))
    assert words_of(tree, "h1") == ["Karsten & Dolna"]
    assert len(words_of(tree, "article.event")) == 4
    assert [file] == list(tmp_path.glob("*.html*"))


def test_a_path_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with (
        Casebook.open(tmp_path / "case", create=True) as casebook,
        pytest.raises(CasebookError, match=r"file.*dossier\.html.*name another"),
    ):
        write_dossier(casebook, tmp_path / "file" / "dossier.html")


def named(text: str, name: str, role: str = "target") -> Claim:
    of = document("x", text)
    person = quote_of(text, name, Participant, role=role, actor_id=None, name=name, side_id=None)
    return claim("x", of, text, "killed", "v", participants=(person,))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gunmen killed Tavi Brenko in Dolna.", "Tavi Brenko"),
        ("Fighters killed Mira al-Tavi, a nurse.", "Mira al-Tavi"),
        ("The commander killed Tavi Brenko.", "Tavi Brenko"),
        ("The gunmen killed Tavi Brenko, a brother of the commander.", "Tavi Brenko"),
    ],
)
def test_a_private_name_is_left_out(text: str, name: str) -> None:
    assert name not in private_names([named(text, name)]).text(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The army killed a commander of the Front, Ostan Velik.", "Ostan Velik"),
        ("The army killed commander Ostan Velik.", "Ostan Velik"),
        ("The army killed a commander identified as Ostan Velik.", "Ostan Velik"),
        ("The army killed Ostan Velik, a local Front commander.", "Ostan Velik"),
        ("The army killed several leaders, including Ostan Velik.", "Ostan Velik"),
        ("Rebels killed General Ostan Velik.", "General Ostan Velik"),
        ("The army killed men of the Third Marn Brigade.", "Third Marn Brigade"),
    ],
)
def test_the_name_of_someone_in_office_or_of_a_group_stays(text: str, name: str) -> None:
    assert name in private_names([named(text, name)]).text(text)


def test_a_name_with_an_office_anywhere_stays_everywhere() -> None:
    plain, office = "Rebels killed Ostan Velik.", "The army killed commander Ostan Velik."
    veil = private_names([named(plain, "Ostan Velik"), named(office, "Ostan Velik")])
    assert veil.text(plain) == plain


def test_the_family_name_alone_is_left_out_too_but_not_when_it_names_a_place() -> None:
    text = "Gunmen killed Tavi Brenko. Brenko was a baker in Velik. Gunmen killed Mira Velik."
    claims = [named(text, "Tavi Brenko"), named(text, "Mira Velik")]
    shown = private_names(claims, known=["Velik"]).text(text)
    assert "Brenko" not in shown and "baker in Velik" in shown and "Mira" not in shown


@settings(deadline=None)
@given(st.text(), st.lists(st.text(min_size=1), max_size=4))
def test_a_veil_leaves_none_of_its_names_and_tells_where_they_stood(text: str, names: list[str]) -> None:
    veil = Veil(hidden=tuple(names))
    spans = veil.spans(text)
    assert all(text[start:end] in names for start, end in spans)
    assert spans == sorted(spans)


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
