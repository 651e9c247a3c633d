"""Attributions from a parsed paragraph: a reporting word, whose it is, and what it reports.

Quotations are given to cues afterwards (:mod:`parley.reading.attribution.quoting`); here is everything that the parse shows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parley.reading.attribution import inverted, nominal, phrases, retracted
from parley.reading.drafts import Draft
from parley.reading.english import grammar, lexicon, retracting, verb_subject
from parley.reading.english.lexicon import Cue
from parley.reading.english.quotation_marks import Quote
from parley.reading.sources import footing

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_POINTERS = frozenset({"that", "this", "it", "these", "those"})
_SPEECH_NOUNS = frozenset(
    ["view", "judgment", "judgement", "opinion", "assessment", "belief", "concern", "idea", "conclusion", "doubt"]
)
_SPEAKING = frozenset({"speaking", "asking", "insisting", "requesting", "who"})
_ANIMATE_KINDS = frozenset({"think", "want", "promise", "deny", "favour", "blame", "praise", "ask"})


_IMPERSONAL = frozenset(
    [
        "signal",
        "suggest",
        "indicate",
        "imply",
        "highlight",
        "underscore",
        "underline",
        "reveal",
        "confirm",
        "explain",
        "mean",
        "reflect",
        "emphasize",
    ]
)
"""Verbs that events may have as their subject ("the move signalled")."""


def candidates(doc: Doc, quotes: list[Quote], paragraph: int) -> list[Draft]:
    """Every attribution that the parse of this paragraph shows, in order; some still without content."""
    inside = _quoted_tokens(doc, quotes)
    doc.user_data["quoted"] = inside
    doc.user_data["marked"] = _quoted_tokens(doc, quotes, least=1)
    out: list[Draft] = []
    asked = _questions(doc)
    skip = {i for a, b in asked for i in range(a, b)}
    for token in doc:
        if token.i in inside or token.i in skip:
            continue
        tag = token.tag_
        if tag[:2] == "VB" or (
            tag in ("JJ", "NN", "NNS") and token.dep_ in ("ROOT", "relcl", "ccomp") and _verbal(token)
        ):
            cue = lexicon.verb(token)
            draft = _according(doc, token, paragraph) if token.lower_ == "according" else None
            draft = draft or phrases.from_phrase(doc, token, paragraph)
            if draft is None and retracting.retracts(token) and not verb_subject.supposed(token):
                source = verb_subject.source_of(token, grammar.is_passive(token), token)
                if source is None and (named := verb_subject.name_before(doc, grammar.group(token)[0])) is not None:
                    source = doc[named[2]]
                draft = retracted.from_verb(doc, token, source, paragraph)
            if draft is None and cue is not None:
                draft = _from_verb(doc, token, cue, paragraph)
            if draft is not None:
                out.append(draft)
        elif tag in ("NN", "NNS"):
            cue = lexicon.nouns().get(token.lemma_.lower())
            if (
                (draft := phrases.in_the_view_of(doc, token, paragraph)) is not None
                or (token.lower_ == "words" and (draft := phrases.in_the_words_of(doc, token, paragraph)) is not None)
                or (cue is not None and (draft := nominal.from_noun(doc, token, cue, paragraph)) is not None)
            ):
                out.append(draft)
        elif token.lower_ == "according" and (draft := _according(doc, token, paragraph)) is not None:
            out.append(draft)
    _put_questions(doc, asked, out)
    hidden = footing.reasons(grammar.text(doc))
    return [d for d in _kept(out) if not any(s.contains(d.cue) for s in hidden)]


def _questions(doc: Doc) -> list[tuple[int, int]]:
    """ "Asked if …," and "Pressed later about whether …,": ranges of tokens."""
    if _ASKS.search(grammar.text(doc)) is None:
        return []
    out = []
    for token in doc:
        if token.tag_ == "VBN" and token.dep_ == "advcl" and token.lemma_ in ("ask", "press", "question"):
            if any(c.dep_ in ("aux", "auxpass") for c in token.children):
                continue
            out.append(grammar.trimmed(doc, token.left_edge.i, token.right_edge.i + 1))
    return [(a, b) for a, b in out if b > a + 1]


_ASKS = re.compile(r"\b(?:asked|pressed|questioned)\b", re.I)


def _put_questions(doc: Doc, asked: list[tuple[int, int]], drafts: list[Draft]) -> None:
    for start, end in asked:
        span = grammar.chars(doc, start, end)
        after = [d for d in drafts if d.kind == "say" and d.cue.start > span.end]
        if after:
            after[0].question = span
            after[0].content = [s for s in after[0].content if not span.overlaps(s)]


def _kept(drafts: list[Draft]) -> list[Draft]:
    """Without reporting words inside another attribution's source ("a professor who wrote an essay")."""
    drafts = [
        d
        for d in drafts
        if not any(o is not d and o.content and o.cue.start == d.cue.start and o.cue.end > d.cue.end for o in drafts)
    ]  # "declined to say" is one report, not "declined" and another
    return [
        d for d in drafts
        if not any(o is not d and any(s.contains(d.cue) for s in o.source) and not d.content for o in drafts)
    ]  # fmt: skip


