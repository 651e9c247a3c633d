"""What is asked for or refused, as noun phrases in the words of a document: "that Velland withdraw its troops from Kessel" is
"withdrawal of troops from Kessel".

A deed takes its noun from the table ``deed_nouns.csv``, else its own form in -ing; words that only lead to what is meant ("agreed to
hold talks", "a proposal for a truce") are passed through by ``light_words.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from parley.core.spans import Span
from parley.documents.model import Document
from parley.documents.view import view
from parley.reading.english import grammar
from parley.reading.english.lexicon import PRONOUNS, rows
from parley.reading.english.parse import parsed
from parley.reading.english.roles import word_kind
from parley.reading.rules.things import thing_of
from parley.reading.sides.contested import content_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MOST = 10
"""Words of a name."""
_DEPTH = 7
_LEFT_OUT = frozenset(["relcl", "acl", "appos", "advcl", "parataxis", "punct", "cc", "conj", "predet", "ccomp", "mark", "npadvmod", "advmod"])  # fmt: skip
_TIMES = frozenset(["DATE", "TIME"])
_EMPTY_LEFT = frozenset(["the", "a", "an", "any", "such", "this", "that", "these", "those", "its", "their", "his", "her", "our", "your", "my", "some", "another", "no", "each", "every", "both", "what"])  # fmt: skip
_VAGUE = frozenset(content_words("full complete immediate total permanent unconditional new further more such all whole final lasting troops troop forces fighters soldiers army armies units people parties sides side country region territory territories area areas anyone everyone everybody anybody whole"))  # fmt: skip
"""Words that tell nothing of which thing is meant, and so merge or part nothing."""
_NEGATIONS = frozenset(["not", "n't", "n’t", "never"])


@dataclass(frozen=True, slots=True)
class Named:
    """Something asked for or refused, as a name; ``span`` lies in the document's text."""

    name: str
    head: str
    """The noun it hangs on, as a lemma."""
    words: frozenset[str]
    """Stems of the other words that tell which one is meant."""
    family: str | None
    """The thing that wars are ended by, where it is one (table ``acts_things``)."""
    span: Span
    pointer: bool = False
    """Only points back: "the proposal", "these demands"."""
    negated: bool = False
    """Its own words deny it: "will not retreat"."""
    through: str | None = None
    """The light noun that led to it: "a proposal for a truce"."""


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    head: str
    first: int
    last: int
    pointer: bool = False
    negated: bool = False
    through: str | None = None


