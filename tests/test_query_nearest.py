"""Questions without an answer: which part left nothing, and the nearest question that has hits."""

from __future__ import annotations

from pathlib import Path

import pytest
from archive_example import two_meetings

from nlp.query.question import Question
from nlp.query.search import Finder
from nlp.store.archive.writer import Archive


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> Finder:
    return Finder(two_meetings(tmp_path_factory.mktemp("archive") / "minutes.db"))


def test_an_archive_without_minutes_says_so(tmp_path: Path) -> None:
    with Archive(tmp_path / "minutes.db"):
        pass
    with Finder(tmp_path / "minutes.db") as finder:
        assert "holds no minutes yet; fill it with: referat index" in finder.find(Question(text=["skole"])).hint


@pytest.mark.parametrize(
    ("question", "hint"),
    [
        (Question(text=["elefant"]), "nothing in the archive for text elefant"),
        (
            Question(text=["skole"], municipalities=["Varde"]),
            "nothing in the archive for municipality Varde; without it 1 point",
        ),
        (
            Question(text=["skole"], since="2021-01-01"),
            "nothing in the archive for from 2021-01-01 (its meetings are from 2019-01-01 to 2020-03-17);"
            " without it 1 point",
        ),
        (Question(text=["skole"], bodies=["Økonomiudvalget"]), "no point has all of it; without"),
        (Question(text=["skole", "elefant"]), "nothing in the archive for text elefant; without it 1 point"),
        (Question(text=["skole", "elefant"], language="da"), "intet i arkivet for tekst elefant; uden det 1 punkt"),
    ],
)
def test_nothing_found_says_which_part_left_nothing(finder: Finder, question: Question, hint: str) -> None:
    assert finder.find(question).hint.startswith(hint)


def test_the_nearest_question_is_answered(finder: Finder) -> None:
    nearest = finder.find(Question(text=["skolebus", "cykelsti"])).nearest
    assert (
        nearest
        and nearest.question.text == ["cykelsti"]
        and [hit.title for hit in nearest.hits] == ["Punkt 1: Cykelsti"]
    )


def test_one_of_the_words_is_offered_where_no_point_has_two(finder: Finder) -> None:
    with_any = finder.find(Question(text=["skolebus", "cykelsti"], any_word=True))
    assert with_any.total == 2
    assert (
        finder.read("skolebus eller cykelsti").any_word and not finder.read("skolebus eller cykelsti i luften").any_word
    )


def test_an_unknown_compound_is_tried_in_its_parts(finder: Finder) -> None:
    answer = finder.find(Question(text=["cykelnørreskole"]))
    assert (answer.total, answer.nearest) == (0, None)
    answer = finder.find(Question(text=["skolebuscykelsti"]))
    assert answer.hint == "nothing in the archive for text skolebuscykelsti"
