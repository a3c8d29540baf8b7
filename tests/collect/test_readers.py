import json
import os
import sys
from pathlib import Path

import pytest
from invented_outlets import LEXICON, check_partition, of_kind

from crosswire.collect import ReadOptions, read_paths
from crosswire.errors import UsageError
from crosswire.model import Document

BODY = "Shells hit the market of Karsten on Monday, killing 5 people, a hospital said. The army denied it."


def collect(path: Path, options: ReadOptions | None = None) -> list[Document]:
    return list(read_paths([path], options, LEXICON))


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def codes(documents: list[Document]) -> list[str | None]:
    return [document.error.code if document.error else None for document in documents]


def test_folder_is_read_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    write(tmp_path / "b" / "two.txt", BODY)
    write(tmp_path / "a.md", BODY)
    write(tmp_path / "c.pdf", "x")
    write(tmp_path / ".hidden.txt", BODY)
    write(tmp_path / ".git" / "x.txt", BODY)
    documents = collect(tmp_path)
    assert [d.file for d in documents] == ["a.md", "b/two.txt", "c.pdf"]
    assert codes(documents) == [None, None, "broken"]
    assert documents[2].state == "error"
    assert "c.pdf" in (documents[2].error.detail if documents[2].error else "")


def test_a_library_that_does_not_load_is_not_blamed_on_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.html", f"<html><body><article><p>{BODY}</p></article></body></html>")
    write(tmp_path / "b.txt", BODY)
    with monkeypatch.context() as patched:
        patched.setitem(sys.modules, "trafilatura", None)
        page, text = collect(tmp_path)
    assert codes([page, text]) == ["not_installed", None]
    assert page.error is not None and "a.html" in page.error.detail and "install" in page.error.detail
    assert codes(collect(tmp_path)) == [None, None]


def test_ids_depend_on_text_and_address_only(tmp_path: Path) -> None:
    one = collect(write(tmp_path / "a.txt", BODY))
    again = list(read_paths([tmp_path / "a.txt", tmp_path / "a.txt"], None, None))
    assert [d.document_id for d in again] == [one[0].document_id]
    assert collect(write(tmp_path / "b.txt", BODY))[0].document_id != one[0].document_id
    assert collect(write(tmp_path / "a.txt", BODY + " More came."))[0].document_id != one[0].document_id


def test_table_of_articles(tmp_path: Path) -> None:
    path = write(
        tmp_path / "t.csv",
        "unit_id,article_title,article_content,source,date\n"
        f'1,Shells hit Karsten,"Sun 10 Jul 2016 Shells hit Karsten. {BODY}",dolnadaily,7/9/16\n'
        f'2,Shells hit Karsten,"{BODY}",nobody,7/9/16\n'
        "3,Empty,,nobody,7/9/16\n",
    )
    options = ReadOptions(text=("article_content",), title="article_title", outlet="source")
    documents = collect(path, options)
    assert [(d.row, d.state) for d in documents] == [(0, "read"), (1, "read"), (2, "empty")]
    first, second, _ = documents
    assert first.text == f"Sun 10 Jul 2016 Shells hit Karsten. {BODY}"
    assert (first.outlet, first.published, first.published_how) == ("Dolna Daily", "2016-07-10", "text")
    assert of_kind(first, "headline") == ["Shells hit Karsten."]
    assert (second.outlet, second.published) == ("nobody", None)
    assert [d.document_id for d in collect(path)] == [d.document_id for d in documents]


