"""Where the clauses around the word of a condition begin and end, in characters of the paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parley.core.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_QUOTE_ENDS = re.compile(
    r"[,.!?…][”\"’]|[”\"](?=,? (?:he|she|they|it|[A-Z][\w’'-]+|the [\w’'-]+) (?:\w+ )?(?:said|says|told|added|adds))"
)
_SAYING = re.compile(
    r",[”\"]? (?:(?:he|she|it|they|the [\w’' -]{2,40}?|[A-Z][\w’'. -]{2,40}?) (?:has |have |had |also |later |\w+ly )?"
    r"(?:said|says|told|added|adds|stressed|noted|declared|wrote|warned|insisted|insists|explained|stated|reported|announced)\b|according to\b)"
)
_SOFT = re.compile(
    r",? (?:al)?though\b|, (?:but|while|which|who|adding|saying|reiterating|despite|whereas|prompting|leaving|so|or else|even|citing|as (?:he|she|it|they|the)|"
    r"(?:and|or) (?:he|she|it|they|we|I|that|has|have|had|would|will|said|added|called|accused|urged|warned|rejected|refused|also))\b|(?<=\w) — | – ",
)
_HARD = re.compile(
    r"[;:—]\s|[“]|(?<=\s)\"(?=\w)|(?<=[,.!?])[”\"]\s|, (?:but|although|though|while|whereas|which|who|so)\s|(?<=\s)(?:but|because|although)\s"
)
_LEADS = re.compile(
    r"\b(?:that|said|says|say|saying|warned|stressed|insist(?:s|ed|ing)?(?: on)?|demand(?:s|ed|ing)?(?: that)?|declared|believes?d?|argued?s?|added|told [\w’' -]{2,40}? that|"
    r"announced|stated|made clear|maintains?|maintained|reiterated|repeated)\s|, (?:and|but)\s"
)


_WITHIN = 15
"""So many characters of a quotation before a marker make its clause; fewer go on with what stands before ('on Friday "or when …"')."""


def sentences(doc: Doc) -> list[Span]:
    """The sentences of the parse; a piece that begins in lower case goes on with the one before."""
    out: list[Span] = []
    for sent in doc.sents:
        span = Span(sent.start_char, sent.end_char)
        if out and (sent.text[:1].islower() or out[-1].of(doc.text).rstrip()[-1:] in ",–—"):
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return out


def ahead(text: str, start: int, end: int) -> int:
    """Where the words after a marker end: at their clause's end, their quotation's, or where somebody is said to have said them."""
    stops = [end]
    inside = _inside_quote(text, start)
    for pattern in (_SAYING, _SOFT, *((_QUOTE_ENDS,) if inside else ())):
        hit = pattern.search(text, start + 2, end)
        if hit is not None:
            stops.append(hit.start())
    for mark in (";", "…"):  # what stands after an omission is another sentence
        at = text.find(mark, start + 2, end)
        if at > 0:
            stops.append(at)
    return min(stops)


def behind(text: str, start: int, end: int) -> int:
    """Where the clause before a marker begins."""
    at = start
    for hit in _HARD.finditer(text, start, end):
        if hit.end() < end - (_WITHIN if hit.group() == '"' else 1):
            at = hit.end()
    return at


def led(text: str, start: int, end: int) -> int:
    """Past the last word before ``end`` that leads into what is asked or said ("demanded that")."""
    at = start
    for hit in _LEADS.finditer(text, start, end):
        at = hit.end()
    return at


def trimmed(text: str, start: int, end: int) -> Span:
    """Without spaces and marks at its edges."""
    while start < end and text[start] in " \t\n,.;:–—-“”\"'‘(":
        start += 1
    while end > start and text[end - 1] in ' \t\n,.;:–—-“”"(!?':
        end -= 1
    return Span(start, end)


def _inside_quote(text: str, at: int) -> bool:
    straight = text.count('"', 0, at) % 2 == 1
    return straight or text.rfind("“", 0, at) > text.rfind("”", 0, at)


__all__ = ["ahead", "behind", "led", "sentences", "trimmed"]
