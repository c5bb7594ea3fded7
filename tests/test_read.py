"""Finding files, telling formats by content, text, web pages, Word, zip archives and bad input."""

from __future__ import annotations

import subprocess
import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from builders import agendas, words
from builders.pdfs import Page, make_pdf

from nlp.outline import Document
from nlp.read import find_files, read, read_bytes, zipfiles


def one(data: bytes, name: str = "in/file") -> Document:
    (document,) = read_bytes(data, name)
    return document


def lines(document: Document) -> list[str]:
    return [document.text[line.start : line.end] for line in document.lines]


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return buffer.getvalue()


def draw(page: Page) -> None:
    page.text("Referat")


# Finding files


def test_files_in_input_order_and_sorted_in_folders(tmp_path: Path) -> None:
    left = ("b/.skjult", "b/Thumbs.db", "b/x/~$referat.docx", "b/x/desktop.ini")
    for name in ("b/2.txt", "b/1.txt", "b/x/3.txt", "a.txt", *left):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    (tmp_path / "b" / "x" / "loop").symlink_to(tmp_path / "b")
    found = find_files([tmp_path / "b", tmp_path / "a.txt", tmp_path / "missing"])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "b/1.txt",
        "b/2.txt",
        "b/x/3.txt",
        "a.txt",
        "missing",
    ]


def test_missing_file_is_a_failed_document(tmp_path: Path) -> None:
    (document,) = read(tmp_path / "missing.pdf")
    assert document.status == "failed"
    assert document.warnings[0].startswith("cannot open the file")


def test_importing_loads_no_format_library() -> None:
    code = "import sys, nlp.read; print(*[m for m in ('lxml', 'pypdfium2', 'docx') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


# Formats by content


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"Referat\n\n1. Sti\nGodkendt", "txt"),
        (b"# Referat\n\n## 1. Sti\n", "md"),
        (b"<!DOCTYPE html><html><body><p>Referat</p></body></html>", "html"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Referat</p></body></html>', "html"),
        (agendas.firstagenda([agendas.point("1", "Sti", "")]), "firstagenda"),
        (agendas.PREPARE, "prepare"),
        (agendas.AGMAN, "agman"),
        (agendas.ACADRE, "acadre"),
        (agendas.EDOC, "edoc"),
        (agendas.FUJITSU, "edoc-fujitsu"),
        (agendas.SBSYS, "sbsys"),
        (words.minutes(), "docx"),
        (make_pdf(draw), "pdf"),
        ("Møde < 3 timer".encode(), "txt"),
        (b"BMX-banen\nGodkendt", "txt"),
    ],
)
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_format_is_told_by_content(data: bytes, kind: str, bom: bytes) -> None:
    assert one(bom + data, "misleading.png").format == kind or (bom and kind == "docx")


# Text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_and_newlines(encoding: str) -> None:
    document = one("Rådet\r\nGodkendt – enstemmigt\rSlut\n".encode(encoding))
    assert (document.text, document.status, document.warnings) == ("Rådet\nGodkendt – enstemmigt\nSlut\n", "ok", [])
    assert lines(document) == ["Rådet", "Godkendt – enstemmigt", "Slut"]


def test_mixed_encodings_are_read_by_line_with_a_warning() -> None:
    document = one("Rådet\n".encode() + "Økonomi\n".encode("cp1252"))
    assert document.text == "Rådet\nØkonomi\n"
    assert document.warnings == ["mixed encodings: 1 of 2 lines read as cp1252, the rest as utf-8"]


def test_hints_of_markdown_lines() -> None:
    document = one(b"# Referat\n\n**Beslutning**\n\nA\t1\n| B | 2 |\n2.\tSti\n")
    hints = [(line.level, line.bold, line.table) for line in document.lines if line.end > line.start]
    assert hints == [
        (1, False, False),
        (None, True, False),
        (None, False, True),
        (None, False, True),
        (None, False, False),
    ]


# Web pages


