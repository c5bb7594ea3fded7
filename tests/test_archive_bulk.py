"""Files of records are stored alike by one process and by several, and read as the models read them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest
from archive_example import example
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from benchmarks.archive_records import records
from nlp.errors import ReadError
from nlp.protect import Protection
from nlp.query.question import Question
from nlp.query.search import Finder
from nlp.record import Entity, MoneyValue, Participant, PersonValue, Record, TableAmount
from nlp.store.archive.records import bulk, quick_records
from nlp.store.archive.writer import Archive

ROOT = Path(__file__).parents[1]
TEXT = "Punkt 1: Nyt tag på Nørreskolen\nByrådet bevilgede 1,4 mio. kr.\n"


def lines(file: Path, number: int = 400) -> Path:
    """A file of records of the written corpus."""
    made = [record.model_dump_json() for at, record in enumerate(records()) if at < number]
    file.write_text("\n".join(made) + "\n", "utf-8")
    return file


def filled(path: Path, file: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything in an archive of the file's records."""
    with Archive(path) as archive:
        with archive.loading():
            for piece in bulk.pieces(file, path, archive.shown.preparer):
                archive.store(piece.prepared, piece.terms)
        tables = (
            "document",
            "meeting",
            "point",
            "fact",
            "facet",
            "word",
            "place",
            "participant",
            "term_count",
            "label",
        )
        return {name: sorted(archive.db.execute(f"SELECT * FROM {name}"), key=repr) for name in tables}


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "PIECE", 50_000)


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "LARGE", 0)


