"""PDF: rows to paragraphs, columns, tables, furniture, and files that cannot be read."""

from __future__ import annotations

import pytest
from builders.pdfs import LEFT, RIGHT, Page, make_pdf, scanned

from nlp.outline import Document, Line
from nlp.read import read_bytes
from nlp.read.pdf import ocr
from nlp.read.pdf.flow import joined

STORY = (
    "Fjordvang Kommune vil anlægge en ny cykelsti langs åen mellem skolen og hallen, så børnene kan komme sikkert frem "
    "til undervisningen. Stien koster 1,5 mio. kr. og finansieres af anlægspuljen. "
)


def read(data: bytes) -> Document:
    (document,) = read_bytes(data, "in/x.pdf")
    return document


def lines(document: Document) -> list[str]:
    """The lines that are not empty."""
    return [text for line in document.lines if (text := document.text[line.start : line.end])]


def line_of(document: Document, text: str) -> Line:
    return next(line for line in document.lines if document.text[line.start : line.end].startswith(text))


def test_wrapped_lines_become_paragraphs() -> None:
    def draw(page: Page) -> None:
        page.paragraph(STORY)
        page.paragraph(STORY + "Slut.")

    document = read(make_pdf(draw))
    assert (document.format, document.status, document.warnings) == ("pdf", "ok", [])
    assert lines(document) == [STORY.strip(), STORY + "Slut."]


def test_headings_have_size_weight_and_page() -> None:
    def draw(page: Page) -> None:
        page.text("REFERAT Byrådet", bold=True, size=18)
        page.heading("Beslutning")
        page.paragraph(STORY)

    document = read(make_pdf(draw, draw))
    title, heading, body = (line_of(document, text) for text in ("REFERAT", "Beslutning", "Fjordvang"))
    assert (title.bold, title.size, title.page) == (True, 1.64, 1)
    assert (heading.bold, heading.size) == (True, 1.0)
    assert (body.bold, body.size) == (False, 1.0)
    assert document.lines[-1].page == 2


def test_short_lines_and_list_items_stay_lines() -> None:
    def draw(page: Page) -> None:
        page.paragraph(STORY)
        for text in ("Bo Dal (A)", "Ida Fal (V)", "1. at stien anlægges", "2. at der søges om midler"):
            page.text(text)

    assert lines(read(make_pdf(draw)))[1:] == [
        "Bo Dal (A)",
        "Ida Fal (V)",
        "1. at stien anlægges",
        "2. at der søges om midler",
    ]


def test_split_words_are_joined() -> None:
    def draw(page: Page) -> None:
        page.paragraph(
            STORY.replace("undervisningen", "under-|visningen").replace("anlægspuljen", "anlægs-|puljen") * 3
        )

    text = lines(read(make_pdf(draw)))[0]
    assert text == (STORY * 3).strip()


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("en kommunal-", "bestyrelse", "en kommunalbestyrelse"),
        ("social-", "og sundhedsområdet", "social- og sundhedsområdet"),
        ("børne-", "eller ungeudvalget", "børne- eller ungeudvalget"),
        ("EU-", "midler", "EU-midler"),
        ("Covid-", "19", "Covid-19"),
        ("Nord-", "Sjælland", "Nord-Sjælland"),
        ("parken -", "og skoven", "parken - og skoven"),
        ("en", "sti", "en sti"),
    ],
)
def test_hyphens_at_line_ends(above: str, below: str, whole: str) -> None:
    assert joined(above, below) == whole


def test_running_headers_and_page_numbers_go() -> None:
    def page_of(number: int) -> object:
        def draw(page: Page) -> None:
            page.text("Fjordvang Kommune", y=40, size=9)
            page.text(f"Side {number} af 4", x=480, y=805, size=9)
            page.text(f"Punkt {number}: Sag om {'abcd'[number]}", bold=True)
            page.text("Beslutning", bold=True)
            page.paragraph(STORY)

        return draw

    document = read(make_pdf(*(page_of(number) for number in range(4))))  # type: ignore[arg-type]
    text = document.text
    assert "Side" not in text
    assert "Fjordvang Kommune\n" not in text
    assert [text.count(word) for word in ("Punkt", "Beslutning")] == [4, 4]


