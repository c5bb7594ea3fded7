"""Sixty damaged files: each gives a record, what failed says why and what to do, nothing is raised."""

from __future__ import annotations

import json
from typing import NamedTuple

import pytest
from builders.bad_files import GOOD
from builders.damaged import damaged_files
from conftest import MINUTES, Run

pytestmark = pytest.mark.slow
FILES = damaged_files(MINUTES)


class Run60(NamedTuple):
    status: int
    stderr: list[str]
    records: dict[str, list[dict[str, object]]]


@pytest.fixture(scope="module")
def run(referat: Run, model_options: list[str], tmp_path_factory: pytest.TempPathFactory) -> Run60:
    folder = tmp_path_factory.mktemp("damaged")
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    (folder / "zz.txt").write_text(GOOD, "utf-8")
    done = referat("tag", folder.name, "--no-cache", *model_options, cwd=folder.parent)
    records: dict[str, list[dict[str, object]]] = {}
    for line in done.stdout.splitlines():
        record = json.loads(line)
        records.setdefault(record["source"]["path"].partition("!/")[0].partition("#")[0].split("/")[1], []).append(
            record
        )
    return Run60(done.returncode, done.stderr.splitlines(), records)


def test_there_are_sixty() -> None:
    assert len(FILES) >= 60


@pytest.mark.parametrize("name", FILES)
def test_every_file_gives_records_and_failures_a_remedy(run: Run60, name: str) -> None:
    for record in run.records[name]:
        source = record["source"]
        assert isinstance(source, dict)
        assert source["status"] in ("ok", "partial", "failed")
        if source["status"] == "failed":
            assert record["points"] == []
            assert all(";" in warning or ":" in warning for warning in source["warnings"]), source["warnings"]
            assert not any("please report" in warning for warning in source["warnings"]), source["warnings"]


def test_the_run_goes_on_to_the_end(run: Run60) -> None:
    assert run.status == 1
    (last,) = run.records["zz.txt"]
    assert len(last["points"]) == 2  # type: ignore[arg-type]
    assert not any("Traceback" in line or line.startswith("  ") for line in run.stderr)
