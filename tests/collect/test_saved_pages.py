import plistlib
from email.message import MIMEPart
from pathlib import Path

import pytest
from ostravian_files import BODY, URL, codes, collect, detail, page

from crosswire.collect import passed_over
from crosswire.collect.readers.saved_from import own_address, saved_from


def mhtml(html: str, address: str = URL) -> bytes:
    """A page as Chromium saves it: the root part first, then what it is made of."""
    message = MIMEPart()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = address
    message["Subject"] = "Shells hit Karsten"
    message["Date"] = "Mon, 5 Jul 2021 10:00:00 -0000"
    message["MIME-Version"] = "1.0"
    message["Content-Type"] = 'multipart/related; type="text/html"'
    root = MIMEPart()
    root.set_content(html, subtype="html", cte="quoted-printable")
    root["Content-Location"] = address
    frame = MIMEPart()
    frame.set_content("<p>Buy this.</p>", subtype="html")
    message.attach(root)
    message.attach(frame)
    return message.as_bytes()


def test_a_page_saved_as_mhtml(tmp_path: Path) -> None:
    (tmp_path / "a.mhtml").write_bytes(mhtml(page(words="The caf\u00e9 burned. " + BODY)))
    (document,) = collect(tmp_path)
    assert document.url == URL
    assert "caf\u00e9" in document.text
    assert "Buy this" not in document.text
    assert document.origin is not None
    assert (document.origin.format, document.origin.captured) == ("mhtml", "2021-07-05T10:00:00+00:00")
    (tmp_path / "a.mhtml").write_bytes(mhtml(page())[:200])
    assert codes(collect(tmp_path)) == ["no_page"]


def test_a_page_saved_by_safari(tmp_path: Path) -> None:
    made = {
        "WebMainResource": {
            "WebResourceData": page().encode("utf-16-le"),
            "WebResourceTextEncodingName": "UTF-16LE",
            "WebResourceURL": URL,
        }
    }
    made["WebMainResource"]["WebResourceData"] = page().encode()
    (tmp_path / "a.webarchive").write_bytes(plistlib.dumps(made, fmt=plistlib.FMT_BINARY))
    (document,) = collect(tmp_path)
    assert (document.url, document.title) == (URL, "Shells hit Karsten")
    (tmp_path / "a.webarchive").write_bytes(plistlib.dumps({"a": 1}, fmt=plistlib.FMT_BINARY))
    assert codes(collect(tmp_path)) == ["no_page"]
    (tmp_path / "a.webarchive").write_bytes(b"bplist00" + b"\xff" * 50)
    assert codes(collect(tmp_path)) == ["broken"]


SINGLE_FILE = f"\n Page saved with SingleFile \n url: {URL} \n saved date: Mon Jul 05 2021 12:00:00 GMT+0200 (x)\n"
HTTRACK = (
    "Mirrored from velmorapost.example/a.html by HTTrack Website Copier/3.x [XR&CO'2014], Mon, 05 Jul 2021 10:00:00 GMT"
)
COMMENTS = {
    f"<!DOCTYPE html>\n<!-- saved from url=(0056){URL} -->\n<html>": (URL, None),
    f"<html><!--{SINGLE_FILE}--><head>": (URL, "2021-07-05T12:00:00+02:00"),
    f"<html>\n<!-- {HTTRACK} -->": ("http://velmorapost.example/a.html", "2021-07-05T10:00:00+00:00"),
    "<html><!-- saved from url=(0014)about:internet -->": (None, None),
    "<html><p>Nothing.</p>": (None, None),
}


@pytest.mark.parametrize("comment", COMMENTS)
def test_programs_that_save_pages_leave_the_address(comment: str) -> None:
    assert saved_from(comment) == COMMENTS[comment]


def test_the_address_of_a_saved_page_becomes_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page().replace("<html>", f"<!-- saved from url=(0056){URL} --><html>"))
    (document,) = collect(tmp_path)
    assert document.url == URL
    assert own_address(None, None) is None


def test_what_a_page_is_made_of_is_passed_over(tmp_path: Path) -> None:
    for folder in ("Shells hit_files", "Sturm-Dateien", "Notes_more"):
        (tmp_path / folder).mkdir()
    (tmp_path / "Shells hit.html").write_text(page())
    (tmp_path / "Shells hit_files" / "saved_resource.html").write_text("<p>Buy this.</p>")
    (tmp_path / "Sturm.htm").write_text(page("Storm"))
    (tmp_path / "Sturm-Dateien" / "style.css").write_text("p {}")
    (tmp_path / "Sturm-Dateien" / "frame.html").write_text("<p>Buy this.</p>")
    (tmp_path / "Notes.html").write_text(page("Notes"))
    (tmp_path / "Notes_more" / "report.txt").write_text(BODY)
    (tmp_path / "logo.png").write_bytes(b"\x89PNG")
    assert [d.file for d in collect(tmp_path)] == [
        "Notes.html",
        "Notes_more/report.txt",
        "Shells hit.html",
        "Sturm.htm",
    ]
    assert passed_over(tmp_path) == 4
    (picture,) = collect(tmp_path / "logo.png")
    assert codes([picture]) == ["unknown_format"]


def test_a_page_is_known_by_its_mark_up_whatever_its_name(tmp_path: Path) -> None:
    for name in ("news.php", "article", "a.aspx"):
        (tmp_path / name).write_text("\n<!-- x --><?xml version='1.0'?>\n" + page())
    (tmp_path / "b.dat").write_text("no mark-up")
    documents = collect(tmp_path)
    assert [(d.file, d.title) for d in documents if not d.error] == [
        (name, "Shells hit Karsten") for name in ("a.aspx", "article", "news.php")
    ]
    assert ".pdf" in detail(documents[2])
