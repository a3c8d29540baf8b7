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
    said.locator("summary").first.click()  # two: the documents with the same words
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
