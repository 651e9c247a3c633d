"""The English of taking words back: verbs, nouns and turns of phrase."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parley.reading.english import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBS = frozenset({"retract", "recant", "disown", "disavow", "withdraw", "rescind", "unsay"})
_WITH_BACK = frozenset({"take", "walk", "row", "pull"})
_SAID = frozenset(
    ["statement", "remark", "comment", "claim", "word", "words", "accusation", "allegation", "assertion", "charge", "offer",
     "threat", "call", "promise", "pledge", "demand", "proposal", "denial", "apology", "announcement", "warning", "testimony",
     "letter", "admission", "report", "tweet", "post"]
)  # fmt: skip
_NOUNS = (
    r"(?:statements?|remarks?|comments?|claims?|accusations?|allegations?|assertions?|calls?|offers?|demands?|words)"
)
WALKED_BACK = re.compile(
    rf"\b(?:the|that|this|his|her|their|its) {_NOUNS} (?:was|were) (?:\w+ )?(?:withdrawn|retracted|walked back|taken back|disowned)"
    rf"|\b(?:withdrew|retracted|recanted|walked back|took back|disowned|disavowed) (?:the|that|his|her|their|its) {_NOUNS}\b"
    rf"|\ban? (?:statement|remark|comment|claim|accusation|allegation|assertion|call|offer|demand) (?:that |which )?"
    r"(?:\w+ ){1,3}(?:withdrew|retracted|walked back|took back|disowned|disavowed)\b",
    re.I,
)
"""Of what somebody said, in the words that follow it: called taken back in so many words."""
WITHDRAWN = re.compile(
    r"(?:then |later |quickly |soon )?withdrew it|was (?:quickly |later |soon |then )?(?:retracted|withdrawn|walked back)"
)
"""Of a letter or statement that a text goes on to call withdrawn."""


def retracts(verb: Token) -> bool:
    """Whether a verb takes words back: by itself and its object, or as what is said of the noun it hangs on."""
    back = verb.lemma_ in _WITH_BACK and any(c.lower_ == "back" and c.i <= verb.i + 2 for c in verb.rights)
    return (verb.lemma_ in _VERBS or back) and taken_back(verb) is not None


def taken_back(verb: Token) -> Token | None:
    """What is taken back, where it is something said."""
    wanted = ("nsubjpass",) if grammar.is_passive(verb) else ("dobj", "pobj")
    below = [c for c in verb.children if c.dep_ in wanted]
    below += [c for p in verb.rights if p.dep_ == "prep" and p.lower_ in ("on", "from") for c in p.children]
    if verb.dep_ == "relcl" and not any(c.lemma_.lower() in _SAID for c in below):
        below = [verb.head]
    found = next((c for c in below if c.lemma_.lower() in _SAID), None)
    if found is None and verb.dep_ == "conj" and verb.lemma_ != "pull":
        found = next((c for c in below if c.lower_ in ("it", "them", "that")), None)
    return found
