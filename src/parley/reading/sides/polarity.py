"""How reported words stand to a thing they name: read along the parse, from the thing up to what governs it.

From "talks" in "said the army would never agree to open talks" the way leads over "open" (a step), "agree" (for), "never"
(turns it) to the top. Each negation and each word of rejection turns the sign; without any word of attitude on the way
nothing is said, so that "the talks were held on Monday" takes no side. Every word that counted is kept and shown.

The classes of words are data (``data/attitudes.csv``). Sides along a path are a small part of what the literature calls
polarity composition (Moilanen & Pulman 2007); that both signs may meet and cancel is its first rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from parley.core.spans import Span
from parley.reading.english import grammar, lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOT = frozenset(
    {"not", "n't", "n’t", "never", "hardly", "barely", "scarcely", "no", "neither", "nor", "without", "nothing"}
)
_LITTLE = frozenset({"little", "slim", "scant", "few", "remote", "less"})
_NOBODY = frozenset({"nobody", "none", "neither", "nothing", "no-one"})
_MUST = frozenset({"should", "must", "ought", "shall"})
_WILL = frozenset({"will", "would", "’ll", "'ll", "wo", "ca", "can", "could", "may", "shall"})
_NOW = frozenset({"now", "immediately", "today", "tonight", "tomorrow", "urgently", "soon"})
_CONDITION = frozenset({"if", "unless", "until", "once", "provided", "till"})
_WHILE = frozenset({"while", "long"})
_OBJECT = frozenset({"dobj", "obj", "nsubjpass", "xcomp", "ccomp", "attr", "oprd", "acl", "relcl", "pcomp", "dative"})
_LINKS = frozenset({"to", "for", "of", "on", "in", "from", "about", "with", "into", "towards", "toward", "over"})
_SUBJECT = frozenset({"nsubj", "csubj", "nsubjpass"})
_CLAUSE = frozenset({"relcl", "advcl"})
_HELPS = frozenset({"help", "let", "allow", "enable", "give", "buy", "grant"})
_FARTHEST = 14
_SCORNED = frozenset(["fool", "idiot", "madman", "coward", "traitor", "lunatic", "imbecile", "simpleton"])
"""Whoever "only a fool would" is said of, would not."""
_KEEPS_FROM = frozenset(
    ["stop", "prevent", "keep", "hinder", "deter", "dissuade", "discourage", "restrain", "bar", "block"]
)
_TIME = frozenset({"time", "moment", "hour", "day", "window", "chance", "opportunity", "opening"})
_GONE = frozenset({"over", "gone", "past", "up", "closed", "shut"})


@dataclass(slots=True)
class Attitude:
    """What is said of a thing: ``sign`` is 1 or -1, meant only where ``told``."""

    sign: int = 1
    told: bool = False
    """A word of attitude stands on the way."""
    turned: bool = False
    """A negation stands on the way."""
    condition: Span | None = None
    """The words of a condition on it ("only if …", "until …"), in characters of the paragraph."""
    lasting: bool = False
    """The condition says for how long ("while", "as long as"): it puts no price on the thing."""
    modal: bool = False
    """"will", "would", "can", "could" and their like stand on the way: it is not told as a thing done."""
    later: bool = False
    hypothetical: bool = False
    """The thing stands inside an "if": nothing is said of it."""
    claimed: bool = False
    """The thing stands in what a noun of claiming claims ("the suggestion that …")."""
    wisher: str = ""
    """Who is said to want it ("Russia wants a pause"), where a subject says so."""
    goes_on: bool = False
    """The thing is to go on: "will keep sending", "will continue"."""
    finite: bool = False
    """What is reported is a sentence with a subject and a tense."""
    infinitive: bool = False
    """What is reported is an infinitive ("asked them to …")."""
    top: bool = False
    """The way led to the top of what is reported, so that the cue's own attitude counts."""
    excluded: int = 0
    """The sign right after "rule out": where it is turned again, the thing is left open, not wanted."""
    words: list[Span] = field(default_factory=list)
    """The words that counted, in characters of the paragraph."""


@cache
def classes() -> dict[str, frozenset[str]]:
    """The classes of a word, by lemma."""
    out: dict[str, set[str]] = defaultdict(set)
    for row in lexicon.rows("attitudes.csv"):
        out[row["word"]].add(row["class"])
    return {word: frozenset(found) for word, found in out.items()}


