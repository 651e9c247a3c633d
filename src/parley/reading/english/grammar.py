"""Small questions put to a dependency parse: whose subject, which words belong together, where a phrase ends."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from parley.core.spans import Span
from parley.reading.english import participles

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
CATENATIVE = frozenset(
    [
        "seem",
        "appear",
        "continue",
        "try",
        "begin",
        "start",
        "refuse",
        "decline",
        "want",
        "go",
        "come",
        "proceed",
        "hasten",
        "rush",
        "use",
        "have",
        "wish",
        "tend",
        "move",
        "dare",
        "happen",
        "manage",
        "hesitate",
    ]
)
"""Verbs that share their subject with the infinitive after them and belong to its cue ("declined to say")."""
_EDGE = frozenset(
    {",", ";", ":", "-", "–", "—", "--", "“", "”", '"', "''", "``", "(", ")", "[", "]", ".", "…", "«", "»"}
)
_STOP = frozenset({".", "?", "!", ";"})


def text(doc: Doc) -> str:
    """The words of a parse, joined once: a ``Doc`` joins them anew each time it is asked."""
    known = doc.user_data.get("text")
    if known is None:
        known = doc.user_data["text"] = doc.text
    return str(known)


def tokens_of(doc: Doc, span: Span) -> TokenSpan | None:
    """The tokens that these characters touch; None where they lie outside the parse."""
    return doc.char_span(span.start, span.end, alignment_mode="expand")


def chars(doc: Doc, start: int, end: int) -> Span:
    """The characters of tokens ``start`` … ``end - 1``."""
    return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1].text))


def trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The range without marks and space at its edges."""
    while start < end and (doc[start].text in _EDGE or doc[start].is_space):
        start += 1
    while end > start and (
        doc[end - 1].text in _EDGE or doc[end - 1].is_space or doc[end - 1].lower_ in ("and", "but")
    ):
        end -= 1
    return start, end


def subtree(token: Token) -> set[int]:
    """Indices of the token and all below it."""
    return {t.i for t in token.subtree}


def runs(doc: Doc, indices: Iterable[int], *, joint: bool = True) -> list[tuple[int, int]]:
    """Indices as ranges, marks trimmed; with ``joint`` a gap of marks alone does not part two runs."""
    wanted = sorted(set(indices))
    out: list[list[int]] = []
    for index in wanted:
        if out and (index == out[-1][1] or (joint and all(doc[k].is_punct for k in range(out[-1][1], index)))):
            out[-1][1] = index + 1
        else:
            out.append([index, index + 1])
    cut = [trimmed(doc, a, b) for a, b in out]
    return [(a, b) for a, b in cut if b > a and any(not t.is_punct and not t.is_space for t in doc[a:b])]


def nickname(doc: Doc, index: int) -> bool:
    """Whether the mark at ``index`` encloses a nickname inside a name: Kevin "Coach" Long."""
    for opening, closing in ((index, index + 2), (index - 2, index), (index, index + 3), (index - 3, index)):
        if opening > 0 and closing + 1 < len(doc) and doc[opening].text in '"“' and doc[closing].text in '"”':
            around = (doc[opening - 1], doc[opening + 1], doc[closing + 1])
            if all(t.tag_ in ("NNP", "NNPS") and t.text[:1].isupper() for t in around):
                return True
    return False


def phrase(head: Token, avoid: int) -> tuple[int, int] | None:
    """The noun phrase of ``head`` (appositions and relative clauses kept), cut so that token ``avoid`` is outside."""
    doc = head.doc
    start, end = head.left_edge.i, head.right_edge.i + 1
    if start <= avoid < end:
        if avoid > head.i:
            end = avoid
            for child in head.rights:
                if child.dep_ == "relcl" and avoid <= child.right_edge.i:
                    end = min(end, child.left_edge.i)
        elif avoid < head.i:
            start = avoid + 1
    for index in range(head.i + 1, end):
        if doc[index].text in '"“”' and nickname(doc, index):
            continue
        if doc[index].text in '"“”' or (doc[index].text in _STOP and doc[index].text != "."):
            end = index
            break
    for index in range(head.i - 1, start - 1, -1):
        if doc[index].text in '"“”' and not nickname(doc, index):
            start = index + 1
            break
    start, end = trimmed(doc, max(start, _after_dateline(doc, start, head.i)), end)
    while start < head.i and (doc[start].dep_ in ("cc", "mark", "preconj") or dated(doc, start)):
        start += 1
    return (start, bracketed(doc, start, generation(doc, end))) if end > start else None


