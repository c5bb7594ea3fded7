"""The store of results: limits, hashes, damage."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from nlp.batch.contents import content_sha256
from nlp.batch.kept_results import Store, default_folder
from nlp.batch.units import LARGE, Unit, chunks, large_first
from nlp.batch.workers.results import Result


def result(size: int) -> Result:
    return Result(os.urandom(size), "partial", 1, 0.5, [("", "partial", ["no point found"])])


def test_what_was_put_comes_back(tmp_path: Path) -> None:
    made = result(1000)
    store = Store(tmp_path)
    store.put(b"key", made)
    store.close()
    again = Store(tmp_path)
    kept = again.get(b"key")
    assert kept is not None
    assert (kept.result.data, kept.result.status) == (made.data, "partial")
    assert again.status(b"key") == "partial"
    assert again.get(b"other") is again.status(b"other") is None


def test_the_store_stays_below_its_limit(tmp_path: Path) -> None:
    store = Store(tmp_path, limit=100_000)
    for number in range(300):
        store.put(number.to_bytes(2, "big"), result(1000))
        assert store._total() <= 100_000
    assert store.get((299).to_bytes(2, "big"))
    assert not store.get((0).to_bytes(2, "big"))


def test_a_file_is_hashed_once_while_it_does_not_change(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("one")
    old = 1_600_000_000 * 10**9
    store = Store(tmp_path / "cache")

    def sha256(name: str = "a.txt", changed: int = old, verify: bool = False) -> str | None:
        unit = Unit(str(tmp_path / name), 3, 3, changed)
        return content_sha256(store, unit, verify)

    first = sha256()
    file.write_text("two")
    assert sha256() == first
    assert sha256(verify=True) != first
    assert sha256(changed=old + 1) != first
    assert sha256("none") is None


def test_without_a_folder_nothing_stays(tmp_path: Path) -> None:
    store = Store(None)
    store.put(b"key", result(10))
    assert store.get(b"key")
    assert list(tmp_path.iterdir()) == []


def test_the_cache_folder_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert default_folder() == Path(os.environ["REFERAT_CACHE"])
    monkeypatch.delenv("REFERAT_CACHE")
    monkeypatch.setenv("REFERAT_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "cache"


def test_large_files_start_first_and_small_ones_go_together() -> None:
    units = [Unit(str(n), size, size, 1) for n, size in enumerate([10, LARGE, 10, 3 * LARGE, *[10] * 40])]
    order = large_first(units, 2)
    assert [number for number, _ in order[:4]] == [3, 1, 0, 2]
    assert [len(chunk) for chunk in chunks(order)] == [1, 1, 16, 16, 10]


def test_what_is_large_depends_on_the_whole() -> None:
    units = [Unit(str(n), size, size, 1) for n, size in enumerate([2 * LARGE] * 300 + [9 * LARGE])]
    assert [number for number, _ in large_first(units, 1)[:2]] == [300, 0]
    assert [number for number, _ in large_first(units, 4)[:2]] == [300, 0]
    assert large_first(units[:-1], 1) == list(enumerate(units[:-1]))
