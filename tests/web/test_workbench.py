"""The pages of the workbench: each is there, holds what it should, escapes what it must, lets in who may come in."""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from starlette.testclient import TestClient

from crosswire.casebook import Casebook
from crosswire.errors import CasebookError
from crosswire.web import create_app
from crosswire.web.guard import HEADERS, LOOPBACK

HOME = "http://127.0.0.1:8350"


@pytest.fixture
def client(karsten: Path) -> TestClient:
    return TestClient(create_app(karsten), base_url=HOME)


@pytest.fixture(scope="module")
def pages(karsten: Path) -> list[tuple[str, str]]:
    """Every page that links lead to: its address and its text."""
    return list(follow(TestClient(create_app(karsten), base_url=HOME)))


def follow(client: TestClient, start: str = "/") -> Iterator[tuple[str, str]]:
    """Every page that links lead to from ``start``, without what stands behind a ``#``; of the views of the map, which
    lead on without end, only the first."""
    seen, waiting = {start}, [start]
    while waiting:
        address = waiting.pop()
        answer = client.get(address)
        assert answer.status_code == 200, address
        yield address, answer.text
        for link in HTMLParser(answer.text).css("a"):
            target = (link.attributes.get("href") or "").split("#")[0]
            if "view=" in target and "view=" in address:
                continue
            if target and target not in seen and len(seen) < 400:
                assert target.startswith("/"), target
                seen.add(target)
                waiting.append(target)