def test_municipality_of_a_page_header_is_kept() -> None:
    def draw(page: Page) -> None:
        page.text("Samsø Kommune", y=40, size=9)
        page.paragraph(STORY)

    document = read(make_pdf(draw, draw, draw))
    assert "Samsø" not in document.text
    assert document.municipality == "Samsø"


def test_paragraph_goes_on_over_the_page() -> None:
    def first(page: Page) -> None:
        page.y = 770
        page.text("Fjordvang Kommune vil anlægge en ny cykelsti langs åen mellem skolen og en hal som er")

    def second(page: Page) -> None:
        page.text("bygget sidste år.")

    def filler(page: Page) -> None:
        page.paragraph(STORY * 2)

    document = read(make_pdf(filler, first, second))
    assert lines(document)[-1].endswith("en hal som er bygget sidste år.")


def test_two_columns_are_read_one_after_the_other() -> None:
    def draw(page: Page) -> None:
        page.text("Overskrift over begge spalter i hele sidens bredde, som er lang nok til det hele her", bold=True)
        top = page.y
        page.paragraph("Venstre. " + STORY * 2, right=285)
        bottom = page.y
        page.y = top
        page.paragraph("Højre. " + STORY * 2, left=310)
        page.y = max(page.y, bottom)
        page.paragraph(STORY)

    text = lines(read(make_pdf(draw)))
    assert text[1:] == ["Venstre. " + (STORY * 2).strip(), "Højre. " + (STORY * 2).strip(), STORY.strip()]


def test_tables_keep_rows_and_columns() -> None:
    xs = [LEFT, 260, 340, 420]

    def draw(page: Page) -> None:
        page.paragraph(STORY)
        page.row(["", "2022", "2023", "2024"], xs)
        page.row(["Opnormering konto 06", "315", "-20", "1.000"], xs)
        page.row(["Drift af hallen og", "1", "2", "3"], xs)
        page.row(["skolen"], xs[:1])
        page.row(["I alt", "", "", "4"], xs)

    document = read(make_pdf(draw))
    assert lines(document)[1:] == [
        "\t2022\t2023\t2024",
        "Opnormering konto 06\t315\t-20\t1.000",
        "Drift af hallen og skolen\t1\t2\t3",
        "I alt\t\t\t4",
    ]
    assert line_of(document, "I alt").table


def test_label_and_value_are_no_table() -> None:
    def draw(page: Page) -> None:
        for label, value in (("Mødedato:", "3. maj 2022"), ("Mødested:", "Rådhuset")):
            page.text(label, bold=True, y=page.y)
            page.text(value, x=200)
        page.paragraph(STORY)

    document = read(make_pdf(draw))
    assert lines(document)[:2] == ["Mødedato: 3. maj 2022", "Mødested: Rådhuset"]
    assert not document.lines[0].table


def test_a_label_half_way_down_its_text_comes_first() -> None:
    def draw(page: Page) -> None:
        page.text("Jens Dam (A), Karen Holm (V), Ole Bjerg (C), Mette Lund (F)", x=170, y=100)
        page.text("Til stede:", x=LEFT, y=106.5)
        page.text("og fra punkt 3 Hans Vig (A)", x=170, y=113)
        page.y = 150
        page.paragraph(STORY)

    assert lines(read(make_pdf(draw)))[0].startswith("Til stede: Jens Dam (A), Karen Holm (V)")


def test_a_wrapped_label_is_whole() -> None:
    def draw(page: Page) -> None:
        page.text("Forvaltningen", x=LEFT, y=100)
        page.text("Planen sendes i høring i otte uger, og der holdes et", x=170, y=100)
        page.text("indstiller:", x=LEFT, y=113)
        page.text("møde med naboerne.", x=170, y=113)
        page.y = 150
        page.paragraph(STORY)

    assert lines(read(make_pdf(draw)))[0].startswith("Forvaltningen indstiller: Planen sendes i høring")


