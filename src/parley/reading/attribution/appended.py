"""Denials that a clause appends to a claim: "…, a claim the Emirates deny", "…, which the rebels denied".

What is denied is the claim: the words before the comma, which are cut out of the longer statement that had swallowed the denial.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parley.core.spans import Span
from parley.reading.drafts import Draft
from parley.reading.english import grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_VERB = r"(?:den(?:y|ies|ied)|reject(?:s|ed)?|disput(?:e|es|ed)|dismiss(?:es|ed)?|refut(?:e|es|ed)|contest(?:s|ed)?)"
_CLAIM = r"(?:claims?|allegations?|accusations?|assertions?|charges?|reports?|suggestions?|findings?|figures?|account|version)"
_APPENDED = re.compile(
    rf"[,;–—]\s*(?:(?:an?|the|all|both)\s+(?:\w+\s+)?{_CLAIM}\s+(?:(?:that|which)\s+)?|(?:all of |both of )?which\s+)"
    rf"(?P<who>(?:[^\s,.;:!?“”\"()]+\s+){{1,8}}?)(?P<verb>(?:(?:have|has|had|\w+ly|again|later|also|both|all|always)\s+){{0,2}}{_VERB})"
    r"(?=\s*(?:[.,;–—]|$|and\b|but\b|as\b|on\b|in\b|at\b))",
    re.I,
)
_BY = re.compile(
    rf"[,;–—]\s*(?:an?|the)\s+(?:\w+\s+)?{_CLAIM}\s+(?P<verb>(?:\w+ly\s+)?(?:denied|rejected|disputed|dismissed|refuted|contested))\s+by\s+"
    r"(?P<who>(?:[^\s,.;:!?“”\"()]+\s*){1,8}?)(?=[.,;–—]|$)",
    re.I,
)
_NAMING = frozenset(
    ["call", "brand", "term", "label", "describe", "dismiss", "denounce", "condemn", "deem", "ridicule", "slam"]
)
_FALSE = re.compile(
    rf"\s+(?:it|this|that|them|these|those|(?:the|these|those|such|all|\w+[’']s?)\s+(?:[\w’'-]+\s+){{0,2}}{_CLAIM})\s+(?:as\s+)?[“\"']?(?:an?\s+)?(?:\w+\s+){{0,2}}?"
    r"(?:lies?|false|untrue|baseless|groundless|unfounded|fabricat\w+|nonsense|propaganda|disinformation|fiction|fairy tales?|slander|provocation)\b",
    re.I,
)
_PRONOUNS = frozenset(["he", "she", "they", "it", "we", "i"])


def appended(doc: Doc, drafts: list[Draft], paragraph: int) -> list[Draft]:
    """The denials that clauses append; the drafts that held them as reported words lose them.

    A draft without the words of a claim is not made: somebody's denial of nothing tells nothing.
    """
    text = grammar.text(doc)
    out = _named_false(doc, drafts, paragraph, text)
    for found in sorted([*_APPENDED.finditer(text), *_BY.finditer(text)], key=lambda m: m.start()):
        verb = doc.char_span(*found.span("verb"), alignment_mode="contract")
        who = doc.char_span(
            found.start("who"), found.start("who") + len(found["who"].rstrip()), alignment_mode="contract"
        )
        if verb is None or who is None or not _names(who.root):
            continue
        held = next(
            (d for d in drafts if any(s.contains(Span(found.start(), found.end("verb"))) for s in d.content)), None
        )
        if held is not None:
            claim = _cut(held, found.start(), found.end(), text)
        else:
            claim = _told(drafts, found.start(), verb.sent.start_char) or [Span(verb.sent.start_char, found.start())]
        if sum(s.end - s.start for s in claim) < 8:
            continue
        made = Draft(
            paragraph,
            Span(*found.span("verb")),
            "deny",
            verb.root.i,
            verb.root.lemma_.lower(),
            grammar.sentence(verb.root),
        )
        made.source, made.source_head, made.content = [Span(who.start_char, who.end_char)], who.root.i, claim
        made.clause = Span(found.start() + 1, found.end())
        out.append(made)
    return out


def _named_false(doc: Doc, drafts: list[Draft], paragraph: int, text: str) -> list[Draft]:
    """ "Velland called it a lie", "dismissed the claims as baseless", where no verb of saying told it already."""
    out = []
    for verb in doc:
        if verb.lemma_.lower() not in _NAMING or verb.pos_ != "VERB":
            continue
        found = _FALSE.match(text, verb.idx + len(verb.text))
        who = grammar.understood_subject(verb) if found is not None else None
        if found is None or who is None or any(c.dep_ == "neg" or c.tag_ == "MD" for c in verb.children):
            continue
        told = next((d for d in drafts if d.cue_token == verb.i and d.content), None)
        if told is not None:  # "called it a lie": what is said of it is that it is not so
            told.kind = "deny"
        if told is not None or not _names(who):
            continue
        words = grammar.phrase(who, verb.i) or (who.i, who.i + 1)
        made = Draft(
            paragraph,
            Span(verb.idx, verb.idx + len(verb.text)),
            "deny",
            verb.i,
            verb.lemma_.lower(),
            grammar.sentence(verb),
        )
        made.source, made.source_head = [grammar.chars(doc, *words)], who.i
        made.content = [Span(found.start() + len(found.group()) - len(found.group().lstrip()), found.end())]
        made.clause = Span(verb.sent.start_char, verb.sent.end_char)
        out.append(made)
    return out


def _names(head: Token) -> bool:
    """Whether a phrase names somebody: a noun or a pronoun for one, no leftover of another clause."""
    return head.pos_ in ("NOUN", "PROPN") or head.lower_ in _PRONOUNS


def _told(drafts: list[Draft], start: int, sentence: int) -> list[Span]:
    """What was last reported in the sentence before the comma."""
    before = [d for d in drafts if d.content and d.start >= sentence and max(s.end for s in d.content) <= start]
    return list(before[-1].content) if before else []


_ON = re.compile(r"\W*(?:while|whereas|though|although|but)\b", re.I)
"""What begins another clause after the denial."""


def _cut(draft: Draft, start: int, end: int, text: str) -> list[Span]:
    """The claim: the draft's own words up to the comma, which are all that it keeps of that stretch."""
    for place, span in enumerate(draft.content):
        if span.start < start < span.end:
            rest = [Span(end, span.end)] if span.end - end > 3 and not _ON.match(text, end) else []
            draft.content[place : place + 1] = [Span(span.start, start), *rest]
            return [draft.content[place]]
    return []


__all__ = ["appended"]
