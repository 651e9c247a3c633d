"""Attributions from a parsed paragraph: a reporting word, whose it is, and what it reports.

Quotations are given to cues afterwards (:mod:`parley.reading.attribution.quoting`); here is everything that the parse shows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parley.reading.attribution import inverted, nominal, phrases, retracted
from parley.reading.attribution.reported_words import REFUSED, reported_words
from parley.reading.drafts import Draft
from parley.reading.english import anonymity, clauses, grammar, lexicon, retracting, verb_subject
from parley.reading.english.lexicon import Cue
from parley.reading.english.quotation_marks import Quote

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SPEECH_NOUNS = frozenset(
    ["view", "judgment", "judgement", "opinion", "assessment", "belief", "concern", "idea", "conclusion", "doubt"]
)
_SPEAKING = frozenset({"speaking", "asking", "insisting", "requesting", "who"})
_ANIMATE_KINDS = frozenset({"think", "want", "promise", "deny", "favour", "blame", "praise", "ask"})


_IMPERSONAL = frozenset(
    [
        "signal",
        "suggest",
        "indicate",
        "imply",
        "highlight",
        "underscore",
        "underline",
        "reveal",
        "confirm",
        "explain",
        "mean",
        "reflect",
        "emphasize",
    ]
)
"""Verbs that events may have as their subject ("the move signalled")."""


def candidates(doc: Doc, quotes: list[Quote], paragraph: int) -> list[Draft]:
    """Every attribution that the parse of this paragraph shows, in order; some still without content."""
    inside = _quoted_tokens(doc, quotes)
    doc.user_data["quoted"] = inside
    doc.user_data["marked"] = _quoted_tokens(doc, quotes, least=1)
    out: list[Draft] = []
    asked = _questions(doc)
    skip = {i for a, b in asked for i in range(a, b)}
    for token in doc:
        if token.i in inside or token.i in skip:
            continue
        tag = token.tag_
        if tag[:2] == "VB" or (
            tag in ("JJ", "NN", "NNS") and token.dep_ in ("ROOT", "relcl", "ccomp") and _verbal(token)
        ):
            cue = lexicon.verb(token)
            draft = phrases.according_to(doc, token, paragraph) if token.lower_ == "according" else None
            draft = draft or phrases.from_phrase(doc, token, paragraph)
            if draft is None and retracting.retracts(token) and not verb_subject.supposed(token):
                source = verb_subject.source_of(token, grammar.is_passive(token), token)
                if source is None and (named := verb_subject.name_before(doc, grammar.group(token)[0])) is not None:
                    source = doc[named[2]]
                draft = retracted.from_verb(doc, token, source, paragraph)
            if draft is None and cue is not None:
                draft = _from_verb(doc, token, cue, paragraph)
            if draft is not None:
                out.append(draft)
        elif tag in ("NN", "NNS"):
            cue = lexicon.nouns().get(token.lemma_.lower())
            if (
                (draft := phrases.in_the_view_of(doc, token, paragraph)) is not None
                or (token.lower_ == "words" and (draft := phrases.in_the_words_of(doc, token, paragraph)) is not None)
                or (cue is not None and (draft := nominal.from_noun(doc, token, cue, paragraph)) is not None)
            ):
                out.append(draft)
        elif token.lower_ == "according" and (draft := phrases.according_to(doc, token, paragraph)) is not None:
            out.append(draft)
    _put_questions(doc, asked, out)
    hidden = anonymity.reasons(grammar.text(doc))
    return [d for d in _kept(out) if not any(s.contains(d.cue) for s in hidden)]


def _questions(doc: Doc) -> list[tuple[int, int]]:
    """ "Asked if …," and "Pressed later about whether …,": ranges of tokens."""
    if _ASKS.search(grammar.text(doc)) is None:
        return []
    out = []
    for token in doc:
        if token.tag_ == "VBN" and token.dep_ == "advcl" and token.lemma_ in ("ask", "press", "question"):
            if any(c.dep_ in ("aux", "auxpass") for c in token.children):
                continue
            out.append(grammar.trimmed(doc, token.left_edge.i, token.right_edge.i + 1))
    return [(a, b) for a, b in out if b > a + 1]


_ASKS = re.compile(r"\b(?:asked|pressed|questioned)\b", re.I)


def _put_questions(doc: Doc, asked: list[tuple[int, int]], drafts: list[Draft]) -> None:
    for start, end in asked:
        span = grammar.chars(doc, start, end)
        after = [d for d in drafts if d.kind == "say" and d.cue.start > span.end]
        if after:
            after[0].question = span
            after[0].content = [s for s in after[0].content if not span.overlaps(s)]


def _kept(drafts: list[Draft]) -> list[Draft]:
    """Without reporting words inside another attribution's source ("a professor who wrote an essay")."""
    drafts = [
        d
        for d in drafts
        if not any(o is not d and o.content and o.cue.start == d.cue.start and o.cue.end > d.cue.end for o in drafts)
    ]  # "declined to say" is one report, not "declined" and another
    return [
        d for d in drafts
        if not any(o is not d and any(s.contains(d.cue) for s in o.source) and not d.content for o in drafts)
    ]  # fmt: skip


