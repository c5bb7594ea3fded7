"""What readers look for in files: signatures, boilerplate, field names (data only)."""

from __future__ import annotations

# First bytes of files that hold no minutes; what they are and what to do about it.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "an image; make a PDF of it and read that with OCR (--ocr)"),
    (b"\xff\xd8\xff", "an image; make a PDF of it and read that with OCR (--ocr)"),
    (b"GIF8", "an image; make a PDF of it and read that with OCR (--ocr)"),
    (b"II*\x00", "an image; make a PDF of it and read that with OCR (--ocr)"),
    (b"MM\x00*", "an image; make a PDF of it and read that with OCR (--ocr)"),
    (b"BM", "an image; make a PDF of it and read that with OCR (--ocr)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .xls, .msg); save it as .docx or PDF"),
    (b"{\\rtf", "an RTF file; save it as .docx or PDF"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ", "an xz archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"MZ", "a program, not a document"),
    (b"\x7fELF", "a program, not a document"),
    (b"OggS", "a sound recording, not a document"),
    (b"ID3", "a sound recording, not a document"),
    (b"PAR1", "a Parquet table, not a document"),
    (b"SQLite format 3", "a database, not a document"),
)
# Signatures that text may begin with too: taken only where NUL bytes follow.
AMBIGUOUS_SIGNATURES = (b"BM", b"MZ", b"BZh", b"ID3", b"GIF8", b"PAR1", b"Rar!", b"OggS")

# Office packages that are zip files: a member of the archive, what it is.
PACKAGES: tuple[tuple[str, str], ...] = (
    ("xl/workbook.xml", "an Excel workbook; save the minutes as .docx or PDF"),
    ("ppt/presentation.xml", "a PowerPoint file; save it as PDF"),
    ("content.xml", "an OpenDocument file; save it as .docx or PDF"),
)

# The headers of a message whose text is encoded or has parts: an e-mail, or a web page that was saved as one file.
ENCODED_MAIL = (
    r"(?i)\s*(?:[a-z][a-z-]*:[^\n]*\n+(?:[ \t][^\n]*\n+)*)*?"
    r"content-(?:transfer-encoding:\s*(?:quoted-printable|base64)|type:\s*multipart/)"
)

HTML_START = (
    r"\s*(?:<!--.*?-->\s*)*"
    r"(?:<!doctype\s+html|<(?:html|head|body|div|p|h[1-6]|table|ul|ol|span|section|main|article|meta|title)\b)"
)
XHTML = r"<(?:\w+:)?html\b"
XML_START = r"\s*(?:<\?xml\b|<!DOCTYPE\b|<!--|<[A-Za-zÆØÅæøå_][\w.:-]*[\s/>])"
MARKDOWN_HEADING = r"(?m)^ {0,3}#{1,6}[ \t]+\S"
MARKDOWN_BOLD = r"(?m)^(?:[-*] )?(?:\*\*|__)\S[^\n]*(?:\*\*|__)[^\n]*$"

# HTML elements that begin a line of their own, and those whose content is not text.
HTML_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
        "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
        "ul",
    }
)  # fmt: skip
HTML_SKIPPED = frozenset(
    {
        "script", "style", "template", "noscript", "svg", "iframe", "object", "head", "select", "button", "input",
        "textarea", "del", "map", "canvas", "video", "audio",
    }
)  # fmt: skip

# Elements of a tagged PDF that are part of a line, unless they hold blocks themselves.
PDF_INLINE = frozenset(
    {
        "Annot", "Code", "Em", "LBody", "Lbl", "Link", "NonStruct", "Note", "Quote", "Reference", "Ruby", "Span",
        "Strong", "Sub",
    }
)  # fmt: skip

# Web pages: whole lines of navigation, and names of elements that hold it.
BOILERPLATE = frozenset(
    {
        "til toppen", "til top", "tilbage til toppen", "gå til toppen", "udskriv", "print", "print siden", "del siden",
        "del", "luk", "læs op", "læs mere", "vis mere", "vis mindre", "vis alle", "fold ud", "fold sammen", "tilbage",
        "forrige", "næste", "næste punkt", "forrige punkt", "spring til indhold", "gå til indhold",
        "spring navigation over", "menu", "søg", "log ind", "accepter", "accepter alle", "afvis", "afvis alle",
        "cookies", "cookiepolitik", "cookie- og privatlivspolitik", "hent som pdf", "hent pdf", "download pdf",
        "download", "abonner", "tilmeld nyhedsbrev", "kontakt os", "sitemap", "webtilgængelighed",
        "tilgængelighedserklæring",
        "se alle bilag", "vis bilag", "skjul bilag", "kopier link", "del på facebook",
        "del på linkedin", "del på twitter",
        "^ til toppen", "↑ til toppen",
    }
)  # fmt: skip
BOILERPLATE_NAME = (
    r"(?:^|[\s_-])(?:cookie\w*|consent|breadcrumbs?|navbar|navigation|nav|menu|skip-?link\w*|share|social|toolbar"
    r"|print-?link|site-?footer|page-?footer|sidebar|search-?(?:form|box))(?:$|[\s_-])"
)
COOKIE_LINE = (
    r"(?i)\b(?:vi|hjemmesiden|siden|dette website|webstedet) (?:bruger|anvender|benytter) cookies\b"
    r"|\bcookies? (?:til|for at) (?:at )?(?:forbedre|huske|indsamle)\b"
)

# A line with one of these says what was decided and is no heading ("Byrådet godkendte udvalgets indstilling").
DECIDING_VERBS = (
    r"\b(?:godkend(?:te|er|es|t)|anbefal(?:er|ede|es)|tiltr(?:ådte|æder|ådt)|vedtog|vedtage[rt]|beslutte(?:de|r|t)"
    r"|indstille(?:r|de|s)|følge[rs]|fulgte|tog|tager|afvis(?:te|t)|udsat|drøfte(?:de|t))\b"
)

# Names that carry more than the name: "(A)", "(Stedfortræder for X)", ", formand".
NAME_NOTES: tuple[tuple[str, str], ...] = (
    ("substitute", r"stedfortræder|suppleant"),
    ("arrived_late", r"ankom|mødte kl|kom kl"),
    ("left_early", r"forlod|gik kl"),
    ("absent", r"fravær|afbud|ikke til stede|syg"),
)
PARTY = r"[A-ZÆØÅ]{1,3}\d?"
ROLES = (
    r"(?:\d\.\s*)?(?:vice)?borgmester|(?:\d\.\s*|første|anden)?\s*(?:næst|vice)?formand|rådmand|regionsrådsformand"
    r"|kommunaldirektør|direktør|sekretær|referent|medlem"
)

# eDoc: an item whose publishing type says otherwise is closed.
NOT_PUBLISHED = ("ikke", "lukket", "fortrolig")
# AGMAN: member and item participation; 0 NotDecided counts as present (as its importers do).
AGMAN_PRESENT = frozenset({"", "0", "1", "4"})
AGMAN_EMPTY = frozenset({"tomt indhold"})
TRUE_WORDS = frozenset({"1", "true", "ja", "yes", "sand", "åben", "åbent"})
FALSE_WORDS = frozenset({"0", "false", "nej", "no", "falsk", "lukket"})
