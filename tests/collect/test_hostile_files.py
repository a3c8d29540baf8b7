"""Files that are broken or too large cost themselves alone, in bounded memory, with a message that names them."""

import json
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ostravian_files import BODY, LEAD, URL, codes, collect, detail, mail, page, pdf, wacz, warc

from crosswire.collect import ReadOptions, read_paths


@contextmanager
def at_most(megabytes: int) -> Iterator[None]:
    """What is done inside never holds more memory than that."""
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < megabytes * 1_000_000


def test_a_line_of_a_hundred_megabytes_is_passed_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(json.dumps({"text": LEAD}).encode() + b'\n{"text": "')
        for _ in range(100):
            file.write(b"a" * 1_000_000)
        file.write(b'"}\n' + json.dumps({"text": BODY}).encode() + b"\n")
    collect(path.parent / "none")  # what is imported first is not counted
    with at_most(20):
        documents = collect(path, ReadOptions(max_bytes=1_000_000))
    assert codes(documents) == [None, "too_large", None]
    assert "line 2" in detail(documents[1])
    assert [d.row for d in documents] == [0, 1, 2]


def test_a_table_may_be_larger_than_the_limit_and_its_cells_not(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text\n" + f'"{BODY}"\n' * 150)
    (tmp_path / "b.csv").write_text(f'text\n"{BODY}"\n"{"a" * 8_000}"\n"{LEAD}"\n')
    documents = collect(tmp_path, ReadOptions(max_bytes=5_000))
    assert len([d for d in documents if d.file == "a.csv" and d.text == BODY]) == 150
    assert codes([d for d in documents if d.file == "b.csv"]) == [None, "too_large"]
    (tmp_path / "b.csv").write_text('text\n"open' + "\nmore" * 10_000)
    assert codes(collect(tmp_path / "b.csv", ReadOptions(max_bytes=5_000))) == ["bad_table"]


def test_a_large_archive_is_read_as_a_stream(tmp_path: Path) -> None:
    one = warc(
        [(URL, "text/html", page().encode()), ("https://velmorapost.example/film", "video/mp4", b"\x00" * 2_000_000)],
        gzip=False,
    )
    with (tmp_path / "a.warc").open("wb") as file:
        for _ in range(40):
            file.write(one)
    (tmp_path / "b.html").write_text(page())
    collect(tmp_path / "b.html")  # what is imported first is not counted
    with at_most(20):
        assert sum(1 for _ in read_paths([tmp_path / "a.warc"])) == 40


def test_nul_bytes_and_wrong_encodings_break_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page().encode().replace(b"Karsten", b"Kar\x00sten"))
    (tmp_path / "b.html").write_bytes(
        page(head='<meta charset="no-such">', words="Caf\u00e9. " + BODY).encode("cp1252")
    )
    (tmp_path / "c.jsonl").write_bytes(b'{"text": "\xff\xfe caf\xe9 in Karsten burned on Monday, residents said."}\n')
    (tmp_path / "d.eml").write_bytes(
        b"Subject: =?no-such?q?x?=\r\nContent-Type: text/plain; charset=no-such\r\n\r\n" + LEAD.encode()
    )
    (tmp_path / "e.csv").write_bytes("text\n".encode("utf-16") + LEAD.encode("utf-16-le"))
    documents = collect(tmp_path)
    assert codes(documents) == [None] * 5
    assert [d.state for d in documents] == ["read"] * 5
    for document in documents:
        document.text.encode("utf-8")


FILES = {
    "a.pdf": pdf([[BODY], [LEAD]]),
    "a.warc.gz": warc([(URL, "text/html", page().encode()), (URL + "/2", "text/html", page("B").encode())]),
    "a.wacz": wacz({"d.warc.gz": warc([(URL, "text/html", page().encode())])}, [URL]),
    "a.eml": mail(BODY, page()).as_bytes(),
    "a.mhtml": b"Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n"
    + page().encode()
    + b"\n--x--",
    "a.rss": b'<rss version="2.0"><channel><item><title>x</title><description>y</description></item></channel></rss>',
    "a.xml": b"<urlset><url><loc>https://velmorapost.example/1</loc></url></urlset>",
    "a.html": page().encode(),
    "a.jsonl": json.dumps({"text": BODY}).encode(),
}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    name=st.sampled_from(sorted(FILES)),
    cuts=st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=4)), max_size=4),
    keep=st.integers(0, 10_000),
)  # fmt: skip
def test_no_damage_raises_and_every_file_is_told_of(
    tmp_path: Path, name: str, cuts: list[tuple[int, bytes]], keep: int
) -> None:
    data = bytearray(FILES[name])
    for at, put in cuts:
        at %= len(data)
        data[at : at + len(put)] = put
    path = tmp_path / name
    path.write_bytes(bytes(data[: keep % (len(data) + 1) or len(data)]))
    documents = collect(path, ReadOptions(max_bytes=200_000))
    assert documents or not path.read_bytes().strip() or name == "a.jsonl"
    for document in documents:
        assert document.file == name
        assert document.error is None or name in detail(document)
        for passage in document.passages:
            assert 0 <= passage.start < passage.end <= len(document.text)


def test_a_folder_of_everything_loses_nothing(tmp_path: Path) -> None:
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
        (tmp_path / f"cut.{name}").write_bytes(data[: len(data) // 3])
    documents = collect(tmp_path)
    assert {d.file for d in documents} == {*FILES, *(f"cut.{name}" for name in FILES)}
    assert {d.file for d in documents if d.state == "read"} >= set(FILES) - {"a.xml"}


@pytest.mark.parametrize("name", [n for n in FILES if n != "a.xml"])
def test_order_of_files_and_limits_change_no_document(tmp_path: Path, name: str) -> None:
    for one in ("x", "y"):
        (tmp_path / one).mkdir()
        (tmp_path / one / name).write_bytes(FILES[name])
    assert collect(tmp_path / "x") == collect(tmp_path / "y", ReadOptions(max_bytes=2_000_000))
