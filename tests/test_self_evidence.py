"""What a document tells of itself: page lines, recurring headings, rounds, groups, decisions without heading."""

from __future__ import annotations

import pytest
from builders.labelled_lines import marked

from nlp.outline import OutlinePoint, OutlineSection
from nlp.record import Meeting, SectionRole
from nlp.segment.head.participants import find_participants
from nlp.segment.lines.running import running_lines
from nlp.segment.outline.afterdecision import end_decisions
from nlp.segment.outline.capitals import capital_starts
from nlp.segment.outline.cycles import cyclic_starts
from nlp.segment.outline.pointheads import closed_points
from nlp.segment.outline.recurring import recurring_decisions, split_label
from nlp.segment.points.decisions import find_decisions
from nlp.segment.points.whole import Whole
from nlp.vocabulary.bodies import same_body
from nlp.vocabulary.decision_wording import decision_score
from nlp.vocabulary.headings import DecisionHeading, heading_role, own_heading, parse_decision_heading


def test_numbered_headers_and_what_goes_with_them_are_no_text() -> None:
    found, labels, _ = marked("""
P| 7. Veje
T| Der er huller.
T| Lynghede Kommune            side 2
T| Teknisk Udvalg den 4. maj 2033
T| 1. et hul
T| 2. to huller
T| Lynghede Kommune            side 3
T| Teknisk Udvalg den 4. maj 2033
T| De fyldes.
""")
    assert {found[i].text for i in running_lines(found, labels, set())} == {
        "Lynghede Kommune            side 2",
        "Lynghede Kommune            side 3",
        "Teknisk Udvalg den 4. maj 2033",
    }


def test_headers_with_a_date_above_ascending_numbers_are_no_text() -> None:
    found, labels, _ = marked("""
P| 7. Veje
T| Lynghede Kommune            Teknisk Udvalg        04-05-2033
T| 1
T| Der er huller.
T| Lynghede Kommune            Teknisk Udvalg        04-05-2033
T| 4
T| De fyldes.
""")
    said = {found[i].text for i in running_lines(found, labels, set())}
    assert said == {"Lynghede Kommune            Teknisk Udvalg        04-05-2033", "1", "4"}


def test_heading_nobody_knows_heads_decisions_where_they_stand_below_it() -> None:
    found, labels, starts = marked("""
P| 1. Veje
T| Sådan er det
T| Vejene er dårlige.
T| Sådan bliver det
T| Godkendt.
P| 2. Stier
T| Sådan er det
T| Stierne er smalle.
T| Sådan bliver det
T| Anbefales over for byrådet.
P| 3. Broer
T| Sådan er det
T| Broerne er få.
T| Sådan bliver det
T| Udsat til maj.
""")
    assert {found[i].text for i in recurring_decisions(found, labels, starts)} == {"Sådan bliver det"}


def test_decisions_of_other_days_leave_room_for_a_heading_nobody_knows() -> None:
    history = "T| Økonomiudvalget, 23-01-2023, punkt 5\nT| Anbefales."
    points = "\n".join(
        f"P| {n}. {title}\nT| Mødets ord\nT| Der gives afslag på ansøgningen.\nT| Baggrund\nT| Få.\n{history}"
        for n, title in enumerate(["Veje", "Stier", "Broer"], 1)
    )
    found, labels, starts = marked("T| Møde i Byrådet den 30-01-2023\n" + points)
    labels = ["DECISION" if "punkt 5" in s.text else label for s, label in zip(found, labels, strict=True)]
    assert {found[i].text for i in recurring_decisions(found, labels, starts)} == {"Mødets ord"}


def test_heading_tells_body_and_day_in_its_own_words() -> None:
    words, says = own_heading("Udtalelse i ØK 4/12-28:")
    assert (words, says.body, says.date) == ("Udtalelse", "ØK", "2028-12-04")


