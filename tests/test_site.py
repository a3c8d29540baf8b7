"""The documentation builds as a site without a warning, holds every page, and its pages fetch nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OUTSIDE = re.compile(r"""<(?:script|link|img|iframe|source)\b[^>]*?\b(?:src|href)=["']?(?:https?:)?//[^"'\s>]+""")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("mkdocs")
    folder = tmp_path_factory.mktemp("site")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT, capture_output=True, text=True, timeout=240, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    return folder


def test_every_page_is_in_the_way_through_the_site(site: Path) -> None:
    front = (site / "index.html").read_text(encoding="utf-8")
    links = set(re.findall(r'href="([\w/.-]+\.html)"', front))
    pages = {path.relative_to(ROOT / "docs").with_suffix(".html").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    assert pages - {"index.html"} <= links


def test_pages_of_the_site_fetch_nothing_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 30
    for page in pages:
        assert not OUTSIDE.findall(page.read_text(encoding="utf-8")), page
    for sheet in site.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(?:https?:)?//", sheet.read_text(encoding="utf-8")), sheet


def test_what_is_made_from_the_code_stands_there(site: Path) -> None:
    told = {name: (site / name).read_text(encoding="utf-8") for name in (
        "reference/cli.html", "reference/sql.html", "reference/python.html", "reference/lexicon.html",
        "reference/scores.html",
    )}  # fmt: skip
    assert "Usage: crosswire run [OPTIONS] PATHS..." in told["reference/cli.html"]
    assert "32 by default" in told["reference/cli.html"]
    assert "the highest number killed" in told["reference/sql.html"]
    assert "A row a figure of a claim" in told["reference/python.html"]
    assert "Two air strikes hit the market of Velmora." in told["reference/lexicon.html"]
    assert "figure_f1" in told["reference/scores.html"]
    assert 'href="../how-to/correct-the-record.html"' in (site / "explanation/events.html").read_text("utf-8")
