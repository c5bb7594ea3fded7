"""Recall and precision of CPR masking on generated sentences: ``python -m benchmarks.cpr [NUMBER] [SEED]``.

Every sentence holds one number: a CPR number in one of the ways in which they are written, or one that only looks
like it. The look-alikes are drawn with a valid birth date as often as not, which real ones seldom have.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from nlp.protect.cpr import find
from nlp.protect.cpr.cpr import passes_check

FORMS = {
    "hyphen": "{d}-{s}",
    "solid": "{d}{s}",
    "blank": "{d} {s}",
    "spaced hyphen": "{d} - {s}",
    "dash": "{d}–{s}",
    "hard blank": "{d}\u00a0{s}",
    "line break": "{d}-\n{s}",
    "line break, indented": "{d}-\n      {s}",
    "broken at the blank": "{d}\n{s}",
    "broken before the hyphen": "{d}\n-{s}",
}
AROUND = (
    "Ansøgning fra borger {n} om tilskud til boligændring.",
    "CPR-nr. {n} bevilges hjælp efter servicelovens § 100.",
    "Cpr.nr.: {n}",
    "cpr {n}, Havnegade 4",
    "Personnummer {n} er anført i bilaget.",
    "Jens Hansen, {n}, Sønderskov",
    "Jens Hansen ({n}) klager over afgørelsen.",
    "Borger\tCPR\tBeløb\nAnna Holm\t{n}\t1.200\n",
    "Navn\tNummer\tYdelse\nAnna Holm\t{n}\tKontanthjælp\n",
    "| Anna Holm | {n} | 12.500 |",
    "Ansøger: Anna Holm {n}. Sagen blev behandlet den 12.11.2020.",
    "Punkt 12: Klage fra {n} over byggetilladelse",
    "Sag om førtidspension, f. {n}, udsættes.",
    "Bilag: ansøgning_{n}.pdf",
    "Afgørelse af 3. maj 2021 vedr. {n};",
    '"{n}"',
    "2. {n} og ægtefælle modtager tillæg.",
    "Modtager nr. 17 er {n}.",
    "Partshøring af {n}/Jens Hansen",
    "Født {n} i Aarhus.",
)
LABELLED_FORMS = (
    "{dd}.{mm}.{yy}-{s}",
    "{dd} {mm} {yy} {s}",
    "{dd}-{mm}-{yy}-{s}",
    "{dd}{mm}{yyyy}-{s}",
    "{dd}/{mm}/{yy} {s}",
)
LABELLED_AROUND = ("CPR-nr. {n} får bevilling.", "cpr: {n}", "Personnummer: {n}, bopæl i kommunen")

LOOK_ALIKES = (
    "Sagsnr. {r4}-{r6}",
    "Sagsnummer: {d}{s}",
    "Sagsnr.: {y2}/{r5}",
    "Journalnr. {r2}.{r2}.{r2}-G01-{r2}-{y2}",
    "J.nr. {d}-{s}-{r2}",
    "Sag {y4}-{d}-{s}",
    "Dok.nr. {d}{s}",
    "Dokument {r5}-{r5}",
    "Tlf. {r2} {r2} {r2} {r2}",
    "Tlf. {r8}",
    "Telefon +45{r8}",
    "Mobil: 0045 {r8}",
    "Kontonr. {r4} {d}{s}",
    "Reg. {r4} konto {d}{s}",
    "Reg.nr. {r4}, kontonr. {d}{s}",
    "Indbetales på {r4}-{d}{s}",
    "IBAN DK{r2}{r4}{d}{s}",
    "Faktura nr. {d}{s}",
    "Fakturanr.: {d}{s} på 12.000 kr.",
    "Ordrenr. {d}{s}",
    "EAN-nr. {r3}{d}{s}",
    "EAN 57980{r8}",
    "CVR-nr. {r8}",
    "P-nr. {d}{s}",
    "P-nummer: 10{r8}",
    "Produktionsenhed {d}{s}",
    "Matr.nr. {r3}-{d}-{s}",
    "Ejendomsnr. {r6}{r3}",
    "Beløb: {d}{s} kr.",
    "kr. {d}{s}",
    "Budgettet er {r2}.{r3}.{r3} kr. mod {r6} {r4} året før.",
    "Navn\tKontonr.\tBeløb\nAnna Holm\t{d}{s}\t1.200\n",
    "Enhed\tP-nummer\tAntal\nSkolen\t{d}{s}\t12\n",
    "Mødet den {date} kl. {r2}.{r2}",
    "Perioden {date}-{y4}",
    "Referat_{y4}{r4}-{r4}.pdf",
    "Konto {r6}.{r4}",
    "Nummer {invalid}-{s} findes ikke.",
    "Varenr. {invalid}{s}",
    "{r6} {r4} {r4} {r4}",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, what kind it is of, and the last four digits of its CPR number, if it has one."""

    text: str
    kind: str
    serial: str | None


