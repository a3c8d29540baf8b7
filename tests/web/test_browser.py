"""The workbench in a real browser: what is drawn, dragged, clicked; skipped, saying so, where there is no Chromium."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from crosswire.casebook import Casebook, Derived, EventFilter
from crosswire.model import Participant
from crosswire.web import create_app

CHROMIUM = next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; install it to test the pages in a browser")


def wait_until(page: Any, true: str, seconds: float = 30) -> None:
    """Wait until an expression is true in the page (the policy forbids the driver's own way of waiting)."""
    end = time.monotonic() + seconds
    while not page.evaluate(true):
        assert time.monotonic() < end, true
        page.wait_for_timeout(30)


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
        f"/documents/{copy.document_id}", f"/compare?d={copy.document_id}&d={copy.other_id}", "/outlets",
        f"/voices/{claim.voice_id}", "/actors", "/places", "/search?q=killed", "/events/none", "/compare",
        "/outlets/one?outlet=Demo+Agency", "/outlets/two?a=Demo+Agency&b=Demo+State+Broadcaster", "/review",
        "/review/links", "/review/coders", "/review/differ", "/decisions", "/events?since=2018-07-20&until=2018-08-05",
    ]  # fmt: skip


PHONE = {"width": 360, "height": 740}
PAPER = {"width": 718, "height": 1015}  # A4 less its margins, at 96 dots an inch
DESK = {"width": 1280, "height": 900}
LOOKS: list[tuple[str, dict[str, int], str, dict[str, Any]]] = [
    ("desk", DESK, "light", {}),
    # colours are all that differs in the dark, and all that does not on a phone
    ("dark", DESK, "dark", {"runOnly": ["color-contrast"]}),
    ("phone", PHONE, "light", {"rules": {"color-contrast": {"enabled": False}}}),
]


@pytest.fixture(scope="module")
def looked_at(browser: Any, site: str, addresses: list[str]) -> dict[str, list[tuple[Any, ...]]]:
    """Every page opened once and looked at in every look: serious faults by axe, and what is wider than a phone."""
    from axe_playwright_python.sync_playwright import Axe

    found: dict[str, list[tuple[Any, ...]]] = {look: [] for look, *_ in LOOKS} | {"wide": []}
    context = browser.new_context(base_url=site)
    page = context.new_page()
    for address in addresses:
        page.set_viewport_size(DESK)
        page.goto(address)
        page.evaluate(Axe().axe_script)
        for look, size, scheme, options in LOOKS:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            asked = {"resultTypes": ["violations"], "preload": False, **options}
            for fault in page.evaluate("options => axe.run(options).then(found => found.violations)", asked):
                if fault["impact"] in ("serious", "critical"):
                    nodes = [node["html"][:120] for node in fault["nodes"][:3]]
                    found[look].append((address, fault["id"], nodes))
        if (width := page.evaluate("document.scrollingElement.scrollWidth")) > PHONE["width"]:
            found["wide"].append((address, width))
        for table in page.evaluate(
            "[...document.querySelectorAll('.scroll')].filter(one => one.scrollWidth > one.clientWidth)"
            ".map(one => one.getAttribute('aria-label'))"
        ):
            found["wide"].append((address, table))
        page.set_viewport_size(PAPER)
        page.emulate_media(media="print")
        if (width := page.evaluate("document.scrollingElement.scrollWidth")) > PAPER["width"]:
            found["wide"].append((address, "paper", width))
        page.emulate_media(media="screen")
    context.close()
    return found


@pytest.mark.parametrize("look", ["desk", "dark", "phone"])
def test_no_page_has_a_serious_fault_for_who_cannot_see_it(
    looked_at: dict[str, list[tuple[Any, ...]]], look: str
) -> None:
    assert looked_at[look] == []


def test_no_page_is_wider_than_paper_and_neither_page_nor_table_than_a_phone(
    looked_at: dict[str, list[tuple[Any, ...]]],
) -> None:
    assert looked_at["wide"] == []