def test_untitled_points_begin_with_the_line_that_opens_each_round() -> None:
    found, labels, starts = marked("""
H| Lynghede Kommune
T| Resume
T| Om veje.
D| Beslutning i Teknisk Udvalg den 4. maj 2033
T| Godkendt.
T| Resume
T| Om stier.
D| Beslutning i Teknisk Udvalg den 4. maj 2033
T| Udsat.
T| Resume
T| Om broer.
D| Beslutning i Teknisk Udvalg den 4. maj 2033
T| Godkendt.
""")
    assert starts == []
    assert cyclic_starts(found, labels, starts) == [1, 5, 9]


def test_points_with_headings_are_left_alone() -> None:
    found, labels, starts = marked("""
P| 1. Veje
S| Resume
D| Beslutning
P| 2. Stier
S| Resume
D| Beslutning
P| 3. Broer
S| Resume
D| Beslutning
""")
    assert cyclic_starts(found, labels, starts) is None


def test_group_in_the_contents_list_closes_its_points() -> None:
    found, labels, starts = marked("""
C| Åbne sager
C| 1. Veje i nord
C| Lukkede sager
C| 2. Salg af møllen
P| 1. Veje i nord
P| 2. Salg af møllen
""")
    assert closed_points(found, labels, starts) == {5}


def decisions(
    text: str, *sections: tuple[str, SectionRole], unheaded: bool = False
) -> list[tuple[str | None, str, list[str]]]:
    """Body, text and absent members of the decisions of one point; sections by heading and role."""
    point = OutlinePoint("Veje", (0, len(text)), (0, text.index("\n")))
    places = [text.index(heading) for heading, _ in sections]
    for (heading, role), start, end in zip(sections, places, [*places, len(text)][1:], strict=True):
        behind = start + len(heading) + 1
        point.sections.append(OutlineSection(heading, (start, behind - 1), (behind, end), role))
    meeting = Meeting(body="Økonomiudvalget", date="2013-09-18")
    found = find_decisions(Whole(text, meeting, guessed=True, unheaded=unheaded), point)
    return [(decision.body, decision.text, decision.absent) for decision in found]


def test_decisions_without_heading_end_the_point() -> None:
    text = """14. Veje

INDSTILLING
By- og Kulturforvaltningen indstiller, at vejene lægges om.

By- og Kulturudvalget anbefaler den 03-09-2013 indstillingen.

Økonomiudvalget anbefaler indstillingen.
Alma Rostrup deltog ikke i behandlingen af punktet.
"""
    assert decisions(text, ("INDSTILLING", "proposal")) == [
        ("By- og Kulturudvalget", "By- og Kulturudvalget anbefaler den 03-09-2013 indstillingen.", []),
        ("Økonomiudvalget", "Økonomiudvalget anbefaler indstillingen.", ["Alma Rostrup"]),
    ]


PARISH = """14. Veje

Præsten har bedt om midler til grus og kantsten på den østre vej, som er 210 meter lang.
Forvaltningen indstiller, at der gives 60.000 kr.
Der gives 40.000 kr. i stedet for det ansøgte beløb.
Pengene tages fra puljen til veje.
"""


def test_decisions_in_any_words_end_points_where_no_point_has_a_heading() -> None:
    said = "Der gives 40.000 kr. i stedet for det ansøgte beløb.\nPengene tages fra puljen til veje."
    assert decisions(PARISH, unheaded=True) == [("Økonomiudvalget", said, [])]
    assert decisions(PARISH) == []
    assert decisions(PARISH[: PARISH.index("Der gives 40")], unheaded=True) == []


def test_decisions_without_heading_may_stand_above_the_first() -> None:
    text = "14. Veje\n\nDer gives afslag på ansøgningen.\n\nFremstilling\nVejen er 210 meter lang.\n"
    found = decisions(text, ("Fremstilling", "background"), unheaded=True)
    assert found == [("Økonomiudvalget", "Der gives afslag på ansøgningen.", [])]


