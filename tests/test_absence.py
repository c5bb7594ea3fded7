"""Absence told in sentences and lists of many forms, and what is left of a decision without them."""

from __future__ import annotations

import pytest

from nlp.segment.points.absence import find_absence


@pytest.mark.parametrize(
    ("text", "names", "left"),
    [
        ("Godkendt.\nFraværende:\n1. Dan Holm\n2. Leif Hall\n", ["Dan Holm", "Leif Hall"], "Godkendt."),
        ("Godkendt.\nRoza Celik var ikke med. Jeppe Krogh var gået.\n", ["Roza Celik", "Jeppe Krogh"], "Godkendt."),
        ("Godkendt.\nHans Chr. Ulv deltog ikke, da han er kasserer.\n", ["Hans Chr. Ulv"], "Godkendt."),
        ("Godkendt.\nDeltog ikke (inhabil): Arne Riis\n", ["Arne Riis"], "Godkendt."),
        (
            "Godkendt.\nAfbud:\nRoza Celik (D)\nDan Holm (V) - under dette punkt\n",
            ["Roza Celik", "Dan Holm"],
            "Godkendt.",
        ),
        ("Godkendt.\nLeif Hall forlod mødet før behandlingen af punktet.\n", ["Leif Hall"], "Godkendt."),
        ("Godkendt.\nLeif Hall forlod mødet kl. 17.\n", [], "Godkendt.\nLeif Hall forlod mødet kl. 17."),
        ("Godkendt.\nSom inhabil deltog Dan Holm ikke.\n", ["Dan Holm"], "Godkendt."),
        ("Godkendt.\nUnder punktet var Dan Holm fraværende.\n", ["Dan Holm"], "Godkendt."),
        ("Godkendt.\nDan Holm (V) - fraværende\nLeif Hall (A) - afbud\n", ["Dan Holm", "Leif Hall"], "Godkendt."),
        ("Godkendt.\nAfbud: Dan Holm (V), i stedet mødte Leif Hall (V)\n", ["Dan Holm"], "Godkendt."),
        ("Godkendt.\nIkke deltaget: Dan Holm - inhabil\n", ["Dan Holm"], "Godkendt."),
        ("Anbefales.\n\nFraværende:\nIngen\n", [], "Anbefales."),
        (
            "Godkendt.\nMikkel Dam (A) erklærede sig inhabil.\nMikkel Dam deltog ikke i behandlingen.\n",
            ["Mikkel Dam"],
            "Godkendt.",
        ),
    ],
)
def test_absence_in_other_words(text: str, names: list[str], left: str) -> None:
    absence = find_absence(text, 0, len(text))
    kept = list(text)
    for start, end in absence.spans:
        kept[start:end] = " " * (end - start)
    assert absence.names == names
    assert "".join(kept).strip() == left