def _is(token: Token, kind: str) -> bool:
    return kind in classes().get(token.lemma_.lower(), ())


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
            out.finite = not out.infinitive and any(c.dep_ in _SUBJECT for c in node.children)
            if cue is not None and cue >= 0 and out.condition is None:
                for child in doc[cue].children:
                    if child.dep_ == "advcl" and child.i > cue:
                        _condition(child, out)
            return out
        if belief and node.dep_ in ("relcl", "advcl", "acl"):
            out.top = not _unsaid(node)
            if node.head.lower_ in _NOBODY:  # "nothing more to be won"
                _turn(out, node.head)
            return out
        if _new_clause(node, out) or (_far_from(node) and below is not None and below.tag_ == "VBG"):
            return out
        node, below = node.head, node
    return out


def _far_from(node: Token) -> bool:
    """ "Far from opposing talks, …": the "from" of it."""
    return node.i > 0 and node.lower_ == "from" and node.nbor(-1).lower_ == "far"


def only_a(verb: Token) -> Token | None:
    """Of "only a fool would refuse": the fool."""
    for child in verb.children:
        words = [t.lower_ for t in verb.doc[child.left_edge.i : child.i]]
        if child.dep_ in _SUBJECT and "only" in words and {"a", "an"} & set(words):
            return child if any(c.lower_ in ("would", "could", "will") for c in verb.children) else None
    return None


def nobodys(verb: Token) -> bool:
    """ "Only a fool would refuse", "nobody in their right mind would refuse": an act that is nobody's."""
    would = any(c.dep_ == "aux" and c.lower_ in ("would", "could") for c in verb.children)
    nobody = any(c.dep_ in _SUBJECT and c.lower_ in ("nobody", "none", "no-one") for c in verb.children)
    return only_a(verb) is not None or (would and nobody)


def _gone_by(verb: Token) -> bool:
    """ "The time for talks had passed", "was over"."""
    if any(c.lower_ in _WILL for c in verb.children if c.dep_ == "aux"):
        return False
    if verb.lemma_ == "be":
        return any(c.lower_ in _GONE for c in verb.children)
    ended = verb.lemma_ in ("pass", "expire", "lapse", "close", "shut") and verb.tag_ != "VBG"
    return bool(ended or verb.lower_ == "gone")


def _kept_from(verb: Token, below: Token, out: Attitude) -> None:
    """ "Must stop her from negotiating"; that nothing would stop her tells no side."""
    nobody = any(c.dep_ == "neg" or (c.dep_ in _SUBJECT and c.lower_ in _NOBODY) for c in verb.children)
    if nobody and (below.lower_ == "from" or any(c.lower_ == "nothing" for c in verb.children)):
        out.claimed = True
    out.sign = -out.sign
    out.words.append(_span(verb))


def _unsaid(clause: Token) -> bool:
    """An "if", "unless" or "whether" leaves open what the clause says."""
    return any(c.lower_ in ("if", "unless", "whether", "until", "till", "before") for c in clause.children)


def _new_clause(node: Token, out: Attitude) -> bool:
    """The climb ends where another clause begins that only surrounds what was said of the thing."""
    marks = {c.lower_ for c in node.children if c.dep_ in ("mark", "advmod")}
    if marks & {"whether", "when", "how", "why", "where"} and (
        "whether" in marks or any(c.tag_ == "TO" for c in node.children)
    ):
        out.hypothetical = True  # "whether they talk", "the decision on when to talk"
        return True
    if node.dep_ == "advcl" and "before" in marks and not out.turned:
        _priced(node.head, node.left_edge.i, out)
        return True
    if node.dep_ == "advcl" and marks & (_CONDITION | {"when", "before", "after"}):
        out.hypothetical = not out.told or bool(marks & {"if", "unless", "when", "once"})
        return True
    if node.dep_ == "advcl" and "that" in marks and any(c.lower_ == "so" for c in node.children):
        out.told = True  # "so that the talks may resume": what it is for
    if node.dep_ in ("acl", "ccomp", "relcl") and _is(node.head, "claim") and "that" in marks and not out.told:
        out.claimed = True
    if _held_so(node):
        out.claimed = out.claimed or out.sign < 0  # "it is not true that we refused talks" asks for none
        if any(c.lower_ in ("untrue", "false") for c in (node.head, *node.head.children)):
            out.sign, out.turned = -out.sign, True
        return False
    if node.dep_ in _CLAUSE and out.told:
        return True
    if node.dep_ == "conj" and node.head.pos_ in ("VERB", "AUX") and any(c.dep_ in _SUBJECT for c in node.children):
        return True  # "the war drags on and talks should begin": a sentence of its own
    if node.dep_ in ("ccomp", "parataxis") and node.head.lemma_.lower() in lexicon.verbs() and _says(node.head):
        out.claimed = True  # what somebody within is said to have said is that person's
        return True
    return False


