"""Files that no reader can make minutes of, as they turn up in archives."""

from __future__ import annotations

import io
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path

GOOD = """Referat til mødet i Byrådet den 3. maj 2021 kl. 18:00 i Byrådssalen

Deltagere: Jens Dam (A), Mette Kær (V)

Punkt 1: Godkendelse af dagsorden

Beslutning
Godkendt.

Punkt 2: Ny bro over åen

Sagsfremstilling
Broen koster 2 mio. kr.

Beslutning
Udsat til næste møde.
"""


def zip_of(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(100, 700, "Punkt 1: Godkendelse af dagsorden")
    canvas.save()
    return buffer.getvalue()


def encrypted_pdf() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("hemmelig", "ejer"))
    canvas.drawString(100, 700, "Punkt 1: Godkendelse af dagsorden")
    canvas.save()
    return buffer.getvalue()


XML_BOMB = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;">]><Publication>&d;</Publication>"""
XML_FILE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Publication>&x;</Publication>'


def mail() -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "raadhus@hvidsted.dk", "Referat af mødet"
    message.set_content(GOOD, cte="quoted-printable")
    return bytes(message)


def failing() -> dict[str, bytes]:
    """Files that fail, by name."""
    return {
        "empty.txt": b"",
        "blank.txt": b" \n\n\t",
        "junk.txt": bytes(range(256)) * 64,
        "cut.pdf": pdf()[:400],
        "locked.pdf": encrypted_pdf(),
        "bomb.zip": zip_of({"huge.txt": b"0" * 60_000_000}),
        "outside.zip": zip_of({"../evil.txt": GOOD.encode()}),
        "no_files.zip": zip_of({}),
        "entities.xml": XML_BOMB,
        "outside.xml": XML_FILE,
        "mail.eml": mail(),
        "other.json": json.dumps({"weather": ["rain"]}).encode(),
        "broken.json": b'{"Dagsordenpunkter": [',
        "tagged.jsonl": b'{"schema_version":"1.0","source":{}}\n' * 2,
        "one_line.txt": b"ord " * 12_500_000,
    }


def doubtful() -> dict[str, bytes]:
    """Files that are read with losses or hold no point."""
    return {
        "letter.txt": "Kære alle\n\nTak for i går. Kagen var god.\n\nHilsen Jens\n".encode(),
        "mixed.txt": GOOD.encode() + "\nPunkt 3: Støj fra møllen\n\nBeslutning\nDrøftet på mødet.\n".encode("cp1252"),
    }


def write_all(folder: Path) -> None:
    """All bad files and one good one, ``zz.txt``, which comes last."""
    for name, content in {**failing(), **doubtful(), "zz.txt": GOOD.encode()}.items():
        (folder / name).write_bytes(content)