class Phrases:
    """Names things in one document; a paragraph is parsed once, when it is first asked about."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.view = view(document)
        self._parses: dict[int, Doc] = {}

    def named(self, span: Span) -> list[Named]:
        """What the words of ``span`` (of the document's text) name, in order; things joined by "and" or commas apart."""
        doc, offset, tokens = self._tokens(span)
        if doc is None or not tokens:
            return []
        inside = set(tokens)
        roots = [doc[i] for i in tokens if (doc[i].head.i not in inside or doc[i].head.i == i)]
        found: list[_Found] = []
        for root in roots:
            if root.dep_ == "conj" or (not root.is_alpha and root.pos_ not in ("NOUN", "PROPN", "VERB")):
                continue
            found += _resolved(root, inside)
        return self._made(found, doc, offset)

    def deeds(self, span: Span, near: Span) -> list[Named]:
        """What somebody is told to do or says will not be done, within ``span``: the deed nearest to the words of ``near``."""
        doc, offset, tokens = self._tokens(span)
        _, _, close = self._tokens(near)
        if doc is None:
            return []
        inside = set(tokens)
        for i in close or tokens:
            token = doc[i]
            verb = token if token.pos_ == "VERB" else token.head if token.pos_ in ("AUX", "PART", "ADV") else None
            if verb is not None and verb.pos_ in ("VERB", "AUX") and (not inside or verb.i in inside | set(close)):
                all_ = inside | set(close)
                found = [f for v in (verb, *_joined(verb, all_)) if v.pos_ == "VERB" for f in _of_verb(v, all_, 0)]
                return self._made(found, doc, offset)
        return []

    def words(self, span: Span) -> str:
        """The words of a span without markup."""
        return self.view.clean(span)

    def sentence(self, span: Span) -> str:
        """The sentence around a span."""
        doc, _, tokens = self._tokens(span)
        return doc[tokens[0]].sent.text if doc is not None and tokens else ""

    def raw(self, start: int, end: int) -> Span:
        """A span of the view as one of the document's text."""
        return self.view.raw(Span(start, end))

    def _tokens(self, span: Span) -> tuple[Doc | None, int, list[int]]:
        here = self.view.from_raw(span)
        text = self.view.text
        start = text.rfind("\n\n", 0, max(here.start, 1))
        start = 0 if start < 0 else start + 2
        end = text.find("\n\n", here.start)
        end = len(text) if end < 0 else end
        if start not in self._parses:
            self._parses[start] = next(iter(parsed([text[start:end]])))
        doc = self._parses[start]
        stop = min(here.end - start, len(doc.text))
        found = doc.char_span(max(0, here.start - start), stop, alignment_mode="expand") if stop > 0 else None
        return doc, start, [t.i for t in found if not t.is_space] if found is not None else []

    def _made(self, found: Sequence[_Found], doc: Doc, offset: int) -> list[Named]:
        out: list[Named] = []
        for one in found:
            chars = grammar.chars(doc, one.first, one.last + 1)
            span = self.raw(offset + chars.start, offset + chars.end)
            mine = content_words(one.name) - content_words(one.head) - _VAGUE
            family = thing_of(one.head) or thing_of(one.name) or ("truce" if _STOPS.match(one.name) else None)
            made = Named(one.name, one.head, mine, family, span, one.pointer, one.negated, one.through)
            if one.name and not any(o.name.lower() == made.name.lower() for o in out):
                out.append(made)
        return out


# ------------------------------------------------------------------------------------------------------- through the parse


def _resolved(token: Token, inside: set[int], depth: int = 0, through: str | None = None) -> list[_Found]:
    if depth > _DEPTH or token.i not in inside:
        return []
    out: list[_Found] = []
    for one in (token, *_joined(token, inside)):
        if one.pos_ in ("ADP", "SCONJ", "PART") or one.dep_ in ("prep", "agent"):
            for child in one.children:
                if child.dep_ in ("pobj", "pcomp"):
                    out += _resolved(child, inside, depth + 1, through)
        elif one.pos_ in ("NOUN", "PROPN") or (one.tag_ == "VBG" and _nominal(one)):
            out += _of_noun(one, inside, depth, through)
        elif one.pos_ in ("VERB", "AUX"):
            out += _of_verb(one, inside, depth, through)
        elif one.pos_ == "ADJ":
            for child in one.children:
                if child.dep_ in ("xcomp", "prep", "ccomp"):
                    out += _resolved(child, inside, depth + 1, through)
    return out


def _joined(token: Token, inside: set[int]) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ == "conj" and child.i in inside:
            yield child
            yield from _joined(child, inside)


def _nominal(token: Token) -> bool:
    return any(c.dep_ in ("det", "poss", "amod") for c in token.children)


def _of_noun(noun: Token, inside: set[int], depth: int, through: str | None) -> list[_Found]:
    kind = _light(verbs=False).get(noun.lemma_.lower(), "")
    if noun.pos_ == "PROPN" and noun.ent_type_ in ("PERSON", "GPE", "NORP", "DATE"):
        return []
    if kind == "empty" or noun.ent_type_ in _TIMES or noun.lower_ in PRONOUNS:
        return []
    if word_kind(noun.lemma_.lower()) in ("person", "group", "office") and thing_of(noun.lemma_) is None:
        return []  # somebody is nothing to agree on
    if kind.startswith("noun"):
        below: list[_Found] = []
        for child in noun.rights:
            if child.dep_ in ("prep", "acl", "ccomp", "xcomp", "relcl") and child.i in inside:
                if child.dep_ == "prep" and child.lower_ not in ("for", "of", "to", "on", "that", "about"):
                    continue
                if child.dep_ == "relcl" and child.lower_ not in ("see",):
                    continue
                below += _resolved(child, inside, depth + 1, noun.lemma_.lower())
        for child in noun.lefts if not below else ():  # "the truce's terms"
            if child.dep_ in ("poss", "compound") and child.pos_ == "NOUN" and child.i in inside:
                below += _of_noun(child, inside, depth + 1, noun.lemma_.lower())
        if below:
            return below
        first = noun.left_edge.i if noun.left_edge.i in inside else noun.i
        return [_Found(_phrase(noun), noun.lemma_.lower(), first, noun.i, pointer=True, through=noun.lemma_.lower())]
    indices = _indices(noun)
    name = _text(noun.doc, indices)
    if name.lower() in _by_form():  # "the negotiating table"
        return [_Found(_by_form()[name.lower()], _by_form()[name.lower()], indices[0], indices[-1], through=through)]
    if thing_of(noun.lemma_) == "release" and noun.lemma_.lower() not in ("release", "exchange", "swap"):
        name = f"release of {name}"  # "in exchange for the captives"
    joined = {c.i for c in _joined(noun, inside)}
    apart = (
        [f for c in _apart(noun, inside) if c.i not in joined for f in _of_noun(c, inside, depth + 1, through)]
        if depth < _DEPTH
        else []
    )
    return [*([_Found(name, noun.lemma_.lower(), indices[0], indices[-1], through=through)] if name else []), *apart]


def _of_verb(verb: Token, inside: set[int], depth: int, through: str | None = None) -> list[_Found]:
    lemma = verb.lemma_.lower()
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), "")
    called = f"{lemma} {particle}".strip()
    negated = any(c.dep_ == "neg" or c.lower_ in _NEGATIONS for c in verb.children)
    kind = _light(verbs=True).get(lemma, "") if not particle else ""
    below = [c for c in verb.rights if c.dep_ in ("dobj", "xcomp", "ccomp", "pcomp", "prep", "acomp", "attr", "oprd")]
    held = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
    if held is not None and _light(verbs=False).get(held.lemma_.lower(), "").startswith("noun"):  # "met this demand"
        return [f if not negated else _denied(f) for f in _resolved(held, inside, depth + 1, through)]
    if kind.startswith("verb") or lemma == "be":
        if any(c.dep_ in ("xcomp", "ccomp") for c in below):  # "forced them to leave", "allow people to return"
            below = [c for c in below if c.dep_ in ("xcomp", "ccomp")]
        asked = [
            a for c in below if c.dep_ == "dobj" for a in c.rights if a.dep_ in ("acl", "relcl") and grammar.has_to(a)
        ]
        if kind.endswith(".who"):
            asked += [a for a in verb.rights if a.dep_ == "advcl" and grammar.has_to(a)]
        below = asked or below  # "forcing the rebels to leave", where the parse hangs the deed on those who are forced
        led = [f for c in below if c.dep_ != "prep" or (kind in ("verb", "verb.who") and _leads(c, below)) for f in _resolved(c, inside, depth + 1, through)]  # fmt: skip
        led += [f for c in verb.lefts if c.dep_ == "nsubjpass" for f in _resolved(c, inside, depth + 1, through)]
        if kind.endswith(".talks"):
            led = [f for c in below for f in _resolved(c, inside, depth + 1, through)]
            led = [f for f in led if thing_of(f.name) == "talks"]
        if led:
            return [f if not negated else _denied(f) for f in led]
        if lemma == "be" or not (kind.endswith(".talks") or called in _nouns()):
            return []
    name, first, last = _deed(verb, called)
    noun = _nouns().get(called)
    if not name:
        return []
    head = noun.partition(" ")[0] if noun else _gerund(lemma)
    apart = [f for c in _apart(verb, inside) for f in _of_noun(c, inside, depth + 1, through)]
    return [_Found(name, head, first, last, negated=negated, through=through), *apart]


