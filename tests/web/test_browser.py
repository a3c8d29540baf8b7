"""The workbench in a real browser: what is drawn, dragged, clicked; skipped, saying so, where there is no Chromium."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from crosswire.casebook import Casebook, EventFilter
from crosswire.web import create_app

CHROMIUM = next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; install it to test the pages in a browser")


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The workbench on a free port of this machine."""
    server = uvicorn.Server(uvicorn.Config(create_app(folder), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def site(demo: Path) -> Iterator[str]:
    with serving(demo) as address:
        yield address


@pytest.fixture
def page(browser: Any, site: str) -> Iterator[Any]:
    """A page at desktop width; any message of the console and any request to elsewhere is an error."""
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda message: wrong.append(message.text))
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("request", lambda request: request.url.startswith(site) or wrong.append(request.url))
    yield opened
    context.close()
    assert wrong == []


@pytest.fixture(scope="module")
def addresses(demo: Path) -> list[str]:
    """Each kind of page once, of the things that have most to show."""
    with Casebook.open(demo) as casebook:
        event = casebook.events(order="voices", limit=1)[0]
        copy = casebook.copies()[0]
        claim = casebook.claims_in(event.event_id)[0]
    return [
        "/", "/events", "/events?disputed=1", f"/events/{event.event_id}", "/documents",
        f"/documents/{copy.document_id}", f"/compare?a={copy.document_id}&b={copy.other_id}", "/outlets",
        f"/voices/{claim.voice_id}", "/actors", "/places", "/search?q=killed", "/events/none",
    ]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_fault_for_who_cannot_see_it(
    browser: Any, site: str, addresses: list[str], scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(base_url=site, color_scheme=scheme, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    found = []
    for address in addresses:
        page.goto(address)
        for fault in Axe().run(page).response["violations"]:
            if fault["impact"] in ("serious", "critical"):
                found.append((address, fault["id"], [node["html"][:120] for node in fault["nodes"][:3]]))
    context.close()
    assert found == []


def test_no_page_is_wider_than_a_phone(browser: Any, site: str, addresses: list[str]) -> None:
    context = browser.new_context(base_url=site, viewport={"width": 360, "height": 740})
    page = context.new_page()
    wide = {}
    for address in addresses:
        page.goto(address)
        width = page.evaluate("document.scrollingElement.scrollWidth")
        if width > 360:
            wide[address] = width
    context.close()
    assert wide == {}


def drag(page: Any, target: str, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Press, move and let go; places are shares of the picture's width and height."""
    page.locator(target).scroll_into_view_if_needed()
    box = page.locator(target).bounding_box()
    page.mouse.move(box["x"] + start[0] * box["width"], box["y"] + start[1] * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + end[0] * box["width"], box["y"] + end[1] * box["height"], steps=6)
    page.mouse.up()


def test_dragging_over_the_bars_chooses_days(page: Any, demo: Path) -> None:
    page.goto("/events")
    with page.expect_navigation():
        drag(page, "#results .timeline", (0.0, 0.5), (0.12, 0.6))
    since, until = page.input_value("[name=since]"), page.input_value("[name=until]")
    assert since and until and since < until
    with Casebook.open(demo) as casebook:
        total = casebook.count_events(EventFilter(since=since, until=until))
        everything = casebook.count_events()
    assert 0 < total < everything
    assert page.get_by_role("status").inner_text() == f"{total} events"
    assert "since=" in page.url and "place=" not in page.url


def test_dragging_over_the_map_chooses_an_area(page: Any, demo: Path) -> None:
    page.goto("/events")
    with page.expect_navigation():
        drag(page, "#results .map", (0.3, 0.5), (0.75, 0.9))
    box = tuple(float(edge) for edge in page.input_value("[name=box]").split(","))
    with Casebook.open(demo) as casebook:
        total = casebook.count_events(EventFilter(box=box))  # type: ignore[arg-type]
        assert 0 < total < casebook.count_events()
    assert page.get_by_role("status").inner_text() == f"{total} events"
    page.get_by_role("link", name="leave the area").click()
    assert "box" not in page.url


def test_filters_are_set_with_the_keyboard(page: Any) -> None:
    page.goto("/events")
    page.get_by_role("textbox", name="Place").focus()
    page.keyboard.type("daraa")
    page.keyboard.press("Enter")
    page.wait_for_url("**/events?place=daraa*")
    assert page.locator(".events tbody tr").count() > 0


def test_a_mark_of_the_map_leads_to_its_place(page: Any) -> None:
    page.goto("/events")
    first = page.locator(".map .mark a").last
    address = first.get_attribute("href")
    first.click()
    page.wait_for_load_state()
    assert page.url.endswith(address)


def test_from_the_overview_to_who_says_250_and_who_copied_them(page: Any, demo: Path) -> None:
    page.goto("/")
    page.locator(".events a", has_text="As-Suwayda").first.click()  # one: the event
    said = page.locator(".claim", has=page.locator("strong", has_text="250")).first
    column = page.locator("section", has=said).locator("h3").inner_text()
    assert column == "Demo Agency"
    said.locator("summary", has_text="same words").click()  # two: the documents with the same words
    echo = said.locator("details .claim .by a").first
    assert echo.is_visible()
    echo.click()  # three: the text of one that copied
    assert page.locator(".claim:target").count() == 1
    assert page.locator(".seg.copied").count() > 0


def test_a_number_in_the_text_leads_to_its_claim_and_back(page: Any, addresses: list[str]) -> None:
    page.goto(next(a for a in addresses if a.startswith("/documents/")))
    page.locator(".to-claim").first.click()
    assert page.locator(".claim:target").count() == 1
    page.locator(".claim:target .to-mark").click()
    assert page.locator(".to-claim:target").count() == 1


def test_nothing_that_a_report_holds_is_run(browser: Any, karsten: Path) -> None:
    with serving(karsten) as address:
        context = browser.new_context(base_url=address)
        page = context.new_page()
        said: list[str] = []
        page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: request.url.startswith(address) or said.append(request.url))
        with Casebook.open(karsten) as casebook:
            event = casebook.claim("claim-hostile").event_id
        for path in ("/", "/events", f"/events/{event}", "/documents", "/documents/doc-hostile", "/outlets",
                     "/voices/name:hostile", "/search?q=killed", "/search?q=%3Cscript%3E"):  # fmt: skip
            page.goto(path)
            assert page.evaluate("document.body.dataset.broken") is None, path
        context.close()
    assert said == []


# Reviewing: on a casebook of its own, for it is changed


@pytest.fixture
def reviewing(browser: Any, demo: Path, tmp_path: Path) -> Iterator[tuple[Any, Path]]:
    """A page over a copy of the demo, for a reviewer who said who she is."""
    shutil.copytree(demo, tmp_path / "case")
    with serving(tmp_path / "case") as address:
        context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
        opened = context.new_page()
        wrong: list[str] = []
        opened.on("pageerror", lambda error: wrong.append(str(error)))
        opened.goto("/")
        opened.get_by_label("Reviewing as").fill("Tavi Ostan")
        opened.get_by_label("Reviewing as").press("Tab")
        yield opened, tmp_path / "case"
        context.close()
        assert wrong == []


def decisions(folder: Path) -> list[tuple[str, str]]:
    with Casebook.open(folder) as casebook:
        return [(one.kind, one.by) for one in casebook.decisions()]


def test_the_queue_is_worked_off_with_the_keyboard(reviewing: tuple[Any, Path]) -> None:
    page, folder = reviewing
    page.goto("/review")
    waiting = page.locator(".question").count()
    assert waiting > 1
    first = page.locator(".question h2").first.inner_text()
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("y")
    assert decisions(folder) == [("confirm", "Tavi Ostan")]
    assert page.locator(".question").count() == waiting - 1
    assert page.locator(".question h2").first.inner_text() != first or waiting > 2
    page.goto("/decisions")
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").click()
    assert decisions(folder)[-1] == ("undo", "Tavi Ostan")
    page.goto("/review")
    assert page.locator(".question").count() == waiting


def test_a_figure_is_corrected_and_the_record_follows_at_once(reviewing: tuple[Any, Path]) -> None:
    page, folder = reviewing
    page.goto("/review")
    question = page.locator(".question").first
    address = question.get_by_role("link").first.get_attribute("href")
    assert address is not None and address.startswith("/documents/")
    question.locator("summary").click()
    question.get_by_label("Is to be").fill("killed any 123")
    with page.expect_navigation():
        question.get_by_role("button", name="Correct").click()
    page.goto(address)
    assert page.locator(".claim:target .figures strong").first.inner_text() == "123"
    page.goto("/decisions")
    assert page.locator("tbody tr", has_text="Tavi Ostan").locator("th", has_text="→ killed any 123").count() == 1
    with Casebook.open(folder) as casebook:
        assert any(q.best == 123 for claim in casebook.claims() for q in claim.quantities)


def test_a_missed_claim_is_marked_in_the_text_and_added(reviewing: tuple[Any, Path]) -> None:
    page, folder = reviewing
    with Casebook.open(folder) as casebook:
        document = next(d for d in casebook.documents() if "meanwhile been fighting" in d.text)
        before = len(casebook.claims_of(document.document_id))
    start = document.text.index("meanwhile been fighting")
    page.goto(f"/documents/{document.document_id}")
    page.locator("summary", has_text="missed").click()
    page.evaluate(
        """words => {
            const walker = document.createTreeWalker(document.querySelector('.text'), NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + words.length);
                getSelection().removeAllRanges();
                getSelection().addRange(range);
                return;
            }
        }""",
        "meanwhile been",
    )
    assert page.locator(".chosen").inner_text() == "meanwhile been"
    form = page.locator("form[data-kind=add]")
    form.locator("select").select_option("armed_clash")
    with page.expect_navigation():
        form.get_by_role("button", name="Add").click()
    with Casebook.open(folder) as casebook:
        added = [c for c in casebook.claims_of(document.document_id) if c.decision_ids]
        assert len(casebook.claims_of(document.document_id)) == before + 1
    assert [(c.trigger.start, c.trigger.quote, c.event_type) for c in added] == [
        (start, "meanwhile been", "armed_clash")
    ]


def test_two_events_are_made_one_and_parted_again(reviewing: tuple[Any, Path]) -> None:
    page, folder = reviewing
    with Casebook.open(folder) as casebook:
        one, other = casebook.events(order="voices", limit=2)
        before = casebook.count_events()
    page.goto(f"/events/{one.event_id}")
    page.locator(".head summary").click()
    page.get_by_label("One with another event").fill(other.event_id)
    with page.expect_navigation():
        page.get_by_role("button", name="Make one").click()
    with Casebook.open(folder) as casebook:
        assert casebook.count_events() == before - 1
        assert casebook.event(other.event_id).event_id == casebook.event(one.event_id).event_id
    page.goto("/decisions")
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").click()
    with Casebook.open(folder) as casebook:
        assert casebook.count_events() == before


def test_who_has_not_said_a_name_decides_nothing(browser: Any, site: str, demo: Path) -> None:
    page = browser.new_context(base_url=site).new_page()
    page.goto("/review")
    page.locator(".question button").first.click()
    assert "Say who you are" in page.locator(".said:not(:empty)").inner_text()
    assert decisions(demo) == []
