"""Whose is a quotation that no listed reporting word claims? Told by its place and its punctuation.

Newspapers may let any verb report (``"…," she sighed``), open a quotation with a colon after any clause (``He shrugged:
"…"``), and leave a whole quoted sentence without a cue where the paragraph is about its speaker. Only clauses with a
subject that can speak are taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from parley.core.spans import Span
from parley.reading.drafts import Draft
from parley.reading.english import grammar, lexicon
from parley.reading.english.quotation_marks import Quote, final
from parley.reading.english.verb_subject import speaks

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_DUMB = frozenset(
    ["be", "have", "do", "become", "seem", "appear", "include", "read", "contain", "mean", "feature", "win"]
)
_WHOLE = 4
"""Words of a quotation that may stand without a cue."""
_TALKS = frozenset({"say", "ask", "think", "deny", "want", "promise", "blame", "praise", "favour"})


def by_verb(doc: Doc, text: str, quote: Quote, paragraph: int) -> Draft | None:
    """A verb of any kind beside the quotation: after it and its comma, or before it and a comma or colon."""
    return _after(doc, text, quote, paragraph) or _before(doc, text, quote, paragraph)


def _after(doc: Doc, text: str, quote: Quote, paragraph: int) -> Draft | None:
    """ "…," mused the host / the nominee riffed."""
    if final(text, quote) not in {",", "?", "!", "—", "…"}:
        return None
    at = _token(doc, quote.span.end)
    if at is None or (doc[at].is_sent_start and final(text, quote) != "," and doc[at].text[:1].isupper()):
        return None
    for verb in doc[at : at + 12]:
        if verb.text in {".", ";", "“", '"', ":"}:
            return None
        if verb.tag_ not in _FINITE or verb.lemma_ in _DUMB or verb.dep_ in ("aux", "auxpass"):
            continue
        if verb.i == at:
            source = _noun_from(doc, at + 1)
        else:
            source = grammar.subject(verb)
            if source is None or source.i < at:
                source = next((t for t in reversed(doc[at : verb.i]) if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
        return _draft(doc, verb, source, paragraph) if source is not None else None
    return None


_REPLIES = frozenset(["reply", "answer", "response", "verdict", "retort", "comment", "conclusion", "advice", "message"])
_IS = re.compile(r",? (?:was|is|were|came) ")


def as_reply(doc: Doc, text: str, quote: Quote, paragraph: int) -> Draft | None:
    """ "“Never,” was the minister's reply", "“Not yet,” was the answer from the ministry"."""
    at = _token(doc, quote.span.end) if _IS.match(text, quote.span.end) else None
    noun = next((t for t in doc[at : at + 9] if t.lemma_.lower() in _REPLIES), None) if at is not None else None
    if at is None or noun is None:
        return None
    beside = [c for c in noun.children if c.dep_ == "poss"]
    beside += [b for c in noun.rights if c.lower_ in ("from", "of") for b in c.children if b.dep_ == "pobj"]
    found = grammar.phrase(beside[0], noun.i) if beside and speaks(beside[0]) else None
    if found is None:
        return None
    draft = Draft(paragraph, grammar.chars(doc, noun.i, noun.i + 1), "say", noun.i, "answer", _sentence(noun))
    draft.source = [grammar.chars(doc, *found)]
    draft.source_head = beside[0].i
    return draft


def _before(doc: Doc, text: str, quote: Quote, paragraph: int) -> Draft | None:
    """He shrugged: "…" and She shot back, "…"; a name and a colon alone ("Ann Lee: …")."""
    lead = text[: quote.span.start].rstrip()
    if not lead or lead[-1] not in ":,":
        return None
    mark = _token(doc, len(lead) - 1)
    return _clause_before(doc, mark, paragraph) if mark else None


def leading(doc: Doc, text: str, paragraph: int) -> Draft | None:
    """A paragraph that ends in a colon, or tells how somebody spoke: its last clause says whose words follow."""
    lead = text.rstrip()
    last = list(doc.sents)[-1].root
    source = grammar.subject(last)
    if manner(last) and source is not None and speaks(source) and '"' not in text and "“" not in text:
        return _draft(doc, last, source, paragraph)
    mark = _token(doc, len(lead) - 1) if lead.endswith(":") else None
    return _clause_before(doc, mark, paragraph) if mark else None


def _clause_before(doc: Doc, mark: int, paragraph: int) -> Draft | None:
    clause = doc[doc[mark - 1].sent.start : mark]
    verbs = [t for t in clause if t.tag_ in _FINITE and t.lemma_ not in _DUMB and t.dep_ not in ("aux", "auxpass")]
    mains = [
        (verb, source)
        for verb in verbs
        if verb.dep_ not in ("relcl", "acl", "advcl")
        and (source := grammar.understood_subject(verb)) is not None
        and _heard(source, mark)
    ]
    if doc[mark].text == ",":
        mains = [(verb, source) for verb, source in mains if mark - verb.i <= 3]
    if mains:
        return _draft(doc, *mains[-1], paragraph)
    if doc[mark].text == ":" and not verbs and len(clause) <= 12 and (name := _heading(clause)) is not None:
        return _labelled(doc, mark, name, paragraph)
    return None


def _heading(clause: TokenSpan) -> Token | None:
    """The name before a colon that stands alone, or at the end after a dash."""
    root = clause[-1]
    while root.head.i > root.i and root.head.i < clause.end:
        root = root.head
    return root if root.pos_ == "PROPN" and speaks(root) else None


def _labelled(doc: Doc, mark: int, name: Token, paragraph: int) -> Draft:
    colon = grammar.chars(doc, mark, mark + 1)
    draft = Draft(paragraph, colon, "say", mark, ":", _sentence(doc[mark]))
    first = name.i
    while first > doc[mark - 1].sent.start and doc[first - 1].pos_ == "PROPN":
        first -= 1
    draft.source = [grammar.chars(doc, first, name.i + 1)]
    draft.source_head = name.i
    return draft


def uncued(doc: Doc, text: str, quote: Quote, drafts: Iterable[Draft], paragraph: int) -> Draft | None:
    """A quoted sentence on its own: the last speaker's of its paragraph, else whose doings the sentence before tells."""
    if quote.words < _WHOLE - 1 or not _stands_alone(text, quote):
        return None
    spoken = [d for d in drafts if d.cue.end <= quote.span.start and d.source and d.kind in _TALKS and d.content]
    if spoken and quote.words >= _WHOLE:
        return max(spoken, key=lambda d: d.cue.start)
    at = _token(doc, quote.span.start)
    if at is None or at == 0:
        return None
    before = doc[at - 1].sent
    if before.start > 0 and doc[before.start].text in {'"', "“"}:
        return None
    verb = before.root
    source = grammar.subject(verb)
    if source is not None and manner(verb) and speaks(source):
        return _draft(doc, verb, source, paragraph)
    told = verb.tag_ in _FINITE and verb.lemma_ not in _DUMB and quote.words >= _WHOLE
    if not told or source is None or not _somebody(source):
        return None
    return _draft(doc, verb, source, paragraph)


