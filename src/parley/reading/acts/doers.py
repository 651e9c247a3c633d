"""Who does an act and toward whom: words of the sentence that can act, and the several that a noun phrase names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.reading.codebook import is_place
from parley.reading.english import grammar
from parley.reading.english.roles import word_kind

if TYPE_CHECKING:
    from spacy.tokens import Token

_MANY = frozenset(
    ["hundred", "thousand", "dozen", "group", "number", "score", "handful", "some", "many", "most", "pair", "scores"]
)
_NAMES = frozenset(["PERSON", "NORP", "GPE", "ORG"])
_ACTING = frozenset(["person", "office", "group", "org", "document"])
_PRONOUNS = frozenset(
    ["he", "she", "it", "they", "we", "i", "who", "which", "both", "you", "him", "her", "them", "us", "each"]
)
_BODIES = frozenset(
    ["league", "alliance", "coalition", "guerrillas", "side", "party", "delegation", "force", "troop", "government", "rebel", "front", "movement", "faction", "militia", "army", "guerrilla",
     "insurgent", "militant", "neighbor", "neighbour", "power", "ally", "enemy", "junta", "leadership", "negotiator", "mediator",
     "envoy", "counterpart", "separatist", "fighter", "authority", "bloc", "people", "crowd", "protester", "demonstrator", "union", "garrison",
     "assembly", "organisation", "organization", "foe", "rival", "belligerent", "captor", "gunman", "troika",
     "quartet", "resolution", "statement", "communique", "communiqué", "letter", "embassy", "palace", "presidency", "state", "staff", "warlord",
     "kidnapper", "hijacker", "worker", "student", "opposition", "column", "brigade", "battalion", "regiment", "fleet", "navy", "capital", "tribe", "clan", "elder", "cleric", "prisoner", "soldier", "captive", "hostage", "dissident", "exile", "refugee", "partner", "trader", "striker"]
)  # fmt: skip


def acts(noun: Token) -> bool:
    """Whether a noun or pronoun can be somebody who acts, or whom an act is toward."""
    lemma = noun.lemma_.lower()
    if (
        noun.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "QUANTITY")
        and lemma not in _MANY
        and noun.pos_ != "PRON"
    ):
        return noun.ent_type_ == "CARDINAL" and lemma in ("two", "three", "four")
    if noun.ent_type_ in _NAMES or noun.pos_ == "PROPN" or noun.lower_ in _PRONOUNS or lemma in _BODIES:
        return True
    if word_kind(lemma) in _ACTING or is_place(noun.text):
        return True
    if any(c.dep_ == "appos" and c.ent_type_ in _NAMES for c in noun.children):
        return True
    below = next((c for p in noun.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"), None)
    return lemma in _MANY and below is not None and acts(below)


def is_text(noun: Token) -> bool:
    """A letter, a rule, a resolution: it can demand and refuse, but not bind itself."""
    return noun.lemma_.lower() == "rule" or word_kind(noun.lemma_.lower()) == "document"


def may_be_meant(noun: Token) -> bool:
    """Whether an act can be toward a noun: an actor that is no text and no "which"."""
    if noun.lower_ in ("other", "another") and noun.i > 0 and noun.nbor(-1).lower_ in ("each", "one"):
        return True
    return acts(noun) and not is_text(noun) and noun.lower_ not in ("which", "it", "i")


def doer(anchor: Token) -> Token | None:
    """Whose act a verb or noun is: its subject, its agent, its owner; through "was ready to", "agreed and signed"."""
    if anchor.pos_ in ("NOUN", "PROPN"):
        owner = next((c for c in anchor.children if c.dep_ == "poss"), None)
        if owner is not None:
            return owner
        by = next((c for c in anchor.children if c.dep_ == "prep" and c.lower_ in ("by", "from")), None)
        if by is not None:
            return next((c for c in by.children if c.dep_ == "pobj"), None)
        above = anchor.head
        return grammar.understood_subject(above) if above.pos_ in ("VERB", "AUX") and anchor.dep_ != "nsubj" else None
    if anchor.pos_ == "ADJ":
        above = anchor.head
        found = grammar.understood_subject(above) if above.pos_ in ("VERB", "AUX") else None
        return found or (above if anchor.dep_ in ("amod", "acl", "relcl") and above.pos_ in ("NOUN", "PROPN") else None)
    if grammar.is_passive(anchor):
        return grammar.agent(anchor)
    if anchor.tag_ == "VBN" and anchor.dep_ in ("acl", "conj") and grammar.agent(anchor) is not None:
        return grammar.agent(anchor)
    if anchor.tag_ == "VBN" and anchor.dep_ == "acl":
        return None
    return _expletive_free(grammar.understood_subject(anchor))


def _expletive_free(noun: Token | None) -> Token | None:
    return None if noun is not None and noun.dep_ == "expl" else noun


def several(head: Token) -> list[tuple[int, int, int]]:
    """The actors that a noun phrase names, as (start, end, head): "X and Y", "the ministers of X and Y", "X and Y officials"."""
    doc = head.doc
    conjuncts = [c for c in (*_listed(head), *head.conjuncts, *_joined(head)) if c.i > head.i and acts(c)]
    conjuncts = sorted({c.i: c for c in conjuncts}.values(), key=lambda c: c.i)
    if conjuncts:
        out, start = [], head.left_edge.i
        for one, after in zip([head, *conjuncts], [*conjuncts, None], strict=True):
            end = _before_joint(doc, one, after) if after is not None else one.right_edge.i + 1
            begin = start if one.i == head.i else one.left_edge.i
            a, b = grammar.trimmed(doc, begin, end)
            out.append((a, b, one.i))
        return out
    if head.tag_ in ("NNS", "NNPS"):
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "from", "for"):
                owned = next((c for c in child.children if c.dep_ == "pobj"), None)
                rest = [c for c in owned.conjuncts if c.i > owned.i and acts(c)] if owned is not None else []
                if owned is not None and rest:
                    a, b = grammar.trimmed(doc, head.left_edge.i, _before_joint(doc, owned, rest[0]))
                    return [(a, b, head.i), *((c.left_edge.i, _end(c, rest), c.i) for c in rest)]
            if child.dep_ in ("amod", "compound", "nmod", "poss") and child.ent_type_ in ("NORP", "GPE", "ORG"):
                rest = [c for c in child.conjuncts if child.i < c.i < head.i]
                if rest:
                    return [(child.left_edge.i, child.i + 1, child.i), (rest[0].i, head.i + 1, head.i)]
    return []


def _listed(head: Token) -> list[Token]:
    """ "The US, Russia, and Switzerland": names in a row that the parse takes for one another's apposition."""
    out: list[Token] = []
    for child in head.children:
        if child.dep_ == "appos" and child.ent_type_ in _NAMES and any(c.dep_ == "conj" for c in child.children):
            out += [child, *child.conjuncts, *_listed(child)]
    return out


def _joined(head: Token) -> list[Token]:
    """ "President X and Minister Y met": a second subject that the parse does not join to the first."""
    if head.dep_ not in ("nsubj", "nsubjpass") or not any(c.dep_ == "cc" and c.i > head.i for c in head.children):
        return []
    return [c for c in head.head.children if c.dep_ == head.dep_ and head.i < c.i < head.head.i]


def _before_joint(doc: object, one: Token, after: Token) -> int:
    """The index where the phrase of the next actor, or the "and" before it, begins."""
    at = after.left_edge.i
    while at - 1 > one.i and (one.doc[at - 1].dep_ in ("cc", "punct") or one.doc[at - 1].lower_ in ("and", "or")):
        at -= 1
    return at


def _end(one: Token, all_: list[Token]) -> int:
    later = [c.left_edge.i for c in all_ if c.i > one.i]
    end = min([one.right_edge.i + 1, *later])
    return grammar.trimmed(one.doc, one.left_edge.i, end)[1]


__all__ = ["acts", "doer", "is_text", "may_be_meant", "several"]