def test_several_text_columns_and_other_separators(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", f"lead;rest;url\nA short lead.;{BODY};https://x.example/1\n")
    (document,) = collect(path, ReadOptions(text=("lead", "rest")))
    assert document.text == f"A short lead.\n\n{BODY}"
    assert document.url == "https://x.example/1"
    (document,) = collect(write(tmp_path / "t.tsv", f"text\toutlet\n{BODY}\tX\n"))
    assert (document.text, document.outlet) == (BODY, "X")


def test_table_without_the_columns(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", "a,b\n1,2\n")
    (document,) = collect(path)
    assert codes([document]) == ["missing_columns"]
    (document,) = collect(path, ReadOptions(text=("body",)))
    assert document.error is not None
    assert "body" in document.error.detail
    assert "a, b" in document.error.detail


def test_json_shapes(tmp_path: Path) -> None:
    record = {
        "headline": "Shells hit Karsten",
        "body": BODY,
        "publisher": {"name": "Dolna Daily"},
        "published": "2021-07-05",
    }
    one = collect(write(tmp_path / "one.json", json.dumps(record)))
    many = collect(write(tmp_path / "many.json", json.dumps([record, 3, {"x": 1}])))
    held = collect(write(tmp_path / "held.json", json.dumps({"articles": [record]})))
    assert [(d.row, d.title, d.outlet, d.published, d.published_how) for d in one + held] == [
        (None, "Shells hit Karsten", "Dolna Daily", "2021-07-05", "given"),
        (0, "Shells hit Karsten", "Dolna Daily", "2021-07-05", "given"),
    ]
    assert codes(many) == [None, "bad_record", "missing_text"]
    assert codes(collect(write(tmp_path / "bad.json", "{"))) == ["bad_json"]


def test_a_broken_line_costs_only_itself(tmp_path: Path) -> None:
    lines = [json.dumps({"text": BODY}), '{"text": "cut of', "", json.dumps({"text": BODY})]
    documents = collect(write(tmp_path / "l.jsonl", "\r\n".join(lines)))
    assert [(d.row, d.state) for d in documents] == [(0, "read"), (1, "error"), (3, "read")]
    assert "line 2" in (documents[1].error.detail if documents[1].error else "")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbf" + BODY.encode(), BODY),
        (BODY.encode("utf-16"), BODY),
        (("The Caf\u00e9 burned. " + BODY).encode("cp1252"), "The Caf\u00e9 burned. " + BODY),
        (b"A stray \x00 byte.\r\n" + BODY.encode(), "A stray \x00 byte.\r\n" + BODY),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, text: str) -> None:
    (document,) = collect(write(tmp_path / "a.txt", data))
    assert (document.text, document.state) == (text, "read")
    check_partition(document)


def test_unreadable_files(tmp_path: Path) -> None:
    assert codes(collect(write(tmp_path / "a.txt", bytes(range(256)) * 20))) == ["binary"]
    assert codes(collect(tmp_path / "none.txt")) == ["not_found"]
    assert codes(collect(write(tmp_path / "b.txt", BODY), ReadOptions(max_bytes=10))) == ["too_large"]
    assert [d.state for d in collect(write(tmp_path / "c.txt", " \n"))] == ["empty"]
    with pytest.raises(UsageError):
        ReadOptions(text="body")  # type: ignore[arg-type]


def test_other_languages_are_kept_unread(tmp_path: Path) -> None:
    german = (
        "Die Armee hat am Montag nach eigenen Angaben den Markt beschossen und dabei f\u00fcnf Menschen get\u00f6tet."
    )
    (document,) = collect(write(tmp_path / "a.txt", german))
    assert (document.lang, document.state, document.text, document.passages) == ("de", "unread_language", german, ())
    arabic = "\u0642\u062a\u0644 \u062e\u0645\u0633\u0629 \u0623\u0634\u062e\u0627\u0635"
    assert collect(write(tmp_path / "b.txt", arabic))[0].state == "unread_language"
    assert collect(write(tmp_path / "c.txt", "Bomb kills 5 in Velmora"))[0].state == "read"


PAGE = """<html><head>
<title>Shells hit Karsten | Velmora Post</title>
<meta property="og:site_name" content="Velmora Post">
<meta property="article:published_time" content="2021-07-05T09:00:00+02:00">
<meta name="author" content="By Ana Dolna">
<link rel="canonical" href="https://velmorapost.example/1"><script>var x = "killed 900";</script>
</head><body>
<nav>Home News</nav><article><h1>Shells hit Karsten</h1>
<figure><img src=x><figcaption>A market in Karsten</figcaption></figure>
<p>Shells hit the market of <b>Karsten</b> on Monday, killing&nbsp;5 people, a hospital said.</p><h2>Older attacks</h2>
<p>The army denied it. It had taken the hill in May and left it in June, residents said.
The governor called for calm.</p>
<div class="related-box"><a href=1>Blast kills 20 in Brisk</a></div></article><footer>Contact</footer></body></html>"""


def test_html(tmp_path: Path) -> None:
    (document,) = collect(write(tmp_path / "p.html", PAGE))
    assert (document.title, document.outlet, document.byline) == ("Shells hit Karsten", "The Velmora Post", "Ana Dolna")
    assert (document.published, document.published_how) == ("2021-07-05", "meta")
    assert document.url == "https://velmorapost.example/1"
    assert of_kind(document, "headline") == ["Shells hit Karsten", "Older attacks"]
    assert of_kind(document, "caption") == ["A market in Karsten"]
    assert of_kind(document, "teaser") == ["Blast kills 20 in Brisk"]
    assert len(of_kind(document, "sentence")) == 4
    assert "900" not in document.text
    check_partition(document)


@pytest.mark.parametrize(
    "page", ["", "<p>", "<div>" * 5000, "plain words only", "<html><body><script>x</script></body></html>"]
)
def test_broken_html(tmp_path: Path, page: str) -> None:
    (document,) = collect(write(tmp_path / "p.html", page))
    assert document.state in ("empty", "read")


def test_a_file_name_that_is_not_utf8_is_read_under_a_printable_name(tmp_path: Path) -> None:
    try:
        file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
        write(file, BODY)
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert [(d.file, d.state) for d in collect(tmp_path)] == [("caf\ufffd.txt", "read")]


def test_messages_name_the_flags_of_the_command(tmp_path: Path) -> None:
    (table,) = collect(write(tmp_path / "t.csv", "a,b\n1,2\n"))
    (large,) = collect(write(tmp_path / "t.txt", BODY), ReadOptions(max_bytes=10))
    assert "--text-column" in table.error.detail
    assert "--max-bytes" in large.error.detail
