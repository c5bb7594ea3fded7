"""Files and folders that appear whole or not at all, and take the place of earlier ones."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import IO

from nlp import remote
from nlp.errors import ReferatError
from nlp.store.lock import writing

LEFT = 3600
"""Seconds after which what was left half written belongs to a run that was killed."""


def check_place(path: Path, ending: str = "") -> None:
    """Raise :class:`ReferatError` where no file can be made; ``ending`` is that of the name to propose."""
    if path.is_dir():
        example = path / f"minutes{ending or path.suffix or '.jsonl'}"
        raise ReferatError(f"{path}: is a folder; give a file name, such as {example}")
    check_parent(path)


def check_parent(path: Path) -> None:
    """Raise :class:`ReferatError` where the folder above is missing or may not be written to."""
    if not path.resolve().parent.is_dir():
        raise ReferatError(f"{path}: the folder {path.parent} does not exist; make it first")
    if not os.access(path.resolve().parent, os.W_OK | os.X_OK):
        raise ReferatError(f"{path}: the folder may not be written to; check the permissions or choose another place")


@contextmanager
def replacing(place: Path | str, ending: str = "") -> Iterator[IO[bytes]]:
    """A new file that takes the place of another at the end, or vanishes on any error; ``place`` may be a URL.

    ``ending`` is what such files are called, for the message where the place is a folder.
    """
    if isinstance(place, str) and remote.is_remote(place):
        with TemporaryDirectory() as folder, open(Path(folder) / "new", "wb") as file:
            yield file
            file.close()
            remote.upload(file.name, place)
        return
    path = Path(place)
    check_place(path, ending)
    target = path.resolve()
    with writing(target):
        drop_leftovers(target)
        with NamedTemporaryFile("wb", dir=target.parent, prefix=f".{path.name}.", suffix=".part", delete=False) as file:
            try:
                yield file
                file.close()
                os.chmod(file.name, _mode(target))
                os.replace(file.name, target)
            except BaseException:
                with suppress(OSError):
                    file.close()  # Windows removes no file that is open
                with suppress(OSError):
                    os.unlink(file.name)
                raise


@contextmanager
def replacing_folder(place: Path) -> Iterator[Path]:
    """A new folder that takes the place of another at the end, or vanishes on any error."""
    check_parent(place)
    target = place.resolve()
    with writing(target):
        drop_leftovers(target)
        with TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.", suffix=".part") as folder:
            new, old = Path(folder) / "new", Path(folder) / "old"
            new.mkdir()
            yield new
            if target.exists():
                target.rename(old)
            try:
                new.rename(target)
            except BaseException:
                if old.exists():
                    old.rename(target)
                raise


def drop_leftovers(target: Path) -> None:
    """Remove what killed runs left half written beside an output, an hour after they touched it last."""
    start, end = f".{target.name}.", ".part"
    for left in target.parent.glob(f"{escape(start)}*{end}"):
        if "." in left.name.removeprefix(start).removesuffix(end):
            continue  # of another output, such as the manifest of this one
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > LEFT:
                shutil.rmtree(left) if left.is_dir() else left.unlink()


def _mode(target: Path) -> int:
    """Permissions as the file has them, or as a new file would get them."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
