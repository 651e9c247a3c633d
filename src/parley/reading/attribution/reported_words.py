"""Which words a reporting verb reports: its clause, question, infinitive, gerund, noun or "yes", in the order of the cue's frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.reading.attribution import inverted
from parley.reading.english import grammar, lexicon, verb_subject
from parley.reading.english.lexicon import Cue

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_POINTERS = frozenset({"that", "this", "it", "these", "those"})


def reported_words(
    doc: Doc, verb: Token, cue: Cue, taken: set[int], passive: bool, source: Token | None
) -> list[tuple[int, int]]:
    """What ``verb`` reports, as ranges of tokens; none of the tokens ``taken`` by cue and source."""
    children = list(verb.children)
    clause = [c for c in children if c.dep_ in ("ccomp", "parataxis") and not _is_source(c, source) and not _bare(c)]
    clause = [c for c in clause if c.i > verb.i or not any(t.text == ";" for t in doc[c.i : verb.i])]
    if cue.clause and clause:
        return _clause_content(doc, verb, clause, taken)
    if cue.clause and cue.quote and (below := inverted.hung_on_noun(verb)) is not None:
        return grammar.runs(doc, grammar.subtree(below) - taken)
    if cue.naming and not passive and (named := _named_as(doc, verb, taken)):
        return named
    wh = [c for c in children if c.dep_ in ("advcl", "pcomp", "csubj") and _asks(c)]
    wh = [c for c in wh if c.left_edge.lower_ not in ("if", "when", "where") or _may_ask(verb, c, cue)]
    if cue.clause and wh and cue.kind in ("ask", "say", "think"):
        return grammar.runs(doc, grammar.subtree(wh[0]) - taken)
    infinitive = [c for c in children if c.dep_ in ("xcomp", "ccomp") and grammar.has_to(c)]
    if not infinitive and cue.infinitive:  # "urged Ukraine to …", where the parser hangs the clause on the object
        infinitive = [
            b
            for c in children
            if c.dep_ == "dobj"
            for b in c.children
            if b.dep_ in ("acl", "relcl") and grammar.has_to(b)
        ]
        infinitive += [c for c in children if c.dep_ == "advcl" and grammar.has_to(c)]
    if cue.infinitive and infinitive:
        words = grammar.subtree(infinitive[0]) - taken - _broken_off(infinitive[0])
        controlled = [c for c in children if c.dep_ == "dobj" and c.i < infinitive[0].i]
        if controlled:
            words |= grammar.subtree(controlled[0]) - taken
        return grammar.runs(doc, words)
    if cue.after:
        objects = [b for c in children if c.dep_ == "dobj" and cue.kind == "blame" for b in c.children]
        days = [c for c in children if c.dep_ == "prep" and _tells_when(c)]  # "called on Tuesday for …"
        objects += [b for c in days for day in c.children for b in day.children]
        for child in [*children, *objects]:
            if child in days:
                continue
            if (
                child.dep_ in ("prep", "prt", "agent", "dative", "aux")
                and child.lower_ in cue.after
                and child.i > verb.i
            ):
                found = grammar.subtree(child) - taken - {child.i}
                follows = child.right_edge.i + 1
                found |= set().union(*(
                    grammar.subtree(c) for c in children if c.dep_ == "advcl" and c.tag_ == "VBG" and c.left_edge.i == follows
                ))  # fmt: skip
                extra = [c for c in children if c.dep_ in ("xcomp", "advcl") and grammar.has_to(c) and c.i > child.i]
                if extra:
                    found |= grammar.subtree(extra[0]) - taken
                if found:
                    return grammar.runs(doc, found)
    if cue.gerund:
        ing = [c for c in children if c.dep_ in ("xcomp", "pcomp") and _gerund(c)]
        if ing:
            return grammar.runs(doc, grammar.subtree(ing[0]) - taken)
    inserted = _inserted(doc, verb, cue, taken) or _as_said(doc, verb, taken)
    if inserted:
        return inserted
    if cue.noun:
        return _noun_content(doc, verb, children, taken, passive, cue)
    if cue.kind == "say":
        yes_no = [
            c
            for c in children
            if c.lower_ in ("no", "yes") and c.dep_ in ("intj", "dobj", "advmod", "ccomp", "attr", "det")
        ]
        if yes_no:
            return [(yes_no[0].i, yes_no[0].i + 1)]
    return []


def _may_ask(verb: Token, clause: Token, cue: Cue) -> bool:
    """Whether an "if" or "when" tells what was asked or left unsaid, not on what terms or at what time."""
    asks = cue.kind == "ask" or cue.lemma in ("wonder", "doubt", "question", "ponder", "speculate")
    left = any(c.dep_ == "neg" for c in verb.children) or verb.head.lemma_ in ("decline", "refuse")
    return bool(clause.i > verb.i and (asks or left or clause.left_edge.lower_ == "when"))


def _tells_when(preposition: Token) -> bool:
    """ "on Tuesday", "in May"."""
    return any(c.dep_ == "pobj" and c.ent_type_ in ("DATE", "TIME") for c in preposition.children)


def _bare(clause: Token) -> bool:
    """A reporting clause with nothing to report of its own (", they said,")."""
    return clause.lemma_ in lexicon.verbs() and all(
        c.dep_ in ("nsubj", "punct", "aux", "advmod") and c.tag_ != "MD" for c in clause.children
    )


def _gerund(verb: Token) -> bool:
    """ "ordering" or "having ordered"."""
    return verb.tag_ == "VBG" or any(c.dep_ == "aux" and c.tag_ == "VBG" for c in verb.children)


def _is_source(clause: Token, source: Token | None) -> bool:
    return source is not None and clause.i == source.i


def _asks(clause: Token) -> bool:
    return any(c.lower_ in ("if", "whether", "what", "why", "how", "when", "where", "who") for c in clause.lefts)


def _clause_content(doc: Doc, verb: Token, clauses: list[Token], taken: set[int]) -> list[tuple[int, int]]:
    words: set[int] = set()
    own: set[int] = set(taken) | {verb.i}
    marked = [c for c in clauses if c.i > verb.i and any(m.dep_ == "mark" and m.i > verb.i for m in c.lefts)]
    clauses = marked or clauses
    for child in verb.children:
        if child not in clauses:
            own |= grammar.subtree(child)
    for clause in clauses:
        if clause.dep_ == "parataxis" and len(clauses) > 1:
            continue
        below = grammar.subtree(clause) - _further(clause)
        below -= _broken_off(clause)
        mark = next((c.i for c in clause.lefts if c.dep_ == "mark" and c.lower_ == "that" and c.i > verb.i), None)
        words |= {i for i in below if mark is None or i >= mark}
    for child in verb.rights:  # "… believes that there are no good options, but that one must do"
        if child.dep_ == "conj" and child.left_edge.lower_ == "that" and clauses and child.i > clauses[-1].i:
            joined = {t.i for t in verb.rights if t.dep_ == "cc" and clauses[-1].i < t.i < child.i}
            words |= grammar.subtree(child) | joined
            own -= grammar.subtree(child) | joined
    own = _cut_at_sentence(verb, own)
    found = grammar.runs(doc, words - own)
    if found and found[0][1] - found[0][0] == 1 and doc[found[0][0]].lower_ in grammar.RELATIVE:
        noun = grammar.antecedent(verb) or (verb.head if verb.dep_ == "relcl" else None)
        found = [*([_bare_phrase(doc, noun)] if noun is not None else []), *found[1:]]
    return found


def _broken_off(clause: Token) -> set[int]:
    """What the parse joins to reported words though the speaker does it."""
    return set().union(*(grammar.subtree(c) for c in clause.rights if verb_subject.breaks_off(c)))


def _further(clause: Token) -> set[int]:
    """ ", adding that …" at the end of reported words: the speaker's next report, unless somebody in them may say it."""
    mute = not verb_subject.utters(grammar.subject(clause))
    return set().union(*(
        grammar.subtree(c) for c in clause.rights
        if c.dep_ == "advcl" and c.tag_ == "VBG" and c.left_edge.i == c.i and clause.doc[c.i - 1].text == ","
        and (cue := lexicon.verb(c)) is not None and cue.kind == "say" and cue.clause
        and (mute or cue.lemma in verb_subject.FURTHER)
    ))  # fmt: skip


