"""Where punctuation tells more than the parse: inverted and inserted reporting clauses.

``"…," said Charles Smith, a professor who advised …`` misparses in many ways, and ``X, officials said, Y`` in others;
both are plain to see from the commas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.reading.english import grammar, lexicon, verb_subject

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_INVERTING = frozenset(
    [
        "say",
        "add",
        "write",
        "ask",
        "argue",
        "declare",
        "note",
        "reply",
        "explain",
        "warn",
        "tweet",
        "continue",
        "report",
        "recall",
        "insist",
        "observe",
        "conclude",
        "remark",
        "admit",
        "quip",
        "respond",
        "announce",
        "claim",
        "state",
        "assert",
        "acknowledge",
        "joke",
        "begin",
        "agree",
    ]
)
_ASIDES = frozenset(["reflecting", "citing", "referring", "describing", "quoting", "adding", "speaking", "recalling"])
_BREAKS = frozenset({".", "?", "!", ";", "“", '"', "”", "''", "``", ":", "—", "--", "–"})
_AFTER = frozenset(
    [
        "in",
        "on",
        "at",
        "during",
        "after",
        "before",
        "last",
        "this",
        "while",
        "when",
        "as",
        "to",
        "for",
        "with",
        "through",
        "via",
    ]
)


def inverted_source(doc: Doc, verb: Token) -> tuple[int, int, int] | None:
    """For "said X, a … who …" after a quotation or a comma: the range of the source and its head's index."""
    if verb.lemma_ not in _INVERTING or verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.i + 1 >= len(doc) or not verb.i:
        return None
    before = doc[verb.i - 1]
    if before.text not in {",", '"', "”", "''", "?", "!", "’’", "—"}:
        return None
    first = doc[verb.i + 1]
    if first.tag_ not in ("NNP", "NNPS", "DT", "PRP", "NN", "NNS", "JJ", "PRP$", "CD", "UH") or first.lower_ in (
        "that", "it", "this", "yes", "no",
    ):  # fmt: skip
        return None
    if first.tag_ == "PRP":
        return (first.i, first.i + 1, first.i) if first.lower_ in ("he", "she", "they", "we", "i") else None
    end, head, depth = first.i, first.i, 0
    limit = min(len(doc), first.i + 60)
    while end < limit:
        token = doc[end]
        stop = token.text == "." and token.i + 1 < len(doc) and not doc[end + 1].is_sent_start
        stop = stop or (token.text == "." and doc[end - 1].lower_ in ("jr", "sr"))
        if token.text in _BREAKS and not stop and not (token.text in '"“”' and grammar.nickname(doc, end)):
            break
        if token.is_sent_start and end > first.i and doc[end - 1].text in ".?!":
            break
        if token.text == "(":
            depth += 1
        if depth == 0 and token.text == "," and not _apposition(doc, end + 1):
            break
        if depth == 0 and token.lower_ in _AFTER and token.tag_ == "IN" and _adverbial(doc, token, verb, first.i):
            break
        if token.lower_ == "told" or (token.lower_ in ("and", "but") and end > first.i and _new_clause(doc, end)):
            break
        if token.text == ")":
            depth -= 1
        end += 1
    start, end = grammar.trimmed(doc, first.i, end)
    end = grammar.bracketed(doc, start, grammar.generation(doc, end))
    if end <= start:
        return None
    for index in range(start, end):
        if doc[index].text in {",", "("}:
            break
        if doc[index].pos_ in ("PROPN", "NOUN") and doc[index].dep_ not in ("pobj", "poss"):
            head = index
            if index + 1 < end and doc[index + 1].pos_ not in ("PROPN", "NOUN", "PUNCT", "PART"):
                break
    if doc[head].pos_ not in ("PROPN", "NOUN", "PRON") and doc[head].tag_ not in ("CD", "DT"):
        return None
    if start + 1 == end and doc[head].tag_ in ("NN", "UH") and not verb_subject.speaks(doc[head]):
        return None  # "came in, said hello, and left"
    return start, end, head


