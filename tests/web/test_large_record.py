"""Over a made record with an event that 600 claims tell of: every page answers, is bounded, and leaves nothing out."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from starlette.testclient import TestClient

from crosswire.casebook import Casebook
from crosswire.web import create_app

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from casebooks import write

    made = tmp_path_factory.mktemp("large") / "case"
    write(made, 120, 4800)
    return made


@pytest.fixture(scope="module")
def client(folder: Path) -> TestClient:
    return TestClient(create_app(folder, hosts=frozenset({"testserver"})), cookies={"crosswire_name": "Ada"})


def test_every_question_of_the_benchmark_is_answered_within_its_bound(client: TestClient, folder: Path) -> None:
    from workbench import MOST_BYTES, questions

    for name, address in questions(folder).items():
        answer = client.get(address)
        assert answer.status_code == 200, name
        assert len(answer.content) <= MOST_BYTES, name


def test_of_a_large_record_only_the_latest_documents_of_an_outlet_are_looked_at(
    client: TestClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crosswire.web.pages import outlets

    with Casebook.open(folder) as casebook:
        outlet = casebook.documents()[0].outlet or ""
        latest = casebook.latest_of_outlet(outlet, limit=3)
        published = {d.document_id: d.published or "" for d in casebook.documents() if d.outlet == outlet}
        events = casebook.events_of_outlets([outlet], limit=1000, within=[latest])
    assert sorted(published[one] for one in latest) == sorted(published.values())[-3:]
    assert events and all(set(latest) & set(event.document_ids) for event in events)
    assert all(len(event.document_ids) <= outlets.MOST_TEXTS for event in events)
    address = f"/outlets/one?outlet={outlet}"
    assert "This record is large" not in client.get(address).text
    monkeypatch.setattr(outlets, "LARGE", 10)
    monkeypatch.setattr(outlets, "LATEST", 3)
    tree = HTMLParser(client.get(address).text)
    assert "This record is large" in tree.css_first("main").text()
    (link,) = (a for a in tree.css("main a") if a.text() == "Look through all of them")
    everything = client.get(link.attributes["href"] or "").text
    assert "This record is large" not in everything and everything.count("<tr") > len(tree.css("tr"))
    counts = " ".join(tree.css_first("#copies + p").text().split())
    assert counts == " ".join(HTMLParser(everything).css_first("#copies + p").text().split())
    shown = [a.attributes["href"] or "" for a in tree.css("#reports ~ .scroll .events tbody th a")]
    assert shown and client.get(shown[0]).status_code == 200


def test_a_sample_is_drawn_by_lot_and_of_everything_it_is_everything(folder: Path) -> None:
    from crosswire.casebook.queue import questions
    from crosswire.casebook.sample import drawn_claims, drawn_pairs, pairs_of

    with Casebook.open(folder) as casebook:
        claims, pairs = casebook.claims(), pairs_of(casebook.events())
        assert len(pairs) > 1000
        assert drawn_pairs(casebook, len(pairs) + 1) == pairs
        few, more = drawn_pairs(casebook, 20), drawn_pairs(casebook, 60)
        assert (len(few), len(more)) == (20, 60) and few.items() <= more.items() <= pairs.items()
        read = drawn_claims(casebook, "figure", 40)
        assert len(read) < len(claims) / 10
        assert questions(read, "figure", {}, sample=40) == questions(claims, "figure", {}, sample=40)


def test_two_coders_are_asked_what_the_command_draws(client: TestClient, folder: Path) -> None:
    from click.testing import CliRunner

    from crosswire.cli import app

    for field in ("figure", "status", "link"):
        command = ["queue", str(folder), "--by", "Ada", "--sample", "12", "--field", field, "--todo", "--json"]
        drawn = [one["claim_id"] for one in json.loads(CliRunner().invoke(app, command).stdout)]
        tree = HTMLParser(client.get(f"/review/coders?field={field}&sample=12").text)
        asked = [form.attributes["data-item"] for form in tree.css(".question form[data-key=y]")]
        assert asked == drawn and 0 < len(asked) <= 12, field


def test_of_a_long_log_agreement_is_worked_out_when_it_is_asked_for(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crosswire.web.pages import coders

    everything = client.get("/review/differ").text
    monkeypatch.setattr(coders, "LOG", 10)
    waiting = HTMLParser(client.get("/review/differ").text).css_first("main")
    (link,) = (a for a in waiting.css("a") if "How far do they agree" in a.text())
    assert "480 decisions" in waiting.text() and "κ" not in waiting.text()
    assert client.get(link.attributes["href"] or "").text == everything


def test_shared_passages_are_counted_over_the_whole_record(folder: Path) -> None:
    with Casebook.open(folder) as casebook:
        outlet_of = {d.document_id: d.outlet or "" for d in casebook.documents()}
        pairs: dict[tuple[str, str], dict[tuple[str, str], set[str | None]]] = {}
        for copy in casebook.copies():
            ends = outlet_of[copy.document_id], outlet_of[copy.other_id]
            if ends[0] != ends[1]:
                pairs.setdefault(ends, {}).setdefault((copy.document_id, copy.other_id), set()).add(copy.first)
        told = {
            (outlet, one.other): (one.pairs, one.took, one.gave)
            for outlet in set(outlet_of.values())
            for one in casebook.partners_of(outlet)
        }
    assert len(told) > 3 and told == {
        ends: (
            len(found),
            sum(b in who for (_, b), who in found.items()),
            sum(a in who for (a, _), who in found.items()),
        )
        for ends, found in pairs.items()
    }


def test_the_pages_of_a_large_event_show_each_claim_once(client: TestClient, folder: Path) -> None:
    with Casebook.open(folder) as casebook:
        event = max(casebook.events(), key=lambda event: len(event.claim_ids))
    shown: list[str] = []
    address: str | None = f"/events/{event.event_id}"
    while address is not None:
        tree = HTMLParser(client.get(address).text)
        shown += [node.attributes["id"] or "" for node in tree.css(".columns .claim")]
        following = tree.css_first(".pager a[rel=next]")
        address = following.attributes["href"] if following is not None else None
    assert sorted(shown) == [f"c-{claim_id}" for claim_id in event.claim_ids]


def test_the_json_of_a_large_event_comes_a_page_at_a_time(client: TestClient, folder: Path) -> None:
    with Casebook.open(folder) as casebook:
        event = max(casebook.events(), key=lambda event: len(event.claim_ids))
        relations = casebook.relations_of(event.event_id)
    claims, links, told, page = [], [], [], 0
    while True:
        page += 1
        answer = client.get(f"/api/events/{event.event_id}?page={page}").json()
        if not answer["claims"] and not answer["relations"]:
            break
        claims += [claim["claim_id"] for claim in answer["claims"]]
        links += [(link["claim_a"], link["claim_b"]) for link in answer["links"]]
        told += [relation["relation_id"] for relation in answer["relations"]]
    assert tuple(claims) == event.claim_ids
    assert links == [(link.claim_a, link.claim_b) for link in event.links]
    assert told == [relation.relation_id for relation in relations]


def test_the_log_of_decisions_comes_a_page_at_a_time(client: TestClient, folder: Path) -> None:
    with Casebook.open(folder) as casebook:
        log = [decision.decision_id for decision in casebook.decisions()][::-1]
    tree = HTMLParser(client.get("/decisions?page=2").text)
    assert [row.attributes["id"] for row in tree.css("tbody tr")] == log[50:100]


def test_the_numbers_of_the_queue_and_of_the_overview_agree(client: TestClient, folder: Path) -> None:
    tree = HTMLParser(client.get("/review").text)
    with Casebook.open(folder) as casebook:
        everything, waiting = casebook.count_waiting(), casebook.count_waiting("Ada")
        answered = {one.a.document_id for one in casebook.decisions() if one.by == "Ada" and one.a}
    asked = len(tree.css(".question"))
    assert 0 < asked == min(waiting, 20) and answered and waiting <= everything
    assert [tree.css_first(one).text() for one in ("#left", "#in-all")] == [str(asked), f"{waiting:,}"]
    todo = HTMLParser(client.get("/").text).css_first('.todo a[href="/review"]')
    assert todo is not None and todo.text().split()[0] == f"{waiting:,}"
