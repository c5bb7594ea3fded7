"""A run that fills an archive: inputs that stand there as they are now are skipped, the rest is tagged and stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from nlp.batch.contents import content_sha256
from nlp.batch.kept_results import Store, explained, is_settled
from nlp.batch.manifest import Entry, entry_of
from nlp.batch.run import Done, Options, open_store, tag_units
from nlp.batch.settings import Settings, options_digest
from nlp.batch.units import Unit
from nlp.batch.workers.results import worst
from nlp.pipeline import model_at
from nlp.store.archive import inputs
from nlp.store.archive.inputs import Input
from nlp.store.archive.writer import Archive


@dataclass(frozen=True, slots=True)
class Filled:
    """What became of an input: how many documents were added, replaced, unchanged or failed."""

    unit: Unit
    path: str
    changes: Counter[str] = field(default_factory=Counter)
    done: Done | None = None
    """What was tagged; None where nothing was."""


class Filling:
    """Puts units into an archive. With ``retag`` what another model tagged is tagged anew."""

    def __init__(self, archive: Archive, settings: Settings, options: Options, retag: bool) -> None:
        self.archive, self.settings, self.options = archive, settings, options
        self._wanted = options_digest(settings)
        self._other: set[str] = set()
        """Inputs of documents that another model tagged."""
        if retag:
            paths = archive.tagged_otherwise(model_at(settings.model, settings.ner))
            self._other = {origin for path in paths for origin in inputs.origins(path)}

    def fill(self, units: list[Unit]) -> Iterator[Filled]:
        """What became of each unit, as soon as it stands in the archive: first of those that are skipped."""
        fresh: list[Unit] = []
        store = open_store(self.options.cache, self.options.limit)
        try:
            for unit in units:
                path = self.settings.protection.path(unit.name)
                with explained(store, self.options.cache):
                    known = None if path in self._other else self._unchanged(store, unit, path)
                if known:
                    yield Filled(unit, path, Counter(unchanged=known.documents))
                else:
                    fresh.append(unit)
        finally:
            store.close()
        for done in tag_units(fresh, self.settings, self.options) if fresh else ():
            yield self._store(done)

    def _unchanged(self, store: Store, unit: Unit, path: str) -> Input | None:
        """What the archive knows of a unit that need not be tagged; its state is noted where that is new."""
        old = inputs.get(self.archive.db, path)
        if old is None:
            return self._met_first(store, unit, path)
        if old.options != self._wanted or old.status == "failed":
            return None
        if unit.changed and (old.size, old.changed) == unit.state and not self.options.verify:
            return old
        content = content_sha256(store, unit, self.options.verify)
        if content is None or content != old.sha256:
            return None
        if (old.size, old.changed) != (known := _state(unit)):
            self.archive.note_input(replace(old, size=known[0], changed=known[1]))
        return old

    def _met_first(self, store: Store, unit: Unit, path: str) -> Input | None:
        """As :meth:`_unchanged`, of documents that ``tag`` made, or an earlier version of the archive."""
        if self.settings.municipality or self.settings.body:
            return None
        content = content_sha256(store, unit, self.options.verify)
        documents = self.archive.of_file(path, content) if content else []
        if not documents:
            return None
        status, model = worst({one for _, one, _, _ in documents}), documents[0][2]
        reasons = [f"{one}: {reason}" for one, _, _, warnings in documents for reason in warnings]
        entry = Entry(path, status, len(documents), reasons, None, None, f"{model.name} {model.version}", None)
        made = Input(path, *_state(unit), content, self._wanted, status, len(documents), entry.line())
        self.archive.note_input(made)
        return made

    def _store(self, done: Done) -> Filled:
        entry, records = entry_of(done, self.settings), list(done.records())
        prepare = self.archive.shown.preparer.prepared
        prepared = [prepare(record) for record in records if record.source.status != "failed"]
        state, content, hashes = (0, 0), None, {record.source.sha256 for record in records}
        if done.unit.is_unchanged():
            state, content = _state(done.unit), hashes.pop() if len(hashes) == 1 else None
        made = Input(done.path, *state, content, self._wanted, entry.status, len(prepared), entry.line())
        changes: Counter[str] = Counter(self.archive.store(prepared, source=made))
        changes["failed"] += len(records) - len(prepared)
        return Filled(done.unit, done.path, changes, done)


def _state(unit: Unit) -> tuple[int, int]:
    """Size and time of a unit's file, 0 where a change after it might not show."""
    return unit.file_size, unit.changed if is_settled(unit.changed) else 0