def _held_so(clause: Token) -> bool:
    """ "It is (not) the case that", "it is not true that": what follows stands or falls with the clause above."""
    word = clause.head
    if not any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children):
        return False
    so = (word.lemma_ == "case" and word.dep_ == "attr") or word.lower_ in _SO
    return so or (word.lemma_ == "be" and any(c.lower_ in _SO or c.lemma_ == "case" for c in word.children))


_SO = frozenset({"true", "so", "correct", "untrue", "false"})


def untrue(verb: Token) -> bool:
    """Whether the verb stands in what is said not to be so ("it is not true that he refused")."""
    clause = verb
    while clause.head.i != clause.i:
        if clause.dep_ in ("ccomp", "acl", "relcl", "csubj", "advcl") and _held_so(clause):
            above = clause.head if clause.head.lemma_ == "be" else clause.head.head
            words = [clause.head, *above.children]
            return any(w.dep_ == "neg" for w in words) != any(w.lower_ in ("untrue", "false") for w in words)
        clause = clause.head
    return False


def _priced(verb: Token, end: int, out: Attitude) -> None:
    """ "They must leave before talks begin": what stands before "before" is the price of the thing."""
    start = verb.left_edge
    if any(c.lower_ in _MUST or c.lower_ in ("has", "have", "need", "needs") for c in verb.children) or verb.tag_ in (
        "VB",
        "VBP",
        "VBD",
    ):
        last = verb.doc[end - 1]
        out.condition, out.told = Span(start.idx, last.idx + len(last.text)), True


def _says(verb: Token) -> bool:
    """A verb of saying whose words are somebody's statement of their own; negated thought is not ("do not think that")."""
    cue = lexicon.verbs()[verb.lemma_.lower()]
    if cue.kind == "think":
        return not any(c.dep_ == "neg" for c in verb.children)
    return cue.kind in ("say", "ask", "show", "publish") and "for" not in classes().get(verb.lemma_.lower(), ())


def _weigh(node: Token, below: Token | None, matched: set[int], out: Attitude) -> None:
    """Count what ``node`` and the words that hang on it say; ``below`` is the token that the climb came from."""
    if below is not None and node.i not in matched:
        _governs(node, below, out)
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
        _told(out, node)


def _parted(token: Token, other: int) -> bool:
    """A semicolon stands between: the parser joins what the writer kept apart."""
    low, high = sorted((token.i, other))
    return any(token.doc[i].text == ";" for i in range(low + 1, high))


def _turn(out: Attitude, token: Token) -> None:
    out.sign, out.turned = -out.sign, True
    out.words.append(_span(token))


def _told(out: Attitude, token: Token, sign: int = 1) -> None:
    out.told = True
    out.sign *= sign
    out.words.append(_span(token))


def _span(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token.text))


