"""Phrases that report though their verb by itself does not: "made clear that", "sent word that", "shot back", "put it".

Each is a verb, the words right after it, and what the speaker does with them. What is reported is the clause that
follows, or a quotation beside it (:mod:`parley.reading.attribution.quoting`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.core.spans import Span
from parley.reading.attribution import inverted
from parley.reading.drafts import Draft
from parley.reading.english import grammar, verb_subject

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PHRASES: dict[str, dict[tuple[str, ...], str]] = {
    "make": {
        ("clear",): "say", ("it", "clear"): "say", ("plain",): "say", ("it", "plain"): "say", ("known",): "say",
        ("it", "known"): "say", ("no", "secret", "of"): "say", ("no", "bones", "about"): "say",
    },
    "leave": {("no", "doubt"): "say", ("little", "doubt"): "say"},
    "send": {("word",): "say", ("a", "message"): "say", ("the", "message"): "say"},
    "give": {("word",): "promise", ("assurances",): "promise", ("an", "assurance"): "promise", ("notice",): "say"},
    "serve": {("notice",): "say"},
    "bring": {("word",): "say"},
    "let": {("it", "be", "known"): "say"},
    "go": {("on", "record"): "say", ("on",): "say"},
    "take": {("note", "of"): "say", ("issue", "with"): "deny", ("exception", "to"): "deny"},
    "fire": {("back",): "say"}, "shoot": {("back",): "say"}, "hit": {("back",): "say"}, "push": {("back",): "say"},
    "chime": {("in",): "say"}, "cut": {("in",): "say"}, "weigh": {("in",): "say"}, "break": {("in",): "say"},
    "put": {("it",): "say", ("it", "this", "way"): "say", ("it", "bluntly"): "say"},
}  # fmt: skip
_OBJECT = frozenset({"of", "about", "with", "to"})
"""Last words of phrases that report a noun ("made no secret of his anger")."""
_QUOTES_ONLY = frozenset({"go", "put", "hit", "push", "break", "cut", "weigh", "chime"})


def from_phrase(doc: Doc, verb: Token, paragraph: int) -> Draft | None:
    """The attribution that such a phrase makes, where it has a subject and a clause, noun or quotation to report."""
    known = _PHRASES.get(verb.lemma_)
    if known is None:
        return None
    end = verb.i + 1
    if end < len(doc) and doc[end].dep_ == "advmod" and doc[end].lower_.endswith("ly"):
        end += 1
    fits = [w for w in known if tuple(t.lower_ for t in doc[end : end + len(w)]) == w]
    if not fits:
        return None
    words = max(fits, key=len)
    start, end = grammar.group(verb)[0], end + len(words)
    source = grammar.understood_subject(verb)
    found = grammar.phrase(source, verb.i) if source is not None else None
    if source is None or found is None or source.lower_ in ("it", "this", "that", "which", "what", "there"):
        return None
    content = _object(doc, end, verb) if words[-1] in _OBJECT else _clause(doc, end, verb)
    if not content and verb.lemma_ == "make" and words[-1] in ("clear", "plain", "known"):  # "…, he has made clear"
        content = inverted.inserted(doc, verb, found, (start, end))
    if not content and not (verb.lemma_ in _QUOTES_ONLY or words == ("back",)):
        return None
    if content and verb.lemma_ in ("go", "put", "cut", "break") and words != ("on", "record"):
        content = []
    draft = Draft(
        paragraph,
        grammar.chars(doc, start, end),
        known[words],
        verb.i,
        "say",
        Span(verb.sent.start_char, verb.sent.end_char),
    )
    draft.source = [grammar.chars(doc, *found)]
    draft.source_head = source.i
    draft.negated = any(c.dep_ == "neg" for c in verb.children)
    draft.content = [grammar.chars(doc, a, b) for a, b in content]
    inside = {i for a, b in content for i in range(a, b)}
    near = sorted(i for i in grammar.subtree(verb) - inside if verb.sent.start <= i < verb.sent.end)
    draft.clause = grammar.chars(doc, near[0], near[-1] + 1)
    return draft


def _clause(doc: Doc, at: int, verb: Token) -> list[tuple[int, int]]:
    """The clause that begins here, with or without "that"; after words on when and to whom only with it."""
    best: set[int] = set()
    that = next((t.i for t in doc[at : at + 8] if t.lower_ == "that" and t.dep_ == "mark"), None)
    for token in doc[at : verb.sent.end]:
        first = token.left_edge.i
        opens = first in (at, that) or (that is not None and any(c.i == that for c in token.lefts))
        if not opens or token.pos_ not in ("VERB", "AUX") or (that is None and not _has_subject(token)):
            continue
        below = {i for i in grammar.subtree(token) if i >= (at if that is None else that)}
        if len(below) > len(best):
            best = below
    return grammar.runs(doc, best)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in grammar.SUBJECTS and c.i < verb.i for c in verb.children)


def _object(doc: Doc, at: int, verb: Token) -> list[tuple[int, int]]:
    """The noun phrase or gerund after the last word of the phrase."""
    before = doc[at - 1]
    below = {i for c in before.children if c.i >= at for i in grammar.subtree(c)}
    if not below:
        below = {i for c in verb.children if c.i >= at and c.dep_ in ("pobj", "dobj") for i in grammar.subtree(c)}
    return grammar.runs(doc, below)


_VIEWS = frozenset(
    ["view", "opinion", "judgment", "judgement", "estimation", "assessment", "telling", "account", "reckoning"]
)


def in_the_view_of(doc: Doc, token: Token, paragraph: int) -> Draft | None:
    """ "In the view of most analysts, …", "In the general's opinion, …": whose the sentence is."""
    opens = token.dep_ == "pobj" and token.head.lower_ in ("in", "by") and token.head.i == token.sent.start
    if token.lemma_ not in _VIEWS or not opens:
        return None
    of = next((c for c in token.rights if c.lower_ == "of"), None)
    owner = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    owner = owner or next((c for c in token.lefts if c.dep_ == "poss"), None)
    last = token.right_edge.i + 1
    found = grammar.phrase(owner, token.i if owner.i < token.i else token.head.i) if owner is not None else None
    if owner is None or found is None or last >= len(doc) or doc[last].text != "," or not verb_subject.speaks(owner):
        return None
    sent = token.sent
    cue = grammar.chars(doc, token.head.i, found[0]) if of is not None else grammar.chars(doc, token.i, token.i + 1)
    draft = Draft(paragraph, cue, "think", token.i, "view", Span(sent.start_char, sent.end_char))
    draft.source = [grammar.chars(doc, *found)]
    draft.source_head = owner.i
    draft.content = [grammar.chars(doc, a, b) for a, b in grammar.runs(doc, range(last, sent.end))]
    return draft


def in_the_words_of(doc: Doc, token: Token, paragraph: int) -> Draft | None:
    """ "In the words of the minister, …": whose the quotation is."""
    of = next((c for c in token.rights if c.lower_ == "of"), None)
    if token.dep_ != "pobj" or token.head.lower_ != "in" or of is None:
        return None
    noun = next((c for c in of.children if c.dep_ == "pobj"), None)
    found = grammar.phrase(noun, of.i) if noun is not None else None
    if noun is None or found is None:
        return None
    span = Span(token.sent.start_char, token.sent.end_char)
    draft = Draft(paragraph, grammar.chars(doc, token.head.i, of.i + 1), "say", token.i, "according", span)
    draft.source = [grammar.chars(doc, *found)]
    draft.source_head = noun.i
    return draft


def according_to(doc: Doc, token: Token, paragraph: int) -> Draft | None:
    """ "According to the ministry, …": what the rest of the sentence tells is the ministry's."""
    to = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if to is None or to.lower_ != "to":
        return None
    noun = next((c for c in to.children if c.dep_ == "pobj"), None)
    if noun is None:
        noun = next((c for c in token.children if c.dep_ == "pobj"), None)
    if noun is None:
        return None
    found = grammar.phrase(noun, to.i)
    if found is None or found[0] <= to.i:
        return None
    top = token.head
    while top.pos_ not in ("VERB", "AUX") and top.head.i != top.i:
        top = top.head
    own = set(range(token.i, found[1]))
    set_off = (token.i > token.sent.start and doc[token.i - 1].text in {",", "—", "--"}) or token.i == token.sent.start
    closes = found[1] >= token.sent.end or doc[found[1]].text in ".,?!;"
    words = grammar.subtree(top) - own
    if set_off and closes:
        words = set(range(token.sent.start, token.sent.end)) - own
    nearest = {i for i in words if _same_sentence(token, i)}
    content = grammar.runs(doc, nearest)
    draft = Draft(
        paragraph, grammar.chars(doc, token.i, token.i + 2), "say", token.i, "according", grammar.sentence(token)
    )
    draft.source = [grammar.chars(doc, *found)]
    draft.source_head = noun.i
    draft.content = [grammar.chars(doc, a, b) for a, b in content]
    return draft


def _same_sentence(token: Token, index: int) -> bool:
    return token.sent.start <= index < token.sent.end


__all__ = ["according_to", "from_phrase", "in_the_view_of", "in_the_words_of"]
