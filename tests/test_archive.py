"""What the archive keeps: each meeting once, in its best form, whatever happens while it is written."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from archive_example import example

from nlp.errors import ReferatError, UsageError
from nlp.query.question import Question
from nlp.query.search import Finder
from nlp.record import Decision, Entity, MoneyValue, Record, Section
from nlp.store.archive import schema
from nlp.store.archive.index.terms import Terms
from nlp.store.archive.writer import Archive

ROOT = Path(__file__).parents[1]
SCHOOL = "Punkt 1: Nyt tag på Nørreskolen\nByrådet bevilgede 1,4 mio. kr.\n"


def titles(path: Path, question: str = "", **conditions: object) -> list[str]:
    with Finder(path) as finder:
        asked = finder.read(question)
        for name, value in conditions.items():
            setattr(asked, name, value)
        return [hit.title for hit in finder.find(asked, limit=-1).hits]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "minutes.db"


def test_the_same_record_again_changes_nothing(path: Path) -> None:
    with Archive(path) as archive:
        assert archive.add(example(SCHOOL)) == "added"
        assert archive.add(example(SCHOOL)) == "unchanged"


def test_a_changed_record_replaces_its_old_self(path: Path) -> None:
    with Archive(path) as archive:
        archive.add(example(SCHOOL))
        assert archive.add(example("Punkt 1: Nyt gulv i svømmehallen\nGodkendt.\n")) == "replaced"
    assert titles(path, "svømmehal") == ["Punkt 1: Nyt gulv i svømmehallen"]
    assert titles(path, text=["skole"]) == []
    with Archive(path) as archive:
        archive.optimise()
    assert titles(path, "svømmehal") == ["Punkt 1: Nyt gulv i svømmehallen"]


AGENDA = {"meeting__kind": "agenda", "source__path": "agenda.pdf", "source__format": "pdf"}
PRINT = {"source__path": "minutes.pdf", "source__format": "pdf"}
STRUCTURED = {"source__path": "minutes.json", "source__format": "firstagenda"}


@pytest.mark.parametrize(
    ("forms", "shown"),
    [
        ([AGENDA, PRINT], "minutes.pdf"),
        ([PRINT, AGENDA], "minutes.pdf"),
        ([PRINT, STRUCTURED], "minutes.json"),
        ([STRUCTURED, PRINT, AGENDA], "minutes.json"),
    ],
)
def test_one_meeting_counts_once_in_its_best_form(path: Path, forms: list[dict[str, object]], shown: str) -> None:
    with Archive(path) as archive:
        for form in forms:
            archive.add(example(SCHOOL, **form))
    with Finder(path) as finder:
        answer = finder.find(finder.read("skole"))
        assert [hit.source for hit in answer.hits] == [shown]
        assert finder.find(finder.read("skolesager")).total == 1


def test_names_of_one_body_in_two_spellings_are_one_meeting(path: Path) -> None:
    with Archive(path) as archive:
        archive.add(example(SCHOOL, meeting__body="Teknik- og Miljøudvalget 2018-2021", **PRINT))
        archive.add(
            example(
                SCHOOL, meeting__body="Teknik & Miljøudvalget", meeting__municipality="Hvidsted Kommune", **STRUCTURED
            )
        )
    assert len(titles(path, "skole")) == 1


def test_two_meetings_of_one_day_stay_two(path: Path) -> None:
    with Archive(path) as archive:
        archive.add(example(SCHOOL, meeting__start_time="16:00"))
        archive.add(
            example("Punkt 1: Budget for skolen\nDrøftet.\n", meeting__start_time="19:00", source__path="b.txt")
        )
    assert len(titles(path, "skole")) == 2


def test_the_agenda_comes_back_when_the_minutes_are_dropped(path: Path) -> None:
    with Archive(path) as archive:
        archive.add(example(SCHOOL, **PRINT))
        archive.add(example(SCHOOL, **AGENDA))
        assert archive.prune(["minutes.pdf", "never.pdf"]) == 1
    with Finder(path) as finder:
        assert [hit.source for hit in finder.find(finder.read("skole")).hits] == ["agenda.pdf"]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("budget", "anlægsbudgettet"),
        ("budget", "budgetopfølgningen"),
        ("budget", "budgetter"),
        ("skole", "folkeskolens"),
        ("skole", "skoledistrikter"),
        ("skole", "Nørreskolen"),
        ("ældre", "ældreplejen"),
        ("cykelstier", "cykelstien"),
        ("vindmølle", "vindmøllerne"),
        ("lån", "låneoptagelsen"),
        ("havn", "lystbådehavnen"),
        ("bolig", "ungdomsboliger"),
    ],
)
def test_danish_words_are_found_in_every_form(typed: str, written: str) -> None:
    terms = Terms()
    assert terms.of(typed) & terms.of(written)


@pytest.mark.parametrize(
    ("typed", "written"), [("lån", "arbejdsplan"), ("ældre", "forældre"), ("råd", "område"), ("valg", "udvalg")]
)
def test_words_are_not_found_in_others_by_chance(typed: str, written: str) -> None:
    terms = Terms()
    assert not terms.of(typed) & terms.of(written)


@pytest.mark.parametrize("typed", ["aeldre", "Århus", "aarhus", "Café", "cafe"])
def test_letters_as_people_type_them(path: Path, typed: str) -> None:
    with Archive(path) as archive:
        archive.add(example("Punkt 1: Café i Århus for ældre\nGodkendt.\n"))
    found = {"aeldre": 1, "Århus": 1, "aarhus": 1, "Café": 1, "cafe": 1}
    assert len(titles(path, text=[typed])) == found[typed]


def test_a_kill_at_any_moment_leaves_whole_documents(path: Path) -> None:
    script = (
        "import sys; sys.path[:0] = [sys.argv[2], sys.argv[2] + '/tests']\n"
        "from pathlib import Path; from archive_example import example; from nlp.store.archive.writer import Archive\n"
        "archive = Archive(Path(sys.argv[1])); archive.shown.terms.of('skole'); print('ready', flush=True)\n"
        "for n in range(100000):\n"
        "    archive.add(example(f'Punkt 1: Skole {n}\\nGodkendt.\\n', source__path=f'{n}.txt',"
        " meeting__municipality=f'By {n}'))\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script, str(path), str(ROOT)], stdout=subprocess.PIPE)
    assert process.stdout and process.stdout.readline()
    time.sleep(0.7)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    with Archive(path) as archive:
        assert archive.db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert archive.db.execute("PRAGMA foreign_key_check").fetchall() == []
        documents, points, facets = (
            archive.db.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for name in ("document", "point", "(SELECT DISTINCT point_id FROM facet)")
        )
        assert documents == points == facets > 0
    with Finder(path) as finder:
        assert finder.find(finder.read("skole")).total == documents


def test_an_older_archive_is_brought_up_to_date(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive(path) as archive:
        archive.add(example(SCHOOL))
    newer = tmp_path / "migrations"
    newer.mkdir()
    for file in schema.migrations():
        (newer / file.name).write_text(file.read_text("utf-8"), "utf-8")
    number = schema.number_of(schema.migrations()[-1]) + 1
    (newer / f"{number:04}.sql").write_text("ALTER TABLE meeting ADD COLUMN chair TEXT;\n", "utf-8")
    monkeypatch.setattr(schema, "MIGRATIONS", newer)
    assert titles(path, "skole") == ["Punkt 1: Nyt tag på Nørreskolen"]
    with schema.connect(path) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (number,)


def test_an_archive_of_a_trial_version_is_refused(path: Path) -> None:
    Archive(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 2")
    with pytest.raises(ReferatError, match="index the minutes again into a new file"):
        Finder(path)


def test_what_is_hidden_is_out_of_the_full_text(path: Path) -> None:
    with Archive(path) as archive:
        archive.add(example(SCHOOL, **PRINT))
        archive.add(example(SCHOOL, **STRUCTURED))
        archive.correct(2, "topics", ["property"], who="Karen")
        archive.prune(["minutes.pdf"])
        archive.optimise()
        assert archive.db.execute("SELECT doc FROM term_count WHERE term = 'skole'").fetchone() == (1,)
        archive.prune(["minutes.json"])
        archive.optimise()
        for table in ("term_count", "fact", "facet", "meeting", "point"):
            assert archive.db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


def test_the_views_show_what_was_stored(path: Path) -> None:
    text = "Punkt 1: Tag\nSagsfremstilling\nNørreskolen får 1,4 mio. kr.\nBeslutning\nGodkendt. Ø stemte imod.\n"
    decision = text.index("Beslutning")
    with Archive(path) as archive:
        record = example(text)
        point = record.points[0]
        point.sections = [Section(heading="Sagsfremstilling", role="background", span=(13, decision))]
        point.decisions = [
            Decision(body="Byrådet", date="2020-03-17", text="Godkendt.", span=(decision + 11, len(text)))
        ]
        start = text.index("1,4")
        value = MoneyValue(amount=1.4e6)
        point.entities = [Entity(label="MONEY", text="1,4 mio. kr.", span=(start, start + 12), value=value)]
        archive.add(record)
        found = {
            view: archive.db.execute(f"SELECT * FROM {view}").fetchall()
            for view in ("topic", "decision_type", "section", "decision", "entity")
        }
    assert found == {
        "topic": [(1, 0, "school", 1.0)],
        "decision_type": [(1, 0, "approved", 1.0)],
        "section": [(1, 0, "background", "Sagsfremstilling", text[13:decision])],
        "decision": [(1, 0, "Byrådet", "2020-03-17", "Godkendt.", "[]", None, None)],
        "entity": [(1, "MONEY", "1,4 mio. kr.", "1400000", start, start + 12)],
    }


def amount_example(amounts: list[float | tuple[float, float]], path: str) -> Record:
    text = "Punkt 1: Tilbud\n" + "x" * 40
    record = example(text, source__path=path, meeting__municipality=f"By{'x' * int(path)}")
    values = [
        MoneyValue(min=one[0], max=one[1]) if isinstance(one, tuple) else MoneyValue(amount=one) for one in amounts
    ]
    record.points[0].entities = [
        Entity(label="MONEY", text="x", span=(at + 20, at + 21), value=value) for at, value in enumerate(values)
    ]
    return record


AMOUNTS: list[list[float | tuple[float, float]]] = [
    [1e6], [2e6], [999_999.0, 5e6], [5e6, 1.2e6], [-1.5e6, 3e7], [(5e5, 1e6), 9e6], [(1e5, 9e6)], [(2.1e6, 4e6)],
    [3.0, 9e9], [2e6 + 1, 1e6 - 1], [2_000_000.01], [0.0, 1e7], [1e12, 1.9e6], [],
]  # fmt: skip


@pytest.mark.parametrize(("least", "most"), [(1e6, 2e6), (1e6, 1e6), (0, 5), (1_200_000, 1_200_001), (3e6, 1e11)])
def test_any_amount_between_two_bounds_is_found(path: Path, least: float, most: float) -> None:
    with Archive(path) as archive:
        archive.add_many(amount_example(amounts, str(number)) for number, amounts in enumerate(AMOUNTS))
        fits = {
            str(number)
            for number, amounts in enumerate(AMOUNTS)
            for one in amounts
            for low, high in [one if isinstance(one, tuple) else (abs(one), abs(one))]
            if low <= most and high >= least
        }
        stored = archive.db.execute("SELECT point_id, amounts FROM fact").fetchall()
        for undo in ("DROP INDEX fact_amount", "ALTER TABLE fact DROP COLUMN amounts", "DROP TABLE loading"):
            archive.db.execute(undo)
        archive.db.execute("PRAGMA user_version = 6")
    with schema.connect(path) as db:
        assert db.execute("SELECT point_id, amounts FROM fact").fetchall() == stored
    with Finder(path) as finder:
        found = finder.find(Question(min_amount=least, max_amount=most), limit=-1)
    assert {hit.source for hit in found.hits} == fits


def test_an_archive_of_a_newer_version_is_refused(path: Path) -> None:
    Archive(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(ReferatError, match=r"version 99.*update referat"):
        Finder(path)


@pytest.mark.parametrize(
    ("content", "message"), [(b"just some text, longer than a page header would be" * 9, "no SQLite database")]
)
def test_a_file_that_is_no_archive_is_refused(path: Path, content: bytes, message: str) -> None:
    path.write_bytes(content)
    with pytest.raises(ReferatError, match=message):
        Finder(path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE notes (text)")
    with pytest.raises(ReferatError, match="no archive of referat"):
        Archive(path)


def test_no_archive(path: Path) -> None:
    with pytest.raises(UsageError, match="referat index"):
        Finder(path)


def test_a_locked_archive_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema.connect, "__kwdefaults__", {"create": False, "read_only": False, "wait": 0.1})
    with Archive(path) as first, Archive(path) as second:
        first.db.execute("BEGIN IMMEDIATE")
        with pytest.raises(ReferatError, match="another program"):
            second.add(example(SCHOOL))
        first.db.execute("ROLLBACK")
        assert second.add(example(SCHOOL)) == "added"


def test_an_archive_in_a_write_protected_folder_is_answered(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive(path) as archive:
        archive.add(example(SCHOOL))
        archive.optimise()
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert "immutable" in schema.address(path, read_only=True)
    assert len(titles(path, "skole")) == 1
    with Archive(path) as archive:
        archive.add(example("Punkt 1: Skolebus\n", source__path="b.txt", meeting__body="Skoleudvalget"))
        assert "immutable" not in schema.address(path, read_only=True), "what is in the notes only must be seen"


def test_a_full_disk_keeps_what_was_indexed(path: Path) -> None:
    with Archive(path) as archive:
        archive.add(example(SCHOOL))
        pages = archive.db.execute("PRAGMA page_count").fetchone()[0]
        archive.db.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(ReferatError, match="disk is full"):
            archive.add(
                example("Punkt 1: " + "skole " * 90_000 + "\n", source__path="b.txt", meeting__body="Skoleudvalget")
            )
        archive.db.execute("PRAGMA max_page_count = 1000000")
        assert archive.paths() == ["a.txt"]
        assert (
            archive.add(example("Punkt 1: Skolebus\n", source__path="b.txt", meeting__body="Skoleudvalget")) == "added"
        )
    assert len(titles(path, "skole")) == 2


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("hus", "huset"),
        ("bus", "busser"),
        ("borger", "borgere"),
        ("hal", "svømmehallen"),
        ("cykel", "cykler"),
        ("center", "centret"),
        ("lys", "lyset"),
        ("bruger", "brugerne"),
        ("pris", "priser"),
        ("dyr", "dyrene"),
        ("lukke", "lukker"),
    ],
)
def test_short_words_are_found_in_all_their_forms(path: Path, asked: str, written: str) -> None:
    with Archive(path) as archive:
        archive.add(example(f"Punkt 1: Om {written}\n"))
    assert len(titles(path, text=[asked])) == 1