def _apart(verb: Token, inside: set[int]) -> list[Token]:
    """Another deed that the parse joined to a word of this one: "withdraw the troops and the removal of the council"."""
    return [t for t in verb.subtree if t.i in inside and t.i != verb.i and _is_apart(t)]


def _is_apart(token: Token) -> bool:
    """A joined noun that is a deed of its own, or has its own article and what it is of: "…, the return of the villagers"."""
    if token.dep_ not in ("conj", "appos") or token.pos_ != "NOUN":
        return False
    deeds = {noun.partition(" ")[0] for noun in _nouns().values()}
    article = any(c.dep_ == "det" for c in token.children)
    return token.lemma_.lower() in deeds or (
        token.dep_ == "conj" and article and any(c.dep_ == "prep" and c.lower_ in ("of", "to") for c in token.children)
    )


def _leads(prep: Token, below: Sequence[Token]) -> bool:
    """A phrase after a light verb is what is meant only where the verb has no object: "engage in talks"."""
    return prep.lower_ in ("in", "to", "for", "on", "of", "with") and not any(c.dep_ in ("dobj", "xcomp", "ccomp") for c in below)  # fmt: skip


def _denied(found: _Found) -> _Found:
    return _Found(found.name, found.head, found.first, found.last, found.pointer, True, found.through)