def _governs(node: Token, below: Token, out: Attitude) -> None:
    """The class of a word above, where the thing is its object or complement, or where it is said of the thing."""
    found = classes().get(node.lemma_.lower(), frozenset())
    lower = node.lower_
    if node.dep_ == "prep" or node.pos_ == "ADP":
        if lower == "against":
            _told(out, node, -1)
        elif lower == "without" or _far_from(node):
            _turn(out, node)
        elif lower == "before" and node.head.pos_ in ("VERB", "AUX") and not out.turned:
            _priced(node.head, node.i, out)
        elif (
            lower == "before" and node.head.pos_ == "NOUN" and not out.turned
        ):  # "the withdrawal of troops before talks"
            start, last = node.head.left_edge, node.doc[node.i - 1]
            out.condition, out.told = Span(start.idx, last.idx + len(last.text)), True
        return
    if below.dep_ in _SUBJECT and below.dep_ != "nsubjpass":
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
            if child.dep_ == "acomp" and kinds:
                _told(out, child, -1 if "bad" in kinds else 1)
        return
    particle = next((c.lower_ for c in node.children if c.dep_ == "prt"), "")
    if lower in ("short", "less", "other", "instead"):
        out.claimed = True  # "any truce short of the old borders"
    elif _too_early(node):
        _put_off(out, node)
    elif (node.lemma_ == "rule" and (particle == "out" or "out" in {c.lower_ for c in node.children})) or (
        node.lemma_,
        particle,
    ) in (("turn", "down"), ("call", "off"), ("break", "off")):
        _told(out, node, -1)
        out.excluded = out.sign if node.lemma_ == "rule" else out.excluded
    elif node.lemma_ == "say" and below.lower_ == "to" and any(c.lower_ == "no" for c in node.children):
        _told(out, node, -1)
    elif (
        node.lemma_ in _KEEPS_FROM
        and node.pos_ == "VERB"
        and (below.lower_ == "from" or ("reverse" in found and below.dep_ in ("dobj", "obj")))
    ):
        _kept_from(node, below, out)
    elif node.lemma_ in _TIME and node.dep_ in _SUBJECT and _gone_by(node.head):
        _told(out, node, -1)
    elif node.lemma_ in ("exclude", "preclude"):
        _told(out, node, -1)
        out.excluded = out.sign
    elif node.lemma_ == "case" and node.dep_ == "attr":
        return  # "it is not the case that": told by the negation alone
    elif node.lemma_ == "have" and below.dep_ == "xcomp":
        _told(out, node)
    elif _is(node, "goes_on") and below.dep_ == "xcomp":
        out.goes_on = True
    elif node.lemma_ == "go" and node.tag_ == "VBG":
        out.modal = True
    elif node.pos_ == "NOUN" and (_is(node, "friend") or _is(node, "price") or (linked and node.lemma_ in _STANCES)):
        out.claimed = True  # "the advocates of a truce", "a precondition for talks"
    elif node.pos_ == "NOUN" and _is(node, "act") and node.dep_ in _SUBJECT:
        return  # "a call for talks could help them": somebody's, and what is said of it is not said of talks
    elif "against" in found:
        _told(out, node, 1 if linked and below.lower_ == "against" else -1)
    elif "reverse" in found and (
        below.dep_ in ("dobj", "obj", "nsubjpass") or below.tag_ == "VBG" or (linked and node.pos_ == "NOUN")
    ):
        out.sign = -out.sign
        out.words.append(_span(node))
    elif "later" in found:
        out.later = True
        out.words.append(_span(node))
    elif "for" in found:
        _told(out, node)
        if node.pos_ == "VERB" and _is(node, "wish") and (owner := grammar.subject(node)) is not None:
            out.wisher = owner.text
    elif node.pos_ != "VERB" and ("bad" in found or "good" in found):  # "it would be a mistake to talk"
        _told(out, node, -1 if "bad" in found else 1)


_STANCES = frozenset(
    ["stance", "position", "policy", "approach", "line", "view", "attitude", "handling", "posture", "record"]
)
"""What one has on a thing: to support it is not to support the thing."""


def _said_of(verb: Token, found: frozenset[str], out: Attitude) -> None:
    """The thing is the subject: what it does ("rewards the men who …") or is ("a trap"), and what it does besides."""
    for other in verb.children:
        if other.dep_ == "conj" and other.pos_ == "VERB" and not any(c.dep_ in _SUBJECT for c in other.children):
            kinds = classes().get(other.lemma_.lower(), frozenset())
            if kinds & {"bad", "good"} and not found & {"bad", "good"}:
                _told(out, other, -1 if "bad" in kinds else 1)
                return
    if "reverse" in found:
        out.sign = -out.sign
        out.words.append(_span(verb))
        return
    if _is(verb, "goes_on"):
        out.goes_on = True
    if verb.lemma_ == "be" and any(
        c.lower_ == "out" and any(g.lower_ == "question" for g in c.subtree) for c in verb.children
    ):
        _told(out, verb, -1)
        return
    if "bad" in found or "good" in found:
        _told(out, verb, -1 if "bad" in found else 1)
        return
    if verb.lemma_ in _HELPS:
        only = [c for c in verb.children if c.lower_ in ("only", "merely", "simply", "just")]
        if only:
            _told(out, only[0], -1)
        return
    if verb.lemma_ in ("be", "become", "seem", "remain", "look", "prove", "mean"):
        for child in verb.children:
            if child.dep_ in ("attr", "acomp", "dobj", "oprd", "xcomp"):
                kinds = classes().get(child.lemma_.lower(), frozenset())
                if "later" in kinds or _too_early(child):
                    _put_off(out, child)
                elif "bad" in kinds or "good" in kinds:
                    _told(out, child, -1 if "bad" in kinds else 1)


