"""Names by another spaCy pipeline: one of DaCy's (``dacy:small``) or one on disk (``--ner``).

DaCy and its torch are imported only when asked for. The other pipeline cuts and tags the text in its own way;
its labels are renamed by ``nlp/data/ner_labels.json``, others are dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language

from nlp.errors import ModelError, reason
from nlp.record import EntityLabel
from nlp.resources import read_json
from nlp.tag.entities import MODEL, Found
from nlp.tag.names.network import trimmed

PREFIX = "dacy:"
PASSAGE = 1200
"""Characters after which a passage ends at the next line end; transformers see no more than 512 pieces of words."""
LONGEST = 4000
BATCH = 32
SOURCES = ("tok2vec", "transformer", "curated_transformer")
"""Factories that a recogniser may listen to; components that serve neither it nor them are switched off."""
LOCAL = "give the path of a spaCy pipeline instead: --ner /path/to/pipeline"


class OtherPipeline:
    """``find(text)`` gives candidates of PERSON, ORG and LOC with exact offsets."""

    def __init__(self, language: Language, labels: dict[str, EntityLabel] | None = None) -> None:
        self.language = language
        self.labels: dict[str, EntityLabel] = labels or read_json("ner_labels.json")

    def find(self, text: str) -> Iterator[Found]:
        spans = list(passages(text))
        docs = self.language.pipe((text[start:end] for start, end in spans), batch_size=BATCH)
        for (offset, _), doc in zip(spans, docs, strict=True):
            for one in doc.ents:
                label = self.labels.get(one.label_)
                start, end = trimmed(text, offset + one.start_char, offset + one.end_char)
                if label and start < end:
                    yield Found(start, end, label, priority=MODEL)


def passages(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of whole lines, cut at a blank where a line is too long; together they are the text."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + PASSAGE) + 1 or len(text)
        if end - start > LONGEST:
            end = text.rfind(" ", start, start + LONGEST) + 1 or start + LONGEST
        yield start, end
        start = end


def replace_names(nlp: Language, spec: str) -> None:
    """Let another pipeline find the names; the config of ``nlp`` remembers which.

    ``spec`` is ``dacy:small``, ``dacy:medium``, ``dacy:large``, ``dacy:`` and any name that DaCy lists, or the
    path of a spaCy pipeline. Raises :class:`nlp.errors.ModelError`.
    """
    nlp.replace_pipe("referat_names", "referat_names", config={"ner": spec})


def load_finder(spec: str) -> OtherPipeline:
    """The pipeline that ``spec`` names; raises :class:`nlp.errors.ModelError`."""
    if not spec.startswith(PREFIX):
        return OtherPipeline(ready(from_path(spec), spec))
    return OtherPipeline(ready(from_dacy(spec.removeprefix(PREFIX)), spec))


def from_path(spec: str) -> Language:
    """A spaCy pipeline on disk; raises :class:`ModelError`."""
    import spacy

    if not (Path(spec) / "config.cfg").is_file():
        raise ModelError(f"--ner {spec}: no spaCy pipeline there (no config.cfg); give its folder, or {PREFIX}small")
    try:
        return spacy.load(Path(spec))
    except (OSError, ValueError, ImportError, KeyError) as error:
        raise ModelError(f"--ner {spec}: cannot be loaded ({reason(error)}); {LOCAL}") from error


def from_dacy(name: str) -> Language:
    """A pipeline of DaCy by size ("small") or full name; raises :class:`ModelError`."""
    try:
        import dacy
    except ImportError as error:
        remedy = f"pip install referat[dacy], or {LOCAL}"
        raise ModelError(f"--ner {PREFIX}{name}: DaCy is not installed; {remedy}") from error
    names = [str(one) for one in dacy.models()]
    full = next((one for one in sorted(names, reverse=True) if f"_{name}_" in one), name)
    if full not in names:
        raise ModelError(f"--ner {PREFIX}{name}: DaCy does not know it; it lists {', '.join(names)}")
    try:
        language: Language = dacy.load(full)
    except (Exception, SystemExit) as error:
        what = f"the model cannot be fetched or loaded ({reason(error)})"
        raise ModelError(f"--ner {PREFIX}{name}: {what}; {LOCAL}") from error
    return language


def ready(language: Language, spec: str) -> Language:
    """The pipeline with only what it needs to find names."""
    finders = [name for name in language.pipe_names if "doc.ents" in language.get_pipe_meta(name).assigns]
    if not finders:
        raise ModelError(f"--ner {spec}: the pipeline has no component that finds entities (ner); {LOCAL}")
    needed = [name for name in language.pipe_names if language.get_pipe_meta(name).factory in SOURCES]
    language.select_pipes(enable=[*needed, *finders])
    language.max_length = 200_000_000
    return language
