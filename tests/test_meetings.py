"""Several meetings in one document: where each begins, what its record holds, and what must not be taken for one."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest
from builders.pdfs import Page, make_pdf
from builders.several import names, read_marked, unmarked
from layout_damages import DAMAGES
from layout_scores import documents_of

import nlp
from nlp.outline import Document
from nlp.pipeline import tag
from nlp.read import find_files, read, read_bytes
from nlp.read.text import lines_of
from nlp.record import Record
from nlp.segment.meetings.starts import meetings_of

SEVERAL = names("split_*") + names("check_split_*")
ONE = names("one_*") + names("check_one_*")


def starts(text: str) -> list[int]:
    return [one.start for one in meetings_of(text, lines_of(text))]


def documents(text: str) -> list[Document]:
    return list(read_bytes(text.encode(), "år.txt"))


@pytest.mark.parametrize("name", SEVERAL)
def test_each_meeting_is_a_record_of_its_own(name: str, pipeline: nlp.Language) -> None:
    text, wanted = read_marked(name)
    records = list(tag(documents(text), pipeline))
    assert [(r.meeting.date, r.meeting.body, r.meeting.municipality) for r in records] == [
        (one.date, one.body, one.municipality) for one in wanted
    ]
    assert [[point.number for point in r.points] for r in records] == [one.numbers for one in wanted]
    assert [r.source.path for r in records] == [f"år.txt#{number}" for number in range(1, len(wanted) + 1)]
    assert "".join(r.text for r in records) == text, "the texts one after another are the file's"
    assert [sum(len(r.text) for r in records[:place]) for place in range(1, len(records))] == [
        one.start for one in wanted[1:]
    ]
    for one in records:
        spans_are_its_own(one)


def spans_are_its_own(record: Record) -> None:
    for point in record.points:
        assert record.text[slice(*point.span)].lstrip("#* ").startswith((point.number or "", "Pu", "Pkt", "Sag"))
        for decision in point.decisions:
            assert record.text[slice(*decision.span)].startswith(decision.text.split("\n")[0][:20])
        for entity in point.entities:
            assert record.text[slice(*entity.span)] == entity.text


@pytest.mark.parametrize("name", ONE)
def test_what_looks_like_a_head_begins_no_meeting(name: str) -> None:
    text, (meeting,) = read_marked(name)
    (one,) = documents(text)
    assert (one.path, one.text, meeting.start) == ("år.txt", text, 0)


@pytest.mark.parametrize("damage", [None, *DAMAGES])
def test_no_layout_splits(damage: str | None) -> None:
    for document in documents_of("*.txt", damage):
        assert starts(document.text) == [], document.name


def test_no_example_splits(minutes: Path) -> None:
    assert [one.path for file in find_files([minutes]) for one in read(file) if "#" in Path(one.path).name] == []


YEAR = """⟦N 2021-01-19|Byrådet|Fjordby|1-2⟧Fjordby Kommune
Byrådets protokol 2021

Byrådet
Møde den 19. januar 2021 kl. 18
Til stede: Ea Holm, Bo Lind
Fraværende: Ingen

1. Havnens takster
Indstilling
At taksterne hæves.
Beslutning
Vedtaget.

2. Lukket: Køb af areal
Beslutning
Godkendt.

⟦N 2021-02-16|Byrådet|Fjordby|3-3⟧Byrådet
Møde den 16. februar 2021 kl. 18
Til stede: Ea Holm
Fraværende: Bo Lind

3. Skoledistrikter
Indstilling
At forslaget sendes i høring.
Beslutning
Sendes i høring.
"""
"""A year's protocol: the municipality stands on its cover only."""


def test_what_only_the_first_head_says_holds_for_all(pipeline: nlp.Language) -> None:
    text, wanted = unmarked(YEAR)
    records = list(tag(documents(text), pipeline))
    assert [(r.meeting.municipality, r.meeting.date) for r in records] == [(w.municipality, w.date) for w in wanted]
    assert [[(p.name, p.attendance) for p in r.meeting.participants] for r in records] == [
        [("Ea Holm", "present"), ("Bo Lind", "present")],
        [("Ea Holm", "present"), ("Bo Lind", "absent")],
    ]


COVER = """Fjordby Kommune
Byrådet
Forhandlingsprotokol 2021

Møder i året
16. februar 2021
19. januar 2021

Indhold
1. Havnens takster ........ 2
2. Lukket: Køb af areal ........ 2
3. Skoledistrikter ........ 3

"""