def _bare_phrase(doc: Doc, noun: Token) -> tuple[int, int]:
    """A noun with what stands before it and nothing after."""
    return grammar.trimmed(doc, noun.left_edge.i, noun.i + 1)


def _cut_at_sentence(verb: Token, own: set[int]) -> set[int]:
    sent = verb.sent
    return {i for i in own if sent.start <= i < sent.end}


def _inserted(doc: Doc, verb: Token, cue: Cue, taken: set[int]) -> list[tuple[int, int]]:
    """ "X, officials said, Y": the parser hangs the reporting clause on the reported one."""
    if not cue.clause or verb.dep_ not in ("parataxis", "advcl", "ccomp", "conj", "dep"):
        return []
    own = grammar.subtree(verb)
    if verb.dep_ in ("advcl", "conj", "dep", "ccomp"):
        first, last = min(own), max(own)
        before = doc[first - 1].text if first > verb.sent.start else ""
        after = doc[last + 1].text if last + 1 < len(doc) else ""
        if verb.tag_ in ("VBG", "VB", "VBN") or before != "," or after not in {",", ".", ""}:
            return []
        if any(c.dep_ in ("mark", "cc") or (c.tag_ in ("WRB", "IN") and c.dep_ == "advmod") for c in verb.lefts):
            return []
    clause = verb.head
    if clause.i == verb.i or any(t.text == ";" for t in doc[min(clause.i, verb.i) : max(clause.i, verb.i)]):
        return []
    words = grammar.subtree(clause) - own - taken
    return grammar.runs(doc, words)