def test_workers_store_what_one_process_stores(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    file = lines(tmp_path / "records.jsonl")
    alone = filled(tmp_path / "alone.db", file)
    request.getfixturevalue("workers")
    assert len(list(bulk.parts_of(file))) > 4
    together = filled(tmp_path / "together.db", file)
    assert together == alone
    assert len(alone["document"]) == 400


def test_what_people_corrected_holds_for_workers(tmp_path: Path, workers: None) -> None:
    path, file = tmp_path / "minutes.db", lines(tmp_path / "records.jsonl", 40)
    filled(path, file)
    with Archive(path) as archive:
        archive.correct(3, "topics", ["property"], who="Karen")
        key = archive.db.execute("SELECT key FROM point WHERE id = 3").fetchone()[0]
        archive.prune(archive.paths())
    filled(path, file)
    with Archive(path) as archive:
        asked = "SELECT corrected, parts ->> '$[0][0][0]' FROM point WHERE key = ?"
        assert archive.db.execute(asked, (key,)).fetchall() == [(1, "property")]


@pytest.mark.parametrize("where", [1, 120])
def test_a_line_that_is_no_record_is_named_and_those_before_are_kept(
    tmp_path: Path, where: int, request: pytest.FixtureRequest
) -> None:
    file = lines(tmp_path / "records.jsonl", 200)
    given = file.read_text("utf-8").split("\n")
    given[where - 1] = given[where - 1].replace('"kind":"minutes"', '"kind":"gossip"')
    file.write_text("\n".join(given), "utf-8")
    for path in (tmp_path / "alone.db", tmp_path / "together.db"):
        with pytest.raises(ReadError, match=rf"records.jsonl:{where}: not a record \(meeting.kind"):
            filled(path, file)
        with Archive(path) as archive:
            assert len(archive.paths()) == where - 1
        request.getfixturevalue("workers")


def test_cpr_numbers_of_lines_are_masked(tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    file.write_text(example("Punkt 1: Ansøgning\nBorgeren 010180-1234 søger.\n").model_dump_json(), "utf-8")
    with Archive(tmp_path / "minutes.db") as archive:
        texts = [
            piece.prepared[0].points[0][-1].decode()
            for protection in (Protection(), Protection(keep_cpr=True))
            for piece in bulk.pieces(file, archive.path, archive.shown.preparer, protection)
        ]
    assert [text.split()[4] for text in texts] == ["010180-xxxx", "010180-1234"]


def test_a_kill_leaves_whole_documents_and_no_process(tmp_path: Path) -> None:
    file, path = lines(tmp_path / "records.jsonl", 2000), tmp_path / "minutes.db"
    script = (
        "import sys; from pathlib import Path; from nlp.store.archive.records import bulk\n"
        "bulk.LARGE, bulk.PIECE = 0, 20_000\n"
        "from nlp.store.archive.writer import Archive\n"
        "with Archive(sys.argv[1]) as archive:\n"
        "  with archive.loading():\n"
        "    for piece in bulk.pieces(Path(sys.argv[2]), archive.path, archive.shown.preparer):\n"
        "        archive.store(piece.prepared, piece.terms); print(len(archive.paths()), flush=True)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script, path, file], stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdout and process.stdout.readline()
    group = workers_of(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    with Archive(path) as archive:
        assert archive.db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert archive.db.execute("PRAGMA foreign_key_check").fetchall() == []
        found = archive.db.execute("SELECT count(*) FROM document d JOIN point p ON p.document_id = d.id").fetchone()
        for counted in ("fact", "(SELECT DISTINCT point_id FROM facet)"):
            assert found == archive.db.execute(f"SELECT count(*) FROM {counted}").fetchone() != (0,)
        assert archive.db.execute("SELECT name FROM sqlite_master WHERE name = 'point_key'").fetchall()
    until = time.monotonic() + 20
    while any(Path(f"/proc/{one}").exists() for one in group) and time.monotonic() < until:
        time.sleep(0.1)
    assert not any(Path(f"/proc/{one}").exists() for one in group)
    with Archive(path) as archive:
        for piece in bulk.pieces(file, path, archive.shown.preparer):
            archive.store(piece.prepared, piece.terms)
        assert len(archive.paths()) == file.read_text("utf-8").count("\n")
    with Finder(path) as finder:
        assert finder.find(finder.read("skole")).total > 0


def test_whoever_asks_during_a_load_sees_all_and_the_load_goes_on(tmp_path: Path) -> None:
    file, path = lines(tmp_path / "records.jsonl", 120), tmp_path / "minutes.db"
    plain = {}
    for way in ("together", "asked"):
        path = tmp_path / f"{way}.db"
        with Archive(path) as archive:
            with archive.loading():
                for number, piece in enumerate(bulk.pieces(file, path, archive.shown.preparer)):
                    archive.store(piece.prepared, piece.terms)
                    shown = archive.db.execute("SELECT count(DISTINCT point_id) FROM facet").fetchone()[0]
                    stored = archive.db.execute("SELECT count(*) FROM fact").fetchone()[0]
                    assert shown == (0 if way == "together" or not number else stored)
                    if way == "asked":
                        with Finder(path) as finder:
                            assert finder.find(Question(since="1900-01-01"), limit=1).total == stored
            plain[way] = archive.db.execute("SELECT * FROM facet").fetchall()
            assert archive.db.execute("SELECT * FROM loading").fetchall() == []
    assert plain["together"] == plain["asked"]


def test_a_document_replaced_during_a_load_is_found_as_it_is_now(tmp_path: Path) -> None:
    path = tmp_path / "minutes.db"
    with Archive(path) as archive:
        archive.add(example(TEXT))
        with archive.loading():
            archive.add(example("Punkt 1: Nyt gulv i svømmehallen\n"))
            archive.add(example("Punkt 1: Nyt gulv i hallen\n", source__path="b.json", source__format="firstagenda"))
            archive.prune(["b.json"])
    with Finder(path) as finder:
        assert [hit.title for hit in finder.find(Question(topics=["school"])).hits] == [
            "Punkt 1: Nyt gulv i svømmehallen"
        ]
        assert finder.db.execute("SELECT count(DISTINCT point_id), count(*) FROM facet").fetchone() == (1, 4)


def workers_of(parent: int) -> list[str]:
    """The processes that a process started; [] where the system does not tell."""
    try:
        return Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    except OSError:
        return []


def test_structures_are_written_as_the_models_are() -> None:
    for record in records():
        line = record.model_dump_json().encode()
        assert msgspec.json.encode(quick_records.record(line)) == line
        break
    whole = example(TEXT)
    whole.meeting.participants = [Participant(name="Ida Holm", span=(0, 3), attendance="absent")]
    whole.points[0].table_amounts = [TableAmount(amount=3, span=(0, 2))]
    whole.points[0].entities = [
        Entity(label="MONEY", text="1,4 mio. kr.", span=(51, 63), value=MoneyValue(amount=1.4e6)),
        Entity(label="PERSON", text="Ida", span=(0, 3), value=PersonValue(name="Ida Holm")),
        Entity(label="ORG", text="Byrådet", span=(3, 5)),
    ]
    assert msgspec.json.encode(quick_records.record(whole)).decode() == whole.model_dump_json()


BAD = ({"score": 1.5}, {"score": "much"}, {"label": 3}, {"more": 1}, {"label": None})


@given(st.sampled_from(BAD))
def test_what_the_models_refuse_is_refused(change: dict[str, object]) -> None:
    data = example(TEXT).model_dump(mode="json")
    data["points"][0]["topics"][0] |= change
    line = msgspec.json.encode(data)
    with pytest.raises(ValidationError):
        Record.model_validate_json(line)
    with pytest.raises(ValidationError):
        quick_records.record(line)


def test_what_only_the_models_read_is_read() -> None:
    data = example(TEXT).model_dump(mode="json")
    data["points"][0]["topics"][0]["score"] = "0.5"
    assert quick_records.record(msgspec.json.encode(data)).points[0].topics[0].score == 0.5


def test_a_value_of_another_label_is_refused(tmp_path: Path) -> None:
    data = example(TEXT).model_dump(mode="json")
    data["points"][0]["entities"] = [{"label": "ORG", "text": "Punkt", "span": [0, 5], "value": {"name": "P"}}]
    file = tmp_path / "records.jsonl"
    file.write_bytes(msgspec.json.encode(data))
    with pytest.raises(ReadError, match=r"records.jsonl:1: not a record .*entities\[0\].value"):
        filled(tmp_path / "minutes.db", file)