def test_web_page_without_its_furniture() -> None:
    page = """<html><head><title>T</title><script>x()</script></head><body>
    <nav><a>Forside</a></nav><div class="cookie-banner">Vi bruger cookies</div>
    <main><h1>Referat</h1><h2>1. Ny&nbsp;sti</h2><p>Stien <b>langs</b>
    åen.<br>Godkendt.</p><ul><li>Kort</li></ul>
    <table><tr><td>Konto</td><td>2022</td></tr></table><a>Til toppen</a><p>Udskriv</p></main>
    <footer>Kontakt</footer></body></html>"""
    document = one(page.encode())
    assert [line for line in lines(document) if line] == [
        "Referat",
        "1. Ny sti",
        "Stien langs åen.",
        "Godkendt.",
        "- Kort",
        "Konto\t2022",
    ]
    assert [line.level for line in document.lines if line.level] == [1, 2]


def test_nested_lists_and_letters() -> None:
    html = '<html><body><ol type="a"><li>at<ol><li>et</li><li>to</li></ol></li><li><p>samt</p></li></ol></body></html>'
    assert lines(one(html.encode())) == ["a. at", "1. et", "2. to", "b. samt"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Mette Lund (A)<br>Ole Ravn (V)", "Mette Lund (A), Ole Ravn (V)"),
        ("<p>Mette Lund</p><p>Ole Ravn</p>", "Mette Lund, Ole Ravn"),
        ("Udvalget for<br>Børn og Unge", "Udvalget for Børn og Unge"),
        ("Mette Lund, Ole<br>Ravn (V)", "Mette Lund, Ole Ravn (V)"),
        ("Korrigeret<br>Budget", "Korrigeret Budget"),
        ("1.000<br>2.000", "1.000 2.000"),
    ],
)
def test_names_below_each_other_in_a_cell_are_parted(cell: str, text: str) -> None:
    page = f"<html><body><table><tr><td>Til stede</td><td>{cell}</td></tr></table></body></html>"
    assert lines(one(page.encode())) == [f"Til stede\t{text}"]
    marked = cell.replace("<p>", "").removesuffix("</p>").replace("</p>", "<br>").replace("<br>", "\n")
    assert lines(one(words.row("Til stede", marked))) == [f"Til stede\t{text}"]


@pytest.mark.parametrize(
    ("label", "said", "text"),
    [
        ("Beslutning", "<p>Godkendt.</p><p>Punkt 2 udsættes.</p>", ["Beslutning", "Godkendt.", "Punkt 2 udsættes."]),
        ("Beslutning i Byrådet den 3. maj 2019", "Udsat.", ["Beslutning i Byrådet den 3. maj 2019", "Udsat."]),
        ("", "<p>Godkendt.</p><p>Afbud: Ole Ravn</p>", ["Godkendt.", "Afbud: Ole Ravn"]),
        ("Mødested", "Rådhuset", ["Mødested\tRådhuset"]),
        ("Emne", "Beslutning", ["Emne\tBeslutning"]),
    ],
)
def test_a_heading_beside_its_text_is_no_row_of_data(label: str, said: str, text: list[str]) -> None:
    page = f"<html><body><table><tr><td>{label}</td><td>{said}</td></tr></table></body></html>"
    assert lines(one(page.encode())) == text
    marked = said.replace("<p>", "").removesuffix("</p>").replace("</p>", "\n")
    assert lines(one(words.row(label, marked))) == text


def test_a_label_that_recurs_heads_what_stands_beside_it() -> None:
    row = "<tr><td>Det aftalte vi</td><td>Vi gør {} færdig.</td></tr>"
    page = (
        "<html><body><table>"
        + "".join(row.format(what) for what in ("vejen", "stien", "broen"))
        + "</table></body></html>"
    )
    assert lines(one(page.encode()))[:2] == ["Det aftalte vi", "Vi gør vejen færdig."]


# Word


def test_word_document() -> None:
    document = one(words.minutes())
    assert lines(document) == [
        "Referat Byrådet",
        "Mødedato: 3. maj 2022",
        "Mødested: Rådhuset",
        "Punkt 1: Ny sti",
        "Indstilling",
        "1. at stien anlægges",
        "2. at der søges om midler",
        "Konto\t2022",
        "Sti\t315",
        "Bilag",
        "- Kort",
    ]
    levels = {document.text[line.start : line.end]: line.level for line in document.lines}
    assert (levels["Referat Byrådet"], levels["Punkt 1: Ny sti"], levels["Bilag"]) == (1, 1, 2)
    assert [line.table for line in document.lines].count(True) == 2
    assert document.lines[4].bold


