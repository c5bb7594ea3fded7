"""Members of zip archives are units of their own: known by their content, in whatever archive or folder they lie."""

from __future__ import annotations

import json
import os
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from builders.meetings import MEETING
from conftest import Run

from nlp.batch.contents import content_sha256
from nlp.batch.kept_results import Store
from nlp.batch.units import find_units
from nlp.read import zipfiles


def pack(file: Path, members: dict[str, str]) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in members.items():
            made.writestr(name, text)


def tagged(out: Path) -> dict[str, Any]:
    """When each input was tagged, by its name."""
    lines = out.with_name(out.name + ".manifest.jsonl").read_text("utf-8").splitlines()
    return {Path(line["path"]).name: line["tagged"] for line in map(json.loads, lines)}


def test_of_a_changed_archive_only_changed_members_are_tagged(referat: Run, tmp_path: Path) -> None:
    members = {f"{number}.txt": MEETING.format(name=f"Koret nr. {number}") for number in range(6)}
    source, out, whole = tmp_path / "a.zip", tmp_path / "out.jsonl", tmp_path / "whole.jsonl"
    pack(source, members)
    referat("tag", source, "--out", out)
    first = tagged(out)
    time.sleep(1.1)
    changed = {"new.txt": MEETING.format(name="Museet")} | members | {"3.txt": MEETING.format(name="Teatret")}
    del changed["0.txt"]
    pack(source, changed)
    referat("tag", source, "--out", out)
    second = tagged(out)
    assert list(second) == ["new.txt", "1.txt", "2.txt", "3.txt", "4.txt", "5.txt"]
    assert [name for name in second if second[name] != first.get(name)] == ["new.txt", "3.txt"]
    referat("tag", source, "--out", whole, "--no-cache")
    assert out.read_bytes() == whole.read_bytes()
    time.sleep(1.1)
    with zipfile.ZipFile(source) as unpacked:
        unpacked.extractall(tmp_path / "folder")
    referat("tag", tmp_path / "folder", "--out", out)
    assert tagged(out) == second


def test_a_member_that_is_refused_is_known_by_its_archive(tmp_path: Path) -> None:
    source, store = tmp_path / "a.zip", Store(None)

    def hashes() -> list[str | None]:
        return [content_sha256(store, unit, False) for unit in find_units([source])]

    pack(source, {"a.txt": "one", "../b.txt": "two"})
    os.utime(source, (1_600_000_000, 1_600_000_000))
    first = hashes()
    pack(source, {"a.txt": "one", "../b.txt": "other"})
    second = hashes()
    assert first[0] == second[0] is not None
    assert first[1] != second[1]
    assert None not in first + second


def test_the_list_of_members_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "a.zip"
    pack(source, {f"{number}.txt": "Referat\n" for number in range(5)})
    opened: list[Path] = []

    class Counting(zipfile.ZipFile):
        def __init__(self, file: Path) -> None:
            opened.append(file)
            super().__init__(file)

    monkeypatch.setattr(zipfiles.zipfile, "ZipFile", Counting)
    for number in range(5):
        assert len(list(zipfiles.member_documents(source, number, ocr=False))) == 1
    assert opened == [source]
