"""What is no set of minutes: numbered lines without any sign of a meeting."""

from __future__ import annotations

from pathlib import Path

import pytest

import nlp
from nlp.pipeline import tag
from nlp.read import read

CODE = '"""Counts things."""\n\n\ndef count(things):\n    """How many there are."""\n    return len(things)\n' * 3
GUIDE = "# Vejledning\n\n## 1. Installer\n\nHent filen.\n\n## 2. Start\n\nTryk på knappen.\n\n## 3. Luk\n\nTryk igen.\n"
ENGLISH = "1. Approval of the agenda\nThe agenda was approved.\n\n2. Budget\nThe budget was approved.\n"
NUMBERS = "år;antal;andel\n" + "".join(f"{2000 + n};{n * 37};{n / 7:.2f}\n" for n in range(20))
LETTER = "Kære Anna Krog\n\nTak for dit brev om støj fra skolegården.\n\nMed venlig hilsen\nPeter Bruun\n"
NO_SIGN = "no date, body, people or decision of a meeting found; is this a file of minutes?"
NO_POINT = "no agenda point found; is this a file of minutes?"


@pytest.fixture(scope="module")
def status_of(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    pipeline, folder = nlp.load(), tmp_path_factory.mktemp("signs")

    def status(text: str) -> tuple[str, list[str]]:
        file: Path = folder / "a.txt"
        file.write_text(text, "utf-8")
        (record,) = tag(read(file), pipeline)
        return record.source.status, record.source.warnings

    return status


@pytest.mark.parametrize(
    ("text", "warnings"),
    [(GUIDE, [NO_SIGN]), (ENGLISH, [NO_SIGN]), (NUMBERS, [NO_POINT]), (LETTER, [NO_POINT]), (CODE, [NO_POINT])],
    ids=["guide", "english", "numbers", "letter", "code"],
)
def test_what_is_no_minutes_is_told(status_of, text: str, warnings: list[str]) -> None:  # type: ignore[no-untyped-def]
    assert status_of(text) == ("partial", warnings)


@pytest.mark.parametrize(
    "text",
    [
        "Punkt 1. Cykelsti\nDer er huller.\n\nBeslutning\nGodkendt.\n",
        "Punkt 1. Cykelsti\nSag nr. 20/123\nDer er huller.\n\nPunkt 2. Havn\nDer er både.\n",
        "Teknisk Udvalg\n\n1. Cykelsti\nDer er huller.\n\n2. Havn\nDer er både.\n",
        "Møde den 3. maj 2021\n\n1. Cykelsti\nDer er huller.\n\n2. Havn\nDer er både.\n",
        "1. Cykelsti\nSagsfremstilling\nDer er huller.\n\n2. Havn\nSagsfremstilling\nDer er både.\n",
    ],
)
def test_one_sign_is_enough(status_of, text: str) -> None:  # type: ignore[no-untyped-def]
    assert status_of(text) == ("ok", [])
