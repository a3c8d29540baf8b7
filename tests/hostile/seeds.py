"""What fuzzing starts from: of each target a few sound inputs, made by the format's own tools, and words to mix in.

In: the name of a target.  Out: bytes.  From these a fuzzer comes to the inner parts of a reader, which chance does not.
"""

from __future__ import annotations

import io
import json
import plistlib
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "collect"))
from openpyxl import Workbook
from ostravian_files import BODY, LEAD, URL, mail, page, pdf, wacz, warc
from targets import TARGETS, TEXT, small_case

from crosswire.casebook import Casebook, EventFilter, decide
from crosswire.lexicon.load import DATA
from crosswire.publish.decisions import export_decisions
from crosswire.publish.review.label_studio import write_tasks
from crosswire.publish.review.links import write_links

WORDS = (
    "18", "18,000", "a dozen", "between 3 and 4", "at least", "\u202e", "\u200b", "\x00", "\x1b[2J", "\ufeff", "<", ">",
    "&#0;", "]]>", "<!--", '"', "'", "\\", "\n", "\r", "\t", "=cmd|' /C calc'!A0", "%s", "{}", "../", "July 25",
    "25/07/2031", "half past", "Mon", "\u0661\u0662", "\uff11\uff12", "\U0001f4a5", "e\u0301",
    "\u0430\u0440\u0440\u0435", "people were killed", "including", "of them", "wounded", "said", "on Monday",
    "soldiers", " and ", "the Free Marn Front", "in Aleppo", "near", "two days later", "since", "hundreds of", "not",
)  # fmt: skip
SENTENCES = (
    TEXT,
    BODY,
    "Between 3 and 5 soldiers, including a colonel, were killed and about two dozen others wounded near Aleppo late on "
    "25 July 2031, the army told OPA. \u201cWe lost nobody,\u201d it said.",
    "The toll rose to 12 from 9 since last Tuesday; four of them were children. Air strikes had hit Homs and Idlib.",
    "KARSTEN (OPA) - A car bomb killed 7-10 people at 6:30 p.m. (1530 GMT) two days after the truce. It was denied.",
    "According to Marn Watch, 1,200 civilians - 300 of them women - have died since March 2029 in Damascus province.",
)
_ROW = {"title": "Shells hit Karsten", "text": BODY, "source": "Velmora Post", "date": "2031-07-05", "url": URL}
_FEED = (
    f"<rss version='2.0'><channel><title>OPA</title><item><title>Shells</title><link>{URL}</link>"
    f"<pubDate>Mon, 05 Jul 2021 23:30:00 +0300</pubDate><description>{BODY}</description></item></channel></rss>"
)
_PLACE = "1\tKarsten\tKarsten\tKarstenn\t33.1\t36.2\tP\tPPL\tXO\t\t06\t\t\t\t1200\t\t\t\t\n"


def seeds(name: str) -> Sequence[bytes]:
    """Sound inputs of a target; texts for every grammar."""
    return _FILES[name]() if name in _FILES else [one.encode() for one in SENTENCES]


def dictionary() -> str:
    """`WORDS` as libFuzzer reads them."""
    return "".join('"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"\n' for word in WORDS)


def _workbook() -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.active.append(list(_ROW))
    book.active.append(list(_ROW.values()))
    book.save(out)
    return out.getvalue()


def _written(name: str) -> list[bytes]:
    """What a casebook hands out to be handed back."""
    with tempfile.TemporaryDirectory() as folder, Casebook.open(small_case()) as casebook:
        file = Path(folder) / name
        if name == "decisions.jsonl":
            decide.reject(casebook, casebook.claims()[0].claim_id, by="ada")
            export_decisions(casebook, file)
        elif name == "tasks.json":
            write_tasks(casebook, Path(folder), EventFilter())
        else:
            write_links(casebook, file, EventFilter())
        return [file.read_bytes()]


_PAGE = page().encode()
_FILES = {
    "html": lambda: [_PAGE, page(head='<script type="application/ld+json">{"@type": "NewsArticle"}</script>').encode()],
    "mhtml": lambda: [
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n"
        b"Content-Location: " + URL.encode() + b"\n\n" + _PAGE + b"\n--x--\n"
    ],
    "webarchive": lambda: [
        plistlib.dumps(
            {"WebMainResource": {"WebResourceData": _PAGE, "WebResourceURL": URL, "WebResourceMIMEType": "text/html"}},
            fmt=plistlib.FMT_BINARY,
        )
    ],
    "json": lambda: [json.dumps([_ROW]).encode()],
    "jsonl": lambda: [json.dumps(_ROW).encode() + b"\n"],
    "csv": lambda: [",".join(_ROW).encode() + b"\n" + ",".join(f'"{v}"' for v in _ROW.values()).encode() + b"\n"],
    "xlsx": lambda: [_workbook()],
    "xml": lambda: [_FEED.encode(), f"<urlset><url><loc>{URL}</loc></url></urlset>".encode()],
    "warc": lambda: [warc([(URL, "text/html", _PAGE)], gzip=False), warc([(URL, "text/plain", LEAD.encode())])],
    "wacz": lambda: [wacz({"d.warc": warc([(URL, "text/html", _PAGE)], gzip=False)}, [URL])],
    "pdf": lambda: [pdf([[BODY], [LEAD]], title="Shells hit Karsten", header="OPA")],
    "eml": lambda: [mail(BODY, page()).as_bytes(), mail().as_bytes()],
    "mapping": lambda: [b"text: [content]\ntitle: headline\noutlet: source\n"],
    "address": lambda: [URL.encode(), b"http://[::ffff:10.0.0.1]:80/a?b#c", b"https://opa.example/\xc3\xa9"],
    "listed": lambda: [_FEED.encode(), URL.encode(), f"<urlset><url><loc>{URL}</loc></url></urlset>".encode()],
    "robots": lambda: [b"User-agent: *\nDisallow: /a*\nCrawl-delay: 2\nRequest-rate: 1/5\nSitemap: /x.xml\n"],
    "decisions": lambda: _written("decisions.jsonl"),
    "tasks": lambda: _written("tasks.json"),
    "links": lambda: _written("links.csv"),
    "links-xlsx": lambda: _written("links.xlsx"),
    "tables": lambda: [file.read_bytes()[:600] for file in sorted(DATA.glob("*.csv"))],
    "gazetteer": lambda: [_PLACE.encode()],
}
assert set(_FILES) <= set(TARGETS)
