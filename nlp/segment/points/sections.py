"""The sections of a point: their roles, and which of them only go on with the one before."""

from __future__ import annotations

from nlp.outline import Offsets, OutlinePoint, OutlineSection
from nlp.record import Decision, Section, SectionRole
from nlp.segment.points.decisionparts import PROPOSED
from nlp.vocabulary.headings import bare_heading, heading_role


def settle_roles(text: str, point: OutlinePoint) -> None:
    """Give each section the role that the format gave, that its heading tells, or that its text suggests."""
    for section in point.sections:
        section.role = section.role or heading_role(section.heading) or _role_of_text(text, section)


def _role_of_text(text: str, section: OutlineSection) -> SectionRole:
    return "proposal" if PROPOSED.match(text[slice(*section.span)].lstrip()) else "other"


def preamble(point: OutlinePoint) -> Offsets:
    """The text between the heading and the first headed section."""
    start = point.heading_span[1]
    return start, max(start, min((section.start for section in point.sections), default=point.span[1]))


def find_sections(text: str, point: OutlinePoint, decisions: list[Decision]) -> list[Section]:
    """The sections of a point whose roles are settled, each with those that only go on with it."""
    sections: list[Section] = []
    for above, section in zip([None, *point.sections], point.sections, strict=False):
        end = max(section.start, section.span[0] + len(text[slice(*section.span)].rstrip()))
        if above and _goes_on(text, above, sections[-1].role, section, decisions):
            sections[-1].span = (sections[-1].span[0], end)
        else:
            heading, role = bare_heading(section.heading), section.role or "other"
            sections.append(Section(heading=heading, role=role, span=(section.start, end)))
    return sections


def _goes_on(
    text: str, above: OutlineSection, role_above: SectionRole, section: OutlineSection, decisions: list[Decision]
) -> bool:
    """An absence heading above a decision's text, or "Forvaltningen indstiller:" right below "Indstilling"."""
    if role_above == "decision" and section.role == "absence":
        start, end = section.span
        return any(start <= decision.span[0] < end for decision in decisions if decision.text)
    empty = not text[slice(*above.span)].strip()
    return role_above == section.role == "proposal" and empty and bool(PROPOSED.match(section.heading))
