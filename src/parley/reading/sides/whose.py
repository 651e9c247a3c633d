"""Whose stance reported words tell: the speaker's own, or that of somebody of whom the speaker tells; and what the cue itself turns."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from parley.core.spans import Span
from parley.reading.acts.doers import acts
from parley.reading.codebook import default_codebook
from parley.reading.english import grammar
from parley.reading.english.attitude import MUST, WILL, classes, is_of
from parley.reading.model import Codebook

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PRONOUNS = frozenset(
    {
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "you",
        "both",
        "who",
        "which",
        "that",
        "there",
        "this",
        "those",
        "one",
        "everyone",
        "everybody",
        "all",
    }
)
_OWN = frozenset({"his", "her", "its", "their", "our", "my"})
_ITSELF = frozenset(
    ["group", "movement", "organisation", "organization", "country", "government", "administration", "nation", "state", "leadership", "side", "party", "people", "world", ]
)  # fmt: skip
_OUTSIDE = re.compile(
    r"\b(?:Western|foreign|diplomats?|analysts?|experts?|observers?|mediators?|envoys?|U\.?N\.?|United Nations|European|African Union|NATO|former|retired|historians?|scholars?|professors?|critics?)\b",
    re.I,
)
"""Speakers who speak for none of the sides, or no longer."""
_OFFICE = re.compile(
    r"\b(?:minister|president|premier|chancellor|spokes\w+|adviser|aide|ministry|government|king|emir|secretary)\b",
    re.I,
)
_LABELS = frozenset({"call", "describe", "brand", "label", "dub", "term"})


def anothers(
    head: Token, inside: Callable[[Token], bool], speaker: str, party: str | None, codebook: Codebook | None
) -> bool:
    """Whether what is told of the thing is the wish or will of somebody else than the speaker ("said that the rebels wanted a truce").

    What somebody ought to do stays the speaker's wish.
    """
    if not speaker:
        return False
    node = head
    for _ in range(12):
        if node.pos_ in ("VERB", "AUX"):
            who = next((c for c in node.children if c.dep_ == "nsubj"), None)
            if who is None and node.tag_ == "VBG" and node.dep_ in ("pcomp", "advcl"):
                who = grammar.understood_subject(node)  # "was deceiving them by demanding a truce"
            if who is not None and node.dep_ == "relcl" and who.lower_ in ("who", "which", "that"):
                told = node.head
                if inside(told) and acts(told) and _third(told, speaker, party, codebook, "relative"):
                    return True  # "refused to meet the envoy, who had come to urge talks"
            if any(
                c.lower_ in MUST or c.lemma_ in ("need", "have") for c in node.children if c.dep_ == "aux"
            ) or node.lemma_ in ("need", "have"):
                return False
            if (
                who is not None
                and inside(who)
                and (wish := _wills(node))
                and _third(who, speaker, party, codebook, wish)
            ):
                return True
        if node.head.i == node.i or not inside(node.head):
            return False
        node = node.head
    return False


def _wills(verb: Token) -> str:
    """How the verb tells a will: "wish" of one that is ascribed, "will" of one that may be announced; empty for neither."""
    kinds = classes().get(verb.lemma_.lower(), frozenset())
    if any(c.lower_ in WILL for c in verb.children if c.dep_ == "aux"):
        return "will"
    if "wish" in kinds:
        return "wish"
    ready = any(c.dep_ == "acomp" and (is_of(c, "for") or is_of(c, "against")) for c in verb.children)
    return "will" if ready or kinds & {"for", "against"} else ""


def _third(who: Token, speaker: str, party: str | None, codebook: Codebook | None, wish: str) -> bool:
    if who.lower_ in _PRONOUNS or not acts(who) or any(c.dep_ == "poss" and c.lower_ in _OWN for c in who.children):
        return False
    if who.lemma_.lower() in _ITSELF and not any(c.dep_ in ("amod", "compound", "poss") for c in who.children):
        return False
    names = [t.text for t in who.subtree if t.pos_ == "PROPN" and abs(t.i - who.i) < 4] or [who.lemma_]
    low = speaker.lower()
    if any(_stem(n) in low for n in names):
        return False
    known = (codebook or default_codebook()).affiliations
    theirs = next((known[n.lower()] for n in names if n.lower() in known), None)
    if party is not None and (party == theirs or any(_stem(n) in party for n in names)):
        return False
    if party is not None and theirs is not None:
        return True  # "Western officials said the rebels' side would not …": two sides, both known
    if _OUTSIDE.search(speaker) is not None:
        return True
    return wish == "relative" or (wish == "wish" and _OFFICE.search(speaker) is None)


def _stem(word: str) -> str:
    low = word.lower()
    return low[:4] if len(low) > 6 else low


def against(cue: Token, content: Span) -> bool:
    """ "Argued against", "came out against": the particle stands with the cue, outside of what is reported."""
    return any(
        c.lower_ == "against" and c.dep_ == "prep" and c.i > cue.i and c.idx < content.start for c in cue.children
    )


def no_longer(cue: Token) -> bool:
    """ "No longer opposed": the contrary of what the cue says."""
    return any(c.lower_ == "longer" and any(g.lower_ == "no" for g in c.children) for c in cue.children)


def labelled(cue: Token) -> bool:
    """ "Called the truce a trap": what comes after the thing is said of it."""
    return cue.lemma_ in _LABELS and not any(
        c.dep_ in ("prep", "prt") and c.lower_ in ("for", "on", "upon") for c in cue.children
    )


def bad_or_good(doc: Doc, thing: Span, content: Span) -> int:
    """What the words after a thing make of it: 1, -1, or 0 where they make nothing."""
    for token in doc:
        if thing.end <= token.idx < content.end:
            kinds = classes().get(token.lemma_.lower(), frozenset())
            if kinds & {"bad", "good"}:
                return -1 if "bad" in kinds else 1
    return 0


__all__ = ["against", "anothers", "bad_or_good", "labelled", "no_longer"]
