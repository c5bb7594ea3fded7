"""spaCy's Danish tokenizer, for formats that come with tokens."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


@cache
def danish() -> Language:
    """A pipeline of the tokenizer alone."""
    import spacy

    return spacy.blank("da")
