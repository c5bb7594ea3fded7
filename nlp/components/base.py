"""What every spaCy component of the pipeline can do: save and load itself, or say that there is nothing to save."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

import srsly

from nlp.errors import ModelError


class Stateless:
    """A component whose knowledge lies in the package: nothing to save, nothing to load."""

    tokens = False
    """Works on the text; see :func:`nlp.pipeline.needs_tokens`."""

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write nothing."""

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Stateless:
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Stateless:
        return self


class Trained:
    """A component whose knowledge lies in files: what it writes to a folder it gives as bytes, too."""

    tokens = False

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        raise NotImplementedError

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        raise NotImplementedError

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        with TemporaryDirectory() as folder:
            place = Path(folder) / self.__class__.__name__
            self.to_disk(place)
            files = sorted(path for path in place.rglob("*") if path.is_file())
            packed = {path.relative_to(place).as_posix(): path.read_bytes() for path in files}
            return bytes(srsly.msgpack_dumps(packed))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Self:
        with TemporaryDirectory() as folder:
            for name, content in srsly.msgpack_loads(data).items():
                path = Path(folder, name).resolve()
                if not path.is_relative_to(Path(folder).resolve()):
                    raise ModelError(f"{name}: lies outside the model; these bytes are none of a pipeline")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            return self.from_disk(folder) if any(Path(folder).iterdir()) else self
