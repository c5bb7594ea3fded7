"""A wheel built from the checkout works in another place, models and data included."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from conftest import MINUTES, ROOT

from nlp.pipeline import NAME, default_path

pytestmark = pytest.mark.slow


def run(*arguments: object, cwd: Path) -> str:
    """The output of a process that does not know the checkout."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(list(map(str, arguments)), capture_output=True, text=True, cwd=cwd, env=clean, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with the hatchling that is installed, so that no network is needed."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", ROOT, "--no-deps", "--no-build-isolation", "-q", "-w", folder, cwd=folder)
    (path,) = folder.glob("referat-*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of an environment with the wheel and the libraries of this one."""
    home = tmp_path_factory.mktemp("elsewhere") / "env"
    venv.create(home, with_pip=False)
    (site,) = home.glob("lib/python*/site-packages")
    run(sys.executable, "-m", "pip", "install", "--no-deps", "-q", "--target", site, wheel, cwd=home)
    libraries = Path(pytest.__file__).parent.parent
    (site / "libraries.pth").write_text(f"{libraries}\n", "utf-8")
    return home / "bin"


def test_the_wheel_holds_models_data_and_corpus(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    wanted = ["nlp/data/labels.json", "nlp/show/page.css", "nlp/py.typed", "nlp/_shipped/corpus/FORMAT.md"]
    if default_path().is_dir():
        wanted.append(f"nlp/_shipped/models/{NAME}/config.cfg")
    listed = subprocess.run(["git", "ls-files", "nlp"], cwd=ROOT, capture_output=True, text=True)
    wanted += listed.stdout.splitlines()  # none where the checkout has no git
    assert set(wanted) <= set(names)
    assert not [name for name in names if name.startswith(("tests/", "models/", "corpus/")) or "__pycache__" in name]


def test_the_command_runs_elsewhere(installed: Path, tmp_path: Path, model_options: list[str]) -> None:
    python = installed / "python"
    where = run(python, "-c", "import nlp; print(nlp.__file__)", cwd=tmp_path).strip()
    assert Path(where).is_relative_to(installed.parent)
    code = "from nlp.cli.app import main; main()"
    out = run(python, "-c", code, "tag", MINUTES / "valbysogn-lokalraadet.json", *model_options, cwd=tmp_path)
    assert len(json.loads(out)["points"]) == 7


@pytest.mark.skipif(not default_path().is_dir(), reason="no trained pipeline in this checkout")
def test_load_finds_the_shipped_pipeline(installed: Path, tmp_path: Path) -> None:
    code = "import nlp; print(len(nlp.load().pipe_names))"
    assert int(run(installed / "python", "-c", code, cwd=tmp_path)) > 5


def test_spacy_finds_the_factories_by_their_entry_points(installed: Path, tmp_path: Path) -> None:
    code = "import spacy; n = spacy.blank('da'); n.add_pipe('referat_money'); print(n.pipe_names)"
    assert "referat_money" in run(installed / "python", "-c", code, cwd=tmp_path)