def parenthetical(doc: Doc, verb: Token) -> tuple[int, int, int] | None:
    """For "The deal, said Ann Lee, was dead": the range of the source and its head, where the parse took the deal for it.

    Nothing but the comma may part the words before from the verb: the comma after an apposition or a phrase put in
    between ("The mayor, in a letter, said …") closes that and opens nothing.
    """
    if verb.i < verb.sent.start + 2 or doc[verb.i - 1].text != ",":
        return None
    lead = doc[verb.sent.start : verb.i - 1]
    if lead[0].tag_ in ("IN", "RB"):  # "In the north, the army, said …"
        lead = doc[next((t.i + 1 for t in lead if t.text == ","), lead.start) : lead.end]
    if not len(lead) or any(t.is_punct for t in lead) or any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in lead):
        return None
    found = inverted_source(doc, verb)
    if found is None or not verb_subject.speaks(doc[found[2]]) or doc[found[2]].ent_type_ in ("DATE", "TIME"):
        return None
    close = next((t.i for t in doc[found[1] : min(found[1] + 6, verb.sent.end)] if t.text == ","), None)
    if close is None:
        return None
    rest = doc[close + 1 : min(close + 5, verb.sent.end)]
    return found if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in rest) else None


def _apposition(doc: Doc, at: int) -> bool:
    """After a comma: "a professor", "the chairman", "who", "Democrat of", "38,", "now at": still about the speaker."""
    if at >= len(doc):
        return False
    token = doc[at]
    if token.lower_ in (
        "who",
        "whose",
        "a",
        "an",
        "the",
        "now",
        "formerly",
        "one",
        "another",
        "his",
        "her",
        "its",
        "and",
    ):
        return True
    if token.tag_ == "CD":
        return at + 1 < len(doc) and doc[at + 1].text == ","
    return token.pos_ in ("PROPN", "NOUN") or (token.pos_ == "ADJ" and token.tag_ == "JJ")


def _adverbial(doc: Doc, token: Token, verb: Token, first: int) -> bool:
    """A preposition that hangs on the verb, or that opens a time or a place right after a bare name."""
    if token.head.i == verb.i:
        return True
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if following is None or token.i == first:
        return False
    if token.lower_ in ("on", "during", "after", "before", "last", "this") and following.ent_type_ in ("DATE", "TIME"):
        return True
    return (
        token.lower_ in ("in", "at", "during", "to") and following.lower_ in ("an", "a") and token.head.pos_ == "PROPN"
    )


def _new_clause(doc: Doc, at: int) -> bool:
    """ "and" or "but" that is followed by a verb's own subject."""
    following = doc[at + 1] if at + 1 < len(doc) else None
    return following is not None and following.dep_ in ("nsubj", "nsubjpass") and following.lower_ not in ("who",)


