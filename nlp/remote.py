"""Places that are no local files: anything that fsspec reads and writes (``s3://``, ``sftp://``, ``abfs://`` …)."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from nlp.errors import ReferatError, reason
from nlp.read import is_hidden

REMOTE = re.compile(r"[a-z][a-z0-9+.-]+(?:::[a-z][a-z0-9+.-]+)*://", re.IGNORECASE)
CREDENTIALS = re.compile(rf"^({REMOTE.pattern})[^/@]*@", re.IGNORECASE)
RENAMING = {"file", "ftp", "sftp", "smb", "ssh"}
"""Kinds of places where a file grows while it is written, so that it needs another name until it is whole."""
IDENTITY = ("ETag", "etag", "md5", "mtime", "LastModified", "last_modified", "created")
"""What file systems call the mark that changes with the content."""


def is_remote(path: str) -> bool:
    """Whether a path has a scheme (``s3://…``); one letter is a drive of Windows."""
    return bool(REMOTE.match(path))


def without_credentials(path: str) -> str:
    """The path as outputs and messages show it: "sftp://anna:secret@host/a" is "sftp://host/a"."""
    return CREDENTIALS.sub(r"\1", path)


def open_place(url: str) -> tuple[Any, str]:
    """The file system of a URL and the path in it; raises :class:`ReferatError`."""
    try:
        import fsspec
    except ImportError as error:
        where = without_credentials(url)
        raise ReferatError(f"{where}: places other than this machine need pip install 'referat[cloud]'") from error
    try:
        system, path = fsspec.core.url_to_fs(url)
    except Exception as error:  # every file system has errors of its own
        raise ReferatError(f"{without_credentials(url)}: cannot be reached ({reason(error)})") from error
    return system, path


def find(url: str) -> Iterator[str]:
    """The files below a URL, or itself; sorted by name, hidden ones left out."""
    system, path = open_place(url)
    with explained(url):
        if system.isfile(path):
            yield url
            return
        for name in sorted(system.find(path)):
            inside = name.startswith(path)
            below = name[len(path) :] if inside else name
            if not any(map(is_hidden, below.split("/"))):
                yield f"{url.rstrip('/')}/{below.lstrip('/')}" if inside else system.unstrip_protocol(name)


def state(url: str) -> tuple[int, int]:
    """Size, and a number that changes with the content (0 where the place gives none)."""
    system, path = open_place(url)
    with explained(url):
        info = system.info(path)
    mark = next((str(info[key]) for key in IDENTITY if info.get(key)), "")
    number = int.from_bytes(hashlib.sha256(mark.encode()).digest()[:7], "big") if mark else 0
    return int(info.get("size") or 0), number


def read(url: str) -> bytes:
    """The content of a file; raises :class:`ReferatError`."""
    system, path = open_place(url)
    with explained(url):
        content: bytes = system.cat_file(path)
    return content


@contextmanager
def as_local(path: str) -> Iterator[Path]:
    """The file itself where it is local, else a copy that vanishes with the block."""
    if not is_remote(path):
        yield Path(path)
        return
    system, name = open_place(path)
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        with explained(path):
            system.get_file(name, str(copy))
        yield copy


def begins(path: str, size: int) -> bytes:
    """The first bytes of a file."""
    if not is_remote(path):
        with open(path, "rb") as file:
            return file.read(size)
    system, name = open_place(path)
    with explained(path):
        head: bytes = system.head(name, size)
    return head


def exists(path: str) -> bool:
    """Whether a file is there."""
    if not is_remote(path):
        return os.path.isfile(path)
    system, name = open_place(path)
    with explained(path):
        return bool(system.isfile(name))


def upload(local: str, url: str) -> None:
    """Put a file there in one go: readers see the old one or the new one."""
    system, path = open_place(url)
    kinds = {system.protocol} if isinstance(system.protocol, str) else set(system.protocol)
    with explained(url):
        parent, _, name = path.rpartition("/")
        if parent and "file" in kinds:
            system.makedirs(parent, exist_ok=True)
        if kinds & RENAMING:
            fresh = f"{parent}/.{name}.part"
            system.put_file(local, fresh)
            system.mv(fresh, path)
        else:
            system.put_file(local, path)


@contextmanager
def explained(url: str) -> Iterator[None]:
    """Turn what a file system raises into one line with the place and what to look at."""
    try:
        yield
    except ReferatError:
        raise
    except Exception as error:  # every file system has errors of its own
        raise ReferatError(
            f"{without_credentials(url)}: {reason(error)}; check the address, the network and the credentials"
        ) from error
