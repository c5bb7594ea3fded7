"""Citations of statutes: spans, provisions, and the act in the register."""

from __future__ import annotations

from datetime import date

import pytest
from builders.marks import mark, plain
from hypothesis import given
from hypothesis import strategies as st

from nlp.record import LawValue, Point, Section
from nlp.tag.dates import dates
from nlp.tag.entities import Context, resolve
from nlp.tag.laws import laws
from nlp.tag.laws.provisions import provisions
from nlp.tag.laws.values import Memory

MARKED = [
    "Efter [servicelovens §§ 85-87|LAW] og [styrelseslovens § 42 stk. 7|LAW].",
    "Lovgrundlag\n[Folkeskoleloven, § 40 a|LAW].\nØkonomi",
    "Efter [servicelovens paragraf 85|LAW] gælder [paragraf 18, stk. 2, i folkeoplysningsloven|LAW]",
    "[Paragrafferne 83 og 84|LAW] er enkeltparagraf 3 ikke",
    "[servicelovens § 85, stk. 1, litra a og b|LAW] i kommunen, [vejlovens § 23, 1. og 2. pkt.|LAW]",
    "jf. [§12, stk. 2|LAW]. Men [§ 60 i kommunestyrelsesloven|LAW] gælder",
    "[Lov nr. 1482 af 23. december 2014 om organisering og understøttelse af beskæftigelsesindsatsen mv., § 4|LAW]",
    "[Lov om aktiv beskæftigelsesindsats|LAW], [barnets lov|LAW] og [LAB-loven|LAW]",
    "[lov om kommunernes styrelse § 20 stk. 1|LAW] skal udvalget følge",
    "efter [§ 35, stk. 1, i lov om planlægning|LAW].",
    "[Bekendtgørelse 1276 af den 31. oktober 2016|LAW]",
    "i medfør af [Lov om Miljøvurdering af\nPlaner og Programmer (LBK nr. 4 af 03/01/2023)|LAW] ikke",
    "[Planlovens kapitel 4|LAW] og [LAB § 36|LAW] samt [SEL|LAW]",
    "[planlovens § 35, stk. 1|LAW], samt [§ 65 i naturbeskyttelsesloven|LAW]",
    "[Campingreglementets § 8|LAW], [bekendtgørelse nr. 1006 af 2013|LAW] og [Finansloven\n2022|LAW]",
    "[Miljøbeskyttelsesloven § 3, jf. lovbekendtgørelse nr. 5 af 3. januar 2023|LAW] samt [direktiv 92/43/EØF|LAW]",
    "[Europa-Parlamentets og Rådets forordning (EU) 2016/679|LAW] gælder",
    "dispensation efter [naturbeskyt-\ntelseslovens § 17|LAW] og den\n[kommunale styrelseslovs § 8|LAW]",
    "Efter [cirkulære nr. 34 af 2. maj 2005 om tilsyn, §§ 4-7|LAW], i [lov nr. 606 af 12. juni 2013|LAW] ikke",
    "[Byggeloven (LBK 1185 af 14/10 2010) § 6 D, stk. 1|LAW] kræver",
    "[ABL § 54|LAW], [SEL §§ 83 og 84|LAW]",
    "Under barselsorloven fik han lov om aftenen at gå; loven siger det",
]


@pytest.mark.parametrize("marked", MARKED)
def test_spans(marked: str) -> None:
    text = plain(marked)
    found = [one for one in resolve([*laws.find(text), *dates.find(text)]) if one.label == "LAW"]
    assert mark(text, found) == marked


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("§§ 85-87", [("85-87", None, None)]),
        ("§§ 3 og 5", [("3", None, None), ("5", None, None)]),
        ("§ 18, stk. 3 og 4", [("18", "3", None), ("18", "4", None)]),
        ("§ 35, stk. 1 og stk. 5", [("35", "1", None), ("35", "5", None)]),
        ("§ 43, stk. 1, nr. 2 og § 63, nr. 3", [("43", "1", "2"), ("63", None, "3")]),
        ("§ 40 a", [("40 a", None, None)]),
        ("§63d", [("63d", None, None)]),
        ("§ 3, stk. 1, 2. pkt.", [("3", "1", "2")]),
        ("§ 85, stk. 1, litra a og b", [("85", "1", "a"), ("85", "1", "b")]),
        ("§ 85, stk. 2, nr. 3, litra b", [("85", "2", "3, litra b")]),
        ("§ 23, 1. og 2. pkt.", [("23", None, "1"), ("23", None, "2")]),
        ("paragraf 18, stk. 2", [("18", "2", None)]),
        ("folkeskolelovens 50, stk. 1", [("50", "1", None)]),
    ],
)
def test_provisions(text: str, levels: list[tuple[str | None, ...]]) -> None:
    assert [(one.section, one.subsection, one.item) for one in provisions(text)] == levels