def inserted(doc: Doc, verb: Token, source: tuple[int, int] | None, cue: tuple[int, int]) -> list[tuple[int, int]]:
    """ "X, officials said, Y." or "X, officials said.": everything in the sentence but the reporting clause.

    Returns ranges of tokens, none where the clause is not set off by commas on both sides.
    """
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or source is None or verb.dep_ in ("relcl", "acl"):
        return []
    low = min(source[0], cue[0])
    end = max(source[1], cue[1])
    sent = verb.sent
    if low <= sent.start or (source[1] > cue[0] + 4 and source[0] < cue[0]):
        return []
    if doc[low - 1].text not in {",", "—", "--", "–", "”", '"', "''"}:
        return []
    if doc[low - 1].text in _MARKS and _words_outside(doc, sent.start, low) < 3:
        return []
    if any(c.lower_ in ("no", "yes") for c in verb.rights):
        return []
    while end < sent.end and doc[end].text not in {",", ".", "?", "!", ";", "—", "--", "–", '"', "“", "''", "``"}:
        if doc[end].dep_ == "mark" or doc[end].tag_ in ("WP", "WDT", "WRB") or end - max(source[1], cue[1]) > 14:
            return []
        if doc[end].dep_ in ("nsubj", "nsubjpass", "expl"):
            return []
        end += 1
    if any(
        c.dep_ in ("dobj", "ccomp", "xcomp") and verb.i < c.i < end and not _hearer(verb, c)
        and not source[0] <= c.i < source[1] for c in verb.rights
    ):  # fmt: skip
        return []  # "In April, the firm reported lower sales, and …"
    if end + 1 < sent.end and doc[end].text == "," and doc[end + 1].lower_ in _ASIDES:
        end += 1
        while end < sent.end and doc[end].text not in {",", ".", ";"}:
            end += 1
    if end == max(source[1], cue[1]) and end < sent.end and doc[end].text in {'"', "“", "``", "''"}:
        return []
    if end < sent.end and doc[end].text in {'"', "“", "``"}:
        return []
    if (end >= sent.end or doc[end].text in _STOPS) and not _tells(doc, sent.start, low):
        return []  # "In a speech in July, he proposed lower taxes."
    first = next((i + 1 for i in range(low - 1, sent.start, -1) if doc[i].text == ";"), sent.start)
    last = next((i for i in range(end, sent.end) if doc[i].text == ";"), sent.end)
    words = [i for i in range(first, last) if not low <= i < end]
    return [r for r in grammar.runs(doc, words, joint=False) if not _aside(doc, *r)]


def _hearer(verb: Token, noun: Token) -> bool:
    """ "…, he told reporters": to whom, not what."""
    return verb.lemma_ in ("tell", "assure", "remind", "inform", "advise", "warn", "ask") and noun.dep_ == "dobj"


_STOPS = frozenset({".", "?", "!", ";"})


def _tells(doc: Doc, start: int, end: int) -> bool:
    """A clause that can stand by itself: a finite verb that no "while", "as" or "who" makes part of another."""
    quoted = doc.user_data.get("quoted", ())
    for token in doc[start:end]:
        if token.i in quoted:
            return True
        if token.tag_ not in ("VBD", "VBZ", "VBP", "MD"):
            continue
        verb = token.head if token.tag_ == "MD" or token.dep_ in ("aux", "auxpass") else token
        marked = any(c.dep_ == "mark" or c.tag_ in ("WRB", "WP", "WDT") for c in verb.lefts)
        if verb.dep_ not in ("relcl", "acl") and not (marked and verb.dep_ == "advcl"):
            return True
    return False


_MARKS = frozenset({"”", '"', "''", "“", "``"})


def _words_outside(doc: Doc, start: int, end: int) -> int:
    """Words of a range that stand outside quotation marks."""
    quoted = doc.user_data.get("quoted", ())
    return sum(1 for i in range(start, end) if i not in quoted and not doc[i].is_punct)


def hung_on_noun(verb: Token) -> Token | None:
    """ "told aides in a closed meeting that the war was lost": the clause that the parse hangs on the meeting."""
    for preposition in verb.rights:
        if preposition.dep_ != "prep":
            continue
        for clause in preposition.subtree:
            if clause.dep_ not in ("acl", "relcl", "ccomp"):
                continue
            if clause.head.lemma_.lower() in lexicon.nouns() and preposition.lower_ not in ("in", "on", "during"):
                continue  # "with the warning that": the noun's own words; "said in a statement that" is the verb's
            own = grammar.subject(clause)
            that = any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.lefts)
            if that and own is not None and own.lower_ not in grammar.RELATIVE:
                return clause
    return None


_WHERE = frozenset(
    ["in private", "in public", "privately", "publicly", "behind closed doors", "off camera", "off the record"]
)


def _aside(doc: Doc, start: int, end: int) -> bool:
    """A linking word that is no part of what was said ("Instead", "However", "But"), or where it was ("In private")."""
    if doc[start:end].text.lower() in _WHERE:
        return True
    return end - start <= 2 and all(t.pos_ in ("ADV", "CCONJ", "SCONJ", "PUNCT") for t in doc[start:end])