def _verbal(token: Token) -> bool:
    """A reporting verb that the tagger took for a noun or adjective ("tweets", "claims" after its subject)."""
    return any(c.dep_ == "nsubj" for c in token.children) and any(c.dep_ in ("ccomp", "dobj") for c in token.children)


def _quoted_tokens(doc: Doc, quotes: list[Quote], least: int = 3) -> set[int]:
    out: set[int] = set()
    for quote in quotes:
        if quote.words < least:
            continue
        span = doc.char_span(quote.span.start, quote.span.end, alignment_mode="expand")
        if span is not None:
            out.update(range(span.start, span.end))
    return out


def _from_verb(doc: Doc, verb: Token, cue: Cue, paragraph: int) -> Draft | None:
    head = verb
    start, end = grammar.group(verb)
    while head.dep_ == "xcomp" and head.head.lemma_ in grammar.CATENATIVE and head.head.i < head.i:
        head = head.head
        start = min(start, grammar.group(head)[0])
    if verb.dep_ == "amod" or (verb.dep_ == "xcomp" and verb.head.lemma_ == "deny"):
        return None
    passive = grammar.is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ == "acl") or grammar.joins_passive(verb)
    source = verb_subject.source_of(head if head.i != verb.i else verb, passive, verb)
    further = cue.lemma in verb_subject.FURTHER and verb.i and doc[verb.i - 1].text == ","
    if (
        verb.tag_ == "VBG"
        and verb.dep_ == "advcl"
        and (verb_subject.asks_on(verb) or (cue.kind == "say" and (further or not verb_subject.utters(source))))
    ):
        source = verb_subject.upper(verb) or source
    if source is not None and source.i in doc.user_data["marked"] and verb.i not in doc.user_data["marked"]:
        source = verb_subject.outside(doc, verb)  # a word of the quotation is nobody's name
    source = verb_subject.maker(source)
    beside = verb_subject.with_phrase(doc, verb)
    source = source if beside is None else doc[beside[1] - 1]
    if verb.lemma_ == "share" and not (passive and _passive_object(verb, _SPEECH_NOUNS)):
        return None
    if verb.lemma_ == "read" and (source is None or verb_subject.noun_kind(source) != "document"):
        return None
    if verb.lemma_ == "rule" and not any(c.dep_ == "prt" and c.lower_ == "out" for c in verb.children):
        return None
    it = source is not None and source.lower_ == "it" and verb_subject.it_acts(cue)  # what "it" is, is told before
    if cue.kind in _ANIMATE_KINDS and source is not None and not verb_subject.speaks(source) and not it:
        return None
    draft = Draft(
        paragraph, grammar.chars(doc, start, end), cue.kind, verb.i, cue.lemma, grammar.sentence(verb), passive=passive
    )
    taken = set(range(start, end))
    found: tuple[int, int] | None = beside
    if source is not None and source.i > verb.i and source.tag_ in ("NN", "UH") and not verb_subject.speaks(source):
        source = None  # "came in, said hello, and left"
    before = source is not None and source.i < verb.i
    turned = inverted.parenthetical(doc, verb) if before else inverted.inverted_source(doc, verb)
    if source is None and turned is None and not passive and verb.tag_ in ("VBD", "VBZ", "VBP"):
        turned = verb_subject.name_before(doc, start)
    if turned is not None:
        found, source = (turned[0], turned[1]), doc[turned[2]]
    if source is not None:
        found = found or grammar.phrase(source, verb.i if abs(verb.i - source.i) < 60 else head.i)
        if found is None or (found[0] < end and start < found[1]):
            found = (source.i, source.i + 1)
        draft.source = [grammar.chars(doc, *found)]
        draft.source_head = source.i
        taken |= set(range(*found))
    draft.negated = any(c.dep_ == "neg" for v in (verb, head) for c in v.children)
    neither = any(c.lower_ == "neither" for c in verb.lefts) or (start > 0 and doc[start - 1].lower_ == "nor")
    if head.lemma_ in ("decline", "refuse", "fail") or neither or verb_subject.nobody(source):
        draft.negated = True
    words = {c.lower_ for v in (verb, head) for c in v.children if c.dep_ == "advmod"}
    draft.hedged = bool(words & lexicon.HEDGES) or (head.lemma_ in ("seem", "appear") and head.i != verb.i)
    content = inverted.inserted(doc, verb, found, (start, end)) if cue.clause and cue.quote else []
    content = content or reported_words(doc, verb, cue, taken, passive, source)
    if head.i != verb.i and head.lemma_ not in ("decline", "refuse", "want", "seem", "appear") and not content:
        content = reported_words(doc, head, cue, taken, passive, source)
    content = _without_anonymity(doc, content)
    if verb_subject.inverted_if(verb):
        content = _up_to_comma(doc, content, verb.i)
    draft.content = [grammar.chars(doc, a, b) for a, b in content]
    if cue.lemma in ("refuse", "decline") and any(
        c.dep_ == "dobj" and c.lemma_.lower() in REFUSED for c in verb.rights
    ):
        draft.negated = any(c.dep_ == "neg" for c in verb.children)  # "refused the offer": rejected it
    if end < len(doc) and doc[end].lower_ in cue.after and any(a == end + 1 for a, _ in content):
        draft.cue = grammar.chars(doc, start, end + 1)
    if cue.lemma == "call" and content and doc[content[0][0] - 1].lower_ not in cue.after:
        draft.kind = "say"  # "called it a mistake", not "called for"
    draft.clause = grammar.own_clause(doc, verb, head, content)
    if cue.naming and passive and source is None:
        return None  # "is described as a friend": nobody is said to do so
    if not draft.content and (not cue.quote or passive):
        return None
    bare = verb.tag_ == "VB" and head.i == verb.i and not any(c.dep_ == "aux" for c in verb.children)
    if bare and not (verb.dep_ == "ROOT" and source is not None and source.dep_ == "nsubj"):
        return None  # "suggested that she think": what somebody should do, not what she does
    if source is None and (verb_subject.inverted_if(verb) if passive else cue.kind in _ANIMATE_KINDS):
        return None
    if cue.lemma in _IMPERSONAL and source is not None and not verb_subject.speaks(source):
        return None
    if cue.kind == "show" and verb.dep_ == "advcl" and verb.tag_ == "VBG":
        return None
    if cue.kind in ("want", "promise") and (
        verb_subject.supposed(head) or (head.dep_ == "pcomp" and head.head.lower_ in ("as", "of"))
    ):
        return None
    if verb.lemma_ in ("decline", "ask", "refuse") and any(c.lower_ in ("named", "identified") for c in verb.rights):
        return None  # "declined to be named"
    beside_it = cue.lemma in ("cite", "contradict") and verb.tag_ == "VBG" and verb.dep_ == "advcl"
    if beside_it and any(c.dep_ == "dobj" and verb_subject.speaks(c) for c in verb.rights):
        return None  # "…, citing two officials": where a report comes from
    if verb.dep_ == "pcomp" and verb.head.lower_ == "in":
        return None  # "said in describing …"
    if (
        verb_subject.denied_of(verb)
        or clauses.rumoured(verb)
        or (cue.kind == "want" and verb_subject.as_one_would(verb))
    ):
        return None
    if _asked_outright(verb, source):
        return None  # "Does the minister accept the finding?"
    if source is not None and source.lower_ == "you":
        return None  # "if you support the plan": whoever reads it
    if verb.dep_ == "acl" and verb.tag_ == "VB" and source is not None and not verb_subject.speaks(source):
        return None  # "an effort to clarify …"
    if verb.tag_ == "VBP" and verb_subject.singular(doc, source) and head.i == verb.i:
        return None  # "suggested that he think about": a subjunctive
    if not draft.content and source is None and not passive and cue.kind != "say":
        return None
    return draft


