import gzip
import io
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from invented_outlets import check_partition, of_kind
from ostravian_files import BODY, LEAD, URL, codes, collect, detail, page, pdf, wacz, warc

from crosswire.collect import ReadOptions

OTHER = "https://velmorapost.example/2021/07/calm-in-dolna"


def test_a_warc_gives_its_pages_with_where_and_when(tmp_path: Path) -> None:
    body = page().encode()
    (tmp_path / "a.warc.gz").write_bytes(
        warc([(URL, "text/html; charset=utf-8", body), ("https://velmorapost.example/x.png", "image/png", b"\x89PNG")])
    )
    (document,) = collect(tmp_path)
    assert (document.url, document.row, document.file) == (URL, 1, "a.warc.gz")
    assert of_kind(document, "headline") == ["Shells hit Karsten"]
    assert document.origin is not None
    assert (document.origin.captured, document.origin.address) == ("2021-07-05T10:00:00Z", URL)
    assert document.origin.sha256 == sha256(body).hexdigest()
    check_partition(document)


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    moved = warc([(URL, "text/html", b"moved")], status="301 Moved")
    robots = warc([("https://velmorapost.example/robots.txt", "text/plain", b"User-agent: *")])
    (tmp_path / "a.warc").write_bytes(gzip.decompress(moved) + gzip.decompress(robots))
    (note,) = collect(tmp_path)
    assert codes([note]) == ["no_page"]
    (tmp_path / "a.warc").write_bytes(
        gzip.decompress(moved) + gzip.decompress(warc([(URL, "text/html", page().encode())]))
    )
    assert [d.state for d in collect(tmp_path)] == ["read"]


def test_encodings_and_compression_of_answers(tmp_path: Path) -> None:
    cafe = page(words="The caf\u00e9 burned. " + BODY)
    declared = warc([(URL, "text/html; charset=iso-8859-1", cafe.encode("latin-1"))])
    packed = warc([(OTHER, "text/html", gzip.compress(cafe.encode()))], headers=[("Content-Encoding", "gzip")])
    (tmp_path / "a.warc.gz").write_bytes(declared + packed)
    documents = collect(tmp_path)
    assert ["caf\u00e9" in d.text for d in documents] == [True, True]


