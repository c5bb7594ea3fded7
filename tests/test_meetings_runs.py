"""Files that hold several meetings in runs over many files: tagged, stopped and resumed, indexed, changed, asked."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from builders.records import record
from builders.several import read_marked
from conftest import Run

from nlp.store.archive.inputs import file_of
from nlp.store.archive.writer import Archive

YEAR, _ = read_marked("split_year")
FIRST_TWO = YEAR[: YEAR.index("Byrådets møde tirsdag den 31. marts")]
FIRST = YEAR[: YEAR.index("Byrådets møde tirsdag den 25. februar")]
BOTH, _ = read_marked("split_agenda_minutes")


def said(referat: Run, *arguments: str | Path) -> str:
    return referat(*arguments).stderr.splitlines()[-1]


def paths(archive: Path) -> list[str]:
    with sqlite3.connect(archive) as db:
        return [Path(path).name for (path,) in db.execute("SELECT path FROM document ORDER BY path")]


def shown(archive: Path) -> list[tuple[str, str]]:
    """Date and number of each point that answers show."""
    asked = "SELECT m.date, p.number FROM point p JOIN meeting m ON m.document_id = p.document_id ORDER BY p.id"
    with sqlite3.connect(archive) as db:
        return db.execute(asked).fetchall()


def test_a_file_may_come_to_hold_more_or_fewer_meetings(referat: Run, tmp_path: Path) -> None:
    folder, archive = tmp_path / "in", tmp_path / "a.db"
    folder.mkdir()
    file = folder / "år.txt"
    told = []
    for text in (FIRST, YEAR, YEAR, FIRST_TWO, FIRST):
        file.write_text(text, "utf-8")
        told.append((said(referat, "index", folder, "--archive", archive), paths(archive), len(shown(archive))))
    three = ["år.txt#1", "år.txt#2", "år.txt#3"]
    assert told == [
        ("1 added, 0 replaced, 0 unchanged, 0 failed", ["år.txt"], 3),
        ("3 added, 0 replaced, 0 unchanged, 0 failed, 1 dropped", three, 8),
        ("0 added, 0 replaced, 3 unchanged, 0 failed", three, 8),
        ("0 added, 2 replaced, 0 unchanged, 0 failed, 1 dropped", three[:2], 6),
        ("1 added, 0 replaced, 0 unchanged, 0 failed, 2 dropped", ["år.txt"], 3),
    ]


def test_meetings_go_with_their_file(referat: Run, tmp_path: Path) -> None:
    folder, archive = tmp_path / "in", tmp_path / "a.db"
    folder.mkdir()
    (folder / "år.txt").write_text(YEAR, "utf-8")
    referat("index", folder, "--archive", archive)
    (folder / "år.txt").rename(folder / "andet.txt")
    done = said(referat, "index", folder, "--archive", archive, "--prune")
    assert done == "3 added, 0 replaced, 0 unchanged, 0 failed, 3 dropped"
    assert paths(archive) == ["andet.txt#1", "andet.txt#2", "andet.txt#3"]


def test_agenda_and_minutes_of_one_file_are_one_meeting(referat: Run, tmp_path: Path) -> None:
    archive, file = tmp_path / "a.db", tmp_path / "møde.txt"
    file.write_text(BOTH, "utf-8")
    assert said(referat, "index", file, "--archive", archive).startswith("2 added")
    assert shown(archive) == [("2022-09-13", number) for number in "123"]
    answer = json.loads(referat("find", "børneteater", "--archive", archive, "--format", "json").stdout)
    (hit,) = answer["hits"]
    assert Path(hit["source"]).name == "møde.txt#2", "the minutes are shown, not the agenda"
    assert "bevilgede 30.000 kr." in hit["decision"]
    full = referat("find", "børneteater", "--archive", archive, "--open-hit", "1").stdout
    assert "møde.txt#2, characters" in full and "Punkt 2: Tilskud til børneteater" in full


def test_records_and_manifest_name_each_meeting(referat: Run, tmp_path: Path) -> None:
    file, out, archive = tmp_path / "år.txt", tmp_path / "out.jsonl", tmp_path / "a.db"
    file.write_text(YEAR, "utf-8")
    first = [referat("tag", file, "--out", out).returncode, out.read_bytes()]
    assert [referat("tag", file, "--out", out).returncode, out.read_bytes()] == first, "from the cache, the same bytes"
    records = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [Path(one["source"]["path"]).name for one in records] == ["år.txt#1", "år.txt#2", "år.txt#3"]
    assert len({one["source"]["sha256"] for one in records}) == 1, "the hash is the file's"
    (line,) = out.with_name(out.name + ".manifest.jsonl").read_text("utf-8").splitlines()
    assert (Path(json.loads(line)["path"]).name, json.loads(line)["documents"]) == ("år.txt", 3)
    assert said(referat, "index", out, "--archive", archive) == "3 added, 0 replaced, 0 unchanged, 0 failed"
    assert said(referat, "index", file, "--archive", archive) == "0 added, 0 replaced, 3 unchanged, 0 failed"


def test_one_meeting_of_a_file_is_shown_alone(referat: Run, tmp_path: Path) -> None:
    file = tmp_path / "år.txt"
    file.write_text(YEAR, "utf-8")
    one = referat("show", f"{file}#2").stdout
    assert "25. februar 2020" in one and "28. januar" not in one and "31. marts" not in one
    none = referat("show", f"{file}#4")
    assert (none.returncode, none.stderr.count("\n")) == (2, 1) and "no such meeting" in none.stderr


def of(path: str, **meeting: str) -> object:
    made = record(**meeting)
    made.source.path = path
    return made


def test_what_a_file_was_before_goes_when_records_say_otherwise(tmp_path: Path) -> None:
    """Records of ``tag`` come one by one; a file named like a meeting of another stays."""
    with Archive(tmp_path / "a.db") as archive:
        archive.add(of("bro.pdf"))
        archive.add(of("bro.pdf.pdf"))
        archive.add(of("bro.pdf#1"))
        archive.add(of("bro.pdf#2", date="2021-06-01"))
        assert archive.paths() == ["bro.pdf.pdf", "bro.pdf#1", "bro.pdf#2"]
        archive.add(of("bro.pdf"))
        assert archive.paths() == ["bro.pdf.pdf", "bro.pdf"]


@pytest.mark.parametrize(("there", "found"), [("a.pdf", "a.pdf"), ("a.pdf#2", "a.pdf#2")])
def test_the_file_of_a_meeting_is_found_again(there: str, found: str, tmp_path: Path) -> None:
    (tmp_path / there).touch()
    assert file_of(str(tmp_path / "a.pdf#2")) == tmp_path / found
