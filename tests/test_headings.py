"""Which lines are headings, and what decision headings say."""

import pytest

from nlp.vocabulary.headings import (
    DecisionHeading,
    bare_heading,
    heading_role,
    parse_decision_heading,
    split_glued,
    split_run_in,
)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Resumé", "summary"),
        ("### **Sagsfremstilling**", "background"),
        ("SAGSFREMSTILLING:", "background"),
        ("1. Resumé", "summary"),
        ("I n d s t i l l i n g", "proposal"),
        ("Indsti llingen", "proposal"),
        ("lndstilling", "proposal"),
        ("Sagsfrernstilling", "background"),
        ("0konomiske konsekvenser", "economy"),
        ("Supplerende sagsfremstilling", "background"),
        ("Ny indstilling", "proposal"),
        ("ADMINISTRATIONENS INDSTILLING", "proposal"),
        ("Teknik- og Miljøforvaltningens vurdering", "assessment"),
        ("Indstilling fra Økonomiudvalget", "proposal"),
        ("Økonomi og høring", "economy"),
        ("Bilag:", "attachments"),
        ("Fraværende:", "absence"),
        ("**Ej til stede:**", "absence"),
        ("Fraværende i Teknisk Udvalg, 12. maj 2020:", "absence"),
        ("Sagens forløb", "history"),
        ("Beslutning (fortsat)", "decision"),
        ("Beslutning i Teknisk Udvalg den 3. maj 2019:", "decision"),
        ("Økonomiudvalget, 12-06-2009, pkt. 7", "decision"),
        ("Indstilling og beslutning", "decision"),
    ],
)
def test_heading_has_a_role(line: str, role: str) -> None:
    assert heading_role(line) == role


@pytest.mark.parametrize(
    "line",
    [
        "",
        "   ",
        "Godkendt.",
        "Økonomiudvalget drøftede sagen den 3. maj 2019.",
        "Byrådet den 3. maj 2019 godkendte budgettet.",
        "Byrådet godkendte den 3. maj 2019",
        "Forslag til lokalplan 117",
        "Orientering fra Økonomiudvalget den 3. maj 2019",
        "Møde i Byrådet den 3. maj 2019",
        "REFERAT Byrådet d. 03-05-2019",
        "Bilag A – Afgørelse i sag om sygedagpenge",
        "Bilag 1",
        "- Økonomi",
        "Sagsnr.: 20/638",
        "Økonomien er presset.",
        "Beslutningen træffes, når budgettet foreligger, og meddeles ejeren.",
        "Indstillingen godkendt.",
        "3. maj 2019",
    ],
)
def test_other_lines_are_no_headings(line: str) -> None:
    assert heading_role(line) is None


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("Beslutning", DecisionHeading()),
        ("Beslutning i Teknisk Udvalg den 3. maj 2019:", DecisionHeading("Teknisk Udvalg", "2019-05-03")),
        (
            "**Beslutning Udvalget for Børn og Unge den 17-12-2020**",
            DecisionHeading("Udvalget for Børn og Unge", "2020-12-17"),
        ),
        ("BESLUTNING I ØKONOMIUDVALGET DEN 03-05-2019", DecisionHeading("Økonomiudvalget", "2019-05-03")),
        ("Byrådets beslutning den 3.5.2019", DecisionHeading("Byrådet", "2019-05-03")),
        (
            "Teknik- og Miljøudvalgets beslutning den 1. juni 2010",
            DecisionHeading("Teknik- og Miljøudvalget", "2010-06-01"),
        ),
        ("Økonomiudvalget, 12-06-2009, pkt. 7", DecisionHeading("Økonomiudvalget", "2009-06-12", "7")),
        ("21-03-2022 Teknisk Udvalg 2022", DecisionHeading("Teknisk Udvalg", "2022-03-21")),
        ("Byrådet den 3. maj 2019:", DecisionHeading("Byrådet", "2019-05-03")),
        ("13/08/2024 Skole-, Børne- og Ungeudvalget", DecisionHeading("Skole-, Børne- og Ungeudvalget", "2024-08-13")),
        (
            "Beslutning fra Økonomiudvalget, 12. juni 2009, pkt. 7",
            DecisionHeading("Økonomiudvalget", "2009-06-12", "7"),
        ),
        ("Beslutning i Byråd (2018-2021) den 03-05-2019", DecisionHeading("Byråd", "2019-05-03")),
        ("Udvalgets beslutning den 3. maj 2019", DecisionHeading(None, "2019-05-03")),
        ("Beslutning i Kommunalbestyrelsen den", DecisionHeading("Kommunalbestyrelsen")),
        ("Økonomiudvalgets indstilling den 12. maj 2020", DecisionHeading("Økonomiudvalget", "2020-05-12")),
        (
            "§ 17, stk. 4-udvalget for Klima den 4. juni 2021",
            DecisionHeading("§ 17, stk. 4-udvalget for Klima", "2021-06-04"),
        ),
        (
            "Beslutning i Udvalget for kultur (UFK) den 3. maj 2019",
            DecisionHeading("Udvalget for kultur (UFK)", "2019-05-03"),
        ),
        ("Beslutning 3. maj 2019", DecisionHeading(None, "2019-05-03")),
    ],
)
def test_decision_heading_tells_body_and_date(line: str, heading: DecisionHeading) -> None:
    assert parse_decision_heading(line) == heading


@pytest.mark.parametrize(
    "line",
    [
        "Indstilling",
        "Forvaltningens indstilling den 12. maj 2020",
        "Økonomiudvalget",
        "Møde i Byrådet den 3. maj 2019",
        "Beslutningen træffes af Byrådet",
        "Beslutning tages endeligt i Økonomiudvalget",
    ],
)
def test_no_decision_heading(line: str) -> None:
    assert parse_decision_heading(line) is None


def test_run_in_text() -> None:
    assert split_run_in("Beslutning: Godkendt.") == ("Beslutning:", "Godkendt.")
    assert split_run_in("**Beslutning:** Godkendt.") == ("**Beslutning:**", "Godkendt.")
    assert split_run_in("Økonomiudvalget den 12. juni 2009: Anbefales.") == (
        "Økonomiudvalget den 12. juni 2009:",
        "Anbefales.",
    )
    assert split_run_in("Mødet begyndte kl. 16:00 som aftalt") is None
    assert split_run_in("Beslutning:") is None


def test_heading_glued_to_the_text_before() -> None:
    assert split_glued("Emnet tages op på dialogmødet.Sagsfremstilling") == (
        "Emnet tages op på dialogmødet.",
        "Sagsfremstilling",
    )
    assert split_glued("Emnet tages op på dialogmødet.") is None


def test_bare_heading() -> None:
    assert bare_heading("### **2. Økonomi:**") == "Økonomi"
