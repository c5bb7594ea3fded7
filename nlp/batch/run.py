"""A run over many files: what is known is taken from the store, the rest is spread over workers by joblib."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from nlp import remote
from nlp.batch.contents import content_sha256
from nlp.batch.kept_results import LIMIT, Kept, Store, default_folder, explained
from nlp.batch.settings import Settings, basis
from nlp.batch.units import Unit, chunks, large_first
from nlp.batch.workers.engines import LOCAL, check, open_engine
from nlp.batch.workers.limits import Limits
from nlp.batch.workers.pool import answer_chunk, close_workers, tag_chunk
from nlp.batch.workers.results import Result
from nlp.errors import ReferatError
from nlp.models import CHECKSUMS, verify
from nlp.protect import DEFAULT, Protection

if TYPE_CHECKING:
    from nlp.record import Record

PREFIX = b'{"schema_version":"1.0","source":{"path":"'
"""How every record starts; the path of its file comes next."""
CLUSTER = 64
"""Processes of a cluster, of which nobody knows how many come."""
SMALL = 5_000_000
"""Bytes of packed records that are unpacked in one piece."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a run goes about it; no record depends on these."""

    jobs: int = 1
    cache: Path | None = None
    """Folder of the store; None keeps nothing between runs."""
    limit: int = LIMIT
    """Bytes of the store."""
    verify: bool = False
    """Hash files whose size and time are as they were."""
    retry_failed: bool = False
    limits: Limits = field(default_factory=Limits)
    """What a file may take; one that takes more is set aside."""
    engine: str = LOCAL


@dataclass(frozen=True, slots=True)
class Done:
    """A unit with its result; ``tagged`` is the time when that was made, in seconds since 1970."""

    unit: Unit
    result: Result
    tagged: int
    protection: Protection = DEFAULT

    @property
    def path(self) -> str:
        return self.protection.path(self.unit.name)

    def told(self) -> Iterator[tuple[str, str, list[str]]]:
        """Path, status and warnings of the documents that have something to say."""
        for behind, status, warnings in self.result.told:
            yield self.path + behind, status, warnings

    def lines(self) -> Iterator[bytes]:
        """The records as JSON lines."""
        start = PREFIX + _escaped(self.path)
        for line in _unpacked(self.result.data):
            yield start + line[len(PREFIX) :]

    def records(self) -> Iterator[Record]:
        from nlp.record import Record

        return map(Record.model_validate_json, self.lines())


def tag_units(units: list[Unit], settings: Settings, options: Options) -> Iterator[Done]:
    """The results of all units, in order.

    Raises :class:`ReferatError` where none can be tagged: no model, no cluster, no store.
    """
    check(options.engine)
    _check_model(settings)
    store = open_store(options.cache, options.limit)
    try:
        with explained(store, options.cache):
            yield from _Run(units, settings, options, store).results()
    finally:
        store.close()


def processors() -> int:
    """How many this process may use: fewer than the machine has where a container or a set of processors says so."""
    from joblib import cpu_count

    return int(cpu_count())


def _check_model(settings: Settings) -> None:
    from nlp.pipeline import default_path

    folder = settings.model or default_path()
    if not (folder / CHECKSUMS).exists():
        verify(folder)


def open_store(folder: Path | None, limit: int) -> Store:
    """The store of a folder; one that vanishes after the run where the user's own cannot be written to."""
    try:
        return Store(folder, limit)
    except OSError as error:
        if folder != default_folder():
            raise ReferatError(f"--cache {folder}: {error.strerror or error}; name another folder") from error
        return Store(None)


class _Run:
    """One pass over the units. Results go into the store as they come and are read from it in order."""

    def __init__(self, units: list[Unit], settings: Settings, options: Options, store: Store) -> None:
        self.units, self.settings, self.options, self.store = units, settings, options, store
        self._basis = basis(settings).encode()
        self._salt = os.urandom(16)
        self._keys: dict[int, bytes] = {}
        """Of units that are not given out yet."""
        self._ready: set[int] = set()

    def results(self) -> Iterator[Done]:
        given = 0
        jobs = min(self.options.jobs or processors(), max(len(self.units), 1))
        task = partial(answer_chunk, settings=self.settings, limits=self.options.limits)
        try:
            with open_engine(self.options.engine, jobs) as work:
                for answers in work(task, chunks(self._unknown(jobs))):
                    if isinstance(answers, ReferatError):
                        raise answers
                    self._keep(answers)
                    while given in self._ready:
                        yield self._give(given)
                        given += 1
            for number in range(given, len(self.units)):
                yield self._give(number)
        finally:
            close_workers()

    def _unknown(self, jobs: int) -> Iterator[tuple[int, Unit]]:
        """The units without a usable result in the store; large ones first where several are done at once."""
        local = self.options.engine == LOCAL
        alone = jobs == 1 and local
        for number, unit in enumerate(self.units) if alone else large_first(self.units, jobs if local else CLUSTER):
            key = self._keys[number] = self._key(number, unit)
            status = self.store.status(key)
            if status is None or (status == "failed" and self.options.retry_failed):
                yield number, unit
            else:
                self._ready.add(number)

    def _key(self, number: int, unit: Unit) -> bytes:
        """What the result is kept under: the content and what the result depends on, or this run and the number."""
        content = self._content(unit) if self.options.cache else None
        if content is None:
            return self._salt + number.to_bytes(8, "big")
        return hashlib.blake2b(self._basis + content.encode(), digest_size=24).digest()

    def _content(self, unit: Unit) -> str | None:
        """What tells the unit's content; None where nothing does."""
        if remote.is_remote(unit.path):
            return f"{unit.name} {unit.size} {unit.changed}" if unit.changed else None
        return content_sha256(self.store, unit, self.options.verify)

    def _keep(self, answers: list[tuple[int, Result]]) -> None:
        for number, result in answers:
            unit = self.units[number]
            if self.options.cache and not unit.is_unchanged():
                self._keys[number] = self._salt + number.to_bytes(8, "big")
            self.store.put(self._keys[number], result)
            self._ready.add(number)

    def _give(self, number: int) -> Done:
        self._ready.discard(number)
        unit, key = self.units[number], self._keys.pop(number)
        kept = self.store.get(key)
        if kept is None:  # dropped to keep the store small, or damaged
            ((_, result),) = tag_chunk([(number, unit)], self.settings, self.options.limits)
            kept = Kept(result, int(time.time()))
        return Done(unit, kept.result, kept.made, self.settings.protection)


def _unpacked(data: bytes) -> Iterator[bytes]:
    """The lines of a result; large ones are not unpacked at once."""
    if len(data) < SMALL:
        yield from gzip.decompress(data).splitlines(keepends=True)
    else:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as lines:
            yield from lines


def _escaped(text: str) -> bytes:
    return json.dumps(text, ensure_ascii=False)[1:-1].encode()
