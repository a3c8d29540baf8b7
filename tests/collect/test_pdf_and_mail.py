from email.message import EmailMessage
from pathlib import Path

import pytest
from fpdf import FPDF
from invented_outlets import check_partition, of_kind
from ostravian_files import BODY, LEAD, MORE, codes, collect, detail, mail, page, pdf
from pypdf import PdfReader, PdfWriter

from crosswire.collect import ReadOptions

LONG = (
    "The army said that it had taken the hill above the town in the night, and that the road to Dolna was open again."
)


def test_a_pdf_gives_its_text_and_its_pages(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(
        pdf(
            [["Shells hit Karsten", LEAD, LONG], [MORE], ["A third page says more of it."]],
            title="Shells hit Karsten",
            header="Weekly report 27",
        )
    )
    (document,) = collect(tmp_path)
    assert document.title == "Shells hit Karsten"
    assert "Weekly report" not in document.text
    assert document.origin is not None
    pages = document.origin.pages
    assert [one.number for one in pages] == [1, 2, 3]
    assert document.text[pages[0].start : pages[0].end].startswith("Shells hit Karsten")
    assert document.text[pages[1].start : pages[1].end] == MORE
    assert pages[-1].end == len(document.text)
    assert of_kind(document, "sentence")[:2] == [LEAD, LONG]
    check_partition(document)


def test_words_cut_at_the_end_of_a_line_are_joined(tmp_path: Path) -> None:
    lines = [
        "The govern-",
        "ment of Marn said that anti-tank missiles hit the de-",
        "pot, and anti-",
        "tank units withdrew.",
    ]
    (tmp_path / "a.pdf").write_bytes(pdf([lines[:2], lines[2:]]))
    (document,) = collect(tmp_path)
    assert " ".join(document.text.split()) == (
        "The government of Marn said that anti-tank missiles hit the depot, and anti-tank units withdrew."
    )
    assert document.origin is not None
    _, two = document.origin.pages
    assert document.text[two.start : two.end].startswith("pot, and anti-tank")


def test_a_title_that_the_pdf_does_not_begin_with_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf([[BODY]], title="Microsoft Word - template2.doc"))
    assert "Microsoft" not in (collect(tmp_path)[0].title or "")


def test_pdfs_that_cannot_be_read_say_why(tmp_path: Path) -> None:
    scan = FPDF()
    scan.add_page()
    scan.rect(10, 10, 100, 100)
    (tmp_path / "a_scan.pdf").write_bytes(bytes(scan.output()))
    whole = pdf([[BODY]])
    (tmp_path / "b_cut.pdf").write_bytes(whole[:300])
    locked = PdfWriter(clone_from=PdfReader(tmp_path / "a_scan.pdf"))
    locked.encrypt("secret", algorithm="RC4-128")
    with (tmp_path / "c_locked.pdf").open("wb") as file:
        locked.write(file)
    (tmp_path / "d_many.pdf").write_bytes(pdf([[LEAD]] * 6))
    (tmp_path / "e_large.pdf").write_bytes(whole + b"\n" * 100_000)
    (tmp_path / "f_count.pdf").write_bytes(whole.replace(b"/Count 1", b"/Count 9"))
    (tmp_path / "g.pdf").write_bytes(whole)
    documents = collect(tmp_path, ReadOptions(max_pages=5, max_bytes=90_000))
    assert codes(documents) == [
        "no_text_layer", "broken", "password", "too_many_pages", "too_large", "too_many_pages", None,
    ]  # fmt: skip
    for document in documents[:-1]:
        assert document.file in detail(document)
    assert "OCR" in detail(documents[0])


def test_a_message_gives_its_text_and_credits(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(
        mail(BODY, f"<p>{BODY}</p>", List_Id='"Marn Watch daily" <daily.marnwatch.example>').as_bytes()
    )
    (document,) = collect(tmp_path)
    assert document.text.strip() == BODY
    assert (document.title, document.byline, document.outlet) == ("Shells hit Karsten", "Ana Dolna", "Marn Watch daily")
    assert (document.published, document.published_how) == ("2021-07-05", "given")
    assert document.origin is not None
    assert document.origin.captured == "2021-07-05T23:30:00+03:00"


def test_a_message_of_html_and_other_encodings(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(mail(None, f"<div><p>{LEAD}</p><p>{MORE}</p></div>").as_bytes())
    odd = mail("The caf\u00e9 burned. " + BODY)
    odd.replace_header("Content-Type", 'text/plain; charset="iso-8859-1"')
    odd.set_payload(("The caf\u00e9 burned. " + BODY).encode("latin-1"))
    odd.replace_header("Content-Transfer-Encoding", "8bit")
    raw = b"Subject: Shells\r\nFrom: a@velmorapost.example\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n"
    (tmp_path / "b.eml").write_bytes(raw + ("The caf\u00e9 burned. " + BODY).encode("latin-1"))
    html, odd_one = collect(tmp_path)
    assert html.text == f"{LEAD}\n\n{MORE}"
    assert odd_one.text.startswith("The caf\u00e9")


def test_attachments_are_documents_of_their_own(tmp_path: Path) -> None:
    message = mail("See the report.")
    message.add_attachment(pdf([[BODY]]), maintype="application", subtype="pdf", filename="../../report.pdf")
    message.add_attachment(page().encode(), maintype="text", subtype="html", filename="page.html")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="map.png")
    message.add_attachment(b"%PDF-1.4 cut", maintype="application", subtype="pdf", filename="cut.pdf")
    message.add_attachment(mail("A forwarded message tells of fighting in Dolna on Tuesday."))
    (tmp_path / "a.eml").write_bytes(message.as_bytes())
    documents = collect(tmp_path)
    assert codes(documents) == [None, None, None, "broken", None]
    assert [d.origin.member for d in documents if d.origin] == [
        None, "1 ../../report.pdf", "2 page.html", "4 cut.pdf", "5 attachment.eml",
    ]  # fmt: skip
    assert len({d.document_id for d in documents}) == 5
    assert documents[1].published == "2021-07-05"
    assert documents[4].title == "Shells hit Karsten"
    assert not (tmp_path.parent.parent / "report.pdf").exists()


def test_messages_without_text_and_messages_in_messages(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(b"Subject: nothing\r\nFrom: a@velmorapost.example\r\n\r\n")
    inner = mail("The innermost message tells of fighting in Dolna on Tuesday, residents said.")
    for _ in range(7):
        outer = EmailMessage()
        outer["Subject"] = "Fw"
        outer.set_content("See below.")
        outer.add_attachment(inner)
        inner = outer
    (tmp_path / "b.eml").write_bytes(inner.as_bytes())
    documents = collect(tmp_path)
    assert codes(documents)[0] == "no_text"
    assert codes(documents)[-1] == "too_deep"
    assert sum(d.text.strip() == "See below." for d in documents) == 5


@pytest.mark.parametrize("size", [50_000])
def test_a_large_message_is_refused(tmp_path: Path, size: int) -> None:
    (tmp_path / "a.eml").write_bytes(mail(BODY * 1000).as_bytes())
    assert codes(collect(tmp_path, ReadOptions(max_bytes=size))) == ["too_large"]
