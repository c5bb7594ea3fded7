"""CPR numbers (Danish personal identity numbers): found by their birth date, masked at the same length."""

from nlp.protect.cpr.cpr import Cpr, find, mask

__all__ = ["Cpr", "find", "mask"]
