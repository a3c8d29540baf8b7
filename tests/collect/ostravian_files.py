"""Reports of the invented country, and files of each format made by the format's own tools."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path

from fpdf import FPDF
from invented_outlets import LEXICON
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crosswire.collect import ReadOptions, read_paths
from crosswire.model import Document

LEAD = "Shells hit the market of Karsten on Monday, killing 5 people, a hospital said."
MORE = "The army denied it. It had taken the hill in May and left it in June, residents said."
BODY = f"{LEAD} {MORE}"
URL = "https://velmorapost.example/2021/07/shells-hit-karsten"


def collect(path: Path, options: ReadOptions | None = None) -> list[Document]:
    return list(read_paths([path], options, LEXICON))


def codes(documents: Sequence[Document]) -> list[str | None]:
    return [document.error.code if document.error else None for document in documents]


def detail(document: Document) -> str:
    assert document.error is not None
    return document.error.detail


def page(title: str = "Shells hit Karsten", words: str = BODY, head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{title} | Velmora Post</title>{head}"
        '<meta property="og:site_name" content="Velmora Post"></head><body><nav>Home News</nav>'
        f"<article><h1>{title}</h1><p>{words}</p><p>{words}</p></article></body></html>"
    )


def warc(
    responses: Sequence[tuple[str, str, bytes]],
    *,
    gzip: bool = True,
    status: str = "200 OK",
    headers: Sequence[tuple[str, str]] = (),
) -> bytes:
    """A WARC of (address, content type, body), written by warcio."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    writer.write_record(writer.create_warcinfo_record("test.warc.gz", {"software": "warcio"}))
    for address, content_type, body in responses:
        http = StatusAndHeaders(status, [("Content-Type", content_type), *headers], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            address,
            "response",
            payload=io.BytesIO(body),
            http_headers=http,
            warc_headers_dict={"WARC-Date": "2021-07-05T10:00:00Z"},
        )
        writer.write_record(record)
    return out.getvalue()


def wacz(
    parts: dict[str, bytes],
    pages: Sequence[str] = (),
    *,
    digests: dict[str, str] | None = None,
    more: dict[str, bytes] | None = None,
) -> bytes:
    """A WACZ of WARC files by name, with its list of pages and its sums."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        resources = []
        for name, data in parts.items():
            archive.writestr(f"archive/{name}", data)
            told = (digests or {}).get(name, sha256(data).hexdigest())
            resources.append({"name": name, "path": f"archive/{name}", "hash": f"sha256:{told}", "bytes": len(data)})
        lines = [{"format": "json-pages-1.0", "id": "pages"}, *({"url": url, "title": "x"} for url in pages)]
        archive.writestr("pages/pages.jsonl", "\n".join(map(json.dumps, lines)))
        archive.writestr("datapackage.json", json.dumps({"profile": "data-package", "resources": resources}))
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def pdf(pages: Sequence[Sequence[str]], title: str | None = None, header: str | None = None) -> bytes:
    """A PDF of pages of paragraphs by fpdf2; ``header`` stands at the top of each page, its number at the foot."""

    class Report(FPDF):
        def header(self) -> None:
            if header:
                self.cell(text=header)
                self.ln(12)

        def footer(self) -> None:
            if header:
                self.set_y(-15)
                self.cell(text=str(self.page_no()))

    made = Report()
    made.set_font("Helvetica", size=11)
    if title:
        made.set_title(title)
    for paragraphs in pages:
        made.add_page()
        for words in paragraphs:
            made.multi_cell(0, 6, words, new_x="LMARGIN", new_y="NEXT", align="L")
    return bytes(made.output())


def mail(text: str | None = BODY, html: str | None = None, **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Ana Dolna <ana@velmorapost.example>"
    message["Subject"] = "Shells hit Karsten"
    message["Date"] = "Mon, 05 Jul 2021 23:30:00 +0300"
    message["Message-ID"] = "<1@velmorapost.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    if text is not None:
        message.set_content(text)
    if html is not None:
        if text is None:
            message.set_content(html, subtype="html")
        else:
            message.add_alternative(html, subtype="html")
    return message
