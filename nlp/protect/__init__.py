"""Personal data: CPR numbers are masked before anything is tagged; private people get pseudonyms on wish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlp.outline import Document
    from nlp.record import Record

__all__ = ["DEFAULT", "MAKE_KEY", "Protection"]


@dataclass(frozen=True, slots=True)
class Protection:
    """What is hidden. ``key``: hexadecimal digits under which private people get pseudonyms; None leaves names."""

    keep_cpr: bool = False
    key: str | None = None

    def mask(self, document: Document) -> None:
        """Mask the CPR numbers of a document that a reader gave, its path and warnings too."""
        if not self.keep_cpr:
            from nlp.protect.cpr import mask
            from nlp.protect.strings import change_document

            change_document(document, mask)

    def path(self, path: str) -> str:
        """A path as outputs show it."""
        if self.keep_cpr:
            return path
        from nlp.protect.cpr import mask

        return mask(path)

    def rename(self, record: Record) -> Record:
        """The record with pseudonyms for private people."""
        if self.key is None:
            return record
        from nlp.protect.pseudonyms import pseudonymised

        return pseudonymised(record, self.key)

    def protected(self, record: Record) -> Record:
        """A record that was made elsewhere, with everything hidden."""
        from nlp.protect.cpr import mask
        from nlp.protect.strings import changed_record

        if self.masks(record.text, record.source.path):
            record = changed_record(record, mask)
        return self.rename(record)

    def changes(self, text: str) -> bool:
        """Whether a text is written anew: names in it are replaced, or there are CPR numbers to mask."""
        return self.key is not None or self.masks(text)

    def masks(self, *texts: str) -> bool:
        """Whether there are CPR numbers to mask."""
        from nlp.protect.cpr import find

        return not self.keep_cpr and any(True for text in texts for _ in find(text))


MAKE_KEY = "python -c 'import secrets; print(secrets.token_hex(32))' > referat.key"
"""The command that makes a key."""
DEFAULT = Protection()
"""CPR numbers masked, names left."""
