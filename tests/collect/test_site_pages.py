"""Reports in the structures that news sites have: the words are kept, the rest is not read as the report."""

import sys
import time
from pathlib import Path

import pytest
from invented_outlets import check_partition, of_kind
from ostravian_files import BODY

from crosswire.collect import to_document
from crosswire.collect.readers.pages import read_html

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from site_pages import SITES, TITLE, UNSEEN

STRUCTURES = {**SITES, **UNSEEN}
LOST = {"linked_words": 1}  # a first paragraph that is one link looks like the title of another report


@pytest.mark.parametrize("name", STRUCTURES)
def test_the_report_is_kept_and_the_rest_is_not_read(name: str) -> None:
    site = STRUCTURES[name]()
    document = to_document(read_html(site.source), "page.html")
    read = " ".join(" ".join(words.split()) for kind in ("sentence", "headline") for words in of_kind(document, kind))
    told = " ".join(document.text.split())
    assert [line for line in site.other if line in read] == []
    assert sum(line not in told for line in site.report) == LOST.get(name, 0)
    check_partition(document)


def test_credits_near_the_title_are_kept_where_the_mark_up_has_none() -> None:
    page = SITES["wordpress_sidebar"]().source
    document = to_document(read_html(page), "page.html")
    assert (document.published, document.published_how) == ("2021-07-05", "text")
    page = page.replace("<small>July 5th, 2021</small>", "<div>By Ana Dolna</div><div>Share</div>")
    assert to_document(read_html(page), "page.html").byline == "Ana Dolna"


def test_captions_and_subheadings_stay_apart() -> None:
    document = to_document(read_html(UNSEEN["gallery"]().source), "page.html")
    assert len(of_kind(document, "caption")) == 3
    document = to_document(read_html(UNSEEN["short_paragraphs"]().source), "page.html")
    headlines = of_kind(document, "headline")
    assert TITLE in headlines
    assert "Who fired?" in headlines
    assert "More on this story" not in document.text


def test_a_page_without_a_report_gives_what_words_it_has() -> None:
    assert read_html("<body><p>Closed.</p></body>").text == "Closed."
    assert read_html("<body></body>").text == ""


def test_pages_of_very_many_tags_are_read_in_bounded_time() -> None:
    started = time.monotonic()
    record = read_html("<body>" + f"<p>{BODY}</p>" * 4000 + "<a href=x>Blast kills 20 in Brisk</a> " * 50_000)
    assert record.text.count(BODY) == 4000
    assert time.monotonic() - started < 20
