"""Headings in numberings that nobody told the segmenter of: the ascending series tells them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from layout_scores import segment

from nlp.outline import Line
from nlp.record import Point
from nlp.segment.lines.features import shapes
from nlp.segment.lines.labeller import LineLabeller
from nlp.segment.lines.ownnumbers import own_numbering

HEAD = """Solbjerg Kommune

Referat
Kulturudvalget

Mødedato: 4. marts 2014
Sted: Rådhuset

Medlemmer:
Hans Holmgaard (A)
Grete Lundsby (V)
Ole Bjergsted (C)
Afbud: Mona Krogh (F)
"""
POINTS = (
    ("Godkendelse af dagsorden", "", "Godkendt."),
    (
        "Renovering af Fjordskolen",
        "Taget er utæt. Der er brug for:\n\n1. Nyt tag\n2. Nye døre\n3. Ny sti",
        "Anbefales.",
    ),
    ("Takster for renovation 2015", "Taksten stiger med 3 procent.", "Udsat."),
    ("Lokalplan 12 for Åsen", "Tre indsigelser:\n\n1 Trafik\nVejen er smal.\n\n2 Højde\nTo etager.", "Vedtaget."),
    ("Tilskud til spejderne", "Spejderne søger om 20.000 kr. til en hytte.", "Bevilget."),
    ("Eventuelt", "", "Intet."),
)
FORMS: dict[str, Callable[[int, str], str]] = {
    "status": lambda number, title: f"åben {number} {title}",
    "status and dashes": lambda number, title: f"Åben - {number} - {title}",
    "word": lambda number, title: f"Emne {number}: {title}",
    "words": lambda number, title: f"Sag til behandling {number}: {title}",
    "code": lambda number, title: f"KU-{number} {title}",
    "brackets": lambda number, title: f"[{number}] {title}",
    "arrow": lambda number, title: f"► {number} {title}",
    "slash": lambda number, title: f"{number}/ {title}",
    "bar": lambda number, title: f"{number} | {title}",
    "year": lambda number, title: f"{number}/2014 {title}",
    "word and year": lambda number, title: f"Sag {number}/14: {title}",
    "count": lambda number, title: f"Punkt {number} af 6: {title}",
    "alone above": lambda number, title: f"{number}\n{title}",
    "word above": lambda number, title: f"Emne nr. {number}\n{title}",
    "hour before": lambda number, title: f"Kl. {12 + number}.05\tEmne {number}. {title}",
    "word below": lambda number, title: f"{title}\nSag nr. {number}",
    "glued": lambda number, title: f"{number}{title}",
}
KEPT = {"code": "KU-{}", "year": "{}/2014", "word and year": "{}/14"}
"""Forms whose number is more than its digits."""


ROMAN = ("I", "II", "III", "IV", "V", "VI")
WRITTEN: dict[str, Callable[[int], str]] = {
    "Roman": lambda number: ROMAN[number - 1],
    "letter": lambda number: "ABCDEF"[number - 1],
    "small letter": lambda number: "abcdef"[number - 1],
    "part": lambda number: f"3.{number}",
    "year first": lambda number: f"2014-{number:02}",
    "digits": str,
}
"""How a number is written, and"""
PLACED: list[tuple[str, str]] = [
    ("Roman", "{n}. {title}"),
    ("Roman", "{n} {title}"),
    ("Roman", "Punkt {n}: {title}"),
    ("letter", "{n}. {title}"),
    ("letter", "Punkt {n}: {title}"),
    ("small letter", "{n}) {title}"),
    ("part", "{n} {title}"),
    ("year first", "{n} {title}"),
    ("digits", "{title} ({n})"),
    ("digits", "{title} (punkt {n})"),
    ("digits", "{title} - pkt. {n}"),
    ("digits", "{title}, sag nr. {n}"),
    ("digits", "{title} – {n}"),
]
"""where it stands."""


def _minutes(form: Callable[[int, str], str], first: int, listed: bool, page_numbers: bool = False) -> str:
    numbered = list(enumerate(POINTS, first))
    text = HEAD
    if listed:
        rows = (form(number, title).replace("\n", " ") for number, (title, _, _) in numbered)
        text += "\nIndholdsfortegnelse\n" + "\n".join(rows) + "\n"
    for number, (title, case, decision) in numbered:
        text += f"\n{form(number, title)}\n"
        text += f"\nSagsfremstilling\n{case}\n\nIndstilling\nDet indstilles,\n1. at sagen godkendes\n" if case else ""
        text += f"\n{number + 20}\n" if page_numbers else ""
        text += f"\nBeslutning\n{decision}\n"
    return text


def _summary(points: list[Point]) -> list[tuple[str | None, str, list[str]]]:
    return [(point.number, point.title, [decision.text for decision in point.decisions]) for point in points]


def _wanted(first: int, written: str = "{}") -> list[tuple[str | None, str, list[str]]]:
    return [(written.format(number), title, [decision]) for number, (title, _, decision) in enumerate(POINTS, first)]


@pytest.mark.parametrize("listed", [True, False], ids=["with contents", "without contents"])
@pytest.mark.parametrize("form", FORMS)
def test_lines_of_one_form_with_ascending_numbers_head_points(form: str, listed: bool, labeller: LineLabeller) -> None:
    _, points = segment(_minutes(FORMS[form], 1, listed), labeller)
    assert _summary(points) == _wanted(1, KEPT.get(form, "{}"))


@pytest.mark.parametrize("listed", [True, False], ids=["with contents", "without contents"])
@pytest.mark.parametrize("form", ["{} {}   ", "{}{}. ", "{}-{} "])
def test_numbers_that_begin_again_behind_another_letter_head_points(
    form: str, listed: bool, labeller: LineLabeller
) -> None:
    numbers = [form.format(*one) for one in (("B", 1), ("B", 2), ("T", 1), ("T", 2), ("T", 3), ("S", 1))]
    _, points = segment(_minutes(lambda number, title: numbers[number - 1] + title, 1, listed), labeller)
    wanted = [(number.rstrip(" ."), *one[1:]) for number, one in zip(numbers, _wanted(1), strict=True)]
    assert _summary(points) == wanted


@pytest.mark.parametrize("form", [FORMS["status"], FORMS["word"]])
def test_the_series_may_begin_at_any_number(form: Callable[[int, str], str], labeller: LineLabeller) -> None:
    _, points = segment(_minutes(form, 87, listed=True), labeller)
    assert _summary(points) == _wanted(87)


def test_page_numbers_are_no_points(labeller: LineLabeller) -> None:
    _, points = segment(_minutes(FORMS["word"], 1, listed=False, page_numbers=True), labeller)
    assert _summary(points) == _wanted(1)


def test_a_closed_status_before_the_number_closes_the_point(labeller: LineLabeller) -> None:
    text = _minutes(FORMS["status"], 1, listed=True) + "\nlukket 101 Køb af areal\n\nlukket 102 Personsag\n"
    text = text.replace(
        "åben 6 Eventuelt\n\nåben 1", "åben 6 Eventuelt\nlukket 101 Køb af areal\nlukket 102 Personsag\n\nåben 1"
    )
    _, points = segment(text, labeller)
    assert [(point.number, point.title) for point in points if point.closed] == [
        ("101", "Køb af areal"),
        ("102", "Personsag"),
    ]


@pytest.mark.parametrize("title", ["Underskriftsside", "Underskriftsblad"])
@pytest.mark.parametrize("form", [FORMS["count"], FORMS["alone above"], "{}. {}".format], ids=["count", "alone", "dot"])
def test_a_last_point_for_the_signatures_is_a_point(
    form: Callable[[int, str], str], title: str, labeller: LineLabeller
) -> None:
    end = form(6, "Eventuelt").replace("\n", " ") + "\n"
    text = _minutes(form, 1, listed=True).replace(end, end + form(7, title).replace("\n", " ") + "\n", 1)
    _, points = segment(f"{text}\n{form(7, title)}\n\nHans Holmgaard\n", labeller)
    assert _summary(points) == [*_wanted(1), ("7", title, [])]
    assert not points[-1].closed


def test_headings_inside_one_point_are_no_series() -> None:
    text = "Tiltag 1 Stien\nTekst.\nTiltag 2 Broen\nTekst.\nTiltag 3 Havnen\nTekst.\nBeslutning\nGodkendt."
    assert [s.kind for s in own_numbering(shapes(text, _lines(text)))] == [-1] * 8


def test_lists_that_begin_anew_in_every_point_are_no_series() -> None:
    one = "Delmål 1 Stien\nDelmål 2 Broen\nBeslutning\nGodkendt.\n"
    text = one * 5
    assert all(s.kind < 0 for s in own_numbering(shapes(text, _lines(text))))


def _lines(text: str) -> list[Line]:
    ends = [-1, *(place for place, character in enumerate(text + "\n") if character == "\n")]
    return [Line(start + 1, end) for start, end in pairwise(ends)]


@pytest.mark.parametrize("listed", [True, False], ids=["with contents", "without contents"])
@pytest.mark.parametrize(("written", "placed"), PLACED, ids=[" ".join(one) for one in PLACED])
def test_letters_numerals_and_numbers_behind_titles_number_points(
    written: str, placed: str, listed: bool, labeller: LineLabeller
) -> None:
    write = WRITTEN[written]
    text = _minutes(lambda number, title: placed.format(n=write(number), title=title), 1, listed)
    _, points = segment(text, labeller)
    wanted = [(write(number), title, [decision]) for number, (title, _, decision) in enumerate(POINTS, 1)]
    assert _summary(points) == wanted


def test_letters_of_groups_number_no_points(labeller: LineLabeller) -> None:
    groups = dict(zip(range(1, 7, 2), ("A. Sager til orientering", "B. Sager til drøftelse", "C. Andet"), strict=True))
    text = _minutes(lambda n, title: f"{groups[n]}\n\n{n}. {title}" if n in groups else f"{n}. {title}", 1, False)
    _, points = segment(text, labeller)
    assert [(point.number, point.title) for point in points] == [
        (str(number), title) for number, (title, _, _) in enumerate(POINTS, 1)
    ]
