"""Whether what a verb or noun tells was done, is arranged, or is only denied, asked, wished or supposed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from parley.reading.english import clauses, grammar, lexicon, verb_subject

if TYPE_CHECKING:
    from spacy.tokens import Token

Standing = Literal["done", "arranged", "no"]

_BEGUN = frozenset(
    ["begin", "start", "continue", "proceed", "manage", "resume", "help", "rush", "move", "keep", "finish"]
)
"""Verbs whose infinitive is done as they are."""
_ARRANGED = frozenset(["schedule", "set", "due", "plan", "agree", "expect", "arrange", "prepare", "be", "slate", "intend", "decide", "go"])  # fmt: skip
_SET = frozenset(["due", "set", "scheduled", "slated", "ready", "about", "bound", "likely", "first", "last", "able"])
_WILLING = frozenset(["open", "ready", "willing", "prepared", "committed", "eager"])
_COMING = frozenset(["arrive", "travel", "fly", "come", "go", "gather", "return", "head", "visit", "leave"])
"""Verbs whose purpose is as good as arranged ("flew to Brenn to meet the envoy")."""
_AFTER = frozenset(["after", "by", "since", "following", "upon", "on", "while", "despite", "in", "with"])
_OPEN = frozenset(["if", "unless", "whether", "until", "till", "lest", "before"])
_NEVER = frozenset(["not", "n't", "n’t", "never", "nor", "neither", "no", "without", "hardly", "nobody", "none"])
_UNREAL = frozenset(
    ["deny", "doubt", "fear", "hope", "want", "wish", "imagine", "suppose", "question", "ask", "wonder", "suggest", "expect", "predict",
     "prefer", "demand", "urge", "propose"]
)  # fmt: skip
"""Verbs above a clause that leave open, or deny, what it tells."""
_UNKNOWN = re.compile(
    r"\b(?:remains? to be seen|as to whether|whether or not|too early to (?:say|tell))\b[^.;]*$", re.I
)
"""Words after which nothing is told as so."""
_SUPPOSED = frozenset(["could", "might", "may", "can", "should", "ought", "must", "would", "need"])
_FUTURE = frozenset(["will", "'ll", "’ll", "shall", "wo"])


def standing(word: Token) -> Standing:
    """How an anchor stands in its sentence: done, arranged for a time to come, or neither."""
    if word.sent.text.rstrip("”\"’') ").endswith("?") or _UNKNOWN.search(word.doc[word.sent.start : word.i].text):
        return "no"
    if word.pos_ == "VERB" or word.tag_.startswith("VB"):
        own = _verb(word, 0)
    elif word.pos_ == "ADJ" or word.dep_ in ("acomp", "oprd"):
        own = _verb(word.head, 0) if word.head.pos_ in ("AUX", "VERB") else "done"
    else:
        own = _noun(word)
    return own if own == "no" or not left_open(word) else "no"


def _verb(verb: Token, depth: int) -> Standing:
    """By its form: negation, modals, infinitives, gerunds."""
    if depth > 4 or _negated(verb) or _wanted(verb) or verb_subject.denied_of(verb):
        return "no"
    modals = {c.lower_ for c in verb.children if c.dep_ == "aux" and c.tag_ == "MD"}
    if modals & _FUTURE:
        return "arranged"
    if modals & _SUPPOSED and any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children):
        return "no"  # "would have met"
    if modals & _SUPPOSED:
        return "arranged" if "would" in modals and verb.dep_ == "ccomp" else "no"
    if grammar.has_to(verb):
        return _infinitive(verb, depth)
    if verb_subject.supposed(verb):
        return "no"
    if verb.dep_ == "conj" and verb.tag_ in ("VB", "VBN", "VBG") and not _own_auxiliary(verb):
        return _verb(verb.head, depth + 1) if verb.head.pos_ in ("VERB", "AUX") else "done"
    if verb.tag_ == "VBG" and not _own_auxiliary(verb):
        return _gerund(verb, depth)
    if verb.tag_ == "VB" and verb.dep_ != "ROOT":
        did = any(c.dep_ == "aux" and c.lemma_ == "do" for c in verb.children)
        return "done" if did or verb.head.lemma_ == "help" else "no"  # "demanded that it withdraw"
    return "done"


def _wanted(verb: Token) -> bool:
    """ "Insisted that negotiations be held": a bare "be"."""
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    return verb.tag_ == "VBN" and [c.lower_ for c in auxiliaries] == ["be"]


def _negated(verb: Token) -> bool:
    for child in verb.children:
        if child.dep_ == "neg" or (child.lower_ in _NEVER and child.dep_ in ("advmod", "preconj", "nsubj", "cc")):
            return True
        if child.dep_ in (*grammar.SUBJECTS, "dobj") and any(c.lower_ in ("no", "neither") for c in child.children):
            return True
    return False


def _infinitive(verb: Token, depth: int) -> Standing:
    above = verb.head
    if above.lemma_ == "be" and any(c.dep_ in ("acomp", "attr") and c.lower_ not in _SET for c in above.children):
        return "no"  # "it would be unlawful to hold talks", "it is our stand to hold talks"
    if verb.dep_ in ("xcomp", "ccomp", "advcl") and above.lemma_.lower() in _ARRANGED:
        return "no" if _verb(above, depth + 1) == "no" else "arranged"
    if verb.dep_ == "xcomp" and above.lemma_.lower() in _BEGUN:
        return _verb(above, depth + 1)
    if verb.dep_ == "advcl" and above.lemma_.lower() in _COMING:
        return "no" if _verb(above, depth + 1) == "no" else "arranged"
    return "no"


def _gerund(verb: Token, depth: int) -> Standing:
    if verb.dep_ == "pcomp" and verb.head.lower_ == "by" and verb.head.head.pos_ == "VERB":
        return _verb(verb.head.head, depth + 1)  # "will end it by refusing"
    if verb.dep_ == "pcomp":
        return "done" if verb.head.lower_ in _AFTER else "no"
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _BEGUN:
        return _verb(verb.head, depth + 1)
    if verb.dep_ in ("advcl", "acl", "relcl"):
        if {c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod")} & {"before", "without"}:
            return "no"
        above = verb.head
        if above.lemma_ == "be" and any(c.dep_ == "acomp" and c.lower_ in _WILLING for c in above.children):
            return "no"  # "we are open to dialogue, ending the war, releasing the crew": aims
        return _verb(above, depth + 1) if above.pos_ == "VERB" and verb.dep_ == "advcl" else "done"
    return "done" if verb.dep_ in ("ROOT", "ccomp", "conj") else "no"


def _noun(noun: Token) -> Standing:
    """ "Osteria's threat to cut": done unless denied."""
    if any(c.lower_ in ("no", "any") for c in noun.children if c.dep_ == "det"):
        return "no"
    above = noun.head
    if above.pos_ == "VERB" and (_negated(above) or above.lemma_.lower() in ("deny", "avoid", "lack")):
        return "no"
    if above.lemma_ == "be" and noun.dep_ == "attr" and _negated(above):
        return "no"  # "aid should not be a condition for talks"
    if noun.dep_ == "nsubj" and any(c.dep_ == "aux" and c.lower_ in _SUPPOSED for c in above.children):
        return "no"  # "dialogues between the two would freeze"
    return "done"


def left_open(word: Token) -> bool:
    """Whether a clause above leaves open what stands in it."""
    node = word
    for _ in range(12):
        above = node.head
        if node.dep_ == "relcl" and _beside(node):
            return clauses.untrue(word)
        if node.dep_ in ("advcl", "ccomp", "pcomp", "relcl", "acl") and any(
            c.lower_ in _OPEN and c.dep_ in ("mark", "advmod", "dep") and not _hours_before(c) for c in node.children
        ):
            return True
        if (node.dep_ == "advcl" and _timeless(node)) or clauses.rumoured(node):
            return True
        if above.i == node.i:
            return clauses.untrue(word)
        if node.dep_ in ("ccomp", "xcomp") and above.lemma_.lower() in _UNREAL:
            return True
        if node.dep_ in ("ccomp", "acl", "relcl") and above.pos_ == "VERB" and _negated(above) and _of_saying(above):
            return True
        node = above
    return False


def _hours_before(mark: Token) -> bool:
    """ "Hours before the sides announced a truce": they did."""
    before = mark.doc[mark.i - 1] if mark.i else None
    near = before is not None and (
        before.ent_type_ in ("DATE", "TIME") or before.lower_ in ("just", "shortly", "hours", "days")
    )
    return mark.lower_ == "before" and near


def _beside(clause: Token) -> bool:
    """ "If the council, which has refused to talk, takes part": told beside what is left open, behind a comma."""
    start = clause.left_edge.i
    return start > 0 and clause.doc[start - 1].text in (",", "–", "—", "(")


def _timeless(clause: Token) -> bool:
    """ "When they ask", "once an agreement is reached": whenever that is, or will be."""
    present = ("VBP", "VBZ")
    now = clause.tag_ in present or any(c.dep_ in ("aux", "auxpass") and c.tag_ in present for c in clause.children)
    return now and any(c.lower_ in ("when", "whenever", "once") for c in clause.children)


def _of_saying(verb: Token) -> bool:
    cue = lexicon.verb(verb)
    return cue is not None and cue.kind in ("say", "think", "show")


def _own_auxiliary(verb: Token) -> bool:
    return any(c.dep_ in ("aux", "auxpass") for c in verb.children)


__all__ = ["Standing", "left_open", "standing"]