def test_chapter_holds_for_its_section() -> None:
    (only,) = provisions("bygningsreglementet 2018, kap. 8, § 187")
    assert (only.chapter, only.section) == ("8", "187")


def values(text: str, meeting: date | None = None, points: list[Point] | None = None) -> list[LawValue]:
    context = Context.of(text, points=points or [])
    context.meeting_date = meeting
    memory = Memory(context)
    return [memory.value(text[f.start : f.end], f.start) for f in resolve(laws.find(text)) if f.label == "LAW"]


@pytest.mark.parametrize(
    ("text", "meeting", "law", "number", "year"),
    [
        ("servicelovens § 85", date(2020, 12, 17), "serviceloven", 1287, 2020),
        ("servicelovens § 85", date(1998, 6, 1), "serviceloven", 454, 1997),
        ("styrelsesloven", date(2020, 12, 17), "styrelsesloven", 47, 2019),
        ("Service-loven", date(2020, 12, 17), "serviceloven", 1287, 2020),
        ("lov om social service", date(2020, 12, 17), "lov om social service", 1287, 2020),
        ("lov om offentlige veje m.v.", date(2020, 12, 17), "lov om offentlige veje m.v.", 1520, 2014),
        ("beredskabsloven", date(2020, 12, 17), "beredskabsloven", 314, 2017),
        ("vejlovens § 62", date(2005, 6, 1), "vejloven", 671, 1999),
        ("vejlovens § 62", date(2023, 6, 1), "vejloven", 421, 2023),
        ("grundskyldsloven", date(2012, 6, 1), "grundskyldsloven", 1006, 2009),
        ("grundskyldsloven", date(2024, 6, 1), "grundskyldsloven", 678, 2023),
        ("udbudsbekendtgørelsen", date(2012, 6, 1), "udbudsbekendtgørelsen", 799, 2011),
        ("bistandsloven", date(1996, 6, 1), "bistandsloven", 110, 1996),
        ("ældrelov", date(2025, 8, 1), "ældreloven", 1651, 2024),
    ],
)
def test_name_and_day_give_the_act(text: str, meeting: date | None, law: str, number: int, year: int) -> None:
    (value,) = values(text, meeting)
    assert value.law == law
    assert value.resolved is not None
    assert (value.resolved.number, value.resolved.year, value.resolved.via) == (number, year, "name")
    assert value.resolved.eli == f"https://www.retsinformation.dk/eli/lta/{year}/{number}"


def test_number_gives_the_act() -> None:
    (value,) = values("LBK nr. 1287 af 28/08/2020")
    assert value.law is None
    assert value.resolved is not None
    assert (value.resolved.number, value.resolved.via) == (1287, "number")


def test_circulars_and_unknown_names_resolve_to_nothing() -> None:
    found = values("cirkulære nr. 9208 af 21/12/1995 om kommunale anliggender. Efter månegrisloven")
    assert [(one.law, one.resolved) for one in found] == [
        ("cirkulære om kommunale anliggender", None),
        ("månegrisloven", None),
    ]


def test_same_act_and_bare_section_refer_back_within_the_section() -> None:
    text = "Efter planloven. Samme lovs § 3. Se § 35.\nØkonomi\nSe § 5."
    sections = [Section(heading="Sag", span=(0, 42)), Section(heading="Økonomi", span=(42, len(text)))]
    found = values(text, date(2020, 12, 17), [Point(span=(0, len(text)), sections=sections)])
    assert [(one.law, one.resolved.via if one.resolved else None) for one in found] == [
        ("planloven", "name"),
        ("samme lov", "context"),
        (None, "context"),
        (None, None),
    ]


@given(st.text("§ 123,-.abstkoglvn\n", max_size=60))
def test_any_text_is_read_without_error(text: str) -> None:
    for one, value in zip(resolve(laws.find(text)), values(text), strict=True):
        assert 0 <= one.start < one.end <= len(text)
        assert value.law is None or value.law == value.law.lower()


@pytest.mark.parametrize(
    ("citation", "law"),
    [
        ("naturbeskyt-\ntelseslovens § 17", "naturbeskyttelsesloven"),
        ("kommunale styrelseslovs § 8", "kommunale styrelseslov"),
        ("§ 4 i lov nr. 606 af 12. juni 2013", None),
    ],
)
def test_name_of_a_law_in_full(citation: str, law: str | None) -> None:
    value = laws.parse(citation, Context(text=citation, meeting_date=date(2020, 1, 1)))
    assert value.law == law and value.resolved is not None
