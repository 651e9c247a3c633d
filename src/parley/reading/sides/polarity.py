"""How reported words stand to a thing they name: read along the parse, from the thing up to what governs it.

From "talks" in "said the army would never agree to open talks" the way leads over "open" (a step), "agree" (for), "never"
(turns it) to the top. Each negation and each word of rejection turns the sign; without any word of attitude on the way
nothing is said, so that "the talks were held on Monday" takes no side. Every word that counted is kept and shown.

The classes of words are data (``data/attitudes.csv``). Sides along a path are a small part of what the literature calls
polarity composition (Moilanen & Pulman 2007); that both signs may meet and cancel is its first rule.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from parley.core.spans import Span
from parley.reading.english import grammar
from parley.reading.english.attitude import MUST, NOBODY, WILL, Attitude, after_only, classes, span_of, whole
from parley.reading.english.clauses import new_clause, unsaid
from parley.reading.sides.governing import far_from, governs, too_early

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOT = frozenset(
    {"not", "n't", "n’t", "never", "hardly", "barely", "scarcely", "no", "neither", "nor", "without", "nothing"}
)
_LITTLE = frozenset({"little", "slim", "scant", "few", "remote", "less"})
_NOW = frozenset({"now", "immediately", "today", "tonight", "tomorrow", "urgently", "soon"})
_PRICES = frozenset(["precondition", "pre", "condition", "obstacle", "prerequisite"])
_FARTHEST = 14
_SCORNED = frozenset(["fool", "idiot", "madman", "coward", "traitor", "lunatic", "imbecile", "simpleton"])
"""Whoever "only a fool would" is said of, would not."""


def attitude(
    doc: Doc,
    thing: Span,
    inside: Callable[[Token], bool],
    *,
    belief: bool = False,
    loose: bool = False,
    cue: int | None = None,
) -> Attitude:
    """Climb from ``thing`` to the top of the reported words.

    Args:
        doc: the parse of the paragraph.
        thing: characters of the words that name the thing.
        inside: whether a token belongs to what is reported; the climb stays within.
        loose: auxiliaries and negations among the words of the thing count.
        cue: the token of the cue, whose own conditions count where the climb comes to the top.
        belief: the thing is held to be so or not, which its own clause tells: the climb ends there.
    """
    out = Attitude()
    found = grammar.tokens_of(doc, thing)
    if found is None or len(found) == 0:
        return out
    node, below = found.root, None
    matched = {t.i for t in found if not (loose and t.dep_ in ("aux", "auxpass", "neg"))}
    for _ in range(_FARTHEST):
        _weigh(node, below, matched, out)
        if node.head.i == node.i or not inside(node.head):
            out.top = True
            out.infinitive = any(c.tag_ == "TO" for c in node.children)
            out.finite = not out.infinitive and any(c.dep_ in grammar.SUBJECTS for c in node.children)
            if cue is not None and cue >= 0 and out.condition is None:
                for child in doc[cue].children:
                    if child.dep_ == "advcl" and child.i > cue:
                        out.set_condition(child)
            return out
        if node.dep_ == "conj" and out.told and any(c.lower_ == "but" and c.dep_ == "cc" for c in node.head.children):
            return out  # "not prepared to disarm, but eager to talk"
        if belief and node.dep_ in ("relcl", "advcl", "acl"):
            out.top = not unsaid(node)
            if node.head.lower_ in NOBODY:  # "nothing more to be won"
                out.turn(node.head)
            return out
        if new_clause(node, out) or (far_from(node) and below is not None and below.tag_ == "VBG"):
            return out
        node, below = node.head, node
    return out


def only_a(verb: Token) -> Token | None:
    """Of "only a fool would refuse": the fool."""
    for child in verb.children:
        words = [t.lower_ for t in verb.doc[child.left_edge.i : child.i]]
        if child.dep_ in grammar.SUBJECTS and "only" in words and {"a", "an"} & set(words):
            return child if any(c.lower_ in ("would", "could", "will") for c in verb.children) else None
    return None


def nobodys(verb: Token) -> bool:
    """ "Only a fool would refuse", "nobody in their right mind would refuse": an act that is nobody's."""
    would = any(c.dep_ == "aux" and c.lower_ in ("would", "could") for c in verb.children)
    nobody = any(c.dep_ in grammar.SUBJECTS and c.lower_ in ("nobody", "none", "no-one") for c in verb.children)
    return only_a(verb) is not None or (would and nobody)


