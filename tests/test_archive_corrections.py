"""What people corrected wins over the model, in every form of a meeting, through every new tagging."""

from __future__ import annotations

from pathlib import Path

import pytest
from archive_example import example

from nlp.errors import UsageError
from nlp.query.search import Finder
from nlp.store.archive import corrections
from nlp.store.archive.records import stored
from nlp.store.archive.writer import Archive

SCHOOL = "Punkt 1: Nyt tag på Nørreskolen\nByrådet bevilgede 1,4 mio. kr.\n"
BUDGET = [{"label": "budget", "score": 0.8}]


def found(path: Path, question: str) -> int:
    with Finder(path) as finder:
        return finder.find(finder.read(question)).total


def labels(archive: Archive, point_id: int = 1) -> list[str]:
    point, _ = stored.point(archive.db, point_id)
    return [label.label for label in point.topics]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "minutes.db"


def test_a_correction_is_answered_and_says_who_and_what_stood_there(path: Path) -> None:
    with Archive(path) as archive:
        archive.add(example(SCHOOL))
        made = archive.correct(1, "topics", ["property"], who="Karen", at="2026-01-02T03:04:05+00:00")
    assert (made.who, made.at, made.said, made.said_by) == (
        "Karen",
        "2026-01-02T03:04:05+00:00",
        [["school", 1.0]],
        "test 1",
    )
    assert (found(path, "skolesager"), found(path, "ejendomssager")) == (0, 1)


def test_it_survives_tagging_anew(path: Path) -> None:
    retagged = example(SCHOOL, points=[point(SCHOOL, topics=BUDGET)], model__version="2")
    with Archive(path) as archive:
        archive.add(example(SCHOOL))
        archive.correct(1, "topics", ["property"], who="Karen")
        assert archive.add(retagged) == "replaced"
        (only,) = corrections.listed(archive.db)
        assert (only.said, only.latest) == ([["school", 1.0]], [["budget", 0.8]])
    assert (found(path, "budgetsager"), found(path, "ejendomssager")) == (0, 1)


def test_taken_back_the_model_in_use_counts_again(path: Path) -> None:
    with Archive(path) as archive:
        archive.add(example(SCHOOL))
        archive.correct(1, "topics", ["property"], who="Karen")
        archive.add(example(SCHOOL, points=[point(SCHOOL, topics=BUDGET)], model__version="2"))
        archive.correct(2, "topics", None, who="Karen")
        assert labels(archive, 2) == ["budget"]
        assert corrections.listed(archive.db) == []
        assert len(corrections.listed(archive.db, all_of_them=True)) == 2
    assert found(path, "budgetsager") == 1


def test_it_counts_for_every_form_of_the_meeting(path: Path) -> None:
    with Archive(path) as archive:
        archive.add(example(SCHOOL, source__path="minutes.pdf", source__format="pdf"))
        archive.correct(1, "decision_types", ["rejected"], who="Karen")
        archive.add(example(SCHOOL, source__path="minutes.json", source__format="firstagenda"))
    assert found(path, "afviste punkter") == 1


def test_votes_and_entities(path: Path) -> None:
    start = SCHOOL.index("1,4 mio. kr.")
    amount = [start, start + 12, "MONEY", {"amount": 1_400_000.0}]
    name = [SCHOOL.index("Nørreskolen"), SCHOOL.index("Nørreskolen") + 11, "LOC"]
    with Archive(path) as archive:
        archive.add(example(SCHOOL))
        archive.correct(1, "vote", True, who="Karen")
        archive.correct(1, "entities", [amount, name], who="Karen")
        point, _ = stored.point(archive.db, 1)
    assert point.vote
    assert [(one.label, one.text) for one in point.entities] == [("LOC", "Nørreskolen"), ("MONEY", "1,4 mio. kr.")]
    assert found(path, "over 1 mio. kr.") == 1


def test_spans_do_not_move_onto_another_text(path: Path) -> None:
    changed = SCHOOL.replace("Byrådet", "Et enigt byråd")
    with Archive(path) as archive:
        archive.add(example(SCHOOL))
        archive.correct(1, "entities", [[9, 12, "LOC"]], who="Karen")
        archive.add(example(changed))
        assert stored.point(archive.db, 2)[0].entities == []


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("topics", ["skole"], "unknown topics skole"),
        ("topics", ["procedure", "school"], "stands alone"),
        ("topics", [], "at least one"),
        ("vote", "yes", "true or false"),
        ("colour", ["red"], "cannot be corrected"),
        ("entities", [[0, 1000, "LOC"]], "outside"),
        ("entities", [[0, 5, "TOWN"]], "not an entity label"),
        ("entities", [["a"]], "not an entity"),
    ],
)
def test_what_is_no_answer_is_refused(path: Path, field: str, value: object, message: str) -> None:
    with Archive(path) as archive:
        archive.add(example(SCHOOL))
        with pytest.raises(UsageError, match=message):
            archive.correct(1, field, value, who="Karen")  # type: ignore[arg-type]
        assert archive.db.execute("SELECT count(*) FROM correction").fetchone() == (0,)
        with pytest.raises(UsageError, match="number 7 is not in the archive"):
            archive.correct(7, "topics", ["school"], who="Karen")


def test_corrections_of_points_that_are_gone_are_kept_and_named(path: Path) -> None:
    with Archive(path) as archive:
        archive.add(example(SCHOOL))
        made = archive.correct(1, "topics", ["property"], who="Karen")
        assert corrections.orphans(archive.db) == []
        archive.prune(["a.txt"])
        assert [one.point for one in corrections.orphans(archive.db)] == [made.point]
        assert corrections.key_from(made.point) == made.point_key
        archive.add(example(SCHOOL))
    assert found(path, "ejendomssager") == 1


def test_a_record_comes_back_as_it_was_stored(path: Path) -> None:
    from benchmarks.archive_records import records

    with Archive(path) as archive:
        for number, record in zip(range(60), records(), strict=False):
            archive.add(record)
            assert stored.record(archive.db, number + 1) == record


def point(text: str, **changes: object) -> dict[str, object]:
    return example(text).points[0].model_dump() | changes
