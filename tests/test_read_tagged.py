"""Tagged PDFs: order, paragraphs, headings and tables as their tags say, where these can be trusted."""

from __future__ import annotations

from builders.tagged import Tag, Text, tagged_pdf

from nlp.outline import Document
from nlp.read import read_bytes


def read(data: bytes) -> Document:
    return next(read_bytes(data, "minutes.pdf"))


def lines(document: Document) -> list[str]:
    return [line for line in document.text.split("\n") if line]


def paragraph(*texts: Text) -> Tag:
    return Tag("P", texts)


HEADING = Tag("H2", [Text("2. Kulturhus i den gamle mølle", 72, 760)])


def test_headings_have_the_level_of_their_tag() -> None:
    document = read(tagged_pdf(HEADING, paragraph(Text("Møllen er solgt til foreningen.", 72, 740))))
    assert lines(document) == ["2. Kulturhus i den gamle mølle", "Møllen er solgt til foreningen."]
    assert [line.level for line in document.lines if line.end > line.start] == [2, None]


def test_paragraphs_are_those_of_the_tags_however_close_they_stand() -> None:
    full = Text("Udvalget ønsker en ny beregning af udgifterne til drift, inden der kan tages stilling, og at", 72, 740)
    rest, own = Text("forelægges i maj.", 72, 727), Text("Karen Holm tog forbehold.", 72, 714)
    document = read(tagged_pdf(HEADING, paragraph(full, rest), paragraph(own)))
    assert lines(document)[1:] == [f"{full.text} {rest.text}", own.text]


def test_a_label_half_way_down_stands_before_its_text() -> None:
    label = Text("Til stede:", 72, 733)
    text = [Text("Jens Dam (A), Karen Holm (V) og Ole Bjerg (C) samt fra klokken", 170, 740)]
    text.append(Text("halv fem Mette Lund (F)", 170, 726))
    row = Tag("TR", [Tag("TD", [paragraph(label)]), Tag("TD", [paragraph(*text)])])
    said = lines(read(tagged_pdf(HEADING, Tag("Table", [row]), drawn_last=text)))
    assert " ".join(said[1:]).replace("\t", " ").startswith("Til stede: Jens Dam (A), Karen Holm (V)")


def test_a_label_beside_paragraphs_heads_them() -> None:
    decision = [Tag("P", [Text("Godkendt.", 170, 740)]), Tag("P", [Text("Punkt 2 udsættes.", 170, 720)])]
    row = Tag("TR", [Tag("TD", [paragraph(Text("Beslutning", 72, 740))]), Tag("TD", decision)])
    document = read(tagged_pdf(HEADING, Tag("Table", [row])))
    assert lines(document)[1:] == ["Beslutning", "Godkendt.", "Punkt 2 udsættes."]
    assert not any(line.table for line in document.lines)


def test_rows_of_data_keep_their_cells() -> None:
    def row(y: float, *cells: str) -> Tag:
        return Tag("TR", [Tag("TD", [paragraph(Text(cell, 72 + 120 * n, y))]) for n, cell in enumerate(cells)])

    document = read(tagged_pdf(HEADING, Tag("Table", [row(740, "Område", "2023"), row(725, "Skoler", "-315")])))
    assert lines(document)[1:] == ["Område\t2023", "Skoler\t-315"]


def test_number_and_text_of_a_list_item_are_one_line() -> None:
    item = Tag(
        "LI", [Tag("Lbl", [Text("1.", 72, 740)]), Tag("LBody", [paragraph(Text("at planen godkendes", 90, 740))])]
    )
    assert lines(read(tagged_pdf(HEADING, Tag("L", [item]))))[1:] == ["1. at planen godkendes"]


def test_running_lines_outside_the_tags_go_and_name_the_municipality() -> None:
    running = [Text("Lundby Kommune", 72, 820), Text("Side 3", 500, 20)]
    document = read(tagged_pdf(HEADING, paragraph(Text("Godkendt.", 72, 740)), running=running))
    assert lines(document) == ["2. Kulturhus i den gamle mølle", "Godkendt."]


def test_tags_that_leave_text_out_are_not_believed() -> None:
    left_out = [Text("Udvalget stemte om forslaget.", 72, 500)]
    document = read(tagged_pdf(HEADING, paragraph(Text("Godkendt.", 72, 740)), running=left_out))
    assert lines(document)[-1] == "Udvalget stemte om forslaget."


def test_tags_in_no_order_of_reading_are_not_believed() -> None:
    upwards = [paragraph(Text(f"Afsnit {n} af seks.", 72, 700 - 20 * n)) for n in range(6)]
    document = read(tagged_pdf(HEADING, *reversed(upwards)))
    assert lines(document)[1:] == [f"Afsnit {n} af seks." for n in range(6)]