def _after_dateline(doc: Doc, start: int, head: int) -> int:
    """Where the sentence begins behind "BRENN, Velland (NP)": a place and an agency are nobody in it."""
    if start != 0 or not doc[0].text.isupper() or len(doc[0]) < 3:
        return start
    close = next((i for i in range(1, min(head, 12)) if doc[i].text == ")"), None)
    opened = next((i for i in range(1, close) if doc[i].text == "("), None) if close is not None else None
    if close is None or opened is None or close - opened > 4:
        return start
    agency = all(t.text.isupper() or t.pos_ == "PROPN" for t in doc[opened + 1 : close])
    return close + 1 if agency and all(t.pos_ == "PROPN" or not t.is_alpha for t in doc[:opened]) else start


def generation(doc: Doc, end: int) -> int:
    """The end of a range moved past the mark of "Jr." or "Sr." that the tokeniser parted."""
    return end + 1 if 0 < end < len(doc) and doc[end].text == "." and doc[end - 1].lower_ in ("jr", "sr") else end


def dated(doc: Doc, index: int) -> bool:
    """ "On Friday Quist said": a day or month after "on" or "in", which the parse may take for part of the name after it."""
    return bool(index and doc[index].lower_ in DAYS and doc[index - 1].lower_ in ("on", "in"))


DAYS = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may",
     "june", "july", "august", "september", "october", "november", "december"]
)  # fmt: skip


def bracketed(doc: Doc, start: int, end: int) -> int:
    """The end of a range moved past the bracket that it left open: "Ann Lee (R-Pa.)"."""
    opened = sum((t.text == "(") - (t.text == ")") for t in doc[start:end])
    if opened > 0:
        for index in range(end, min(end + 4, len(doc))):
            if doc[index].text == ")":
                return index + 1
    return end


def group(verb: Token) -> tuple[int, int]:
    """The verb with its auxiliaries, negation, adverbs between them and particle: "has also said", "ruled out"."""
    doc = verb.doc
    start, end = verb.i, verb.i + 1
    while start > 0 and doc[start - 1].head.i == verb.i and doc[start - 1].dep_ in ("aux", "auxpass", "neg", "advmod"):
        if doc[start - 1].dep_ == "advmod" and doc[start - 1].tag_ in ("WRB", "CC"):
            break
        start -= 1
    if end < len(doc) and doc[end].head.i == verb.i and doc[end].dep_ in ("prt", "neg"):
        end += 1
    return start, end


def subject(verb: Token) -> Token | None:
    """The head of the verb's own subject, if it has one."""
    for child in verb.lefts:
        if child.dep_ in SUBJECTS:
            return child
    for child in verb.rights:
        if child.dep_ in SUBJECTS:
            return child
    return None


