"""What is masked before words are counted (data only): names of bodies, places and people, numbers.

A model must rest on what is decided, not on who decides in one municipality.
"""

from __future__ import annotations

COUNCIL = r"\b(?:byråd|kommunalbestyrelse|regionsråd|borgerrepræsentation|amtsråd)(?:et|en|ets|ens|s)?\b"
COMMITTEE = (
    r"\b(?:[\wæøå]+-,? )*(?:[\wæøå]+-? (?:og|&|samt) )?[\wæøå-]*(?:udvalg)(?:et|ets|s)?\b(?: for(?: [\wæøå]+,?){1,2}(?: og [\wæøå]+)?)?"
)
ADMINISTRATION = (
    r"\b(?:[\wæøå]+-,? )*(?:[\wæøå]+-? (?:og|&) )?[\wæøå-]*(?:forvaltning|administration|magistrat)(?:en|ens|s)?\b"
)
MASKS: tuple[tuple[str, str], ...] = (
    (COMMITTEE, " xudvalg "),
    (COUNCIL, " xråd "),
    (ADMINISTRATION, " xforvaltning "),
    (r"\b[\wæøåé.-]+ kommunes?\b", " xkommune "),
    (r"\d+(?:[.,]\d+)*", "0"),
)
PERSON = r"\b[A-ZÆØÅ][\wé-]+(?: (?:[A-ZÆØÅ]\.|van|von|de|al|el|[A-ZÆØÅ][\wé-]+)){1,3}\b"
WORD = r"[^\W_]+"
