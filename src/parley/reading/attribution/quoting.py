"""Whose is a quotation? By its place: inside reported words, beside a cue, floating after one, or carried on.

The rules follow how newspapers punctuate. A quotation that ends in a comma is finished by a cue to its right
(``"…," she said``); one that ends in a full stop belongs to a cue before it in its sentence (``She added: "…."``), else
to the last speaker quoted in its paragraph (``"…," she said. "…."``), else to a cue in the sentence before it that has
no words of its own yet (``He elaborated on Thursday. "…."``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parley.core.spans import Span
from parley.reading.attribution import uncued
from parley.reading.drafts import Draft
from parley.reading.english import grammar, lexicon
from parley.reading.english.quotation_marks import Quote, final
from parley.reading.english.verb_subject import speaks

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FULL_STOP = re.compile(r"\w{2}[\])]?[.?!][)\]]?(?=\s)")
_LEAST = 3
"""Quotations of fewer words are names, terms or scare quotes unless a cue stands right beside them."""


def assign(doc: Doc, text: str, quotes: list[Quote], drafts: list[Draft], paragraph: int) -> list[Quote]:
    """Give each quotation of a paragraph to a draft (in place). Returns those that found none."""
    left_over: list[Quote] = []
    last: Draft | None = None
    for number, quote in enumerate(quotes):
        called = _called(text, quote, drafts)
        if called is not None:
            called.content = sorted([*called.content, quote.span])
            called.quoted.append(quote.span)
            continue
        holder = _holder(quote, drafts)
        if holder is not None:
            holder.quoted.append(quote.span)
            holder.content = [_with_marks(s, quote) for s in holder.content]
            if quote.words >= _LEAST:
                last = holder
            continue
        previous = quotes[number - 1] if number else None
        following = quotes[number + 1] if number + 1 < len(quotes) else None
        found = _beside(doc, text, quote, previous, following, drafts, paragraph)
        if found is None and last is not None and quote.words >= _LEAST and _continues(text, previous, quote):
            found = last
        if found is None and quote.words >= _LEAST:
            found = _waiting(doc, text, quote, drafts)
        if found is None and (found := uncued.as_reply(doc, text, quote, paragraph)) is not None:
            drafts.append(found)
        if found is None and quote.words >= 2:
            found = uncued.by_verb(doc, text, quote, paragraph)
            if found is None:
                found = uncued.uncued(doc, text, quote, drafts, paragraph)
            if found is not None and not any(d is found for d in drafts):
                drafts.append(found)
        if found is None:
            left_over.append(quote)
            continue
        _give(found, quote)
        last = found
    return left_over


def _called(text: str, quote: Quote, drafts: list[Draft]) -> Draft | None:
    """ "“A betrayal” was how she described the vote": the cue after it."""
    found = _HOW.match(text, quote.span.end)
    after = [d for d in drafts if found and found.end() <= d.cue.start < found.end() + _NEAR_HOW]
    return min(after, key=lambda d: d.cue.start, default=None)


_HOW = re.compile(r",? (?:was|is|were|are) (?:how|what) ")
_NEAR_HOW = 60


def _holder(quote: Quote, drafts: list[Draft]) -> Draft | None:
    """The draft in whose reported words the quotation lies: the smallest."""
    best: Draft | None = None
    size = 1 << 60
    for draft in drafts:
        for span in draft.content:
            if span.start <= quote.inner.start + 1 and quote.inner.end - 1 <= span.end and span.end - span.start < size:
                best, size = draft, span.end - span.start
    return best


def _with_marks(span: Span, quote: Quote) -> Span:
    """Content that is the quotation and nothing else takes its marks."""
    if span.start < quote.span.start and 0 < quote.span.end - span.end <= 2:
        return Span(span.start, quote.span.end)
    inside = quote.inner.start - 1 <= span.start <= quote.inner.start + 1 and span.end >= quote.inner.end - 2
    return quote.span if inside and span.end <= quote.span.end + 1 else span


def _give(draft: Draft, quote: Quote) -> None:
    kept = [s for s in draft.content if not s.overlaps(quote.span)]
    swallowed = [s for s in draft.content if s.overlaps(quote.span)]
    merged = quote.span
    for span in swallowed:  # the parser's clause and the quotation are the same words: take what covers both
        merged = Span(min(merged.start, span.start), max(merged.end, span.end))
    if swallowed and (merged.overlaps(draft.cue) or any(merged.overlaps(s) for s in draft.source)):
        merged = quote.span
    draft.content = sorted([*kept, merged])
    draft.quoted.append(quote.span)
    draft.open_quote = not quote.closed


def _gap(doc: Doc, start: int, end: int) -> list[Token]:
    span = doc.char_span(start, end, alignment_mode="contract") if end > start else None
    return list(span) if span is not None else []


def _beside(
    doc: Doc,
    text: str,
    quote: Quote,
    previous: Quote | None,
    following: Quote | None,
    drafts: list[Draft],
    paragraph: int,
) -> Draft | None:
    """The draft whose cue adjoins the quotation on its right or left."""
    ending = final(text, quote)
    right_end = following.span.start if following else len(text)
    right = _gap(doc, quote.span.end, min(right_end, quote.span.end + 400))
    closed_sentence = ending == "." and (not right or _starts_sentence(text, quote.span.end))
    if (ending in ",?!—-" and ending) or not closed_sentence:
        found = _cue_in(right, drafts, from_left=True, eager=ending == ",")
        if found is not None and ending in ",?!—-…":
            return found
        if found is not None and not ending.isalnum():
            return found
    left_start = previous.span.end if previous else 0
    left = _gap(doc, max(left_start, quote.span.start - 400), quote.span.start)
    found = _cue_in(left, drafts, from_left=False, eager=True)
    if found is not None:
        return found
    if ending in ",?!—-…" and ending:
        return _new_cue(doc, right, drafts, paragraph)
    return None


def _starts_sentence(text: str, at: int) -> bool:
    rest = text[at : at + 4].lstrip()
    return bool(rest) and (rest[0].isupper() or rest[0] in "“\"'")


def _cue_in(gap: list[Token], drafts: list[Draft], *, from_left: bool, eager: bool) -> Draft | None:
    """The nearest quoting cue in a gap, not parted from the quotation by the end of a sentence."""
    by_token = {d.cue_token: d for d in drafts}
    for token in gap if from_left else reversed(gap):
        if token.text in (".", "?", "!", ";") and not (from_left and token.i == gap[0].i):
            return None
        draft = by_token.get(token.i)
        if draft is None:
            continue
        cue = lexicon.verbs().get(draft.lemma) or lexicon.nouns().get(draft.lemma)
        quoting = draft.lemma == "according" or (cue is not None and cue.quote)
        if quoting and (not draft.content or draft.quoted or (eager and _only_aside(draft, gap, from_left))):
            return draft
    return None


def _only_aside(draft: Draft, gap: list[Token], from_left: bool) -> bool:
    """A cue whose reported words begin inside the gap already has its content; the quotation may continue it."""
    low = gap[0].idx
    high = gap[-1].idx + len(gap[-1].text)
    return from_left or any(s.end <= low or (s.start >= low and s.end >= high - 2) for s in draft.content)


def _continues(text: str, previous: Quote | None, quote: Quote) -> bool:
    """Nothing but the attribution of the previous quotation stands between the two, and a sentence begins anew."""
    if previous is None:
        return False
    between = text[previous.span.end : quote.span.start]
    return len(between) < 400 and len(_FULL_STOP.findall(between)) <= 1


def _waiting(doc: Doc, text: str, quote: Quote, drafts: list[Draft]) -> Draft | None:
    """A cue in the sentence before that reports nothing yet."""
    before = [d for d in drafts if d.cue.end <= quote.span.start and not d.content]
    if not before:
        return None
    nearest = max(before, key=lambda d: d.cue.start)
    between = text[nearest.cue.end : quote.span.start]
    return nearest if len(between) < 200 and between.count(". ") <= 1 and "“" not in between else None


def _new_cue(doc: Doc, right: list[Token], drafts: list[Draft], paragraph: int) -> Draft | None:
    """ "…," Smith told the channel / said Smith: a verb to the right that the parse did not show as a cue."""
    for token in right[:40]:
        if token.text in (".", "?", "!", ";") and token.i != right[0].i:
            return None
        cue = lexicon.verbs().get(token.lemma_.lower())
        if cue is None or not cue.quote or (token.tag_[:2] != "VB" and token.pos_ != "VERB"):
            continue
        start, end = grammar.group(token)
        source = grammar.understood_subject(token) or _next_noun(doc, token) or _noun_before(doc, token, right[0].i)
        draft = Draft(
            paragraph, grammar.chars(doc, start, end), cue.kind, token.i, cue.lemma,
            Span(token.sent.start_char, token.sent.end_char),
        )  # fmt: skip
        if source is not None and speaks(source):
            found = grammar.phrase(source, token.i)
            if found:
                draft.source = [grammar.chars(doc, *found)]
                draft.source_head = source.i
        drafts.append(draft)
        return draft
    return None


def _next_noun(doc: Doc, verb: Token) -> Token | None:
    for index in range(verb.i + 1, min(verb.i + 8, len(doc))):
        token = doc[index]
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            while token.head.i > token.i and token.dep_ in ("compound", "nmod", "amod", "det", "poss"):
                token = token.head
            return token
        if token.pos_ not in ("DET", "ADJ", "ADV"):
            return None
    return None


def _noun_before(doc: Doc, verb: Token, low: int) -> Token | None:
    for index in range(verb.i - 1, low - 1, -1):
        if doc[index].pos_ in ("NOUN", "PROPN", "PRON"):
            return doc[index]
    return None
