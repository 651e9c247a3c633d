"""Attributions that a noun makes: "the minister's claim that", "calls for a truce by the envoy", "made the case that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.reading.drafts import Draft
from parley.reading.english import grammar, lexicon
from parley.reading.english.lexicon import Cue
from parley.reading.english.verb_subject import speaks

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LIGHT = frozenset(
    ["make", "take", "put", "advance", "hold", "share", "express", "voice", "give", "issue", "reject", "repeat", "hear"]
)


def _made_case(noun: Token, clause: Token) -> bool:
    """ "made the case in meetings that …", where the parser takes "that" for a relative pronoun."""
    return noun.lemma_ == "case" and noun.head.lemma_ in _LIGHT and clause.left_edge.lower_ == "that"


def _going_on(verb: Token, clause: Token) -> set[int]:
    """ "… that they have won and so they should stop": the second half, which the parser hangs on the main verb."""
    for other in verb.rights:
        own = grammar.subject(other) if other.dep_ == "conj" and other.i > clause.i else None
        if own is not None and own.tag_ == "PRP":
            below = grammar.subtree(other)
            told = next((t for t in other.subtree if t.lower_ == "according"), None)
            return {i for i in below if told is None or i < told.i} | {
                t.i for t in verb.rights if t.dep_ == "cc" and clause.i < t.i < other.i
            }
    return set()


def from_noun(doc: Doc, noun: Token, cue: Cue, paragraph: int) -> Draft | None:
    """The attribution that a reporting noun makes, where it has a maker and says what was said."""
    words: set[int] = set()
    for child in noun.rights:
        if (
            child.dep_ in ("acl", "ccomp", "relcl")
            and cue.clause
            and any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
        ) or (child.dep_ in ("acl", "relcl", "xcomp") and cue.infinitive and grammar.has_to(child)):
            words = grammar.subtree(child)
        elif cue.clause and child.dep_ == "relcl" and _made_case(noun, child):
            words = grammar.subtree(child) | _going_on(noun.head, child)
        elif child.dep_ == "prep" and child.lower_ in cue.after:
            words = grammar.subtree(child) - ({child.i} if child.lower_ != "for" else set())
            extra = [c for c in noun.rights if c.dep_ in ("acl", "relcl") and grammar.has_to(c) and c.i > child.i]
            words |= grammar.subtree(extra[0]) if extra else set()
        elif child.dep_ == "prep" and child.lower_ == "by" and cue.clause:  # "a report by the monitors that …"
            for clause in (b for c in child.children for b in c.children if b.dep_ in ("acl", "relcl")):
                if any(m.dep_ == "mark" and m.lower_ == "that" for m in clause.children):
                    words = grammar.subtree(clause)
        if words:
            break
    governor = noun.head
    if noun.dep_ == "nsubj" and governor.lemma_ == "be" and cue.clause:  # "the minister's position is that …"
        told = [c for c in governor.rights if c.dep_ == "ccomp" and any(m.lower_ == "that" for m in c.lefts)]
        words = words or (grammar.subtree(told[0]) if told else set())
    if not words and noun.dep_ in ("dobj", "nsubjpass", "pobj") and cue.clause:
        top = governor if noun.dep_ != "pobj" else governor.head
        for below in top.subtree:
            if noun.i < below.i <= noun.i + 8 and below.lower_ == "that" and below.dep_ == "mark":
                words = grammar.subtree(below.head)
                break
    if len(words) < 2:
        return None
    source, start = _noun_source(noun, governor)
    if noun.dep_ == "nsubjpass" and (passive := lexicon.verbs().get(governor.lemma_)) and passive.noun:
        return None
    if noun.dep_ == "dobj" and (verb := lexicon.verbs().get(governor.lemma_)) and verb.noun:
        others = verb.kind == "deny" and start == "noun" and source is not None and source.pos_ != "PRON"
        if not others:  # "rejected the envoy's call for talks" tells of two
            return None  # "repeated the call for": the verb's own attribution holds it
    if source is None:
        return None
    low = governor.i if start == "verb" else noun.i
    first = grammar.group(governor)[0] if start == "verb" else low
    draft = Draft(
        paragraph,
        grammar.chars(doc, min(first, noun.i), noun.i + 1),
        cue.kind,
        noun.i,
        cue.lemma,
        grammar.sentence(noun),
    )
    found = grammar.phrase(source, noun.i)
    if found is None:
        return None
    draft.source = [grammar.chars(doc, *found)]
    draft.source_head = source.i
    draft.negated = start == "verb" and any(c.dep_ == "neg" for c in governor.children)
    taken = set(range(*found)) | set(range(min(first, noun.i), noun.i + 1))
    draft.content = [grammar.chars(doc, a, b) for a, b in grammar.runs(doc, words - taken)]
    if start == "verb":
        draft.clause = grammar.own_clause(doc, governor, governor, grammar.runs(doc, words - taken))
    return draft if draft.content else None


def _noun_source(noun: Token, governor: Token) -> tuple[Token | None, str]:
    for child in noun.children:
        if child.dep_ == "poss" and child.ent_type_ in ("DATE", "TIME"):
            return None, "noun"  # "last week's statement": told when, not whose
        if child.dep_ == "poss":
            return child, "noun"
        if child.dep_ == "prep" and child.lower_ in ("by", "of", "from") and child.i > noun.i:
            below = next((c for c in child.children if c.dep_ == "pobj"), None)
            if below is not None and speaks(below):
                return below, "noun"
    if noun.dep_ == "pobj" and governor.lower_ == "with" and governor.head.lemma_ == "leave":
        left = next((c for c in governor.head.children if c.dep_ == "dobj"), None)
        return left, "noun"
    made = next((c for c in noun.rights if c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_ in _LIGHT), None)
    if made is not None and (maker := grammar.agent(made)) is not None and speaks(maker):
        return maker, "noun"  # "the suggestion, made by the colonel, that …"
    if noun.dep_ == "nsubjpass" and governor.lemma_ in _LIGHT:  # "the claim that … was made by the minister"
        found = grammar.agent(governor)
        if found is not None and speaks(found):
            return found, "noun"
    if noun.dep_ == "dobj" and governor.lemma_ in _LIGHT:
        found = grammar.understood_subject(governor)
        if found is not None and speaks(found):
            return found, "verb"
    return None, "noun"
