"""What a piece of a page is: heading, byline, date line, caption, credit, list or paragraph; and who signed it."""

from __future__ import annotations

import re

from parley.documents import datelines, dates, outlets
from parley.documents.layout import Piece, ended
from parley.documents.model import BlockKind

_BYLINE = re.compile(
    r"^(?:by|written by|reported by|story by|analysis by|opinion by|guest essay by)[:\s]\s*(?=\S)", re.I
)
_CREDITED = re.compile(
    r"\bCredit\s*(?:\.{3}|…|:)|^(?:Photo(?:graph)?s?|Picture|Image|Illustration)\s*(?::|(?:credit|by)\b)"
    r"|\((?:Photo|Image|AP|Reuters|AFP|Getty)[^()]{0,80}\)\W*$|/(?:Getty Images|Reuters|AP|AFP|EPA|[A-Z][\w ]{2,30} Times)\W*$"
    r"|(?:Getty Images|via AP|/Getty|AP Photo)\b"
)
_CONTRIBUTED = re.compile(
    r"\bcontributed (?:reporting|research|to this (?:report|article|story))|^(?:additional |writing and )?reporting by\b|^editing by\b"
    r"|^our standards:|^this (?:article|story|piece) (?:was|is|has been|originally) |\bcontributed from\b"
    r"|^(?:also|originally|first) (?:published|appeared) (?:in|on|by|at)\b|^a version of this article appears\b",
    re.I,
)
_DAY = re.compile(
    r"[\s,|·•–—-]+(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"|(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?\d{1,2}[:.]\d\d|[Uu]pdated\b|[Pp]ublished\b)"
)
"""Where a day or an hour without a year follows the names."""
_SENTENCE = re.compile(r"[a-z]{3,}[.!?][\"”’']?\s+[A-Z]")
_PARTICLES = {
    "de",
    "van",
    "von",
    "der",
    "den",
    "al",
    "bin",
    "ibn",
    "la",
    "le",
    "di",
    "da",
    "del",
    "el",
    "du",
    "dos",
    "ter",
    "ten",
    "y",
}
_ROLES = {"reporter", "editor", "correspondent", "fellow", "staff", "writer", "news", "contributor", "columnist", "analyst", "director",
          "professor", "bureau", "chief", "press", "editors", "reporters", "desk", "board", "office", "special", "guest"}  # fmt: skip
_NAME_WORD = re.compile(r"^[^\W\d_][\w.'’‑-]*$")
_SMALL = {
    "a",
    "an",
    "the",
    "and",
    "or",
    "but",
    "of",
    "in",
    "on",
    "at",
    "to",
    "for",
    "with",
    "by",
    "as",
    "is",
    "from",
    "vs",
    "vs.",
    "not",
}

LONGEST_HEADING = 160


def kind(piece: Piece, first: bool) -> BlockKind:
    """The kind of a piece by its own words; ``first`` where nothing stands above it but the file's head."""
    words = piece.words
    if piece.form == "heading":
        return "heading"
    if dates.only(words) or dates.only_month(words) or datelines.line(words):
        return "dateline"
    if signed(words):
        return "byline"
    if len(words) <= 700 and _CREDITED.search(words):
        return "caption"
    if len(words) <= 500 and _CONTRIBUTED.search(words):
        return "credit"
    if piece.form == "list":
        return "list"
    if is_heading(words, piece.lines) or (first and piece.lines <= 2 and in_title_case(words)):
        return "heading"
    return "paragraph"


def is_heading(words: str, lines: int = 1) -> bool:
    """True for one short line that starts like a title and does not end like a sentence."""
    if lines > 2 or not words or len(words) > LONGEST_HEADING or len(words.split()) > 22 or ended(words):
        return False
    if lines == 2 and _SENTENCE.search(words):
        return False  # the last line of a text and what stands at the foot of its page
    return words[0].isupper() or words[0].isdigit() or words[0] in "“\"'‘¿"


def in_title_case(words: str) -> bool:
    """True where most of the longer words are capitalised, as in an English headline."""
    longer = [w for w in words.split() if w[:1].isalpha() and w.lower() not in _SMALL]
    if len(longer) < 2 or len(words) > 200:
        return False
    return sum(w[0].isupper() for w in longer) >= 0.75 * len(longer)


def signed(words: str) -> tuple[str, ...]:
    """The names in a byline ("By Peter Baker Nov. 10, 2022"), or nothing where the words are no byline."""
    m = _BYLINE.match(words)
    if m is None or len(words) > 240:
        return ()
    found = dates.find(words)
    rest = words[m.end() : found[1].start] if found and found[1].start > m.end() else words[m.end() :]
    rest = _DAY.split(rest, maxsplit=1)[0]
    names = tuple(name for part in re.split(r"\s*(?:,|;|\||•|·|\s&\s|\band\b)\s*", rest) if (name := _name(part)))
    if not names or sum(len(n) for n in names) < 0.4 * len(rest.strip()):
        return ()
    return names


def _name(part: str) -> str | None:
    cleaned = re.sub(r"\s+", " ", part).strip(" .-–—()[]|") + (
        "." if re.search(r"\b(?:Jr|Sr)\.$", part.strip()) else ""
    )
    if outlets.known(cleaned):
        return cleaned
    tokens = cleaned.split(" ")
    if not 2 <= len(tokens) <= 6 or not all(_NAME_WORD.match(t) for t in tokens):
        return None
    if any(t.lower() in _ROLES for t in tokens):
        return None
    if not all(t[0].isupper() or t.lower() in _PARTICLES for t in tokens) or not tokens[-1][0].isupper():
        return None
    if all(t.isupper() for t in tokens):
        return " ".join(t if len(t) <= 2 and t.endswith(".") else t.title() for t in tokens)
    return cleaned


def is_name(words: str) -> bool:
    """True where the words could be one person's name and nothing else."""
    return _name(words) is not None and outlets.known(words) is None
