"""The component ``referat_names``: people, organisations and places by a trained network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol, Self

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlp.components import extensions
from nlp.components.base import Trained
from nlp.tag.entities import Found
from nlp.tag.names.network import Network


class Finder(Protocol):
    """What finds names in a text: the trained network, or another pipeline."""

    def find(self, text: str) -> Iterator[Found]: ...


class Names(Trained):
    """Adds what its finder finds to ``doc._.candidates``; without one it adds nothing."""

    def __init__(self, name: str, vocab: Vocab, finder: Finder | None = None) -> None:
        extensions.register()
        self.name, self.vocab, self.finder = name, vocab, finder

    @property
    def network(self) -> Language | None:
        """The trained network inside, if that is what finds the names; may be set."""
        return self.finder.language if isinstance(self.finder, Network) else None

    @network.setter
    def network(self, network: Language) -> None:
        self.finder = Network(network)

    def __call__(self, doc: Doc) -> Doc:
        if self.finder is not None:
            doc._.candidates.extend(self.finder.find(extensions.text_of(doc)))
        return doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Save the trained network; another pipeline is named in the config and stays where it is."""
        if isinstance(self.finder, Network):
            self.finder.to_disk(path)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        if (Path(path) / "config.cfg").exists() and (self.finder is None or isinstance(self.finder, Network)):
            self.finder = Network.from_disk(path)
        return self
