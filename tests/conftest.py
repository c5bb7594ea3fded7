"""Fixtures that several tests share: the real command, a pipeline, the example minutes."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request
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

POISON = """
import os, sys, time
if "nlp.batch.workers.worker" in sys.orig_argv:
    import nlp.read.formats as formats
    good = formats.documents

    def documents(data, *args, **kwargs):
        if data.startswith(b"CRASH"):
            os.kill(os.getpid(), 9)
        if data.startswith(b"HANG"):
            time.sleep(600)
        held = []
        while data.startswith(b"GROW"):
            held.append(b"x" * 50_000_000)
            time.sleep(0.1)
        if data.startswith(b"LEAP"):
            held.append(b"x" * 5_000_000_000)
        return good(data, *args, **kwargs)

    formats.documents = documents
"""
"""Python runs this at the start of every process whose path holds it: a reader with real faults, in workers alone."""


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


@pytest.fixture
def poisoned(tmp_path: Path) -> Run:
    """``referat`` where files that begin with CRASH or HANG do that to the process that reads them."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(POISON, "utf-8")
    paths = os.pathsep.join([str(tmp_path / "site"), environment()["PYTHONPATH"]])

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        env = {**environment(), "PYTHONPATH": paths}
        return subprocess.run(command(*arguments), capture_output=True, text=True, env=env, timeout=300)

    return run


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty bucket of an S3 server; the environment leads there."""
    pytest.importorskip("s3fs")
    server = pytest.importorskip("moto.server").ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    import s3fs

    s3fs.S3FileSystem(skip_instance_cache=True).mkdir("minutes")
    yield "s3://minutes"
    urllib.request.urlopen(urllib.request.Request(f"http://{host}:{port}/moto-api/reset", method="POST")).close()
    server.stop()
