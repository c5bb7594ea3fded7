"""English words of council matters in Danish, and Danish words that are no English ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlp.query.reading.known import Known
from nlp.query.reading.understand import understand
from nlp.query.search import Finder
from nlp.resources import DATA


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("what did the council say about bollards", ["pullert"]),
        ("traffic islands in the main street", ["helleanlæg", "hovedgade"]),
        ("decisions on alcohol licenses since 2020", ["alkoholbevilling"]),
        ("use of force in care homes", ["magtanvendelse", "plejehjem"]),
        ("sheltered employment", ["beskyttet beskæftigelse"]),
    ],
)
def test_english_words_are_danish_ones(finder: Finder, written: str, text: list[str]) -> None:
    assert finder.read(written).text == text


@pytest.mark.parametrize("written", ["landing", "rating", "votering", "servering", "mole", "dumping"])
def test_a_danish_word_is_no_form_of_an_english_one(written: str) -> None:
    assert understand(f"sager om {written}", Known()).text == [written]


def test_the_glossary_is_sorted_and_tells_no_word_twice() -> None:
    pairs = json.loads((Path(DATA) / "query/glossary.json").read_text("utf-8"), object_pairs_hook=list)
    keys = [key for key, _ in pairs]
    assert keys == sorted(set(keys))