def test_a_pdf_in_a_warc_goes_by_its_address(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(warc([(URL + ".pdf", "application/pdf", pdf([[BODY]]))]))
    (document,) = collect(tmp_path)
    assert (document.url, document.state) == (URL + ".pdf", "read")
    assert document.origin is not None
    assert document.origin.format == "pdf"


def test_a_page_goes_by_its_own_address_only_on_its_own_site(tmp_path: Path) -> None:
    def canonical(href: str) -> bytes:
        return page(head=f'<link rel="canonical" href="{href}">').encode()

    given = {
        URL + "?utm=1": URL, "https://m.velmorapost.example/1": "https://velmorapost.example/2", URL + "/a": "/b/c",
    }  # fmt: skip
    kept = {
        "https://velmorapost.example/3": "https://elsewhere.example/3",
        "https://velmorapost.example/4": "https://velmorapost.example/",
    }
    (tmp_path / "a.warc.gz").write_bytes(
        warc([(at, "text/html", canonical(own)) for at, own in {**given, **kept}.items()])
    )
    assert [d.url for d in collect(tmp_path)] == [
        URL, "https://velmorapost.example/2", "https://velmorapost.example/b/c", *kept,
    ]  # fmt: skip


def test_a_cut_off_warc_keeps_what_came_before(tmp_path: Path) -> None:
    whole = warc([(URL, "text/html", page().encode()), (OTHER, "text/html", page("Calm in Dolna").encode() * 20)])
    (tmp_path / "a.warc.gz").write_bytes(whole[:-60])
    (tmp_path / "b.txt").write_text(BODY)
    documents = collect(tmp_path)
    assert documents[0].url == URL
    assert documents[-1].file == "b.txt"
    broken = [d for d in documents if d.error]
    assert codes(broken) == ["cut_off"]
    assert "a.warc.gz" in detail(broken[0])
    assert "cut off" in detail(broken[0])


def test_a_record_that_is_longer_than_it_says_is_told_of(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    made = warc([(URL, "text/html", page().encode()), (OTHER, "text/html", page("B").encode())], gzip=False)
    (tmp_path / "a.warc").write_bytes(
        made.replace(b"</article></body></html>", b"</article></body></html> and more", 1)
    )
    documents = collect(tmp_path)
    assert [d.url for d in documents if not d.error] == [URL, OTHER]
    assert [d.error.code for d in documents if d.error] == ["broken"]
    assert capfd.readouterr().err == ""


def test_a_warc_packed_as_one_piece_is_told_how_to_mend(tmp_path: Path) -> None:
    two = gzip.decompress(warc([(URL, "text/html", page().encode())])) + gzip.decompress(
        warc([(OTHER, "text/html", page("B").encode())])
    )
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(two))
    documents = collect(tmp_path)
    assert "warcio recompress" in detail(documents[-1])


def test_a_page_too_large_costs_itself_alone(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<p>" + b"a" * 3_000_000)
    data = warc([(URL, "text/html", bomb)], headers=[("Content-Encoding", "gzip")]) + warc(
        [(OTHER, "text/html", page().encode())]
    )
    (tmp_path / "a.warc.gz").write_bytes(data)
    large, fine = collect(tmp_path, ReadOptions(max_bytes=100_000))
    assert codes([large, fine]) == ["too_large", None]
    assert URL in detail(large)
    assert "--max-bytes" in detail(large)


def test_a_wacz_gives_the_pages_it_lists(tmp_path: Path) -> None:
    data = warc(
        [(URL, "text/html", page().encode()), ("https://ads.example/frame", "text/html", page("Buy this").encode())]
    )
    (tmp_path / "a.wacz").write_bytes(wacz({"data.warc.gz": data}, [URL]))
    (document,) = collect(tmp_path)
    assert document.url == URL
    assert document.origin is not None
    assert document.origin.member == "archive/data.warc.gz"
    (tmp_path / "a.wacz").write_bytes(wacz({"data.warc.gz": data}))
    assert len(collect(tmp_path)) == 2


def test_a_listed_page_that_is_redirected_gives_the_page_it_leads_to(tmp_path: Path) -> None:
    moved = warc([("http://velmorapost.example/1", "text/html", b"")], status="301 Moved", headers=[("Location", URL)])
    data = moved + warc([(URL, "text/html", page().encode()), (OTHER, "text/html", page("Frame").encode())])
    (tmp_path / "a.wacz").write_bytes(wacz({"data.warc.gz": data}, ["http://velmorapost.example/1#top"]))
    assert [d.url for d in collect(tmp_path)] == [URL]


def test_a_pdf_under_another_type_is_known(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(warc([(URL, "text/html", pdf([[BODY]]))]))
    assert [d.state for d in collect(tmp_path)] == ["read"]


def test_a_wacz_that_was_changed_says_so_and_is_read(tmp_path: Path) -> None:
    data = warc([(URL, "text/html", page().encode())])
    (tmp_path / "a.wacz").write_bytes(wacz({"data.warc.gz": data}, [URL], digests={"data.warc.gz": "0" * 64}))
    note, document = collect(tmp_path)
    assert codes([note, document]) == ["changed", None]
    assert sha256(data).hexdigest() in detail(note)


def test_a_damaged_part_of_a_wacz_costs_itself_alone(tmp_path: Path) -> None:
    good = warc([(URL, "text/html", page().encode())])
    made = bytearray(wacz({"bad.warc.gz": b"x" * 300, "good.warc.gz": good}))
    at = made.index(b"x" * 300)
    made[at : at + 5] = b"yyyyy"  # the part's checksum no longer fits
    (tmp_path / "a.wacz").write_bytes(bytes(made))
    documents = collect(tmp_path)
    assert [d.url for d in documents if not d.error] == [URL]
    assert {d.origin.member for d in documents if d.error and d.origin} == {"archive/bad.warc.gz"}


@pytest.mark.parametrize("name", [b"json-pages-1.0", b"data-package"])
def test_a_damaged_list_or_sum_costs_no_page(tmp_path: Path, name: bytes) -> None:
    made = wacz({"data.warc.gz": warc([(URL, "text/html", page().encode())])}, [URL])
    (tmp_path / "a.wacz").write_bytes(made.replace(name, name.upper()))  # its checksum no longer fits
    documents = collect(tmp_path)
    assert [d.url for d in documents if not d.error] == [URL]
    assert codes([d for d in documents if d.error]) == (["broken"] if name == b"json-pages-1.0" else [])


def test_names_in_an_archive_never_become_paths(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    data = warc([(URL, "text/html", page().encode())])
    made = wacz({"../../../evil.warc.gz": data}, more={"../outside.txt": b"x"})
    (inside / "a.wacz").write_bytes(made)
    before = sorted(tmp_path.rglob("*"))
    assert [d.url for d in collect(inside) if not d.error] == [URL]
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("cut", [10, 400, -40])
def test_a_cut_off_zip_is_named(tmp_path: Path, cut: int) -> None:
    (tmp_path / "a.wacz").write_bytes(wacz({"data.warc.gz": warc([(URL, "text/html", page().encode())])})[:cut])
    (tmp_path / "b.txt").write_text(BODY)
    documents = collect(tmp_path)
    assert codes(documents) == ["broken", None]
    assert "a.wacz" in detail(documents[0])


def test_other_zips_and_packed_files_are_told_what_to_do(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("report.txt", LEAD)
    (tmp_path / "a.zip").write_bytes(out.getvalue())
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(BODY.encode()))
    documents = collect(tmp_path)
    assert codes(documents) == ["zip", "compressed"]
    assert "unpack" in detail(documents[0])