def _verbal(token: Token) -> bool:
    """A reporting verb that the tagger took for a noun or adjective ("tweets", "claims" after its subject)."""
    return any(c.dep_ == "nsubj" for c in token.children) and any(c.dep_ in ("ccomp", "dobj") for c in token.children)


def _quoted_tokens(doc: Doc, quotes: list[Quote], least: int = 3) -> set[int]:
    out: set[int] = set()
    for quote in quotes:
        if quote.words < least:
            continue
        span = doc.char_span(quote.span.start, quote.span.end, alignment_mode="expand")
        if span is not None:
            out.update(range(span.start, span.end))
    return out


def _from_verb(doc: Doc, verb: Token, cue: Cue, paragraph: int) -> Draft | None:
    head = verb
    start, end = grammar.group(verb)
    while head.dep_ == "xcomp" and head.head.lemma_ in grammar.CATENATIVE and head.head.i < head.i:
        head = head.head
        start = min(start, grammar.group(head)[0])
    if verb.dep_ == "amod" or (verb.dep_ == "xcomp" and verb.head.lemma_ == "deny"):
        return None
    passive = grammar.is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ == "acl") or grammar.joins_passive(verb)
    source = verb_subject.source_of(head if head.i != verb.i else verb, passive, verb)
    further = cue.lemma in verb_subject.FURTHER and verb.i and doc[verb.i - 1].text == ","
    if (
        verb.tag_ == "VBG"
        and verb.dep_ == "advcl"
        and cue.kind == "say"
        and (further or not verb_subject.utters(source))
    ):
        source = verb_subject.upper(verb) or source
    if source is not None and source.i in doc.user_data["marked"] and verb.i not in doc.user_data["marked"]:
        source = verb_subject.outside(doc, verb)  # a word of the quotation is nobody's name
    source = verb_subject.maker(source)
    beside = verb_subject.with_phrase(doc, verb)
    source = source if beside is None else doc[beside[1] - 1]
    if verb.lemma_ == "share" and not (passive and _passive_object(verb, _SPEECH_NOUNS)):
        return None
    if verb.lemma_ == "read" and (source is None or verb_subject.noun_kind(source) != "document"):
        return None
    if verb.lemma_ == "rule" and not any(c.dep_ == "prt" and c.lower_ == "out" for c in verb.children):
        return None
    it = source is not None and source.lower_ == "it" and verb_subject.it_acts(cue)  # what "it" is, is told before
    if cue.kind in _ANIMATE_KINDS and source is not None and not verb_subject.speaks(source) and not it:
        return None
    draft = Draft(
        paragraph, grammar.chars(doc, start, end), cue.kind, verb.i, cue.lemma, grammar.sentence(verb), passive=passive
    )
    taken = set(range(start, end))
    found: tuple[int, int] | None = beside
    if source is not None and source.i > verb.i and source.tag_ in ("NN", "UH") and not verb_subject.speaks(source):
        source = None  # "came in, said hello, and left"
    before = source is not None and source.i < verb.i
    turned = inverted.parenthetical(doc, verb) if before else inverted.inverted_source(doc, verb)
    if source is None and turned is None and not passive and verb.tag_ in ("VBD", "VBZ", "VBP"):
        turned = verb_subject.name_before(doc, start)
    if turned is not None:
        found, source = (turned[0], turned[1]), doc[turned[2]]
    if source is not None:
        found = found or grammar.phrase(source, verb.i if abs(verb.i - source.i) < 60 else head.i)
        if found is None or (found[0] < end and start < found[1]):
            found = (source.i, source.i + 1)
        draft.source = [grammar.chars(doc, *found)]
        draft.source_head = source.i
        taken |= set(range(*found))
    draft.negated = any(c.dep_ == "neg" for v in (verb, head) for c in v.children)
    neither = any(c.lower_ == "neither" for c in verb.lefts) or (start > 0 and doc[start - 1].lower_ == "nor")
    if head.lemma_ in ("decline", "refuse", "fail") or neither or verb_subject.nobody(source):
        draft.negated = True
    words = {c.lower_ for v in (verb, head) for c in v.children if c.dep_ == "advmod"}
    draft.hedged = bool(words & lexicon.HEDGES) or (head.lemma_ in ("seem", "appear") and head.i != verb.i)
    content = inverted.inserted(doc, verb, found, (start, end)) if cue.clause and cue.quote else []
    content = content or _content(doc, verb, cue, taken, passive, source)
    if head.i != verb.i and head.lemma_ not in ("decline", "refuse", "want", "seem", "appear") and not content:
        content = _content(doc, head, cue, taken, passive, source)
    content = _without_anonymity(doc, content)
    if verb_subject.inverted_if(verb):
        content = _up_to_comma(doc, content, verb.i)
    draft.content = [grammar.chars(doc, a, b) for a, b in content]
    if cue.lemma in ("refuse", "decline") and any(
        c.dep_ == "dobj" and c.lemma_.lower() in _REFUSED for c in verb.rights
    ):
        draft.negated = any(c.dep_ == "neg" for c in verb.children)  # "refused the offer": rejected it
    if end < len(doc) and doc[end].lower_ in cue.after and any(a == end + 1 for a, _ in content):
        draft.cue = grammar.chars(doc, start, end + 1)
    if cue.lemma == "call" and content and doc[content[0][0] - 1].lower_ not in cue.after:
        draft.kind = "say"  # "called it a mistake", not "called for"
    draft.clause = grammar.own_clause(doc, verb, head, content)
    if cue.naming and passive and source is None:
        return None  # "is described as a friend": nobody is said to do so
    if not draft.content and (not cue.quote or passive):
        return None
    bare = verb.tag_ == "VB" and head.i == verb.i and not any(c.dep_ == "aux" for c in verb.children)
    if bare and not (verb.dep_ == "ROOT" and source is not None and source.dep_ == "nsubj"):
        return None  # "suggested that she think": what somebody should do, not what she does
    if source is None and (verb_subject.inverted_if(verb) if passive else cue.kind in _ANIMATE_KINDS):
        return None
    if cue.lemma in _IMPERSONAL and source is not None and not verb_subject.speaks(source):
        return None
    if cue.kind == "show" and verb.dep_ == "advcl" and verb.tag_ == "VBG":
        return None
    if cue.kind in ("want", "promise") and (
        verb_subject.supposed(head) or (head.dep_ == "pcomp" and head.head.lower_ in ("as", "of"))
    ):
        return None
    if verb.lemma_ in ("decline", "ask", "refuse") and any(c.lower_ in ("named", "identified") for c in verb.rights):
        return None  # "declined to be named"
    beside_it = cue.lemma in ("cite", "contradict") and verb.tag_ == "VBG" and verb.dep_ == "advcl"
    if beside_it and any(c.dep_ == "dobj" and verb_subject.speaks(c) for c in verb.rights):
        return None  # "…, citing two officials": where a report comes from
    if verb.dep_ == "pcomp" and verb.head.lower_ == "in":
        return None  # "said in describing …"
    if _asked_outright(verb, source):
        return None  # "Does the minister accept the finding?"
    if source is not None and source.lower_ == "you":
        return None  # "if you support the plan": whoever reads it
    if verb.dep_ == "acl" and verb.tag_ == "VB" and source is not None and not verb_subject.speaks(source):
        return None  # "an effort to clarify …"
    if verb.tag_ == "VBP" and verb_subject.singular(doc, source) and head.i == verb.i:
        return None  # "suggested that he think about": a subjunctive
    if not draft.content and source is None and not passive and cue.kind != "say":
        return None
    return draft


