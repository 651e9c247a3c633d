"""Whose is a reporting verb? The noun that speaks, by the parse and by where quotations stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.reading.english import grammar, lexicon, retracting
from parley.reading.english.roles import kind_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from parley.reading.english.lexicon import Cue

FURTHER = frozenset({"add", "stress", "note", "state", "emphasize", "emphasise"})
"""Participles that go on with what a speaker said, whoever is spoken of in between."""
_ISSUING = frozenset({"release", "issue", "make", "give", "put"})


def singular(doc: Doc, source: Token | None) -> bool:
    """A subject that would want "thinks" if it were thinking: one person, named or "he"."""
    if source is None or any(c.dep_ == "conj" for c in source.children):
        return False
    return source.lower_ in ("he", "she") or (source.tag_ == "NNP" and source.ent_type_ == "PERSON")


def maker(source: Token | None) -> Token | None:
    """ "made public comments hinting at": the one who made them."""
    if source is not None and source.lemma_ in ("comment", "remark") and source.dep_ == "dobj":
        return grammar.understood_subject(source.head) or source
    if source is not None and source.lemma_ == "statement" and source.dep_ == "dobj" and source.head.lemma_ in _ISSUING:
        return grammar.understood_subject(source.head) or source
    if source is not None and source.lemma_ in ("comment", "remark") and source.head.dep_ == "ccomp":
        return grammar.subject(source.head.head) or source
    return source


def with_phrase(doc: Doc, verb: Token) -> tuple[int, int] | None:
    """ "with America's top general urging negotiations", however it is parsed."""
    if verb.tag_ != "VBG" or verb.dep_ != "pcomp" or verb.head.lower_ != "with" or grammar.subject(verb) is not None:
        return None
    start = verb.head.i + 1
    return (start, verb.i) if start < verb.i <= start + 8 else None


def outside(doc: Doc, verb: Token) -> Token | None:
    """The noun between a quotation and the verb ("My apologies," Ann Lee said)."""
    for token in reversed(doc[max(0, verb.i - 8) : verb.i]):
        if token.i in doc.user_data["marked"]:
            return None
        if token.pos_ in ("PROPN", "NOUN", "PRON") and token.dep_ not in ("pobj", "poss", "npadvmod"):
            return token
    return None


def name_before(doc: Doc, at: int) -> tuple[int, int, int] | None:
    """The name right before a verb, whatever the parse made of it ("On Monday Ann Lee said"): its range and head."""
    start = at
    while (
        start > 0 and doc[start - 1].pos_ == "PROPN" and doc[start - 1].ent_type_ not in ("DATE", "TIME")
        and not grammar.dated(doc, start - 1)
    ):  # fmt: skip
        start -= 1
    named = start < at and not any(t.i in doc.user_data["marked"] for t in doc[start:at])
    return (start, at, at - 1) if named else None


def breaks_off(verb: Token) -> bool:
    """ "It said that no side may attack, and rejected the claim": a past tense joined to "may attack" or "to stop"."""
    other = verb.head
    if verb.dep_ != "conj" or grammar.subject(verb) is not None or lexicon.verb(other.head) is None:
        return False
    if other.dep_ == "ccomp" and verb.tag_ in ("VBD", "VBZ"):
        if retracting.retracts(verb):  # "said it was lost and retracted the remark"
            return True
        cue, mute = lexicon.verb(verb), grammar.subject(other)
        spoken = mute is not None and mute.pos_ == "NOUN" and not speaks(mute)
        if spoken and cue is not None and cue.kind in ("say", "deny", "blame", "praise"):
            return True  # "said that mistakes had been made but denied …": mistakes deny nothing
    joined = verb.tag_ in ("VBD", "VBZ") and other.tag_ == "VB"
    return joined and any(c.tag_ in ("MD", "TO") for c in other.lefts)


def nobody(noun: Token | None) -> bool:
    """ "Nobody believes", "no State accepts": the contrary is told of everybody."""
    if noun is None:
        return False
    return noun.lower_ in _NOBODY or any(c.lower_ in _NOBODY and c.dep_ in ("det", "preconj") for c in noun.children)


_NOBODY = frozenset({"nobody", "none", "neither", "no"})


def utters(noun: Token | None) -> bool:
    """Whether a subject is there and can speak: no expletive, no thing."""
    return noun is not None and noun.lower_ not in ("it", "there", "that", "this") and speaks(noun)


def upper(verb: Token) -> Token | None:
    """ "He said that it was over, adding that …": the subject of the reporting verb above, where that below adds nothing."""
    clause = verb.head
    while clause.dep_ in ("ccomp", "advcl", "conj") and clause.head.i != clause.i:
        clause = clause.head
        own = grammar.subject(clause)
        if lexicon.verb(clause) is not None and own is not None and utters(own):
            return own
    return None


def asks_on(verb: Token) -> bool:
    """ "Said that the city was in need, asking: …": who says how things are asks, and not the city of which it is said."""
    above = verb.head
    behind = verb.i > 0 and verb.doc[verb.i - 1].text in (",", "–", "—")
    return behind and verb.lemma_ in _ASKING and above.dep_ == "ccomp" and above.pos_ == "AUX"


_ASKING = frozenset(["ask", "wonder", "say", "warn", "insist", "argue", "demand", "urge", "call"])


def denied_of(verb: Token) -> bool:
    """ "It is not the Front that says no": the Front does not."""
    held = grammar.cleft(verb)
    return held is not None and held[1]


def as_one_would(verb: Token) -> bool:
    """ "They cannot be left out, as the premier wants": what is wanted is what is denied, and not the words as they stand."""
    above = verb.head
    as_ = any(c.lower_ == "as" and c.i < verb.i for c in verb.children)
    return as_ and verb.dep_ == "advcl" and any(c.dep_ == "neg" for c in above.children)


def supposed(verb: Token) -> bool:
    """Within an "if" or "whether", or only expected: supposed, not reported."""
    if verb.dep_ == "xcomp" and verb.head.lemma_ in _EXPECTED and grammar.has_to(verb):
        return True  # "is expected to tell the Council that"
    if verb.dep_ == "ccomp" and verb.head.lemma_ in ("suppose", "imagine") and grammar.subject(verb.head) is None:
        return True
    return any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in verb.children) or inverted_if(verb)


_EXPECTED = frozenset(["expect", "schedule", "due", "likely", "slate", "poise"])
_INVERTED = frozenset({"had", "should", "were"})
_WOULD = frozenset({"would", "will", "could", "might", "can", "may", "’d", "'d"})
_NEGATIVE = frozenset(["never", "nor", "neither", "only", "rarely", "seldom", "not", "so", "as", "than", "hardly"])


def inverted_if(verb: Token) -> bool:
    """ "Had the minister said so, …", "Should she refuse, …", "Were he to announce it, …": an "if" told by word order.

    The auxiliary stands before the subject, in a sentence that asks nothing and tells what would follow.
    """
    above = [c for c in verb.lefts if c.dep_ in ("aux", "auxpass") and c.lower_ in _INVERTED]
    above += [verb.head] if verb.head.lower_ in _INVERTED else []
    own = grammar.subject(verb) or grammar.subject(verb.head) if above else None
    sent = verb.sent
    if own is None or own.i > verb.i or not any(t.lower_ in _WOULD for t in sent):
        return False
    for aux in above:
        if aux.i > own.left_edge.i or any(c.dep_ == "nsubj" for c in aux.lefts):
            continue
        first = next((t for t in sent if not t.is_punct), aux)
        modal = aux.i == first.i or (aux.lower_ == "had" and aux.nbor(-1).lower_ not in _NEGATIVE)
        if modal and not sent.text.rstrip('”" ').endswith("?"):
            return True
    return False


def noun_kind(noun: Token) -> str | None:
    """person, office, org, document, outlet, group; None for a noun that is no speaker's."""
    return kind_of(noun)


