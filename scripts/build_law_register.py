"""Build the compact register of Danish statutes that the package ships.

    python scripts/build_law_register.py ../shared/data/law/statutes.tsv.gz

Reads a table with the columns year, number, kind, issued, title (Ansvar-Systems/Danish-law-mcp, Apache-2.0,
open data of retsinformation.dk) and writes ``nlp/data/laws.tsv.gz``: key, year, number, kind, issued, title,
sorted by key. Kinds: A act, C consolidated act, O order, N amending act or order, X anything else.
Short names that titles give in brackets ("(serviceloven)") go to ``nlp/data/law_names.register.tsv``;
names that titles do not give are kept by hand in ``nlp/data/law_names.tsv``.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "nlp" / "data" / "laws.tsv.gz"
KINDS = {
    "LOV H": "A", "Lov": "A", "LBK H": "C", "Lovbekendtgørelse": "C", "BEK H": "O", "Bekendtgørelse": "O",
    "LOV Æ": "N", "Ændringslov": "N", "BEK Æ": "N", "Ændringsbekendtgørelse": "N",
}  # fmt: skip
NAMES = TARGET.with_name("law_names.register.tsv")
SHORT_NAME = re.compile(r"\((?:ny )?([\w.& -]*?(?:lov|loven|bekendtgørelsen))\)", re.IGNORECASE)
FOOTNOTE = re.compile(r"\s*\(\*[^)]*\)")


def rows(source: Path) -> list[tuple[str, str, str, str, str, str]]:
    from nlp.tag.laws.keys import act_key

    with gzip.open(source, "rt", encoding="utf-8", newline="") as file:
        table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        found = []
        for row in table:
            title = " ".join(FOOTNOTE.sub("", row["title"]).split())
            kind = KINDS.get(row["kind"], "X")
            found.append((act_key(title), row["year"], row["number"], kind, row["issued"], title))
    return sorted(found)


def write(register: list[tuple[str, str, str, str, str, str]], target: Path) -> None:
    text = "".join("\t".join(row) + "\n" for row in register)
    with target.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=9, mtime=0, filename="") as file:
        file.write(text.encode("utf-8"))


def short_names(register: list[tuple[str, str, str, str, str, str]]) -> dict[str, str]:
    """Short name to key: of acts the commonest key, of orders only where there is but one."""
    keys: dict[str, Counter[str]] = defaultdict(Counter)
    for key, _, _, kind, _, title in register:
        for name in SHORT_NAME.findall(title.lower()):
            if (kind in "AC" and "lov" in name) or (kind == "O" and name.endswith("bekendtgørelsen")):
                keys[name][key] += 1
    return {
        name: found.most_common(1)[0][0]
        for name, found in sorted(keys.items())
        if name != found.most_common(1)[0][0] and (name.endswith(("lov", "loven")) or len(found) == 1)
    }


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python scripts/build_law_register.py STATUTES.tsv.gz")
    sys.path.insert(0, str(TARGET.parents[2]))
    register = rows(Path(sys.argv[1]))
    write(register, TARGET)
    NAMES.write_text("".join(f"{name}\t{key}\n" for name, key in short_names(register).items()), "utf-8")
    print(f"{TARGET}: {TARGET.stat().st_size / 1e6:.2f} MB")