def _weigh(node: Token, below: Token | None, matched: set[int], out: Attitude) -> None:
    """Count what ``node`` and the words that hang on it say; ``below`` is the token that the climb came from."""
    if below is not None and node.i not in matched:
        governs(node, below, out)
    if node.dep_ == "conj" and any(c.lower_ == "nor" and c.i < node.i for c in node.head.children):
        out.sign, out.turned = -out.sign, True
    shared = below is not None and below.dep_ == "conj"
    from_here = node.i if below is None else below.i
    for child in node.children:
        if (below is not None and child.i == below.i) or child.i in matched or _parted(child, from_here):
            continue
        if not shared or child.dep_ in ("aux", "nsubj"):
            _hangs_on(node, child, below, out)
    if node.tag_ in ("VB", "VBP") and _imperative(node):
        out.tell(node)


def _parted(token: Token, other: int) -> bool:
    """A semicolon stands between: the parser joins what the writer kept apart."""
    low, high = sorted((token.i, other))
    return any(token.doc[i].text == ";" for i in range(low + 1, high))


def _hangs_on(node: Token, child: Token, below: Token | None, out: Attitude) -> None:
    """Negations, modals, conditions and times among the children of a node on the way."""
    lower = child.lower_
    if child.dep_ == "advmod" and lower == "longer" and any(c.lower_ == "no" for c in child.children):
        out.turn(child)
    elif lower == "otherwise" and child.dep_ == "advmod":
        out.claimed = True  # "otherwise we would not be talking"
    elif lower == "nor" or (lower == "no" and node.lemma_ == "say"):
        return
    elif child.dep_ == "neg" or (child.dep_ in ("det", "advmod", "preconj", "predet") and lower in _NOT):
        out.turn(child)
        if any(c.lower_ in WILL | MUST for c in node.children if c.dep_ == "aux"):
            out.told = True
    elif child.dep_ in grammar.SUBJECTS and child.lemma_ in _PRICES:
        return  # "no preconditions should be attached to a truce" is against the preconditions
    elif child.dep_ in grammar.SUBJECTS and (
        lower in NOBODY
        or (child.lemma_ in _SCORNED and only_a(node) is not None)
        or any(c.lower_ in ("no", "neither", "nobody", "none") for c in child.children)
        or child.left_edge.lower_ in ("no", "not")
    ):
        out.turn(child)
    elif child.dep_ == "aux" and lower in MUST:
        out.tell(child)
    elif child.dep_ == "aux" and lower in WILL:
        out.modal = True
    elif child.dep_ == "csubj" and "for" in classes().get(child.lemma_.lower(), ()):
        out.tell(child)  # "what they need is …"
    elif child.dep_ == "amod" and lower in _LITTLE:
        out.turn(child)
    elif child.dep_ in ("advmod", "npadvmod") and lower in _NOW and _wished(node):
        out.words.append(span_of(child))
    elif child.dep_ in ("acomp", "attr", "advmod") and too_early(child):
        out.put_off(child)
    elif child.dep_ in ("advmod", "acomp", "amod") and "later" in classes().get(lower, ()):
        out.later = True
        out.words.append(span_of(child))
    elif out.turned and " ".join(t.lower_ for t in child.subtree) == "soon enough":
        out.claimed = True  # "could not come soon enough" wants them
    elif lower == "yet" and out.turned:
        out.later = True
    elif child.dep_ == "advcl" or (child.dep_ == "ccomp" and any(c.lower_ in ("if", "unless") for c in child.children)):
        out.set_condition(child)
    elif (
        child.dep_ == "prep"
        and below is not None
        and (
            child.lower_ in ("until", "till") or (child.lower_ == "before" and _refused(node, out)) or after_only(child)
        )
    ):
        out.condition = whole(child)


def _refused(node: Token, out: Attitude) -> bool:
    """Whether what "before" hangs on is denied: "adopt a truce before the talks" tells an order in time."""
    return out.turned or any(c.dep_ == "neg" for c in node.children)


def _wished(node: Token) -> bool:
    return node.tag_ == "VB"


def _imperative(verb: Token) -> bool:
    """A command: the bare verb opens its sentence or quotation, with no subject and no "to"."""
    if any(c.dep_ in grammar.SUBJECTS or c.dep_ in ("aux", "mark") for c in verb.children):
        return False
    if verb.dep_ not in ("ROOT", "ccomp", "parataxis") or verb.tag_ != "VB":
        return False
    before = verb.doc[verb.i - 1] if verb.i > verb.sent.start else None
    return (
        before is None or before.text in "“\"':;—–‘" or before.lower_ in ("please", "now", "so", "then", "and", "but")
    )


__all__ = ["attitude", "nobodys"]
