"""Pictures of the workbench's pages over the demo, for the documentation: ``python tools/picture_pages.py [FOLDER]``.

In: nothing but the shipped demo and a Chromium (``CHROMIUM``, or one on the path).  Out: WebP files in
``docs/pictures``; run it again when a page changes.  Fails when there is no browser.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Page, sync_playwright

WIDTH, HEIGHT, PORT = 1280, 860, 8749
QUALITY = 72
ROOT = f"http://127.0.0.1:{PORT}"


def first(page: Page, listing: str, link: str) -> str:
    """The address of the first link of that sort on a page."""
    page.goto(ROOT + listing)
    return str(page.locator(link).first.get_attribute("href"))


def addresses(page: Page) -> dict[str, str]:
    """The pages to picture; of the texts, two that share a passage."""
    event = first(page, "/events?order=killed", "main a[href^='/events/event-']")
    document = first(page, "/documents", "main a[href^='/documents/doc-']")
    page.goto(ROOT + "/documents")
    texts = page.locator("main a[href^='/documents/doc-']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    sharing = ""
    for text in texts:
        page.goto(ROOT + text)
        beside = page.locator("main a[href^='/compare?']")
        if beside.count():
            sharing = str(beside.first.get_attribute("href"))
            break
    return {"events": "/events", "event": event, "document": document, "compare": sharing, "review": "/review?by=ada"}


def main(folder: Path) -> None:
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if browser is None:
        sys.exit("no Chromium; install it, or name it in CHROMIUM")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        case = Path(made) / "demo"
        command = [sys.executable, "-m", "crosswire"]
        subprocess.run([*command, "demo", str(case)], check=True, stdout=subprocess.DEVNULL)
        server = subprocess.Popen([*command, "serve", str(case), "--port", str(PORT)])
        try:
            wait()
            with sync_playwright() as playwright:
                chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
                page = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT})
                for name, address in addresses(page).items():
                    page.goto(ROOT + address)
                    page.wait_for_load_state("networkidle")
                    picture = Image.open(io.BytesIO(page.screenshot()))
                    picture.save(folder / f"{name}.webp", quality=QUALITY, method=6)
                chromium.close()
        finally:
            server.terminate()
            server.wait(10)


def wait() -> None:
    for _ in range(100):
        try:
            urlopen(ROOT).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit("the workbench did not start")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "docs" / "pictures")
