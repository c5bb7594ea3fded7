"""One run at a time for an output: a lock that the operating system gives up when its holder ends, however it ends."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nlp.errors import ReferatError
from nlp.home import home


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Hold the lock of an output; raises :class:`ReferatError` where another run of this user holds it.

    Lock files lie in the user's home of models, named by the output; where nothing can be written there, nothing is
    locked.
    """
    from filelock import FileLock, Timeout

    name = hashlib.sha256(str(target.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    try:
        folder = home() / "locks"
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / f"{name}.lock", timeout=0)
        lock.acquire()
    except Timeout:
        raise ReferatError(f"{target}: another run writes it; wait until that ends or choose another name") from None
    except (OSError, NotImplementedError):
        yield
        return
    try:
        yield
    finally:
        lock.release()