@pytest.mark.parametrize("text", ["Ja til forsøget.", "Byradet imødekom ans0gningen.", "Udsat til mødet i maj."])
def test_decisions_are_told_by_their_words(text: str) -> None:
    assert decision_score(text) > 0


@pytest.mark.parametrize(
    "text", ["Forvaltningen indstiller, at planen godkendes.", "Skolen har 412 elever, og taget er fra 1962."]
)
def test_proposals_and_case_texts_are_told_by_their_words(text: str) -> None:
    assert decision_score(text) < 0


def test_headings_may_leave_out_the_year() -> None:
    text = "14. Veje\n\nByrådet 12/10:\nVedtoges.\n\nMagistraten 20/12:\nAnbefales. Alma Rostrup var fraværende.\n"
    point = OutlinePoint("Veje", (0, len(text)), (0, 8))
    for heading in ("Byrådet 12/10:", "Magistraten 20/12:"):
        start = text.index(heading)
        end = text.find("\n\n", start) if heading[0] == "B" else len(text)
        behind = start + len(heading)
        point.sections.append(OutlineSection(heading[:-1], (start, behind), (behind, end), "decision"))
    found = find_decisions(Whole(text, Meeting(body="Byrådet", date="2006-10-12")), point)
    assert [(one.body, one.date, one.text, one.absent) for one in found] == [
        ("Magistraten", "2005-12-20", "Anbefales.", ["Alma Rostrup"]),
        ("Byrådet", "2006-10-12", "Vedtoges.", []),
    ]


def test_case_text_below_decisions_is_cut_off_where_most_points_have_some() -> None:
    case = "Lejen for klubhuset er 44.000 kr. om året, og lauget har 90 medlemmer i 2006."
    more = "Bestyrelsen har i 2005 fået opført et skur, som er 40 kvadratmeter stort."
    one = f"1. Veje\nByrådet 12/10:\nUdsættes.\n\n{case}\n\n{more}\n"
    text = one * 3
    points = [OutlinePoint("Veje", (at, at + len(one)), (at, at + 7)) for at in range(0, len(text), len(one))]
    for point in points:
        below = point.span[0] + one.index("Udsættes")
        point.sections.append(OutlineSection("Byrådet 12/10", (below - 15, below), (below, point.span[1]), "decision"))
    end_decisions(text, points)
    assert {text[slice(*point.sections[0].span)].strip() for point in points} == {"Udsættes."}


def test_slips_of_scanning_leave_bodies_what_they_are() -> None:
    assert heading_role("Byradet besluttede") == "decision"
    assert parse_decision_heading("0konomiudvalget den l5. september 1997") == DecisionHeading(
        "Økonomiudvalget", "1997-09-15"
    )
    assert same_body("OKSBY BYRAD", "Byrådet") and not same_body("Ungebyrådet", "Byrådet")


def test_proposal_alone_is_no_decision() -> None:
    text = "14. Veje\n\nIndstilling\nTil drøftelse.\n"
    assert decisions(text, ("Indstilling", "proposal")) == []


def test_section_of_proposal_and_decision_is_parted() -> None:
    text = "1. Veje\n\nIndstilling og beslutning\nForvaltningen indstiller, at vejen lægges om.\n\nGodkendt.\n"
    assert decisions(text, ("Indstilling og beslutning", "decision")) == [("Økonomiudvalget", "Godkendt.", [])]


def test_text_below_a_decision_that_comes_first_is_not_part_of_it() -> None:
    text = "Udsat.\n\nVenstre har spurgt, hvad det koster.\n"
    first = OutlineSection("Beslutning", (0, 0), (0, len(text)), "decision")
    other = OutlineSection("Resumé", (0, 0), (0, 0), "summary")
    several = [OutlinePoint("x", (0, 0), (0, 0), sections=[replaced(first), other]) for _ in range(3)]
    alone = OutlinePoint("y", (0, 0), (0, 0), sections=[first])
    end_decisions(text, [*several, alone])
    assert text[slice(*first.span)] == "Udsat."