def test_a_cover_is_in_the_first_text_and_in_no_point(pipeline: nlp.Language) -> None:
    text, wanted = unmarked(COVER + YEAR.replace("Fjordby Kommune\nByrådets protokol 2021\n\n", ""))
    records = list(tag(documents(text), pipeline))
    assert records[0].text.startswith(COVER)
    assert [(r.meeting.date, [p.number for p in r.points]) for r in records] == [
        (one.date, one.numbers) for one in wanted
    ]
    spans_are_its_own(records[0])


@pytest.mark.parametrize(
    "change",
    [
        ("3. Skoledistrikter", "Skoledistrikter"),
        ("Møde den 16. februar 2021", "Møde den 19. januar 2021"),
        ("Beslutning\nGodkendt.\n\nByrådet", "Beslutning\nGodkendt.\n\nBilag: Referat fra Byrådet\n\nByrådet"),
        ("Beslutning\nGodkendt.\n\nByrådet", "Beslutning\nGodkendt, jf. udskriften her:\n\nByrådet"),
        ("Bo Lind\n\n3. Skoledistrikter\nIndstilling\nAt forslaget sendes i høring.\nBeslutning\nS", "Bo Lind\n\nS"),
    ],
)
def test_a_head_alone_is_not_enough(change: tuple[str, str]) -> None:
    """Without numbers, with the date of the head before, introduced as attached or quoted, with no point below."""
    text, _ = unmarked(YEAR)
    assert len(starts(text)) == 2
    assert change[0] in text
    assert starts(text.replace(*change)) == []


def test_points_that_go_on_behind_a_head_are_of_one_meeting() -> None:
    """The same minutes, once behind one another and once inside point 2 of the first."""
    text, _ = read_marked("split_committees")
    first, second = (text[one : one + 2000] for one in starts(text))
    first = first[: text.index(second)]
    inside = first.replace("3. Eventuelt\n\nBeslutning", second + "\n3. Eventuelt\n\nBeslutning")
    assert len(starts(first + second)) == 2
    assert starts(inside) == []


def pages(text: str, head: str = "") -> bytes:
    """A PDF of the text, 28 lines a page, each meeting from the top of one, all under a running head."""

    def page(lines: list[str]):  # type: ignore[no-untyped-def]
        def draw(page: Page) -> None:
            if head:
                page.text(head, size=8, y=40)
            for line in lines:
                page.text(line)

        return draw

    parts = [part.split("\n") for part in text.split("\f")]
    return make_pdf(*[page(part[at : at + 28]) for part in parts for at in range(0, len(part), 28)])


@pytest.mark.parametrize("head", ["", "Ravnemose Kommune"])
def test_pages_of_a_pdf_stay_those_of_the_file(head: str, pipeline: nlp.Language) -> None:
    text, wanted = read_marked("split_committees")
    second = wanted[1].start
    data = pages(text[:second] + "\f" + text[second:], head)
    records = list(tag(read_bytes(data, "to.pdf"), pipeline))
    assert [r.source.path for r in records] == ["to.pdf#1", "to.pdf#2"]
    assert [[p.number for p in r.points] for r in records] == [["1", "2", "3"], ["1", "2", "3"]]
    assert [p.page for p in records[0].points] == [1, 1, 2]
    assert [p.page for p in records[1].points] == [3, 3, 4]
    assert [r.meeting.body for r in records] == ["Teknik- og Miljøudvalget", "Børne- og Skoleudvalget"]


def test_web_pages_and_word_documents_hold_several_too() -> None:
    text, _ = read_marked("split_year")
    lines = [line for line in text.split("\n") if line]
    html = "<html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>"
    word, content = docx.Document(), BytesIO()
    for line in lines:
        word.add_paragraph(line)
    word.save(content)
    for data in (html.encode(), content.getvalue()):
        assert [one.path for one in read_bytes(data, "år")] == ["år#1", "år#2", "år#3"]


@pytest.mark.parametrize(
    "line",
    [
        "Mødedato: {n}. maj 2020\n",
        "Byrådet den {n}. maj 2020\nGodkendt.\n",
        "Byrådet\nReferat\nMødedato: {n}. maj 2020\n",
    ],
)
def test_dates_without_end_begin_nothing(line: str) -> None:
    assert starts("".join(line.format(n=number % 28 + 1) for number in range(3000))) == []


@pytest.mark.shared
def test_no_real_minutes_split() -> None:
    from conftest import SHARED

    for file in find_files([SHARED / "data" / "minutes"]):
        for document in read(file):
            assert meetings_of(document.text, document.lines) == [], document.path