def test_no_table_of_a_dossier_is_wider_than_a_phone(browser: Any, demo: Path, tmp_path: Path) -> None:
    from crosswire.publish.dossier import write_dossier

    with Casebook.open(demo) as casebook:
        dossier = write_dossier(casebook, tmp_path / "dossier.html")
    page = browser.new_page(viewport=PHONE)
    page.goto(dossier.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    widths = page.evaluate("[...document.querySelectorAll('.scroll')].map(one => one.scrollWidth - one.clientWidth)")
    assert len(widths) > 20 and max(widths) == 0
    page.close()


def test_words_that_cannot_be_broken_widen_no_page(browser: Any, karsten: Path, tmp_path: Path) -> None:
    from crosswire.publish.dossier import write_dossier

    word = "A" * 140
    with Casebook.open(karsten) as old, Casebook.open(tmp_path / "case", create=True) as casebook:
        casebook.add_documents(replace(one, title=word, outlet=word) for one in old.documents())
        named = Participant(role="target", actor_id=None, name=word, side_id=None, start=0, end=1, quote="x")
        claims = [replace(one, participants=(replace(named, quote=word),)) for one in old.claims()]
        casebook.replace_derived(Derived(claims=tuple(claims), events=tuple(old.events())))
        (document, *_), event = casebook.documents(), casebook.events(order="documents")[0]
        dossier = write_dossier(casebook, tmp_path / "dossier.html", names=True)
    wide = (
        "[...document.querySelectorAll('main :not(.scroll *, svg *)')]"
        ".some(one => one.getBoundingClientRect().right > innerWidth + 1)"
    )
    with serving(tmp_path / "case") as address:
        page = browser.new_page(viewport=PHONE)
        pages = ["/", "/events", f"/events/{event.event_id}", f"/documents/{document.document_id}", "/outlets"]
        for one in [*(address + path for path in pages), dossier.as_uri()]:
            page.goto(one)
            assert not page.evaluate(wide), one
        assert word in page.content()
        page.close()


def test_a_printed_page_has_the_layout_of_paper_and_hides_no_claim(
    browser: Any, site: str, addresses: list[str]
) -> None:
    context = browser.new_context(base_url=site, viewport={"width": 718, "height": 1000})  # A4 less its margins
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto(next(address for address in addresses if address.startswith("/documents/")))
    panel = page.locator(".panel")
    assert panel.evaluate("node => node.scrollHeight <= node.clientHeight")
    assert panel.bounding_box()["x"] > page.locator(".words").bounding_box()["x"]
    assert not page.locator("header nav").is_visible() and not page.locator(".acts").first.is_visible()
    context.close()


def test_a_chart_is_seen_whole_on_a_phone(browser: Any, site: str, addresses: list[str]) -> None:
    context = browser.new_context(base_url=site, viewport=PHONE)
    page = context.new_page()
    page.goto(next(address for address in addresses if address.startswith("/events/event-")))
    for chart in page.locator(".figures-by-voice, .toll").all():
        box = chart.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
        size = chart.evaluate("node => 12 * node.getBoundingClientRect().width / node.viewBox.baseVal.width")
        assert size >= 9  # pixels of its letters
    assert page.locator(".figures-by-voice").count() and page.locator(".toll").count()
    context.close()


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
    page.evaluate("window.scrollTo(0, 40)")
    drag(page, "#results .timeline", (0.0, 0.5), (0.12, 0.6))
    page.wait_for_url("**/events?**since=**")
    page.wait_for_selector("#results .timeline .chosen", state="attached")
    since, until = page.input_value("[name=since]"), page.input_value("[name=until]")
    assert since and until and since < until
    with Casebook.open(demo) as casebook:
        total = casebook.count_events(EventFilter(since=since, until=until))
        everything = casebook.count_events()
    assert 0 < total < everything
    assert page.locator("main [role=status]").inner_text() == f"{total} events"
    assert "since=" in page.url and "place=" not in page.url
    assert page.locator("#results .timeline").count() == 2 and page.locator(".lane").count() > 0
    assert page.locator("#results .map .mark").count() > 0
    page.go_back()
    wait_until(page, "document.querySelectorAll('#results .timeline').length === 1")
    assert page.locator("main [role=status]").inner_text() == f"{everything} events"


def test_dragging_over_the_map_chooses_an_area(page: Any, demo: Path) -> None:
    page.goto("/events")
    drag(page, "#results .map", (0.3, 0.5), (0.75, 0.9))
    page.wait_for_selector("#results .map .chosen", state="attached")
    box = tuple(float(edge) for edge in page.input_value("[name=box]").split(","))
    with Casebook.open(demo) as casebook:
        total = casebook.count_events(EventFilter(box=box))  # type: ignore[arg-type]
        assert 0 < total < casebook.count_events()
    assert page.locator("main [role=status]").inner_text() == f"{total} events, within the area chosen on the map"
    page.get_by_role("link", name="Leave the area").click()
    page.wait_for_selector("#results .map .chosen", state="detached")
    assert "box" not in page.url


def test_the_map_goes_nearer_and_what_it_shows_can_be_chosen_without_a_mouse(page: Any, demo: Path) -> None:
    page.goto("/events?disputed=1")
    wide = [float(page.locator("#results .map").get_attribute(f"data-{edge}")) for edge in ("west", "east")]
    page.locator("#z-nearer").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**view=**")
    wait_until(page, f"Number(document.querySelector('.map').dataset.west) > {wide[0]}")
    near = [float(page.locator("#results .map").get_attribute(f"data-{edge}")) for edge in ("west", "east")]
    assert abs((near[1] - near[0]) * 2 - (wide[1] - wide[0])) < 0.01
    assert page.evaluate("document.activeElement.id") == "z-nearer"
    assert "disputed=1" in page.url
    page.locator("#results .map").dblclick(position={"x": 200, "y": 100})
    wait_until(page, f"Number(document.querySelector('.map').dataset.west) > {near[0]}")
    page.locator("#z-all").click()
    wait_until(page, f"Number(document.querySelector('.map').dataset.west) < {near[0]}")
    page.locator("#choose-seen").click()
    page.wait_for_selector("#results .map .chosen", state="attached")
    with Casebook.open(demo) as casebook:
        box = tuple(float(edge) for edge in page.input_value("[name=box]").split(","))
        total = casebook.count_events(EventFilter(disputed=True, box=box))  # type: ignore[arg-type]
    assert page.locator("main [role=status]").inner_text().startswith(f"{total} event")


def test_disputed_borders_are_drawn_as_such_and_the_key_says_so(
    browser: Any, site: str, demo: Path, tmp_path: Path
) -> None:
    from crosswire.publish.dossier import write_dossier

    with Casebook.open(demo) as casebook:
        dossier = write_dossier(casebook, tmp_path / "dossier.html")
    drawn = []
    for address in (f"{site}/events", dossier.as_uri()):
        page = browser.new_page()
        page.goto(address)
        (disputed, colour), (settled, other) = (
            page.locator(f".map .lines .{layer}").evaluate(
                "node => [getComputedStyle(node).strokeDasharray, getComputedStyle(node).stroke]"
            )
            for layer in ("disputed", "countries")
        )
        assert (disputed != "none", settled) == (True, "none") and colour != other
        assert page.locator(".map .lines .disputed").bounding_box()["height"] > 0
        assert "disputed areas have a dashed red edge" in page.locator("body").inner_text().lower()
        drawn.append((disputed, colour))
        page.close()
    assert drawn[0] == drawn[1]


def test_a_row_and_its_mark_are_lit_together(page: Any) -> None:
    page.goto("/events")
    name = page.locator(".mark").last.get_attribute("data-places").split("|")[0]
    page.locator(f'tr[data-place="{name}"]').first.hover()
    assert page.locator(".mark.lit").count() == 1
    assert page.locator(".mark.lit").get_attribute("data-places").startswith(name)
    page.locator("h1").hover()
    assert page.locator(".lit").count() == 0


def test_a_list_is_gone_through_with_one_key(page: Any) -> None:
    page.goto("/events?order=voices")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/event-*at=1*")
    first = page.url
    page.keyboard.press("n")
    page.wait_for_url("**at=2*")
    assert "order=voices" in page.url
    page.keyboard.press("p")
    page.wait_for_url("**at=1*")
    assert page.url == first
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()


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
    page.wait_for_url(lambda url: url.endswith(address))


def test_who_says_250_and_who_copied_them_in_three_clicks_by_what_a_reader_sees(page: Any) -> None:
    def seen(words: str) -> bool:
        found = page.get_by_text(words).first
        return bool(found.is_visible() and found.evaluate("node => node.getBoundingClientRect().top < innerHeight"))

    page.goto("/")
    row = page.get_by_role("row").filter(has_text="220–250").first
    row.get_by_role("link", name="Bombing, As-Suwayda").click()  # one: the event, with who says 250 at its top
    page.wait_for_load_state("networkidle")
    figure = page.get_by_role("link", name="more than 250 Demo Agency in 3 documents")
    assert figure.is_visible()
    figure.click()  # two: what it rests on, with who copied it
    claim = page.locator(".claim:target")
    assert "killed more than 250 people" in " ".join(claim.locator("blockquote").first.inner_text().split())
    told = claim.locator("summary", has_text="same words")
    told.scroll_into_view_if_needed()
    assert "2 more documents: Demo Evening Site, Demo Regional Daily" in " ".join(told.inner_text().split())
    claim.get_by_role("link", name="See these texts side by side").click()  # three: the copies beside the text
    page.wait_for_url("**/compare?**")
    heads = [" ".join(head.inner_text().split()) for head in page.locator(".heads section").all()]
    assert len(heads) == 3 and "Demo Agency" in heads[0] and "had the shared words first" in heads[0]
    assert all("took words from Demo Agency" in head for head in heads[1:])
    copied = {name for name in ("Demo Regional Daily", "Demo Evening Site") if any(name in one for one in heads[1:])}
    assert len(copied) == 2 and seen("took words from")
    shared = page.locator(".row.passage", has_text="more than 250 people").locator(".text").all_inner_texts()
    assert len(shared) == 3 and all("more than 250 people" in " ".join(text.split()) for text in shared)


def test_a_number_in_the_text_leads_to_its_claim_and_back(page: Any, addresses: list[str]) -> None:
    page.goto(next(a for a in addresses if a.startswith("/documents/")))
    page.locator(".to-claim").first.click()
    first = page.locator(".claim.on").get_attribute("id")
    assert page.url.endswith(f"#{first}") and page.locator(".seg.on").count() > 0
    page.locator(".seg.figure[data-claims]").last.scroll_into_view_if_needed()
    top = page.evaluate("window.scrollY")
    page.locator(".seg.figure[data-claims]").last.click()
    other = page.locator(".claim.on")
    assert other.count() == 1 and other.get_attribute("id") != first
    assert page.evaluate("window.scrollY") == top  # the text stays where it is
    page.locator(".claim").first.locator("dl").click()
    assert page.locator(".claim.on").get_attribute("id") == first
    page.keyboard.press("j")
    assert page.locator(".claim.on").count() == 1


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
    page.keyboard.press("y")
    page.wait_for_selector(".question.done")
    assert decisions(folder) == [("confirm", "Tavi Ostan")]
    assert page.locator(".question").first.locator("h2").inner_text() == first  # nothing moved
    assert page.locator("#left").inner_text() == str(waiting - 1)
    page.keyboard.press("c")
    page.keyboard.press("Escape")  # back to the question
    assert page.evaluate("document.activeElement === document.querySelectorAll('.question')[1]")
    page.keyboard.press("x")  # the next one is in focus already
    wait_until(page, "document.querySelectorAll('.question.done').length === 2")
    page.keyboard.press("z")
    wait_until(page, "document.querySelectorAll('.question.done').length === 1")
    assert [kind for kind, _ in decisions(folder)] == ["confirm", "reject", "undo"]
    settle(page)
    page.goto("/review")
    assert page.locator(".question").count() == waiting - 1
    page.goto("/decisions")
    page.locator("tr", has_text="confirm").get_by_role("button", name="Undo").click()
    settle(page)
    page.goto("/review")
    assert page.locator(".question").count() == waiting


def settle(page: Any) -> None:
    """Wait until the record is derived anew and the page is shown anew."""
    wait_until(page, "/^[^.]+\\.( [A-Z][a-z]+\\.)?$/.test(document.querySelector('#said span').textContent)")
    page.wait_for_load_state("networkidle")


def test_links_are_gone_through_with_the_keyboard(reviewing: tuple[Any, Path]) -> None:
    page, folder = reviewing
    page.goto("/review/links")
    assert page.locator(".question .why li").count() > 0
    joined = page.locator(".question h2").first.inner_text().startswith("These were taken for one")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_selector(".question.done")
    page.keyboard.press("m")
    wait_until(page, "document.querySelectorAll('.question.done').length === 2")
    assert [kind for kind, _ in decisions(folder)] == ["never_merge", "merge"]
    settle(page)
    with Casebook.open(folder) as casebook:
        one = casebook.decisions()[0]
        claims = [
            next(c for c in casebook.claims_of(a.document_id) if c.trigger.start == a.start)
            for a in (one.a, one.b)
            if a
        ]
        assert joined and claims[0].event_id != claims[1].event_id


def test_two_coders_see_the_same_questions_and_not_each_other(reviewing: tuple[Any, Path]) -> None:
    page, folder = reviewing
    page.goto("/review/coders?sample=3")
    asked = page.locator(".question blockquote").all_inner_texts()
    assert len(asked) == 3
    page.keyboard.press("j")
    page.keyboard.press("y")
    page.wait_for_selector(".question.done")
    page.get_by_label("Reviewing as").fill("Dolna Brisk")
    page.get_by_label("Reviewing as").press("Tab")
    page.goto("/review/coders?sample=3")
    assert page.locator(".question blockquote").all_inner_texts() == asked
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.keyboard.type("killed any 77")
    page.keyboard.press("Enter")
    page.wait_for_selector(".question.done")
    assert [by for _, by in decisions(folder)] == ["Tavi Ostan", "Dolna Brisk"]
    with Casebook.open(folder) as casebook:  # what was decided waits
        assert not any(q.best == 77 for claim in casebook.claims() for q in claim.quantities)
    page.goto("/review/differ")
    conflict = page.locator(".conflict")
    assert conflict.count() == 1 and "77" in conflict.inner_text()
    assert page.locator("tbody tr", has_text="Figure").count() == 1
    conflict.get_by_role("button", name="Undo this").last.click()
    page.wait_for_selector(".conflict", state="detached")


def test_a_figure_is_corrected_and_the_record_follows_at_once(reviewing: tuple[Any, Path]) -> None:
    page, folder = reviewing
    page.goto("/review")
    question = page.locator(".question").first
    address = question.get_by_role("link").first.get_attribute("href")
    assert address is not None and address.startswith("/documents/")
    question.locator("summary").click()
    question.get_by_label("Should be").fill("killed any 123")
    question.get_by_role("button", name="Correct").click()
    settle(page)
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
    form = page.locator("form[data-kind=add]")
    assert form.get_by_label("The words").input_value() == "meanwhile been"
    assert page.locator("#offer").is_visible()
    page.locator("main").focus()
    page.keyboard.press("a")
    form.locator("select").select_option("armed_clash")
    form.get_by_role("button", name="Add").click()
    settle(page)
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
    form = page.locator("form[data-kind=merge]")
    form.locator("input").first.fill(other.event_id)
    form.get_by_role("button", name="Make one").click()
    settle(page)
    with Casebook.open(folder) as casebook:
        assert casebook.count_events() == before - 1
        assert casebook.event(other.event_id).event_id == casebook.event(one.event_id).event_id
    page.locator("#said button").click()
    page.locator("#said", has_text="Taken back").wait_for()
    settle(page)
    with Casebook.open(folder) as casebook:
        assert casebook.count_events() == before


def test_at_the_end_of_the_queue_one_key_leads_to_further_questions(reviewing: tuple[Any, Path]) -> None:
    page, folder = reviewing
    page.goto("/review/coders?sample=2")
    page.keyboard.press("j")
    page.keyboard.press("y")
    wait_until(page, "document.querySelectorAll('.question.done').length === 1")
    page.keyboard.press("y")
    wait_until(page, "document.activeElement.matches('.queue-end')")
    assert page.locator("#left").inner_text() == "0"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".question").count() == 0 and "Nothing waits" in page.locator("main").inner_text()
    assert len(decisions(folder)) == 2


def test_who_has_not_said_a_name_decides_nothing(browser: Any, site: str, demo: Path) -> None:
    page = browser.new_context(base_url=site).new_page()
    page.goto("/review")
    page.locator(".question button").first.click()
    assert "Say who you are" in page.locator("#said").inner_text()
    assert page.evaluate("document.activeElement.name") == "name"
    assert decisions(demo) == []
    page.keyboard.type("Tavi")
    page.keyboard.press("Enter")  # back to the question that waited for it
    assert page.evaluate("document.activeElement.matches('.question')")
    assert decisions(demo) == []