def replaced(section: OutlineSection) -> OutlineSection:
    return OutlineSection(section.heading, section.heading_span, section.span, section.role)


@pytest.mark.parametrize(
    ("head", "people"),
    [
        (
            "Hvem var med: Sanne Lund (SF), Jeppe Krogh (S)\nHvem var ikke med: Roza Celik (S)",
            ["Sanne Lund", "Jeppe Krogh", "-Roza Celik"],
        ),
        (
            "Esther Holm (Formand) (V)\nArne Riis (Medlem) (A)\nLykke Rom (Medlem) (B) (Fravær)",
            ["Esther Holm", "Arne Riis", "-Lykke Rom"],
        ),
        (
            "Medlemmer\nNavn\tParti\tBemærkning\nKarl Bæk\tVenstre\tFormand\nRagna Dons\tEnhedslisten\tAfbud",
            ["Karl Bæk", "-Ragna Dons"],
        ),
        (
            "Medlemmerne var til stede, undtagen Ulla Toft, der havde afbud. Som stedfortræder mødte Erling Holk.",
            ["-Ulla Toft", "+Erling Holk"],
        ),
        (
            "Til stede: Bodil Vang (A), regionsrådsformand, Frode Bager (V), Ali Holm (Ø)",
            ["Bodil Vang", "Frode Bager", "Ali Holm"],
        ),
        ("Mødet blev ledet af borgmester Torkil Lund (C).\nTil stede:\nBerit Ny (A)", ["Torkil Lund", "Berit Ny"]),
        ("Deltagere\nKarl Bæk Venstre Formand\nRagna Dons Enhedslisten", ["Karl Bæk", "Ragna Dons"]),
    ],
)
def test_people_of_heads_without_known_labels(head: str, people: list[str]) -> None:
    signs = {"present": "", "absent": "-", "substitute": "+"}
    found = find_participants(head + "\n", 0, len(head) + 1)
    assert [signs[one.attendance] + one.name for one in found] == people


@pytest.mark.parametrize("heading", ["MØDE FOR LUKKEDE DØRE", "Sager for lukkede døre", "Lukkede punkter"])
@pytest.mark.parametrize("label", ["O", "T"])
def test_points_below_a_heading_of_the_closed_part_are_closed(heading: str, label: str) -> None:
    found, labels, starts = marked(f"""
P| 7. Veje
T| Der er huller.
{label}| {heading}
P| 8. Køb af jord
P| 9. Skatterestance
""")
    assert closed_points(found, labels, starts) == {3, 4}


def test_an_indented_label_is_not_part_of_its_decision() -> None:
    assert split_label("      Afgørelse: Udvalget bad om\n      tid.") == ("Afgørelse:", "Udvalget bad om\n      tid.")


def test_titles_in_capitals_above_the_same_words_head_points_without_numbers() -> None:
    found, labels, starts = marked("""
H| REFERAT AF MØDET
T| RUNDVISNING PÅ SKOLEN
T| Skolelederen viste rundt.
S| NY VEDTÆGT FOR SKOLERNE
T| Sagen: Skolerne har tre vedtægter.
P| Udvalget: Anbefales.
S| RAPPORT FOR DAGTILBUD
T| Sagen: Rapporten viser.
P| Udvalget: Godkendt.
S| MØDEPLAN
T| Sagen: Planen er uændret.
T| Udvalget: Som foreslået.
""")
    assert [found[i].text for i in capital_starts(found, labels, starts)] == [
        "RUNDVISNING PÅ SKOLEN",
        "NY VEDTÆGT FOR SKOLERNE",
        "RAPPORT FOR DAGTILBUD",
        "MØDEPLAN",
    ]
