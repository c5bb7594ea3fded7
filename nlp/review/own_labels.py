"""A user's own topics and decision types: one TOML file with a Danish name and a line of description each.

.. code-block:: toml

    [topics.harbour]
    danish = "Havne og færger"
    description = "Havnens drift, takster, færgeruter."
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.errors import CorpusError
from nlp.resources import label_names, shipped_label_names, topics

FILE = "labels.toml"
KINDS = ("topics", "decision_types")
NAME = re.compile(r"[a-z][a-z0-9_]{1,30}")
MOST_TOPICS = 40
"""Topics that an archive can tell apart, the project's included."""

Names = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class OwnLabels:
    """Name to ``{"danish": …, "description": …}`` for each kind."""

    topics: Names
    decision_types: Names

    def names(self, kind: str) -> tuple[str, ...]:
        """All names of a kind, the project's first."""
        return tuple(self.danish(kind))

    def danish(self, kind: str) -> dict[str, str]:
        """Danish name of each label of a kind, the project's first."""
        own: Names = getattr(self, kind)
        return label_names(kind) | {name: one["danish"] for name, one in own.items()}

    def all_danish(self) -> dict[str, str]:
        """Danish name of each label of any kind."""
        return {name: title for kind in KINDS for name, title in self.danish(kind).items()}

    def as_json(self) -> dict[str, Names]:
        return {kind: getattr(self, kind) for kind in KINDS}


NONE = OwnLabels({}, {})


def read_own_labels(path: Path) -> OwnLabels:
    """The labels of a file, or of ``labels.toml`` in a folder; none where there is no such file.

    Raises :class:`CorpusError` with the label and what is missing.
    """
    file = path / FILE if path.is_dir() else path
    if not file.exists():
        return NONE
    try:
        given = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{file}: not readable ({error}); see docs/retraining.md for how it is written") from error
    if unknown := [kind for kind, names in given.items() if kind not in KINDS or not isinstance(names, dict)]:
        raise CorpusError(f"{file}: unknown part {unknown[0]!r}; use [topics.NAME] or [decision_types.NAME]")
    found = {
        kind: {name: _checked(file, kind, name, one) for name, one in given.get(kind, {}).items()} for kind in KINDS
    }
    if len(OwnLabels(**found).names("topics")) > MOST_TOPICS:
        raise CorpusError(f"{file}: more than {MOST_TOPICS - len(topics())} own topics; join some")
    return OwnLabels(**found)


def _checked(file: Path, kind: str, name: str, one: Any) -> dict[str, str]:
    where = f"{file}: [{kind}.{name}]"
    if not NAME.fullmatch(name):
        raise CorpusError(f"{where}: a name has small letters a-z, digits and _ only")
    if name in shipped_label_names(kind):
        raise CorpusError(f"{where}: is one of the project's own labels; choose another name")
    if not isinstance(one, dict):
        raise CorpusError(f"{where}: give danish and description below it")
    for key in ("danish", "description"):
        if not isinstance(one.get(key), str) or not one[key].strip():
            raise CorpusError(f'{where}: {key} is missing; write {key} = "…"')
    if len(one) > 2:
        raise CorpusError(f"{where}: only danish and description are known here")
    return {"danish": one["danish"].strip(), "description": one["description"].strip()}
