"""The title of a document: the first heading that is one, and not the furniture that stands above it.

Names of sections, buttons, notices, programs' names for a new file are none. In plain text, where no heading is marked,
a line of one or two words above a longer heading is the name of a section; a question may be a title too.
"""

from __future__ import annotations

import re

from parley.documents import dates, outlets
from parley.documents.furniture import LABEL, LINKS_BELOW
from parley.documents.layout import Piece, ended
from parley.documents.model import Found
from parley.documents.page import Page
from parley.documents.pieces import LONGEST_HEADING, is_name

_FURNITURE = re.compile(
    r"^(?:home ?page|home|(?:latest |breaking |top |all |more )?news(?: ?feed| ?room| features?| analysis| in brief)?|front page|latest|live(?: updates)?|feature[sd]?|updates?"
    r"|start reading|begin reading|reading|full text|read(?: now| more| this)?|article|story|post|blogs?|archives?|contents?|table of contents|index|main content|menu|navigation|sections?"
    r"|search(?: results)?|share(?: this)?(?: article| page| story)?|shares?|save|print(?: this| version)?|e-?mail(?: link)?|copy link|link(?:ed ?in)?|comments?|log ?in|sign ?(?:in|up)|register|subscribe|newsletters?|my account|account"
    r"|facebook|twitter|whats ?app|telegram|reddit|flipboard|pinterest|x|close|open|back|next|previous|top|to top|skip to (?:main )?content|advertisement|ad|weather|sports?|business|life(?:style)?|culture|travel|shopping|entertainment|royals?"
    r"|science|technology|tech|health|education|environment|arts?|books?|style|food|money|markets?|economy|magazine|video|watch(?: live)?|audio|listen|podcasts?|photos?|gallery|special reports?|exclusive|premium|must[- ]reads?"
    r"|breadcrumb(?: trail)?(?: links)?|current issue|this issue|key points|newsletter|dark mode|word document|(?:new |untitled )?document ?\d*|untitled(?: .{0,20})?|microsoft word.{0,200}|powerpoint presentation|presentation ?\d*|slide \d+|pdf|doc|file"
    r"|loading|please wait|welcome|page not found|404.{0,30}|error|access denied|just a moment|cookies?|accept(?: all)?|legal disclaimer|disclaimer|abstract|about(?: us)?|contact(?: us)?|help)\W*$",
    re.I,
)
_NOTICE = re.compile(
    r"^(?:i (?:would like|agree|accept)|(?:please|to) (?:enable|turn on|view this video|use)|sign (?:in|up)\b|log in\b|register (?:now|here|to)|subscribe (?:now|to|for)|become a (?:member|subscriber|supporter)"
    r"|get (?:the app|our|unlimited|notifications)|stay up to date|hide message|show (?:more|less|all)|see (?:more|all)|view (?:all|more|\d+)|share (?:this|current)|send this|listen to this|follow (?:us|on)|download|enable|jump to|skip to|toggle"
    r"|add (?:us|as)|print subscriber|support (?:us|our|tgp|independent)|we (?:use|value) (?:cookies|your)|your browser|javascript|already a|thank you for|continue (?:reading|to)|image (?:source|credit)|photo by|\d+ (?:shares|comments?|min)\b)",
    re.I,
)
_ASKS = re.compile(r"[?!…]['\"’”]*$|\.\.\.$")
_TURN = re.compile(r"^(?:Q|A|Question|Answer|QUESTION|ANSWER|[A-Z][A-Z. ]{1,30}):\s")
"""Somebody's turn in a transcript, whose question is no title."""
_INNER_STOP = re.compile(r"[a-z]{3,}[.]\s+[A-Z]")
_PATH = re.compile(r"\s[»›>|/]\s")
_GLUED = re.compile(r"^(?:[A-Z][a-z&+ ]+){0,1}(?:[A-Z][a-z]+){3,}")
"""Buttons whose names were copied without a blank between ("FacebookTwitterFlipboard")."""
_WINDOW = 15
_FULL = 60


def is_furniture(words: str) -> bool:
    """True for what pages, programs and shops put where a title should be ("News Feed", "Word Document", "Opinion")."""
    said = " ".join(words.split())
    if not any(c.isalpha() for c in said) or dates.is_time(said) or _GLUED.search(said):
        return True
    parts = [part.strip() for part in _PATH.split(said)]
    if len(parts) > 1 and all(len(part.split()) <= 3 for part in parts):  # "Home » News » South Africa"
        return True
    return any(pattern.match(said) for pattern in (_FURNITURE, _NOTICE, LABEL, LINKS_BELOW))


def find(page: Page, skip: int | None) -> Found | None:
    """The title among the first pieces. ``skip``: the piece that names the outlet."""
    candidates: list[tuple[int, Piece]] = []
    for order, (i, piece) in enumerate(page.own(_WINDOW)):
        if i != skip and _may_be(page, i, piece):
            candidates.append((i, piece))
        elif candidates and order > 1 and _is_body(page, i, piece):
            break
    chosen = _chosen(candidates)
    if chosen is None:
        return None
    piece = chosen[1]
    how = "first heading" if chosen == candidates[0] or piece.form == "heading" else "first heading that is a title"
    return Found(piece.words, how, piece.span)


def _chosen(candidates: list[tuple[int, Piece]]) -> tuple[int, Piece] | None:
    marked = [c for c in candidates if c[1].form == "heading"]
    if marked:
        return marked[0]
    if not candidates:
        return None
    head = candidates[0]
    longer = next((c for c in candidates if _count(c[1].words) >= 4), None)
    words = head[1].words
    short = _count(words) <= 2 or (_count(words) == 3 and is_name(words)) or outlets.looks_like(words) is not None
    return longer if longer and short else head


def _count(words: str) -> int:
    return len(re.findall(r"\w[\w'’-]*", words))


def _may_be(page: Page, i: int, piece: Piece) -> bool:
    words = piece.words
    if is_furniture(words) or len(words) > LONGEST_HEADING + 40:
        return False
    if page.kinds[i] == "heading":
        return True
    asks = page.kinds[i] == "paragraph" and piece.lines <= 2 and _ASKS.search(words) is not None
    return (
        asks
        and not _TURN.match(words)
        and not _INNER_STOP.search(words)
        and len(words.split()) >= 4
        and words[0] not in "“\"'‘"
    )


def _is_body(page: Page, i: int, piece: Piece) -> bool:
    return page.kinds[i] == "paragraph" and len(piece.words) >= _FULL and ended(piece.words)
