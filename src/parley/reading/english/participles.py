"""Whose act an "-ing" clause tells, where the noun nearest to it is not the one: by where it stands in the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_FOR_DEEDS = frozenset(
    ["forgive", "thank", "blame", "praise", "pardon", "punish", "criticise", "criticize", "condemn", "reward", "admire", "sanction", "chide", "rebuke", "fault"]
)  # fmt: skip
"""Verbs after which "for" tells what somebody else did."""
_TEXTS = frozenset(
    ["proposal", "plan", "letter", "petition", "statement", "resolution", "draft", "bill", "message", "note", "roadmap", "memorandum", "document", "paper", "motion", "decree", "communique", "appeal"]
)  # fmt: skip
"""What asks for something in writing, whoever it is sent to."""
_SENT = frozenset(["to", "before", "with"])
_SUBJECTS = ("nsubj", "nsubjpass")


def owner(participle: Token) -> Token | None:
    """The noun whose act it is, or the verb whose subject it is; None where the parse is to be trusted.

    "Blamed the army for backing them" (the army), "a plan sent to authorities calling for elections" (the plan), "refused to go
    to any state at war, demanding talks at home" and "dropped its wish that they disarm before talks begin, calling for a
    truce" (the subject of the main clause).
    """
    return _blamed(participle) or _text(participle) or _main(participle)


def _blamed(participle: Token) -> Token | None:
    """ "Has not forgiven the army for once backing": the army."""
    prep = participle.head
    if participle.dep_ != "pcomp" or prep.lower_ != "for":
        return None
    verb = prep.head if prep.head.pos_ == "VERB" else prep.head.head
    if verb.lemma_.lower() not in _FOR_DEEDS:
        return None
    return next((c for c in verb.children if c.dep_ == "dobj" and c.i < prep.i), None)


def _text(participle: Token) -> Token | None:
    """ "Submitted a plan to authorities calling for": what was submitted."""
    noun = participle.head
    if participle.dep_ != "acl" or noun.dep_ != "pobj" or noun.head.lower_ not in _SENT or _after_comma(participle):
        return None
    verb = noun.head.head
    sent = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c.i < noun.i]
    sent += [verb.head] if verb.dep_ == "relcl" else []
    sent += [verb] if verb.pos_ == "NOUN" else []  # "a letter to authorities"
    return next((c for c in sent if c.lemma_.lower() in _TEXTS), None)


def _main(participle: Token) -> Token | None:
    """The verb before it that a participle behind a comma goes with, where a noun or an inner clause stands between."""
    if not _after_comma(participle):
        return None
    above = participle.head
    if participle.dep_ == "acl" and above.dep_ not in (*_SUBJECTS, "appos", "attr"):
        verb = _verb_over(above)
    elif participle.dep_ == "advcl" and _marked(above) and (above.dep_ == "advcl" or _goes_past(participle, above)):
        verb = above if above.dep_ == "acl" else above.head
        while verb.dep_ in ("acl", "relcl") or (verb.dep_ == "advcl" and _marked(verb)):
            verb = _verb_over(verb.head) or verb.head
            if verb.pos_ not in ("VERB", "AUX"):
                return None
    else:
        return None
    return verb if verb is not None and verb.i < participle.i and _finite(verb) else None


def _goes_past(participle: Token, above: Token) -> bool:
    """ "Dropped its wish that they disarm before talks begin, instead calling for": a clause, or "instead", stands between."""
    between = any(c.dep_ == "advcl" and above.i < c.i < participle.i and c.tag_ != "VB" for c in above.children)
    instead = any(c.lower_ in ("instead", "rather") and c.i < participle.i for c in participle.children)
    return above.dep_ == "acl" and (between or instead)


def _after_comma(participle: Token) -> bool:
    """Behind a comma, with an adverb between at most: ", instead calling"."""
    at = participle.i - 1
    while at > 0 and participle.doc[at].dep_ == "advmod" and participle.doc[at].head.i == participle.i:
        at -= 1
    return at >= 0 and participle.doc[at].text in (",", "–", "—")


def _marked(clause: Token) -> bool:
    return any(c.dep_ in ("mark", "advmod") and c.i < clause.i and c.tag_ in ("IN", "WRB") for c in clause.children)


def _verb_over(noun: Token) -> Token | None:
    """The verb in whose clause a noun stands, the noun being no part of its subject."""
    node = noun
    while node.pos_ not in ("VERB", "AUX"):
        if node.dep_ in _SUBJECTS or node.head.i == node.i:
            return None
        node = node.head
    if node.dep_ in ("acl", "relcl"):
        return None
    while node.dep_ == "xcomp" and node.head.pos_ in ("VERB", "AUX"):
        node = node.head
    return node


def _finite(verb: Token) -> bool:
    return any(c.dep_ in _SUBJECTS for c in verb.children) or verb.dep_ == "conj"


__all__ = ["owner"]
