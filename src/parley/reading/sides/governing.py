"""What a word says of what hangs on it: as its object or complement ("rejected talks"), or of it as a subject ("talks are a trap")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.core.spans import Span
from parley.reading.english import grammar
from parley.reading.english.attitude import (
    NOBODY,
    WILL,
    Attitude,
    classes,
    is_of,
    span_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Token


_OBJECT = frozenset({"dobj", "obj", "nsubjpass", "xcomp", "ccomp", "attr", "oprd", "acl", "relcl", "pcomp", "dative"})
_MEANWHILE = frozenset({"after", "since", "during", "amid", "following", "despite"})
_PARTS = frozenset(
    ["role", "involvement", "presence", "inclusion", "representation", "seat", "place", "mediation", "participation"]
)
_LEAVES_OUT = frozenset(["sideline", "exclude", "oust", "omit"])
_PAPERS = frozenset(
    [
        "document",
        "paper",
        "text",
        "draft",
        "clause",
        "point",
        "item",
        "issue",
        "mediator",
        "facilitator",
        "negotiator",
        "language",
        "tactic",
    ]
)
_SHOWN = frozenset(["show", "prove", "demonstrate", "doubt", "question", "test"])
_OWN = frozenset({"its", "their", "his", "her", "our", "my", "any"})
_LINKS = frozenset(
    {"to", "for", "of", "on", "in", "from", "about", "with", "into", "towards", "toward", "over", "through", "via"}
)
_HELPS = frozenset({"help", "let", "allow", "enable", "give", "buy", "grant"})
_KEEPS_FROM = frozenset(
    ["stop", "prevent", "keep", "hinder", "deter", "dissuade", "discourage", "restrain", "bar", "block"]
)
_TIME = frozenset({"time", "moment", "hour", "day", "window", "chance", "opportunity", "opening"})
_GONE = frozenset({"over", "gone", "past", "up", "closed", "shut"})
_LEAVES = frozenset(["walk", "pull", "back", "drop", "storm", "bow", "opt", "turn", "run", "stay", "get", "pullout"])
_USES = frozenset(["use", "exploit", "abuse", "misuse"])
_STANCES = frozenset(
    ["stance", "position", "policy", "approach", "line", "view", "attitude", "handling", "posture", "record"]
)
"""What one has on a thing: to support it is not to support the thing."""


def governs(node: Token, below: Token, out: Attitude) -> None:
    """The class of a word above, where the thing is its object or complement, or where it is said of the thing."""
    found = classes().get(node.lemma_.lower(), frozenset())
    lower = node.lower_
    if node.dep_ == "prep" or node.pos_ == "ADP":
        if lower == "against":
            out.tell(node, -1)
        elif lower == "without" or far_from(node):
            out.turn(node)
        elif lower in ("despite", "notwithstanding"):
            out.claimed = True  # "a risk of clashes despite the truce"
        elif lower in _MEANWHILE and node.dep_ == "prep" and node.head.pos_ in ("VERB", "AUX"):
            out.claimed = True  # "ordered an offensive after shelving talks" tells when
        elif lower == "before" and node.head.pos_ in ("VERB", "AUX") and not out.turned:
            out.set_price(node.head, node.i)
        elif (
            lower == "before" and node.head.pos_ == "NOUN" and not out.turned
        ):  # "the withdrawal of troops before talks"
            start, last = node.head.left_edge, node.doc[node.i - 1]
            out.condition, out.told, out.price = Span(start.idx, last.idx + len(last.text)), True, True
        return
    if below.dep_ in grammar.SUBJECTS and below.dep_ != "nsubjpass":
        _said_of(node, found, out)
        return
    linked = below.dep_ == "prep" and (below.lower_ in _LINKS or below.lower_ == "against")
    if below.dep_ not in _OBJECT and not linked and below.dep_ not in ("conj", "appos", "prt"):
        return
    if below.dep_ in ("conj", "appos"):
        return
    if node.lemma_ == "be" and below.dep_ == "xcomp" and any(c.lower_ == "it" for c in node.children):
        for child in node.children:  # "it would be foolish to refuse"
            kinds = classes().get(child.lemma_.lower(), frozenset()) & {"bad", "good"}
            if child.dep_ == "acomp" and is_of(child, "later"):
                out.put_off(child)
            elif child.dep_ in ("acomp", "attr") and kinds:
                out.tell(child, -1 if "bad" in kinds else 1)
        return
    particle = next((c.lower_ for c in node.children if c.dep_ == "prt"), "")
    if node.lemma_ in _LEAVES and below.lower_ in ("from", "of", "on", "out") and _goes_off(node, below):
        out.tell(node, -1)  # "walk away from the talks"
        return
    if "harm" in found:
        out.claimed = True
        return
    if node.lemma_ in _LEAVES_OUT and below.lower_ == "from":
        out.claimed = True  # "not seeking to sideline the clans from the talks": who is to take part
        return
    if node.lemma_ in _PAPERS and below.lower_ in ("in", "at", "during"):
        out.claimed = True  # "would not accept the draft as a working document in the talks"
        return
    if (
        node.pos_ == "NOUN"
        and node.head.lemma_ in _SHOWN
        and any(c.dep_ == "poss" and c.lower_ not in ("our", "my") for c in node.children)
    ):
        out.claimed = True  # "must withdraw to show its commitment to talks": the other's
        return
    if node.lemma_ in _PARTS and linked and any(c.dep_ == "poss" and c.lower_ not in _OWN for c in node.children):
        out.claimed = True  # "rejected Velland's role in the talks"
        return
    if lower == "away" and below.lower_ == "from" and node.head.lemma_ in _LEAVES:
        out.tell(node, -1)
        return
    if node.lemma_ in _USES and below.dep_ in ("nsubjpass", "dobj", "obj"):
        out.claimed = True  # "the truce must not be used to rearm"
        return
    if lower in ("short", "less", "other", "instead"):
        out.claimed = True  # "any truce short of the old borders"
    elif too_early(node):
        out.put_off(node)
    elif (node.lemma_ == "rule" and (particle == "out" or "out" in {c.lower_ for c in node.children})) or (
        node.lemma_,
        particle,
    ) in (("turn", "down"), ("call", "off"), ("break", "off")):
        out.tell(node, -1)
        out.excluded = out.sign if node.lemma_ == "rule" else out.excluded
    elif node.lemma_ == "say" and below.lower_ == "to" and any(c.lower_ == "no" for c in node.children):
        out.tell(node, -1)
    elif (
        node.lemma_ in _KEEPS_FROM
        and node.pos_ == "VERB"
        and (below.lower_ == "from" or ("reverse" in found and below.dep_ in ("dobj", "obj")))
    ):
        _kept_from(node, below, out)
    elif node.lemma_ in _TIME and node.dep_ in grammar.SUBJECTS and _gone_by(node.head):
        out.tell(node, -1)
    elif node.lemma_ in ("exclude", "preclude"):
        out.tell(node, -1)
        out.excluded = out.sign
    elif node.lemma_ == "case" and node.dep_ == "attr":
        return  # "it is not the case that": told by the negation alone
    elif node.lemma_ == "have" and below.dep_ == "xcomp":
        out.tell(node)
    elif is_of(node, "goes_on") and below.dep_ == "xcomp":
        out.goes_on = True
    elif node.lemma_ == "go" and node.tag_ == "VBG":
        out.modal = True
    elif node.pos_ == "NOUN" and (
        is_of(node, "friend") or is_of(node, "price") or (linked and node.lemma_ in _STANCES)
    ):
        out.claimed = True  # "the advocates of a truce", "a precondition for talks"
    elif node.pos_ == "NOUN" and is_of(node, "act") and node.dep_ in grammar.SUBJECTS:
        return  # "a call for talks could help them": somebody's, and what is said of it is not said of talks
    elif "against" in found:
        out.tell(node, 1 if linked and below.lower_ == "against" else -1)
    elif "reverse" in found and (
        below.dep_ in ("dobj", "obj", "nsubjpass") or below.tag_ == "VBG" or (linked and node.pos_ == "NOUN")
    ):
        out.sign = -out.sign
        out.words.append(span_of(node))
    elif "later" in found:
        out.later = True
        out.words.append(span_of(node))
    elif "for" in found:
        out.tell(node)
        if node.pos_ == "VERB" and is_of(node, "wish") and (owner := grammar.subject(node)) is not None:
            out.wisher = owner.text
    elif node.pos_ != "VERB" and ("bad" in found or "good" in found):  # "it would be a mistake to talk"
        out.tell(node, -1 if "bad" in found else 1)


def _said_of(verb: Token, found: frozenset[str], out: Attitude) -> None:
    """The thing is the subject: what it does ("rewards the men who …") or is ("a trap"), and what it does besides."""
    for other in verb.children:
        if (
            other.dep_ == "conj"
            and other.pos_ == "VERB"
            and not any(c.dep_ in grammar.SUBJECTS for c in other.children)
        ):
            kinds = classes().get(other.lemma_.lower(), frozenset())
            if kinds & {"bad", "good"} and not found & {"bad", "good"}:
                out.tell(other, -1 if "bad" in kinds else 1)
                return
    if "reverse" in found:
        out.sign = -out.sign
        out.words.append(span_of(verb))
        return
    if is_of(verb, "goes_on"):
        out.goes_on = True
    if verb.lemma_ == "be" and any(
        c.lower_ == "out" and any(g.lower_ == "question" for g in c.subtree) for c in verb.children
    ):
        out.tell(verb, -1)
        return
    if "bad" in found or "good" in found:
        out.tell(verb, -1 if "bad" in found else 1)
        return
    if verb.lemma_ in _HELPS:
        only = [c for c in verb.children if c.lower_ in ("only", "merely", "simply", "just")]
        if only:
            out.tell(only[0], -1)
        return
    if verb.lemma_ in ("be", "become", "seem", "remain", "look", "prove", "mean"):
        for child in verb.children:
            if child.dep_ in ("attr", "acomp", "dobj", "oprd", "xcomp"):
                kinds = classes().get(child.lemma_.lower(), frozenset())
                if "later" in kinds or too_early(child):
                    out.put_off(child)
                elif "bad" in kinds or "good" in kinds:
                    out.tell(child, -1 if "bad" in kinds else 1)


def _goes_off(verb: Token, below: Token) -> bool:
    """ "Away from", "out of", "back out of"; "turn one's back on"."""
    words = {t.lower_ for t in verb.doc[verb.i + 1 : below.i + 2]}
    return bool(words & {"away", "out"}) or ("back" in words and below.lower_ == "on")


def _kept_from(verb: Token, below: Token, out: Attitude) -> None:
    """ "Must stop her from negotiating"; that nothing would stop her tells no side."""
    nobody = any(c.dep_ == "neg" or (c.dep_ in grammar.SUBJECTS and c.lower_ in NOBODY) for c in verb.children)
    if nobody and (below.lower_ == "from" or any(c.lower_ == "nothing" for c in verb.children)):
        out.claimed = True
    out.sign = -out.sign
    out.words.append(span_of(verb))


def _gone_by(verb: Token) -> bool:
    """ "The time for talks had passed", "was over"."""
    if any(c.lower_ in WILL for c in verb.children if c.dep_ == "aux"):
        return False
    if verb.lemma_ == "be":
        return any(c.lower_ in _GONE for c in verb.children)
    ended = verb.lemma_ in ("pass", "expire", "lapse", "close", "shut") and verb.tag_ != "VBG"
    return bool(ended or verb.lower_ == "gone")


def far_from(node: Token) -> bool:
    """ "Far from opposing talks, …": the "from" of it."""
    return node.i > 0 and node.lower_ == "from" and node.nbor(-1).lower_ == "far"


def too_early(token: Token) -> bool:
    return token.lower_ in ("soon", "early", "ripe") and (
        token.lower_ == "ripe" or any(c.lower_ == "too" for c in token.children)
    )


__all__ = ["far_from", "governs", "too_early"]