def _as_said(doc: Doc, verb: Token, taken: set[int]) -> list[tuple[int, int]]:
    """ "As the historian has argued, wars end …"."""
    if verb.dep_ != "advcl" or not any(c.lower_ == "as" and c.dep_ in ("mark", "advmod") for c in verb.lefts):
        return []
    own = grammar.subtree(verb)
    after = max(own) + 1
    if any(c.dep_ in ("dobj", "ccomp", "xcomp") for c in verb.children) or after >= len(doc):
        return []
    if doc[after].text != "," and doc[min(own) - 1].text != ",":
        return []
    words = {i for i in grammar.subtree(verb.head) if verb.sent.start <= i < verb.sent.end} - own - taken
    return [(a, b) for a, b in grammar.runs(doc, words, joint=False) if b > a + 1 or doc[a].tag_ != "IN"]


_NAMING = frozenset({"dobj", "oprd", "attr", "ccomp", "xcomp", "appos", "nsubj", "acomp"})


def _named_as(doc: Doc, verb: Token, taken: set[int]) -> list[tuple[int, int]]:
    """ "described him as a friend", "called it a mistake": the object with what it is called."""
    right = [
        c for c in verb.rights if (c.dep_ in _NAMING or (c.dep_ == "prep" and c.lower_ == "as")) and c.i not in taken
    ]
    as_ = any(c.lower_ == "as" for c in right)
    called = verb.lemma_ not in _WITH_AS and (len(right) > 1 or any(c.dep_ in ("oprd", "ccomp") for c in right))
    if not as_ and not called:
        return []
    return grammar.runs(doc, set().union(*(grammar.subtree(c) for c in right)) - taken)


_WITH_AS = frozenset(["describe", "characterize", "characterise", "portray", "depict", "denounce", "dismiss", "hail"])


def _noun_content(
    doc: Doc, verb: Token, children: list[Token], taken: set[int], passive: bool, cue: Cue
) -> list[tuple[int, int]]:
    wanted = ("nsubjpass",) if passive else ("dobj", "attr", "oprd")
    for child in [*children, *(verb.head.lefts if grammar.joins_passive(verb) else ())]:
        if child.dep_ not in wanted or child.i in taken:
            continue
        if child.lower_ in _POINTERS and cue.kind != "deny":
            continue
        reason = cue.kind in ("blame", "praise", "deny") and not passive and _reason(children, child)
        if child.pos_ == "PRON" and child.lower_ not in _POINTERS and not reason:
            continue
        if cue.lemma in ("tell", "ask", "inform", "brief", "assure", "remind"):
            continue
        if cue.lemma in ("refuse", "decline") and (passive or child.lemma_.lower() not in REFUSED):
            continue
        words = grammar.subtree(child) - taken
        return grammar.runs(doc, words | (reason or set()))
    if passive and cue.kind == "say" and (noun := _told_noun(verb)) is not None:
        return [_bare_phrase(doc, noun)]
    return []


REFUSED = frozenset(
    ["talk", "talks", "negotiation", "negotiations", "dialogue", "truce", "ceasefire", "cease-fire", "armistice", "mediation", "offer",
     "proposal", "plan", "deal", "compromise", "concession", "demand", "request", "invitation", "appeal", "call", "terms", "term",
     "meeting", "contact", "help", "aid", "handover", "withdrawal", "surrender", "recognition", "inspection", "inspections"]
)  # fmt: skip
"""What one refuses by saying so; entry or treatment is refused otherwise."""


def _reason(children: list[Token], named: Token) -> set[int]:
    """ "criticised the mayor for the delay", "dismissed it as a gift": what follows the object."""
    return set().union(*(
        grammar.subtree(c) for c in children
        if c.dep_ == "prep" and c.lower_ in ("for", "as") and c.left_edge.i == named.right_edge.i + 1
    ))  # fmt: skip


def _told_noun(verb: Token) -> Token | None:
    """ "the plan, first reported by the paper": the noun that a passive participle or relative clause hangs on."""
    if verb.dep_ == "acl":
        return verb.head if verb.head.pos_ in ("NOUN", "PROPN") else None
    own = grammar.subject(verb)
    return grammar.antecedent(own) if own is not None and own.lower_ in grammar.RELATIVE else None


__all__ = ["REFUSED", "reported_words"]