def _deed(verb: Token, called: str) -> tuple[str, int, int]:
    """The name of a deed with its object, or with who would do it, and with where."""
    doc = verb.doc
    thing = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
    doer = next((c for c in verb.children if c.dep_ == "nsubj" and c.lower_ not in PRONOUNS), None)
    noun = _nouns().get(called)
    object_ = _phrase(thing) if thing is not None and thing.lower_ not in PRONOUNS else ""
    who = _phrase(doer) if doer is not None and doer.pos_ in ("NOUN", "PROPN") else ""
    if noun is None:
        words = [_gerund(verb.lemma_.lower()) + called[len(verb.lemma_) :], object_]
    else:
        noun, _, link = noun.partition(" ")
        pays = any(c.dep_ == "prep" and c.lower_ == "for" for c in verb.children)  # "pay for the salaries"
        words = [noun, link or "of", object_] if object_ else [noun, "of", who] if who and not pays else [noun]
    used = [t.i for t in (verb, thing, None if object_ else doer) if t is not None]
    for child in verb.rights:
        if child.dep_ not in ("prep", "agent") or len(" ".join(words).split()) >= MOST - 2:
            continue
        held = next((c for c in child.children if c.dep_ == "pobj"), None)
        if held is None or (_beside(child) and not (child.lower_ == "as" and noun == "recognition")):
            continue
        words += [child.lower_, _phrase(held)]
        used.append(held.i)
    name = " ".join(" ".join(words).split()[:MOST])
    if len(name.split()) < 2 and noun is None:
        return "", 0, 0
    first = min(used)
    last = max(max(used), next((t.right_edge.i for t in (thing,) if t is not None and t.right_edge.i - t.i < 8), 0))
    return _cut(name), min(first, _left(doc, first)), last


def _left(doc: Doc, index: int) -> int:
    """A noun with the words that describe it on its left."""
    start = doc[index].left_edge.i if doc[index].pos_ in ("NOUN", "PROPN") else index
    return start if index - start < 8 else index


def _phrase(head: Token) -> str:
    return _text(head.doc, _indices(head))


def _indices(head: Token) -> list[int]:
    """The words of a noun phrase that name it: no clause, no apposition, no other thing joined to it, no time."""
    out: list[int] = []

    def take(token: Token, depth: int) -> None:
        for child in token.children:
            hyphened = child.i + 1 < len(child.doc) and child.nbor().text == "-"
            if _is_apart(child):
                continue
            if child.dep_ in _LEFT_OUT and not (child.dep_ in ("conj", "cc") and depth > 0) and not hyphened:
                continue
            if child.dep_ == "prep" and (depth > 2 or _beside(child)):
                continue
            if child.dep_ == "case" or child.pos_ != "PUNCT":
                out.append(child.i)
                take(child, depth + 1)

    out.append(head.i)
    take(head, 0)
    out.sort()
    at = out.index(head.i)
    low = at
    while low > 0 and out[low - 1] >= out[low] - 2:  # a quotation mark may stand between
        low -= 1
    high = at
    while high + 1 < len(out) and out[high + 1] <= out[high] + 2 and high + 1 - low < MOST + 4:
        high += 1
    return out[low : high + 1]


