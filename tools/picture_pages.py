"""Pictures of every page of the workbench, to be looked at, and those of the demo for the documentation.

``python tools/picture_pages.py --case CASE --to FOLDER``: every page of that casebook and its dossier, each in light,
in dark, as wide as a phone and as printed, as ``FOLDER/PAGE-LOOK.png``.  ``python tools/picture_pages.py``: what the
documentation shows of the shipped demo, in ``docs/pictures``; run it again when a page changes.

In: a casebook, or nothing but the demo, and a Chromium (``CHROMIUM``, or one on the path).  Fails when there is none.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from crosswire.casebook import Casebook, OutletTally

PORT = 8749
ROOT = f"http://127.0.0.1:{PORT}"
QUALITY, TALLEST = 72, 4000
PATIENCE = 180_000  # milliseconds: the dossier of hundreds of documents is one page
DESK = {"width": 1280, "height": 860}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": DESK},
    "dark": {"viewport": DESK, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 1.5, "has_touch": True},
    "print": {"viewport": {"width": 718, "height": 1015}},  # A4 at 96 dots an inch, margins of 1 cm
}
SHOWN = ("events", "event", "document", "compare", "review")
"""What the documentation shows."""


def addresses(case: Path) -> dict[str, str]:
    """Every page, each of a thing that has much to show."""
    with Casebook.open(case) as casebook:
        told = casebook.events(order="voices", limit=1)[0]
        deadliest = casebook.event_ids(order="killed", limit=1)[0]
        copies = sorted(casebook.copies(), key=lambda copy: (copy.start - copy.end, copy.document_id))
        voice = next(claim.voice_id for claim in casebook.claims_in(told.event_id) if claim.voice_id)
        outlets = [quote(one.outlet) for one in casebook.tallies(OutletTally, limit=3) if one.outlet]
    document, other = (copies[0].document_id, copies[0].other_id) if copies else (told.document_ids[0], "")
    found = {
        "overview": "/", "events": "/events", "events-disputed": "/events?disputed=1&order=voices",
        "events-days": f"/events?since={told.time.earliest}&until={told.time.latest}" if told.time else "",
        "event": f"/events/{deadliest}", "event-told": f"/events/{told.event_id}", "documents": "/documents",
        "document": f"/documents/{document}", "compare": f"/compare?d={document}&d={other}" if other else "",
        "compare-choose": "/compare", "outlets": "/outlets",
        "outlet": f"/outlets/one?outlet={outlets[0]}" if outlets else "",
        "outlet-pair": f"/outlets/two?a={outlets[0]}&b={outlets[1]}" if len(outlets) > 1 else "",
        "voice": f"/voices/{quote(voice, safe='')}", "actors": "/actors", "places": "/places",
        "search": "/search?q=killed", "review": "/review", "review-links": "/review/links",
        "coders": "/review/coders?sample=5", "differ": "/review/differ", "decisions": "/decisions",
        "not-there": "/events/none",
    }  # fmt: skip
    return {name: ROOT + address for name, address in found.items() if address}


def picture(page: Page, address: str, *, whole: bool) -> Image.Image:
    """The page as the browser draws it; of a long one, the upper part."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    if not whole:
        return Image.open(io.BytesIO(page.screenshot()))
    size = page.evaluate("[document.scrollingElement.scrollWidth, document.scrollingElement.scrollHeight]")
    if size[1] > 8 * TALLEST:  # more than the browser can draw at once
        page.set_viewport_size({"width": size[0], "height": TALLEST})
        return Image.open(io.BytesIO(page.screenshot()))
    clip = {"x": 0, "y": 0, "width": size[0], "height": min(size[1], TALLEST)}
    return Image.open(io.BytesIO(page.screenshot(full_page=True, clip=clip)))  # type: ignore[arg-type]


def all_looks(case: Path, to: Path, browser: str) -> None:
    """Every page and the dossier, in every look."""
    dossier = to / "dossier.html"
    subprocess.run([sys.executable, "-m", "crosswire", "dossier", str(case), "--out", str(dossier)], check=True)
    pages = {**addresses(case), "dossier": dossier.resolve().as_uri()}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for look, how in LOOKS.items():
            context = chromium.new_context(**how)
            context.add_cookies([{"name": "crosswire_name", "value": "Ada", "url": ROOT}])
            page = context.new_page()
            page.set_default_timeout(PATIENCE)
            if look == "print":
                page.emulate_media(media="print")
            for name, address in pages.items():
                picture(page, address, whole=True).save(to / f"{name}-{look}.png")
            context.close()
        chromium.close()


def for_the_documentation(case: Path, to: Path, browser: str) -> None:
    """The upper part of a few pages in light."""
    pages = addresses(case)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page(viewport=DESK)  # type: ignore[arg-type]
        for name in SHOWN:
            picture(page, pages[name], whole=False).save(to / f"{name}.webp", quality=QUALITY, method=6)
        chromium.close()


@contextmanager
def served(case: Path) -> Iterator[None]:
    server = subprocess.Popen([sys.executable, "-m", "crosswire", "serve", str(case), "--port", str(PORT)])
    try:
        for _ in range(300):
            try:
                urlopen(ROOT).close()
                break
            except OSError:
                time.sleep(0.2)
        else:
            sys.exit("the workbench did not start")
        yield
    finally:
        server.terminate()
        server.wait(10)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--case", type=Path, help="a casebook; the shipped demo by default")
    options.add_argument("--to", type=Path, default=Path(__file__).parents[1] / "docs" / "pictures")
    given = options.parse_args()
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if browser is None:
        sys.exit("no Chromium; install it, or name it in CHROMIUM")
    given.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        case = given.case or Path(made) / "demo"
        if given.case is None:
            command = [sys.executable, "-m", "crosswire", "demo", str(case)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        with served(case):
            (all_looks if given.case else for_the_documentation)(case, given.to, browser)


if __name__ == "__main__":
    main()