def test_word_document_without_text_fails() -> None:
    assert one(words.empty()).status == "failed"


def test_damaged_word_document_fails() -> None:
    document = one(zipped({"[Content_Types].xml": b"", "word/document.xml": b"<w:document"}))
    assert (document.format, document.status) == ("docx", "failed")


# Zip archives


def test_zip_members_by_content_and_in_order() -> None:
    data = zipped(
        {
            "b.dat": b"# Referat\n# To\n",
            "møde/a.txt": agendas.AGMAN,
            "__MACOSX/x": b"x",
            ".DS_Store": b"x",
            "Thumbs.db": b"x",
        }
    )
    documents = list(read_bytes(data, "in/arkiv.zip"))
    assert [(one.path, one.format, one.status) for one in documents] == [
        ("in/arkiv.zip!/b.dat", "md", "ok"),
        ("in/arkiv.zip!/møde/a.txt", "agman", "ok"),
    ]
    assert len({one.sha256 for one in documents}) == 2


def test_zip_in_zip_down_to_a_limit() -> None:
    data = b"Referat"
    for depth in range(4):
        data = zipped({f"{depth}.zip" if depth else "a.txt": data})
        (document,) = read_bytes(data, "x.zip")
        assert document.status == ("ok" if depth <= zipfiles.MAX_DEPTH else "failed"), depth
    assert "nested" in document.warnings[0]


@pytest.mark.parametrize("name", ["../ud.txt", "/etc/passwd", "a/../../b.txt", "C:\\x.txt"])
def test_zip_with_unsafe_names_is_refused(name: str) -> None:
    first, second = read_bytes(zipped({name: b"Referat", "b.txt": b"Referat"}), "x.zip")
    assert (first.status, second.status) == ("failed", "ok")
    assert "unsafe member name" in first.warnings[0]


def test_zip_bomb_is_refused_quickly() -> None:
    started = time.process_time()
    bomb, fine = read_bytes(zipped({"bomb.txt": b"\0" * 50_000_000, "b.txt": b"Referat"}), "x.zip")
    assert (bomb.status, fine.status) == ("failed", "ok")
    assert "zip bomb" in bomb.warnings[0]
    assert time.process_time() - started < 5


def test_zip_total_size_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfiles, "MAX_TOTAL", 10)
    first, second = read_bytes(zipped({"a.txt": b"Referat", "b.txt": b"Referat", "c.txt": b"Referat"}), "x.zip")
    assert (first.status, second.status) == ("ok", "failed")


def test_encrypted_zip_member_fails() -> None:
    data = bytearray(zipped({"a.txt": b"Referat"}))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + place] |= 1
    assert "encrypted" in one(bytes(data)).warnings[0]


# Bad input


@pytest.mark.parametrize(
    ("data", "words_of_reason"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "an image"),
        (b"MZ\x90\x00" + bytes(100), "a program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "old Office file"),
        (b"{\\rtf1 Referat}", "RTF"),
        (zipped({"xl/workbook.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}), "Excel"),
        (zipped({}), "no files"),
        (zipped({"a.txt": b"Referat"})[:40], "damaged zip"),
        (b"%PDF-1.7\njunk", "damaged or truncated PDF"),
        (b"<html><body><script>x()</script></body></html>", "no text"),
    ],
)
def test_what_cannot_be_read_fails_with_one_line(data: bytes, words_of_reason: str) -> None:
    document = one(data)
    assert (document.status, document.text, document.lines) == ("failed", "", [])
    (warning,) = document.warnings
    assert words_of_reason in warning
    assert "\n" not in warning
    assert "please report" not in warning


@pytest.mark.parametrize("start", [b"", b"{", b"<a>", b"<html>", b"[", b"identifikator,indhold\n"])
def test_fifty_megabytes_of_one_line_fail_quickly(start: bytes) -> None:
    started = time.process_time()
    assert all(document.status == "failed" for document in read_bytes(start + b"a" * 50_000_000, "x"))
    assert time.process_time() - started < 5


def test_illegal_characters_of_xml_are_stripped() -> None:
    data = agendas.SBSYS.replace(b"Jordforurening", b"Jord&#xC;&#0;forurening")
    (document,) = read_bytes(data, "x.xml")
    assert document.outline is not None
    assert document.outline.points[0].title == "Jordforurening"
