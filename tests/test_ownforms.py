"""Points in forms whose headings, fields and numbers nobody told the segmenter of."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from layout_scores import segment

from nlp.outline import Line
from nlp.record import Point
from nlp.segment.lines.features import Shape, shapes
from nlp.segment.lines.fields import opening_blocks
from nlp.segment.lines.labeller import LineLabeller
from nlp.segment.lines.ownheadings import in_each, own_headings
from nlp.segment.lines.ownnumbers import own_numbering

HEAD = """Solbjerg Kommune
Kulturudvalget

Referat fra mødet den 4. marts 2014 kl. 16.00 på Rådhuset

Medlemmer:
Hans Holmgaard (A)
Grete Lundsby (V)
Ole Bjergsted (C)
"""
POINTS = (
    ("Godkendelse af dagsorden", "Dagsordenen er sendt ud den 25. februar.", "Godkendt."),
    ("Renovering af Fjordskolen", "Taget er utæt, og der skal bruges 2 mio. kr.", "Anbefales."),
    ("Takster for renovation 2015", "Taksten stiger med 3 procent.", "Udsat til næste møde."),
    ("Lokalplan 12 for Åsen", "Der er kommet tre indsigelser om trafik og højde.", "Vedtaget."),
    ("Tilskud til spejderne", "Spejderne søger om 20.000 kr. til en hytte.", "Der bevilges 10.000 kr."),
    ("Eventuelt", "Grete Lundsby spurgte til cykelstien.", "Ingen."),
)
ROMAN = ("I", "II", "III", "IV", "V", "VI")
KINDS = ("INDSTILLING", "MEDLEMSSAG", "INDSTILLING", "INDSTILLING", "ANSØGNING", "LUKKET SAG")
DECIMALS = ("1.1", "1.2", "2.1", "2.2", "2.3", "3.1")
FORMS: dict[str, tuple[Callable[[int, str], str], Callable[[int], str]]] = {
    "Roman alone": (lambda n, title: f"{ROMAN[n - 1]}\n{title}", lambda n: ROMAN[n - 1]),
    "word and dot": (lambda n, title: f"Dagsordensnr. {n}. {title}", str),
    "kinds": (lambda n, title: f"{KINDS[n - 1]} {n} — {title}", str),
    "decimals": (lambda n, title: f"{DECIMALS[n - 1]}   {title}", lambda n: DECIMALS[n - 1]),
    "fields": (lambda n, title: f"Sag           {title}\nNr.           {n} af 6\nSagsid        14/8{n}", str),
    "fields with colons": (lambda n, title: f"Sagen: {title}\nLøbenr: {n}\nJournal: 14/8{n}", str),
    "zeros": (lambda n, title: f"0{n} {title}", lambda n: f"0{n}"),
    "closed beside it": (lambda n, title: f"{title} (sag {n}{', lukket' if n == 6 else ''})", str),
}


def _minutes(form: Callable[[int, str], str]) -> str:
    return HEAD + "".join(
        f"\n{form(number, title)}\n\nDet skal vi tale om\n{text}\n\nDet blev vi enige om\n{decision}\n"
        for number, (title, text, decision) in enumerate(POINTS, 1)
    )


def _summary(points: list[Point]) -> list[tuple[str | None, str]]:
    return [(point.number, point.title) for point in points]


@pytest.mark.parametrize("form", FORMS)
def test_numbers_between_headings_of_the_documents_own_head_points(form: str, labeller: LineLabeller) -> None:
    write, number = FORMS[form]
    _, points = segment(_minutes(write), labeller)
    assert _summary(points) == [(number(n), title) for n, (title, _, _) in enumerate(POINTS, 1)]


def test_points_begin_at_the_number_above_an_underlined_title(labeller: LineLabeller) -> None:
    text = _minutes(lambda n, title: f"{'- ' + str(120 + n) + ' -':>40}\n\n{title}\n{'=' * len(title)}")
    _, points = segment(text, labeller)
    assert _summary(points) == [(str(120 + n), title) for n, (title, _, _) in enumerate(POINTS, 1)]
    assert all(text[point.span[0] :].lstrip().startswith("- 12") for point in points)


def test_what_is_said_of_a_point_beside_its_number_is_no_title(labeller: LineLabeller) -> None:
    text = _minutes(lambda n, title: f"Sag {n}{', lukket' if n == 4 else ''}\n{title}")
    _, points = segment(text, labeller)
    assert _summary(points) == [(str(n), title) for n, (title, _, _) in enumerate(POINTS, 1)]
    assert [point.number for point in points if point.closed] == ["4"]


@pytest.mark.parametrize("case", ["ESDH 14/882", "J. 2014/00882", "`27.36.00-P20-9-14` · **Offentlig**"])
def test_a_case_number_right_below_the_title_is_no_part_of_it(case: str, labeller: LineLabeller) -> None:
    _, points = segment(_minutes(lambda n, title: f"Punkt {n}. {title}\n{case}"), labeller)
    assert _summary(points) == [(str(n), title) for n, (title, _, _) in enumerate(POINTS, 1)]
    assert {point.case_number for point in points} == {case.split()[-1] if "`" not in case else "27.36.00-P20-9-14"}


def test_a_title_goes_on_where_it_began(labeller: LineLabeller) -> None:
    text = _minutes(lambda n, title: f"Nr. {n}.   Forslag om at behandle sagen om\n         {title}")
    _, points = segment(text, labeller)
    wanted = [f"Forslag om at behandle sagen om {title}" for title, _, _ in POINTS]
    assert [point.title for point in points] == wanted


def _shapes(text: str) -> list[Shape]:
    lines, start = [], 0
    for part in text.split("\n"):
        lines.append(Line(start, start + len(part)))
        start += len(part) + 1
    return shapes(text, lines)


def test_a_heading_of_some_points_only_confirms_no_series() -> None:
    found = _shapes("\n".join(f"Emne {n} Veje\nUdfald\nNej." if n < 3 else f"Emne {n} Veje\nTekst." for n in range(9)))
    chain = [index for index, s in enumerate(found) if s.text.startswith("Emne")]
    assert not in_each(own_headings(found), chain, len(found))


def test_questions_with_their_answers_inside_a_point_are_no_points() -> None:
    inner = "\n".join(f"Spørgsmål {n} Hvad koster det\nSvar\nDet ved vi ikke." for n in range(1, 5))
    text = f"Veje\nTekst.\n{inner}\n" + "\n".join(f"Tekst nummer {n} om noget andet." for n in range(40))
    assert all(s.kind < 0 for s in own_numbering(_shapes(text)))


def test_numbered_parts_of_one_text_are_no_points() -> None:
    text = "Veje\n1.1 Baggrund\nTekst.\n1.2 Økonomi\nTekst.\n2.1 Tid\nTekst.\n" + "Tekst.\n" * 40
    assert all(s.kind < 0 for s in own_numbering(_shapes(text)))


def test_rows_of_a_table_open_no_points() -> None:
    rows = "\n".join(f"Skole         Skolen nr. {n}\nNr.           {n}" for n in range(1, 5))
    assert opening_blocks(_shapes(rows + "\nTekst." * 40)) == []