_MANNERS = frozenset(
    ["blunt", "blunter", "direct", "clear", "clearer", "scathing", "emphatic", "dismissive", "unapologetic", "adamant", "defiant",
     "categorical", "unequivocal", "harsher", "sharper", "gloomier", "philosophical", "unmoved", "unrepentant", "sceptical", "skeptical",
     "unimpressed", "cautious", "optimistic", "pessimistic", "bitter", "furious", "angry", "terse", "succinct", "brief", "firm"]
)  # fmt: skip


def manner(verb: Token) -> bool:
    """ "She was blunt", "He was more direct": how somebody spoke, so that the quotation after it is theirs."""
    return verb.lemma_ == "be" and any(c.dep_ in ("acomp", "attr") and c.lower_ in _MANNERS for c in verb.rights)


def _stands_alone(text: str, quote: Quote) -> bool:
    lead = text[: quote.span.start].rstrip()
    return bool(lead) and lead[-1] in '.?!”")' and (final(text, quote) in {".", "?", "!", "…"} or not quote.closed)


def _somebody(noun: Token) -> bool:
    return noun.lower_ in ("he", "she") or (noun.pos_ == "PROPN" and noun.ent_type_ == "PERSON")


def _heard(noun: Token | None, before: int) -> bool:
    return noun is not None and noun.i < before and speaks(noun) and noun.lower_ not in ("who", "which", "that")


def _noun_from(doc: Doc, start: int) -> Token | None:
    """The head of the noun phrase that begins here."""
    for token in doc[start : start + 8]:
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            while token.head.i > token.i and token.dep_ in ("compound", "nmod", "amod", "det", "poss"):
                token = token.head
            return token
        if token.pos_ not in ("DET", "ADJ", "ADV") and token.tag_ not in ("VBN", "CD"):
            return None
    return None


def _token(doc: Doc, char: int) -> int | None:
    """The first token that begins at or after a character."""
    low, high = 0, len(doc)
    while low < high:
        middle = (low + high) // 2
        if doc[middle].idx < char:
            low = middle + 1
        else:
            high = middle
    while low < len(doc) and doc[low].is_space:
        low += 1
    return low if low < len(doc) else None


def _sentence(token: Token) -> Span:
    return Span(token.sent.start_char, token.sent.end_char)


def _draft(doc: Doc, verb: Token, source: Token, paragraph: int) -> Draft | None:
    quoted = doc.user_data.get("quoted", ())
    if source.i in quoted or verb.i in quoted or not speaks(source):
        return None
    start, end = grammar.group(verb)
    if end < len(doc) and doc[end].head.i == verb.i and doc[end].dep_ == "advmod" and doc[end].lower_ in ("back", "in"):
        end += 1
    cue = lexicon.verbs().get(verb.lemma_.lower())
    made = Draft(
        paragraph,
        grammar.chars(doc, start, end),
        cue.kind if cue else "say",
        verb.i,
        verb.lemma_.lower(),
        _sentence(verb),
    )
    found = grammar.phrase(source, verb.i)
    if found is None:
        return None
    made.source = [grammar.chars(doc, *found)]
    made.source_head = source.i
    return made


__all__ = ["as_reply", "by_verb", "leading", "uncued"]