_APART = frozenset(["through", "before", "after", "during", "since", "until", "despite", "without", "amid", "as", "like", "because", "than", "within"])  # fmt: skip
_SET_PHRASES = frozenset(["exchange", "return", "addition", "principle", "order", "case", "response", "place", "line"])


def _beside(prep: Token) -> bool:
    """A phrase that tells when, for what price or how, and is no part of a name."""
    held = next((c for c in prep.children if c.dep_ == "pobj"), None)
    if held is None or held.ent_type_ in _TIMES or held.lower_ in PRONOUNS or prep.lower_ in _APART:
        return True
    return prep.lower_ in ("in", "on") and held.lower_ in _SET_PHRASES


def _text(doc: Doc, indices: Sequence[int]) -> str:
    words = [doc[i] for i in indices]
    while words and (words[0].lower_ in _EMPTY_LEFT or words[0].is_punct or words[0].tag_ == "PRP$"):
        words = words[1:]
    if not words:
        return ""
    said = grammar.chars(doc, words[0].i, words[-1].i + 1).of(grammar.text(doc))
    first = words[0]
    if first.is_title and first.pos_ not in ("PROPN",) and first.ent_type_ == "" and not first.is_upper:
        said = said[:1].lower() + said[1:]
    return _cut(" ".join(re.sub(r"[“”\"«»]", "", said).split()))


_LONG = 7
_LEADS_ON = re.compile(r"\s(?:in|under|over|through|from|into|at|on|for|with|between|by|who|that)\s", re.I)
_CUT = re.compile(r"\s+(?:of|for|in|on|with|by|from|to|at|and|or|under|between|the|a|an|that|which|as|into|over|its|their)$", re.I)  # fmt: skip


def _cut(text: str) -> str:
    """At most ``MOST`` words, and no word at the end that leads on."""
    out = re.sub(r"[’']s?$", "", " ".join(text.split()[:MOST]).strip(" ,.;:–—-"))
    if len(out.split()) > _LONG:
        ends = [m.start() for m in _LEADS_ON.finditer(out) if 3 <= len(out[: m.start()].split()) <= _LONG]
        out = out[: ends[-1]] if ends else out
    while (shorter := _CUT.sub("", out)) != out:
        out = shorter
    return out


_STOPS = re.compile(
    r"(?:ceasing|halting|stopping|ending|suspending|halt|end|suspension)\b.*\b(?:operations?|attacks?|offensives?|fighting|hostilities|strikes?|shelling|raids?)\b", re.I,
)  # fmt: skip
_SHORT = re.compile(r"[^aeiou][aeiou][bdgmnprt]$")


def _gerund(lemma: str) -> str:
    """The form in -ing."""
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) and len(lemma) > 2:
        return lemma[:-1] + "ing"
    if _SHORT.search(lemma) and len(re.findall(r"[aeiou]+", lemma)) == 1:
        return lemma + lemma[-1] + "ing"
    return lemma + "ing"


@cache
def _nouns() -> dict[str, str]:
    return {row["verb"]: row["noun"] for row in rows("deed_nouns.csv")}


@cache
def _by_form() -> dict[str, str]:
    return {_gerund(verb): noun.partition(" ")[0] for verb, noun in _nouns().items() if " " not in verb}


@cache
def _light(*, verbs: bool) -> dict[str, str]:
    """Word → kind, of verbs or of nouns: many are both ("offer")."""
    return {row["word"]: row["kind"] for row in rows("light_words.csv") if row["kind"].startswith("verb") == verbs}


__all__ = ["MOST", "Named", "Phrases"]
