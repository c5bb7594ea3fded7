"""Referat: Danish municipal minutes as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

__version__ = "0.1.0"
__all__ = ["__version__", "load"]


def load(*args: Any, **kwargs: Any) -> Language:
    """Load the shipped pipeline or one of your own; see :func:`nlp.pipeline.load`."""
    from nlp.pipeline import load as load_pipeline

    return load_pipeline(*args, **kwargs)