def test_a_bold_label_goes_on_with_a_capital() -> None:
    def draw(page: Page) -> None:
        page.text("Beslutning i", bold=True, x=LEFT, y=100)
        page.text("Planen sendes i høring i otte uger, og der holdes et", x=170, y=100)
        page.text("Byrådet", bold=True, x=LEFT, y=113)
        page.text("møde med naboerne.", x=170, y=113)
        page.y = 150
        page.paragraph(STORY)

    assert lines(read(make_pdf(draw)))[0].startswith("Beslutning i Byrådet Planen sendes i høring")


def test_many_small_text_objects_read_like_whole_lines() -> None:
    from builders.pdfs import wrap
    from reportlab.pdfbase.pdfmetrics import stringWidth

    def draw(page: Page) -> None:
        for line in wrap(STORY * 8, RIGHT - LEFT, 11):
            x = LEFT
            for word in line.split():
                page.text(word, x=x, y=page.y)
                x += stringWidth(word + " ", "Helvetica", 11)
            page.y += 13.75

    assert lines(read(make_pdf(draw))) == [(STORY * 8).strip()]


def test_rotated_page_is_read_upright() -> None:
    def draw(page: Page) -> None:
        page.canvas.translate(300, 0)
        page.canvas.rotate(90)
        page.canvas.setFont("Helvetica", 11)
        for place, text in enumerate(("Første linje", "Anden linje", "Tredje linje")):
            page.canvas.drawString(60, -20 * place, text)

    assert lines(read(make_pdf(draw))) == ["Første linje", "Anden linje", "Tredje linje"]


def text_page(page: Page) -> None:
    page.paragraph(STORY)


def test_page_without_text_makes_the_record_partial() -> None:
    document = read(make_pdf(text_page, scanned, text_page, scanned, scanned))
    assert document.status == "partial"
    assert document.warnings == ["pages 2, 4-5 have no text layer; run OCR (--ocr)"]
    assert document.lines[-1].page == 3


def test_blank_page_is_no_loss() -> None:
    assert read(make_pdf(text_page, lambda page: None)).status == "ok"


def test_no_text_at_all_fails_and_names_ocr() -> None:
    document = read(make_pdf(scanned))
    assert (document.status, document.text) == ("failed", "")
    assert "OCR (--ocr)" in document.warnings[0]


def test_encrypted_and_truncated() -> None:
    encrypted = read(make_pdf(text_page, password="hemmelig"))
    assert encrypted.status == "failed"
    assert "encrypted" in encrypted.warnings[0]
    truncated = read(make_pdf(text_page, text_page)[:700])
    assert truncated.status == "failed"
    assert "truncated" in truncated.warnings[0]


def test_ocr_that_is_not_installed_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    ocr.missing.cache_clear()
    (document,) = read_bytes(make_pdf(text_page, scanned), "x.pdf", ocr=True)
    ocr.missing.cache_clear()
    assert document.status == "partial"
    assert "apt-get install tesseract-ocr tesseract-ocr-dan" in document.warnings[0]


def test_ocr_reads_pages_without_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "missing", lambda: None)
    monkeypatch.setattr(ocr, "recognise", lambda page: ["Beslutning", "", "Godkendt."])
    (document,) = read_bytes(make_pdf(text_page, scanned), "x.pdf", ocr=True)
    assert (document.status, lines(document)[1:]) == ("ok", ["Beslutning", "Godkendt."])
    assert document.lines[-1].page == 2


def test_page_image_for_ocr_is_a_grey_bitmap() -> None:
    import pypdfium2

    page = pypdfium2.PdfDocument(make_pdf(scanned))[0]
    image = ocr.pgm(page.render(scale=0.1, grayscale=True))
    header, size, depth, pixels = image.split(b"\n", 3)
    width, height = map(int, size.split())
    assert (header, depth, len(pixels)) == (b"P5", b"255", width * height)
