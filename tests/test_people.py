"""Whom a name means that is short, a part, or misspelt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from archive_example import example
from conftest import Run

from nlp.errors import UsageError
from nlp.query.people import MOST_PEOPLE, people
from nlp.query.search import Finder
from nlp.store.archive.writer import Archive

NAMES = ["Mehmet Buch", "Mehmet M. Lyng", "Hans Peter Bøgh-Nielsen", "Åse Krog"]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("people") / "minutes.db"
    participants = [{"name": name, "attendance": "present", "span": (0, 0)} for name in NAMES]
    participants[0]["attendance"] = "absent"
    crowd = [{"name": f"{chr(65 + at)}. Kofoed", "attendance": "present", "span": (0, 0)} for at in range(25)]
    with Archive(path) as archive:
        archive.add(example("Punkt 1: Skole\nGodkendt.\n", meeting__participants=[*participants, *crowd]))
    return path


@pytest.fixture
def finder(path: Path) -> Iterator[Finder]:
    with Finder(path) as opened:
        yield opened


@pytest.mark.parametrize(
    ("typed", "names", "remark"),
    [
        ("Mehmet Buch", ["Mehmet Buch"], ""),
        ("buch", ["Mehmet Buch"], ""),
        ("Hans Nielsen", ["Hans Peter Bøgh-Nielsen"], ""),
        ("Mehmet", ["Mehmet Buch", "Mehmet M. Lyng"], "names with 'Mehmet'"),
        ("bøgh", ["Hans Peter Bøgh-Nielsen"], "names with 'bøgh'"),
        ("Mehm", ["Mehmet Buch", "Mehmet M. Lyng"], "names with 'Mehm'"),
        ("Mehmed Buhc", ["Mehmet Buch"], "nobody called 'Mehmed Buhc'; the nearest name"),
    ],
)
def test_a_part_of_a_name_is_enough(finder: Finder, typed: str, names: list[str], remark: str) -> None:
    found, said = people(finder, typed)
    assert ([one.name for one in found], said) == (names, remark)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("Mehmed", r"did you mean Mehmet Buch, Mehmet M\. Lyng\?"),
        ("Søren Lyngh", r"did you mean Mehmet M\. Lyng\?"),
        ("Wyx", "write the name as the minutes do"),
        ("%", "write the name as the minutes do"),
        ("Me", "write the name as the minutes do"),
    ],
)
def test_the_nearest_names_are_offered(finder: Finder, typed: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        people(finder, typed)


def test_of_many_people_the_first_are_shown(finder: Finder) -> None:
    found, said = people(finder, "Kofoed")
    assert len(found) == MOST_PEOPLE
    assert said == "people: the first 20 of 25; write more of the name"


def test_the_remark_stands_on_stderr(path: Path, referat: Run) -> None:
    done = referat("people", "mehmet", "--archive", path)
    assert done.stderr == "names with 'mehmet'\n"
    assert [line for line in done.stdout.splitlines() if line[0] != " "] == ["Mehmet Buch", "Mehmet M. Lyng"]


def test_find_knows_a_first_name_and_offers_the_nearest(path: Path, referat: Run) -> None:
    assert referat("find", "hvor Mehmet var fraværende", "--archive", path, "--count").stdout == "1\n"
    done = referat("find", "--person", "Mehmed", "--archive", path, "--count")
    assert "nothing in the archive for person Mehmed (near: Mehmet Buch, Mehmet M. Lyng)" in done.stderr