def agent(verb: Token) -> Token | None:
    """The noun after "by" of a passive."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by" and verb.tag_ in ("VBN", "VBD")):
            for below in child.children:
                if below.dep_ == "pobj":
                    return below
    return None


def is_passive(verb: Token) -> bool:
    """A participle with a passive subject or auxiliary."""
    return any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)


def joins_passive(verb: Token) -> bool:
    """ "was denounced by one and welcomed by another": the second participle, with its own "by"."""
    joined = (
        verb.tag_ in ("VBN", "VBD") and verb.dep_ == "conj" and is_passive(verb.head) and agent(verb.head) is not None
    )
    by = any(c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by") for c in verb.rights)
    return bool(joined and by and not any(c.dep_ in SUBJECTS or c.dep_ == "dobj" for c in verb.children))


def cleft(verb: Token) -> tuple[Token, bool] | None:
    """ "It is (not) the Front that says so": who is told to do it, and whether it is denied that they do."""
    above = verb.head
    noun = above if verb.dep_ == "relcl" and above.dep_ == "attr" else None
    be = noun.head if noun is not None else above
    if verb.dep_ not in ("relcl", "ccomp", "advcl") or be.lemma_ != "be" or be.i > verb.i:
        return None
    own = next((c for c in be.lefts if c.dep_ in SUBJECTS), None)
    who = subject(verb)
    if own is None or own.lower_ != "it" or who is None or who.lower_ not in ("who", "that"):
        return None
    noun = noun or next((c for c in be.rights if c.dep_ == "attr" and c.i < verb.i), None)
    return (noun, any(c.dep_ == "neg" for c in be.children)) if noun is not None else None


def antecedent(pronoun: Token) -> Token | None:
    """For "who" or "which" as subject of a relative clause: the noun that the clause modifies."""
    clause = pronoun.head
    if (held := cleft(clause)) is not None:
        return held[0]
    while clause.dep_ in ("conj", "xcomp", "ccomp") and clause.head.i != clause.i:
        clause = clause.head
    return clause.head if clause.dep_ == "relcl" else None


def understood_subject(verb: Token) -> Token | None:
    """Whose act the verb is: its own subject, or the one it shares with the verb or noun it hangs on."""
    if verb.tag_ == "VBG" and subject(verb) is None and (whose := participles.owner(verb)) is not None:
        return whose if whose.pos_ not in ("VERB", "AUX") else understood_subject(whose)
    seen = 0
    current = verb
    while seen < 8:
        seen += 1
        own = subject(current)
        if own is not None and own.dep_ == "nsubjpass" and current.i == verb.i:
            return agent(verb)
        if own is not None:
            if own.lower_ in RELATIVE and (noun := antecedent(own)) is not None:
                return noun
            return own
        if current.dep_ in ("acl", "relcl"):
            if current.tag_ == "VBN":
                return agent(current)
            return current.head
        if current.dep_ == "xcomp":
            controller = next(
                (c for c in current.head.children if c.dep_ in ("dobj", "dative") and c.i < current.i), None
            )
            if controller is not None and current.i == verb.i and current.head.lemma_ not in CATENATIVE:
                return controller
        if current.dep_ == "advcl" and current.tag_ == "VBN" and current.i == verb.i and not is_passive(verb):
            return agent(verb)  # "Asked if …, the president said": not the president's act
        if current.dep_ == "prep" and current.head.pos_ == "NOUN" and current.head.dep_ == "dobj":
            current = current.head.head  # "made a point of distancing itself"
            continue
        if current.dep_ in ("conj", "xcomp", "advcl", "pcomp", "prep", "dep", "ccomp") and current.head.i != current.i:
            if current.dep_ == "ccomp" and current.tag_ in ("VBD", "VBZ", "VBP"):
                return None
            current = current.head
            continue
        return None
    return None


def sentence(token: Token) -> Span:
    """The characters of the token's sentence."""
    sent = token.sent
    return Span(sent.start_char, sent.end_char)


def has_to(verb: Token) -> bool:
    """Whether the verb is an infinitive with "to"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def own_clause(doc: Doc, verb: Token, head: Token, content: list[tuple[int, int]]) -> Span | None:
    """The reporting clause without what it reports: there it says when, where and to whom."""
    inside = {i for a, b in content for i in range(a, b)}
    own = (subtree(verb) | {c.i for c in head.children}) - inside
    sent = verb.sent
    near = sorted(i for i in own if sent.start <= i < sent.end)
    return chars(doc, near[0], near[-1] + 1) if near else None
