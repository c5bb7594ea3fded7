"""What the points of a document are read against."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.record import Meeting


@dataclass(frozen=True, slots=True)
class Whole:
    """The document's text, its meeting, and what holds for all its points."""

    text: str
    meeting: Meeting
    people: frozenset[str] = frozenset()
    """Words of the participants' names (:func:`nlp.vocabulary.listed_people.known_words`)."""
    guessed: bool = False
    """The outline was found in the text and not given by the format: a decision may have lost its heading."""
    unheaded: bool = False
    """Few points have a heading above their decision, so that any wording may be one."""

    @property
    def people_end(self) -> int:
        """Where the list of participants ends; some documents print it in their first point."""
        return max((participant.span[1] for participant in self.meeting.participants), default=0)
