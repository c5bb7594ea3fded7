"""What an archive holds that another model tagged, and the files from which it can be tagged anew."""

from __future__ import annotations

from dataclasses import dataclass, field

from nlp.batch.settings import Settings, options_digest
from nlp.pipeline import model_at
from nlp.remote import exists
from nlp.store.archive import inputs
from nlp.store.archive.writer import Archive


@dataclass(slots=True)
class Outdated:
    """``files`` can be tagged anew; documents tagged under ``other_options`` and files that are ``gone`` cannot."""

    files: list[str] = field(default_factory=list)
    other_options: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def outdated(archive: Archive, settings: Settings) -> Outdated:
    """The files of all documents that another model than that of the settings tagged, each once.

    The archive keeps of the options only a digest, so what was tagged under others is left.
    """
    found, wanted, paths = Outdated(), options_digest(settings), []
    for path in archive.tagged_otherwise(model_at(settings.model, settings.ner)):
        known = (inputs.get(archive.db, origin) for origin in inputs.origins(path))
        if any(one and one.options not in (None, wanted) for one in known):
            found.other_options.append(path)
        else:
            paths.append(path)
    for file in dict.fromkeys(path.split("!/")[0] for path in paths):
        whole = file if exists(file) else file.rpartition("#")[0] or file
        if not exists(whole):
            found.gone.append(file)
        elif whole not in found.files:
            found.files.append(whole)
    return found