def _up_to_comma(doc: Doc, content: list[tuple[int, int]], verb: int) -> list[tuple[int, int]]:
    """ "Should she say that it failed, talks would begin": what would follow is no part of what she might say."""
    comma = next((i for a, b in content for i in range(max(a, verb), b) if doc[i].text == ","), len(doc))
    return [(a, min(b, comma)) for a, b in content if a < comma]


def _asked_outright(verb: Token, source: Token | None) -> bool:
    """The verb of a question with its auxiliary before the subject: what is asked has not been said."""
    before = source is not None and any(c.dep_ == "aux" and c.i < source.left_edge.i for c in verb.lefts)
    return before and source is not None and source.i < verb.i and verb.sent.text.rstrip().endswith("?")


def _without_anonymity(doc: Doc, content: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """ "…, speaking on condition of anonymity because …" tells of the source and is no part of what was said."""
    out = []
    for start, end in content:
        at = next((i for i in range(start + 1, end) if doc[i].lower_ in _SPEAKING and doc[i - 1].text == ","), None)
        if at is not None and any(t.lower_ in ("anonymity", "anonymously", "named", "identified") for t in doc[at:end]):
            start, end = grammar.trimmed(doc, start, at)
        if end > start:
            out.append((start, end))
    return out


def _passive_object(verb: Token, nouns: frozenset[str]) -> bool:
    return any(c.dep_ == "nsubjpass" and c.lemma_.lower() in nouns for c in verb.children)


def _content(
    doc: Doc, verb: Token, cue: Cue, taken: set[int], passive: bool, source: Token | None
) -> list[tuple[int, int]]:
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
        if cue.lemma in ("refuse", "decline") and (passive or child.lemma_.lower() not in _REFUSED):
            continue
        words = grammar.subtree(child) - taken
        return grammar.runs(doc, words | (reason or set()))
    if passive and cue.kind == "say" and (noun := _told_noun(verb)) is not None:
        return [_bare_phrase(doc, noun)]
    return []


_REFUSED = frozenset(
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


def _according(doc: Doc, token: Token, paragraph: int) -> Draft | None:
    to = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if to is None or to.lower_ != "to":
        return None
    noun = next((c for c in to.children if c.dep_ == "pobj"), None)
    if noun is None:
        noun = next((c for c in token.children if c.dep_ == "pobj"), None)
    if noun is None:
        return None
    found = grammar.phrase(noun, to.i)
    if found is None or found[0] <= to.i:
        return None
    top = token.head
    while top.pos_ not in ("VERB", "AUX") and top.head.i != top.i:
        top = top.head
    own = set(range(token.i, found[1]))
    set_off = (token.i > token.sent.start and doc[token.i - 1].text in {",", "—", "--"}) or token.i == token.sent.start
    closes = found[1] >= token.sent.end or doc[found[1]].text in ".,?!;"
    words = grammar.subtree(top) - own
    if set_off and closes:
        words = set(range(token.sent.start, token.sent.end)) - own
    nearest = {i for i in words if _same_sentence(token, i)}
    content = grammar.runs(doc, nearest)
    draft = Draft(
        paragraph, grammar.chars(doc, token.i, token.i + 2), "say", token.i, "according", grammar.sentence(token)
    )
    draft.source = [grammar.chars(doc, *found)]
    draft.source_head = noun.i
    draft.content = [grammar.chars(doc, a, b) for a, b in content]
    return draft


def _same_sentence(token: Token, index: int) -> bool:
    return token.sent.start <= index < token.sent.end
