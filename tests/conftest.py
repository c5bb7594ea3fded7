"""Fixtures that several tests share: the real command, a pipeline, the example minutes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp.query.search import Finder
    from nlp.segment.lines.labeller import LineLabeller

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("REFERAT_SHARED", ROOT.parent / "shared"))
MINUTES = ROOT / "corpus" / "minutes"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(autouse=True, scope="session")
def _no_models_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Tests use the shipped model, whatever this machine's user has promoted."""
    os.environ["REFERAT_HOME"] = str(tmp_path_factory.mktemp("home"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not SHARED.is_dir():
        for item in items:
            if item.get_closest_marker("shared"):
                item.add_marker(pytest.mark.skip(reason=f"{SHARED} is not here"))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Content of files does not name a test: archives hold the time, and workers must agree on names."""
    return f"{argname}_{len(val)}" if isinstance(val, bytes) else None


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees what another left, nor the user's cache."""
    monkeypatch.setenv("REFERAT_CACHE", str(tmp_path.parent / f"{tmp_path.name}-cache"))


@pytest.fixture(scope="session")
def minutes() -> Path:
    """The folder of example minutes."""
    return MINUTES


@pytest.fixture(scope="session")
def model_options(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Options that name a pipeline: none where one is shipped, else one without trained parts."""
    from nlp import pipeline
    from nlp.models import write_checksums

    if pipeline.default_path().is_dir():
        return []
    folder = tmp_path_factory.mktemp("blank") / pipeline.NAME
    pipeline.blank().to_disk(folder)
    write_checksums(folder)
    return ["--model", str(folder)]


@pytest.fixture(scope="session")
def pipeline() -> Language:
    """The shipped pipeline, for tests that leave it as it is."""
    import nlp

    return nlp.load()


@pytest.fixture(scope="session")
def labeller(pipeline: Language) -> LineLabeller:
    """The line labeller of the shipped pipeline."""
    found: LineLabeller = pipeline.get_pipe("referat_segmenter").labeller  # type: ignore[attr-defined]
    return found


@pytest.fixture(scope="session")
def finder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Finder]:
    """Asks an archive of the whole written corpus, its labels as right answers."""
    from archive_example import build

    from nlp.query.search import Finder

    with Finder(build(tmp_path_factory.mktemp("written") / "minutes.db")) as opened:
        yield opened


def command(*arguments: str | Path) -> list[str]:
    """The command line of ``referat`` as a real process; like the installed script it imports nothing from here."""
    return [sys.executable, "-P", "-m", "nlp.cli", *map(str, arguments)]


def environment() -> dict[str, str]:
    """The environment of that process: this checkout's code, no colours."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8", "COLUMNS": "100"}


@pytest.fixture(scope="session")
def referat() -> Run:
    """Run ``referat`` in a process of its own and return what it printed and its exit status."""

    def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(*arguments),
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment(),
            cwd=cwd,
            timeout=300,
        )

    return run