def html(pages: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return ((address, text) for address, text in pages if not address.startswith("/api/"))


def test_every_link_leads_to_a_page(pages: list[tuple[str, str]]) -> None:
    kinds = {re.sub(r"[/?].*", "", address[1:]) for address, _ in pages}
    assert kinds == {
        "",
        "api",
        "events",
        "documents",
        "outlets",
        "voices",
        "actors",
        "places",
        "compare",
        "review",
        "decisions",
    }


def test_nothing_hostile_gets_into_a_page(pages: list[tuple[str, str]]) -> None:
    shown = 0
    for address, text in html(pages):
        tree = HTMLParser(text)
        assert [node.attributes.get("src") for node in tree.css("script")] == ["/static/workbench.js"], address
        assert not tree.css("img, iframe, object, embed, base, style, [style], [onerror], [onclick]"), address
        assert all(
            not (node.attributes.get("href") or "").lower().startswith("javascript") for node in tree.css("a")
        ), address
        shown += "&lt;script&gt;" in text
    assert shown > 5


def test_headings_never_skip_a_level_and_no_id_is_used_twice(pages: list[tuple[str, str]]) -> None:
    for address, text in html(pages):
        tree = HTMLParser(text)
        levels = [int(node.tag[1]) for node in tree.css("main h1, main h2, main h3, main h4")]
        assert levels.count(1) == 1 and levels[0] == 1, address
        assert all(after - before <= 1 for before, after in pairwise(levels)), address
        ids = [node.attributes["id"] for node in tree.css("[id]")]
        assert len(ids) == len(set(ids)), address


def test_a_mark_leads_to_its_claim_and_back(client: TestClient, karsten: Path) -> None:
    with Casebook.open(karsten) as casebook:
        claims = casebook.claims()
    for claim in claims:
        tree = HTMLParser(client.get(f"/documents/{claim.document_id}").text)
        mark, card = tree.css_first(f"#m-{claim.claim_id}"), tree.css_first(f"#c-{claim.claim_id}")
        assert mark is not None and card is not None
        assert mark.attributes["href"] == f"#c-{claim.claim_id}"
        back = card.css_first(".to-mark")
        assert back is not None and back.attributes["href"] == f"#m-{claim.claim_id}"


def test_the_text_of_a_document_stands_whole_on_its_page(client: TestClient, karsten: Path) -> None:
    with Casebook.open(karsten) as casebook:
        documents = casebook.documents()
    for document in documents:
        node = HTMLParser(client.get(f"/documents/{document.document_id}").text).css_first(".text")
        assert node is not None
        for number in node.css(".to-claim"):
            number.decompose()
        assert "".join(node.text().split()) == "".join(document.text.split())


def test_the_list_of_events_obeys_its_address(client: TestClient, karsten: Path) -> None:
    with Casebook.open(karsten) as casebook:
        total = casebook.count_events()
        wanted = casebook.events(limit=1)[0]
    assert f"{total} events" in client.get("/events").text
    one = HTMLParser(client.get(f"/events?type={wanted.event_type}&place=karst").text)
    assert one.css(".events tbody tr")
    assert HTMLParser(client.get("/events?actor=nobody").text).css(".events tbody tr") == []
    assert 'value="karst"' in client.get("/events?place=karst").text


@pytest.mark.parametrize(
    "query", ["since=yesterday", "voices=many", "box=1,2,3", "box=1,2,0,4", "box=a,b,c,d", "order=luck", "page=x"]
)
def test_what_cannot_be_asked_is_said(client: TestClient, query: str) -> None:
    assert client.get(f"/events?{query}").status_code == 400
    assert client.get(f"/api/events?{query}").status_code == 400


@pytest.mark.parametrize("path", ["/events/event-none", "/documents/doc-none", "/voices/nobody", "/api/claims/x"])
def test_what_is_not_there_is_said(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_address_without_a_page_says_so_and_leads_back(client: TestClient) -> None:
    answer = client.get("/nowhere")
    tree = HTMLParser(answer.text)
    assert answer.status_code == 404 and "no page at this address" in tree.css_first("main").text()
    assert tree.css_first('main a[href="/"]') and tree.css_first("header nav a")
    assert client.get("/static/nothing.js").json() == {"detail": "not here"}


def test_every_page_of_an_empty_casebook_says_that_there_is_nothing(tmp_path: Path) -> None:
    Casebook.open(tmp_path / "case", create=True).close()
    said = {
        "/": "The casebook is empty", "/events": "No event fits", "/documents": "No document fits",
        "/actors": "None yet",
        "/places": "None yet", "/outlets": "None yet", "/review": "Nothing waits", "/review/links": "Nothing waits",
        "/review/coders": "Nothing waits", "/review/differ": "Nobody decided", "/decisions": "Nobody has decided",
        "/search?q=velmora": "Nothing holds these words", "/compare": "Tick two to six documents",
    }  # fmt: skip
    own = TestClient(create_app(tmp_path / "case", hosts=frozenset({"testserver"})), cookies={"crosswire_name": "Tavi"})
    for path, words in said.items():
        answer = own.get(path)
        tree = HTMLParser(answer.text)
        assert answer.status_code == 200 and words in tree.css_first("main").text(), path
        assert not tree.css("main table"), path


def test_a_search_that_cannot_be_made_is_said(client: TestClient) -> None:
    for page in ("/search", "/documents"):
        assert client.get(page, params={"q": '"half a phrase'}).status_code == 404


@pytest.mark.parametrize("words", ["AND", "NEAR(", "*", "a:b", "al-Bab"])
def test_words_that_are_no_query_are_looked_for_as_they_stand(client: TestClient, words: str) -> None:
    assert client.get("/search", params={"q": words}).status_code == 200
    assert client.get("/documents", params={"q": words}).status_code == 200


def test_a_search_finds_sentences_and_texts(client: TestClient) -> None:
    text = client.get("/search?q=gunmen").text
    assert "Gunmen killed more than 20 people" in HTMLParser(text).body.text()  # type: ignore[union-attr]


def test_no_path_outside_the_casebook_is_served(client: TestClient) -> None:
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2f..%2fpyproject.toml", "/casebook.db"):
        assert client.get(path).status_code == 404


def test_two_documents_that_share_a_passage_are_laid_side_by_side(client: TestClient, karsten: Path) -> None:
    with Casebook.open(karsten) as casebook:
        copy = casebook.copies()[0]
        text = casebook.document(copy.document_id).text[copy.start : copy.end]
    tree = HTMLParser(client.get(f"/compare?d={copy.document_id}&d={copy.other_id}").text)
    shared = [node.text() for node in tree.css(".passage .shared")]
    assert len(shared) >= 2 and text in shared


def test_figures_of_chosen_policies_alone(client: TestClient, karsten: Path) -> None:
    with Casebook.open(karsten) as casebook:
        estimates = casebook.estimates()
    event_id, policies = estimates[0].event_id, {e.policy for e in estimates if e.event_id == estimates[0].event_id}
    shown = len(HTMLParser(client.get(f"/events/{event_id}").text).css(".estimates tbody tr"))
    assert shown == sum(e.event_id == event_id for e in estimates)
    for policy in policies:
        rows = HTMLParser(client.get(f"/events/{event_id}?policy={policy}").text).css(".estimates tbody tr")
        assert len(rows) == sum(e.event_id == event_id and e.policy == policy for e in estimates)


# The door


def test_every_answer_carries_the_policy(client: TestClient) -> None:
    for path in ("/", "/static/workbench.css", "/nothing", "/api/counts"):
        answer = client.get(path)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


def test_another_name_for_this_machine_is_refused(karsten: Path) -> None:
    app = create_app(karsten)
    assert TestClient(app, base_url="http://attacker.example").get("/").status_code == 421
    for name in ("127.0.0.1:9", "localhost:8350", "[::1]:8350"):
        assert TestClient(app, base_url=f"http://{name}").get("/").status_code == 200


def test_with_a_token_nobody_comes_in_without_it(karsten: Path) -> None:
    app = create_app(karsten, hosts=LOOPBACK | {"desk.example"}, token="open-sesame")
    client = TestClient(app, base_url="http://desk.example", follow_redirects=False)
    for path in ("/", "/events", "/api/counts", "/static/workbench.css", "/?token=wrong"):
        assert client.get(path).status_code == 401
    answer = client.get("/events?disputed=1&token=open-sesame")
    assert answer.status_code == 303 and answer.headers["location"] == "/events?disputed=1"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie
    assert client.get("/events").status_code == 200


def test_what_would_change_something_must_come_from_a_page_of_ours(client: TestClient) -> None:
    for headers in ({}, {"X-Crosswire": "guessed"}, {"Origin": "http://attacker.example"}):
        assert client.post("/events", headers=headers).status_code == 403


def test_a_folder_without_a_casebook_is_said(tmp_path: Path) -> None:
    with pytest.raises(CasebookError):
        create_app(tmp_path / "nothing")


def test_a_rebuild_elsewhere_is_seen_without_a_restart(tmp_path: Path, karsten: Path) -> None:
    import shutil

    from crosswire.casebook import Derived

    shutil.copytree(karsten, tmp_path / "copy")
    client = TestClient(create_app(tmp_path / "copy"), base_url=HOME)
    assert "no event fits" not in client.get("/events").text.lower()
    with Casebook.open(tmp_path / "copy") as casebook:
        casebook.replace_derived(Derived())
    assert "no event fits" in client.get("/events").text.lower()


def test_what_stays_is_read_before_the_first_page_and_let_go_at_the_end(karsten: Path) -> None:
    with TestClient(create_app(karsten), base_url=HOME) as running:
        assert gc.get_freeze_count() > 10_000
        assert running.get("/events").status_code == 200
    assert gc.get_freeze_count() == 0


# The programs' way in


def test_the_api_tells_what_the_casebook_holds(client: TestClient, karsten: Path) -> None:
    with Casebook.open(karsten) as casebook:
        events, claims = casebook.events(), casebook.claims()
    page = client.get("/api/events").json()
    assert page["total"] == len(events)
    assert [e["event_id"] for e in page["events"]] == [e.event_id for e in events]
    whole = client.get(f"/api/events/{events[0].event_id}").json()
    assert {c["claim_id"] for c in whole["claims"]} == {c.claim_id for c in claims if c.event_id == events[0].event_id}
    document = client.get(f"/api/documents/{claims[0].document_id}").json()["document"]
    quote = claims[0].evidence[0]
    assert document["text"][quote.start : quote.end] == quote.quote
    assert client.get("/api/counts").json()["claims"] == len(claims)


def test_the_api_is_described(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    assert set(described["paths"]) == {
        "/api/counts", "/api/events", "/api/events/days", "/api/events/spots", "/api/events/{event_id}",
        "/api/documents/{document_id}", "/api/claims/{claim_id}", "/api/building", "/decisions", "/rebuild",
    }  # fmt: skip
    body = described["paths"]["/decisions"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert {"merge", "correct", "undo"} < set(body["properties"]["kind"]["enum"])
    assert "Claim" in json.dumps(described["components"])


def test_the_hostile_report_is_there_to_be_escaped(client: TestClient, script: str) -> None:
    assert client.get("/api/documents/doc-hostile").json()["document"]["title"] == script