_COUNTED = frozenset(["some", "many", "others", "few", "most", "several", "both", "one", "two", "three"])
ORDINALS = frozenset(["first", "second", "third", "fourth", "fifth", "sixth"])


def speaks(noun: Token) -> bool:
    """Whether such a noun can want, think, promise."""
    if noun.pos_ in ("PROPN", "PRON"):
        return noun.lower_ not in ("it", "this", "that", "there", "which", "what") or noun.pos_ == "PROPN"
    if noun.lower_ in _COUNTED or (noun.lower_ in ORDINALS and noun.dep_ in ("nsubj", "pobj", "nsubjpass")):
        return True
    who = any(c.dep_ == "relcl" and any(t.lower_ == "who" for t in c.lefts) for c in noun.rights)
    return who or noun.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") or noun_kind(noun) is not None


IT_ACTS = frozenset(
    [
        "urge",
        "demand",
        "call",
        "appeal",
        "accuse",
        "condemn",
        "denounce",
        "welcome",
        "vow",
        "pledge",
        "propose",
        "oppose",
    ]
)
"""What a body does that is "it" in the next sentence; nothing else that is "it" does so."""


def it_acts(cue: Cue) -> bool:
    """Whether "it" may be who speaks: a body that the text spoke of before."""
    return cue.kind in ("say", "deny", "ask") or cue.lemma in IT_ACTS


def _quoted_as(verb: Token) -> Token | None:
    """ "The Courier quoted the captain as saying that": the captain says it."""
    if verb.tag_ != "VBG" or verb.dep_ != "pcomp" or verb.head.lower_ != "as":
        return None
    above = verb.head.head
    if above.lemma_ not in ("quote", "cite", "report"):
        return None
    return next((c for c in above.children if c.dep_ in ("dobj", "nsubjpass")), None)


def source_of(head: Token, passive: bool, verb: Token) -> Token | None:
    """The head of the noun phrase that speaks: a subject, a passive's agent, or a name after an inverted verb."""
    if passive:
        return grammar.agent(verb)
    quoted = _quoted_as(verb)
    if quoted is not None:
        return quoted
    found = grammar.understood_subject(head.head.head if breaks_off(head) else head)
    if found is not None:
        cue = lexicon.verb(verb)
        acts = found.lower_ == "it" and found.dep_ == "nsubj" and cue is not None and it_acts(cue)
        if found.lower_ in ("it", "there", "what") and found.dep_ != "pobj" and not acts:
            return None
        return found
    if verb.dep_ == "ccomp" or verb.lemma_ in ("say", "add", "ask", "write"):  # "…," said X, misparsed as an object
        after = [c for c in verb.rights if c.dep_ in ("dobj", "attr", "npadvmod", "oprd", "dep") and c.pos_ == "PROPN"]
        return after[0] if after else None
    return None