def _put_off(out: Attitude, token: Token) -> None:
    out.later = out.told = True
    out.words.append(_span(token))


def _too_early(token: Token) -> bool:
    return token.lower_ in ("soon", "early", "ripe") and (
        token.lower_ == "ripe" or any(c.lower_ == "too" for c in token.children)
    )


def _hangs_on(node: Token, child: Token, below: Token | None, out: Attitude) -> None:
    """Negations, modals, conditions and times among the children of a node on the way."""
    lower = child.lower_
    if child.dep_ == "advmod" and lower == "longer" and any(c.lower_ == "no" for c in child.children):
        _turn(out, child)
    elif lower == "nor" or (lower == "no" and node.lemma_ == "say"):
        return
    elif child.dep_ == "neg" or (child.dep_ in ("det", "advmod", "preconj", "predet") and lower in _NOT):
        _turn(out, child)
        if any(c.lower_ in _WILL | _MUST for c in node.children if c.dep_ == "aux"):
            out.told = True
    elif child.dep_ in _SUBJECT and (
        lower in _NOBODY
        or (child.lemma_ in _SCORNED and only_a(node) is not None)
        or any(c.lower_ in ("no", "neither", "nobody", "none") for c in child.children)
        or child.left_edge.lower_ in ("no", "not")
    ):
        _turn(out, child)
    elif child.dep_ == "aux" and lower in _MUST:
        _told(out, child)
    elif child.dep_ == "aux" and lower in _WILL:
        out.modal = True
    elif child.dep_ == "csubj" and "for" in classes().get(child.lemma_.lower(), ()):
        _told(out, child)  # "what they need is …"
    elif child.dep_ == "amod" and lower in _LITTLE:
        _turn(out, child)
    elif child.dep_ in ("advmod", "npadvmod") and lower in _NOW and _wished(node):
        out.words.append(_span(child))
    elif child.dep_ in ("acomp", "attr", "advmod") and _too_early(child):
        _put_off(out, child)
    elif child.dep_ in ("advmod", "acomp", "amod") and "later" in classes().get(lower, ()):
        out.later = True
        out.words.append(_span(child))
    elif out.turned and " ".join(t.lower_ for t in child.subtree) == "soon enough":
        out.claimed = True  # "could not come soon enough" wants them
    elif lower == "yet" and out.turned:
        out.later = True
    elif child.dep_ == "advcl" or (child.dep_ == "ccomp" and any(c.lower_ in ("if", "unless") for c in child.children)):
        _condition(child, out)
    elif child.dep_ == "prep" and below is not None and (child.lower_ in ("until", "till", "before") or _only(child)):
        out.condition = _whole(child)


def _wished(node: Token) -> bool:
    return node.tag_ == "VB"


def _condition(clause: Token, out: Attitude) -> None:
    marks = {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod")}
    if marks & _WHILE:
        out.condition, out.lasting = _whole(clause), True
    elif marks & _CONDITION or (marks & {"when", "after", "before"} and (_only(clause) or out.turned)):
        out.condition, out.lasting = _whole(clause), False


def _only(clause: Token) -> bool:
    """ "only if", "only after": the word before the clause, or hanging on it."""
    first = clause.left_edge
    before = first.doc[first.i - 1].lower_ if first.i else ""
    return before in ("only", "not") or any(c.lower_ == "only" for c in clause.children) or first.lower_ == "only"


def _whole(token: Token) -> Span:
    last = token.right_edge
    return Span(token.left_edge.idx, last.idx + len(last.text))


def _imperative(verb: Token) -> bool:
    """A command: the bare verb opens its sentence or quotation, with no subject and no "to"."""
    if any(c.dep_ in _SUBJECT or c.dep_ in ("aux", "mark") for c in verb.children):
        return False
    if verb.dep_ not in ("ROOT", "ccomp", "parataxis") or verb.tag_ != "VB":
        return False
    before = verb.doc[verb.i - 1] if verb.i > verb.sent.start else None
    return (
        before is None or before.text in "“\"':;—–‘" or before.lower_ in ("please", "now", "so", "then", "and", "but")
    )


__all__ = ["Attitude", "attitude", "classes", "nobodys", "untrue"]