def number(chance: random.Random) -> tuple[date, str]:
    """A birth date and a serial number as they are given out: checked by modulus 11 but for some births."""
    kind = chance.random()
    if kind < 0.15:
        born = date(chance.randint(1940, 2025), 1, 1)
    elif kind < 0.4:
        born = date(2007, 1, 1) + timedelta(chance.randrange(18 * 365))
    else:
        born = date(1915, 1, 1) + timedelta(chance.randrange(92 * 365))
    free = born >= date(2007, 1, 1) or (born.month, born.day) == (1, 1)
    while True:
        serial = f"{chance.choice(sevenths(born.year))}{chance.randrange(1000):03}"
        if passes_check(f"{born:%d%m%y}{serial}") or (free and chance.random() < 0.5):
            return born, serial


def sevenths(year: int) -> list[int]:
    """The seventh digits of those born in a year."""
    if year < 1937:
        return [0, 1, 2, 3]
    return [0, 1, 2, 3, 4, 9] if year < 2000 else [4, 5, 6, 7, 8, 9] if year < 2037 else [5, 6, 7, 8]


def sentences(count: int, seed: int) -> list[Sentence]:
    """As many sentences with CPR numbers as with look-alikes."""
    chance = random.Random(seed)
    return [with_cpr(chance) if at % 2 else look_alike(chance) for at in range(count)]


def with_cpr(chance: random.Random) -> Sentence:
    born, serial = number(chance)
    if chance.random() < 0.1:
        form = chance.choice(LABELLED_FORMS)
        parts = {"dd": f"{born:%d}", "mm": f"{born:%m}", "yy": f"{born:%y}", "yyyy": f"{born:%Y}", "s": serial}
        return Sentence(chance.choice(LABELLED_AROUND).format(n=form.format(**parts)), f"announced {form}", serial)
    name, form = chance.choice(list(FORMS.items()))
    written = form.format(d=f"{born:%d%m%y}", s=serial)
    return Sentence(chance.choice(AROUND).format(n=written), name, serial)


def look_alike(chance: random.Random) -> Sentence:
    form = chance.choice(LOOK_ALIKES)
    born, serial = number(chance)
    day = date(2015, 1, 1) + timedelta(chance.randrange(3000))
    valid = chance.random() < 0.5
    values = {f"r{n}": f"{chance.randrange(10**n):0{n}}" for n in range(2, 9)}
    values |= {"d": f"{born:%d%m%y}" if valid else values["r6"], "s": serial if valid else values["r4"]}
    values |= {"y2": f"{day:%y}", "y4": f"{day:%Y}", "date": f"{day:%d.%m.%Y}"}
    values["invalid"] = f"{chance.choice([0, 32, 45, 99]):02}{chance.randint(1, 12):02}{chance.randrange(100):02}"
    return Sentence(form.format(**values), form, None)


def measure(examples: list[Sentence]) -> tuple[float, float, Counter[str]]:
    """Recall, precision, and the errors by kind of sentence."""
    errors: Counter[str] = Counter()
    found = right = wanted = 0
    for example in examples:
        serials = {example.text[cpr.serial : cpr.end] for cpr in find(example.text)}
        wanted += example.serial is not None
        right += example.serial in serials
        found += len(serials)
        if serials != ({example.serial} if example.serial else set()):
            errors[example.kind] += 1
    return right / wanted, right / max(found, 1), errors


def main() -> None:
    count, seed = (int(given) for given in [*sys.argv[1:3], *("100000", "1")[len(sys.argv) - 1 :]])
    recall, precision, errors = measure(sentences(count, seed))
    print(f"{count:,} sentences, seed {seed}: recall {recall:.5f}, precision {precision:.5f}")
    for kind, times in errors.most_common():
        print(f"{times:6} {kind!r}")


if __name__ == "__main__":
    main()
