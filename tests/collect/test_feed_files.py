from pathlib import Path

import pytest
from feedgen.feed import FeedGenerator
from ostravian_files import BODY, LEAD, MORE, URL, codes, collect, detail

from crosswire.collect import ReadOptions
from crosswire.collect.files import UnreadableError
from crosswire.collect.readers.feeds import feed_links, sitemap_links
from crosswire.collect.source import Source

SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc> https://velmorapost.example/1 </loc>
<lastmod>2021-07-05</lastmod></url><url><loc>https://velmorapost.example/2</loc><news:news><news:publication_date>
2021-07-06</news:publication_date></news:news></url></urlset>"""


def feed(form: str) -> bytes:
    made = FeedGenerator()
    made.id(URL)
    made.title("Velmora Post")
    made.link(href="https://velmorapost.example/")
    made.description("News")
    whole = made.add_entry(order="append")
    whole.id("tag:1")
    whole.title("Shells hit Karsten")
    whole.link(href=URL)
    whole.published("2021-07-05T23:30:00+03:00")
    whole.author(name="Ana Dolna", email="ana@velmorapost.example")
    whole.content(f"<p>{LEAD}</p><p>{MORE}</p>", type="CDATA" if form == "rss" else "html")
    short = made.add_entry(order="append")
    short.id("tag:2")
    short.title("Calm in Dolna")
    short.link(href="https://velmorapost.example/2")
    short.summary("Guns fell silent in Dolna on Tuesday after four days of fighting, residents said.")
    bare = made.add_entry(order="append")
    bare.id("tag:3")
    bare.title("Mine kills 2 farmers in Brisk")
    bare.link(href="https://velmorapost.example/3")
    return bytes(made.rss_str() if form == "rss" else made.atom_str())


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_the_entries_of_a_feed_are_documents(tmp_path: Path, form: str) -> None:
    (tmp_path / f"news.{'xml' if form == 'rss' else 'atom'}").write_bytes(feed(form))
    whole, short, bare = collect(tmp_path)
    assert whole.text == f"{LEAD}\n\n{MORE}"
    assert (whole.url, whole.title, whole.outlet) == (URL, "Shells hit Karsten", "The Velmora Post")
    assert (whole.published, whole.published_how) == ("2021-07-05", "given")
    assert whole.origin is not None
    assert (whole.row, whole.origin.format, whole.origin.member) == (0, "feed", "tag:1")
    assert short.text.startswith("Guns fell silent")
    assert [(p.kind, bare.text[p.start : p.end]) for p in bare.passages] == [
        ("headline", "Mine kills 2 farmers in Brisk")
    ]


def test_links_of_feeds_and_sitemaps(tmp_path: Path) -> None:
    (tmp_path / "f.xml").write_bytes(feed("rss"))
    (tmp_path / "s.xml").write_text(SITEMAP)
    listed = feed_links(Source(name="f.xml", path=tmp_path / "f.xml"), ReadOptions())
    assert [(one.address, (one.day or "")[:10]) for one in listed][:2] == [
        (URL, "2021-07-05"), ("https://velmorapost.example/2", ""),
    ]  # fmt: skip
    listed = sitemap_links(Source(name="s.xml", path=tmp_path / "s.xml"), ReadOptions())
    assert [(one.address, one.day) for one in listed] == [
        ("https://velmorapost.example/1", "2021-07-05"), ("https://velmorapost.example/2", "2021-07-06"),
    ]  # fmt: skip
    (note,) = [d for d in collect(tmp_path) if d.file == "s.xml"]
    assert codes([note]) == ["sitemap"]
    assert "2 addresses" in detail(note)
    assert "crosswire fetch" in detail(note)


BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><title>&x;</title><item><title>&b;</title></item></channel></rss>"""


@pytest.mark.parametrize("name", ["bomb.xml", "bomb.rss"])
def test_entities_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(BOMB)
    (tmp_path / "a.txt").write_text(BODY)
    documents = collect(tmp_path)
    assert codes(documents) == [None, "entities"]
    (tmp_path / name).write_text(BOMB.replace("rss", "urlset"))
    assert codes(collect(tmp_path)) == [None, "entities"]


def test_broken_and_large_feeds(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text("not a feed at all")
    (tmp_path / "b.xml").write_text(SITEMAP[:150])
    (tmp_path / "c.xml").write_bytes(
        b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>'
    )
    (tmp_path / "d.rss").write_bytes(feed("rss") + b" " * 50_000)
    (tmp_path / "e.xml").write_bytes(feed("rss")[:-120])  # cut off: feedparser still finds the first entries
    documents = collect(tmp_path / "a.rss") + collect(tmp_path / "b.xml") + collect(tmp_path / "c.xml")
    assert codes(documents) == ["broken_feed", "broken_sitemap", "empty_feed"]
    assert codes(list(collect(tmp_path / "d.rss", ReadOptions(max_bytes=40_000)))) == ["too_large"]
    assert collect(tmp_path / "e.xml")[0].url == URL


def test_a_feed_that_breaks_the_parser_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "feed.xml"
    broken.write_bytes(
        b"<rss version='2.0'><channel><title>O</title><item><title>S<x></title><link>h</item></c>t</link>"
    )
    with pytest.raises(UnreadableError, match="is not a readable feed"):
        feed_links(Source(name="feed.xml", path=broken), ReadOptions())