def _up_to_comma(doc: Doc, content: list[tuple[int, int]], verb: int) -> list[tuple[int, int]]:
    """ "Should she say that it failed, talks would begin": what would follow is no part of what she might say."""
    comma = next((i for a, b in content for i in range(max(a, verb), b) if doc[i].text == ","), len(doc))
    return [(a, min(b, comma)) for a, b in content if a < comma]


def _asked_outright(verb: Token, source: Token | None) -> bool:
    """The verb of a question with its auxiliary before the subject: what is asked has not been said."""
    before = source is not None and any(c.dep_ == "aux" and c.i < source.left_edge.i for c in verb.lefts)
    return before and source is not None and source.i < verb.i and verb.sent.text.rstrip().endswith("?")


def _without_anonymity(doc: Doc, content: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """ "…, speaking on condition of anonymity because …" tells of the source and is no part of what was said."""
    out = []
    for start, end in content:
        at = next((i for i in range(start + 1, end) if doc[i].lower_ in _SPEAKING and doc[i - 1].text == ","), None)
        if at is not None and any(t.lower_ in ("anonymity", "anonymously", "named", "identified") for t in doc[at:end]):
            start, end = grammar.trimmed(doc, start, at)
        if end > start:
            out.append((start, end))
    return out


def _passive_object(verb: Token, nouns: frozenset[str]) -> bool:
    return any(c.dep_ == "nsubjpass" and c.lemma_.lower() in nouns for c in verb.children)
