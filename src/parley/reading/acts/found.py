"""Acts found by the rows: which anchor, whose act it is, toward whom, and which words tell what it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parley.reading.acts import doers
from parley.reading.acts.standing import Standing, left_open, standing
from parley.reading.english import grammar
from parley.reading.rules.engine import Match, Rules, rules

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

TABLES = (
    "acts_threaten",
    "acts_answer",
    "acts_promise",
    "acts_demand",
    "acts_leave",
    "acts_accuse",
    "acts_meet",
    "acts_spoken",
)
"""In this order a word that bears out several rows is taken by the first: what is a threat is no promise."""
_NOBODY_NAMED = frozenset(["meet", "agree", "suspend", "reject", "accept", "concede", "withdraw"])
"""Acts that count where the sentence does not say whose they are ("the truce was signed on Monday")."""
_OWN = frozenset(["i", "we", "it", "he", "she", "they"])
_GOING = frozenset(["send", "go", "come", "return", "travel", "fly", "move", "withdraw", "bring"])
"""Verbs after which "to" tells a place."""
_TOWARD_BY = {
    "threaten": ("against", "to"), "promise": ("to",), "offer": ("to",), "demand": ("on", "upon", "from", "to"), "accuse": ("on", "against"),
    "meet": ("with", "between"), "agree": ("with", "between"), "suspend": ("with", "to", "against"), "concede": ("to",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """An act in a paragraph's parse. ``spoken``: done by saying the words that it stands in, and so the speaker's."""

    match: Match
    anchor: Token
    act: str
    standing: Standing
    spoken: bool
    who: Token | None
    toward: Token | None
    about: Token | None
    others: tuple[tuple[int, int, int], ...]
    """Of a meeting or an agreement that a phrase ascribes to several: (start, end, head) of each."""


def ready() -> Rules:
    """All rows of acts."""
    return rules(*TABLES)


def found(doc: Doc) -> list[Found]:
    """Acts of one paragraph, in order; each word anchors one at most."""
    out: list[Found] = []
    taken: set[int] = set()
    matches = sorted(ready().matches(doc), key=lambda m: (m.at, TABLES.index(m.row.table)))
    for match in matches:
        anchor = match.tokens["cue"]
        if anchor.i in taken:
            continue
        made = _found(match, anchor)
        if (
            made is not None
            and made.act == "meet"
            and anchor.dep_ in ("xcomp", "advcl")
            and anchor.tag_ == "VB"
            and anchor.head.i in taken
        ):
            continue  # "agreed to resume the talks": told by "agreed"
        if made is not None:
            taken.add(anchor.i)
            out.append(made)
    return _once(out)


def _found(match: Match, anchor: Token) -> Found | None:
    gives, words = match.row.gives, match.tokens
    act, spoken = gives["act"], gives.get("by") == "speaker"
    if "own" in gives and not _is_own(words[gives["own"]], anchor, spoken):
        return None
    if "others" in gives and not _may_be_told(words[gives["others"]], anchor):
        return None
    if "foe" in gives and not _is_foe(words[gives["foe"]], anchor):
        return None
    how = _said(anchor) if spoken or "not" in gives else standing(anchor)
    if how == "no" or (how == "arranged" and act != "meet" and "planned" not in gives):
        return None
    if act == "meet" and how == "arranged" and _on_a_condition(anchor):
        return None
    who = words.get("who") or words.get("whose") or (None if spoken else doers.doer(anchor))
    if not spoken and who is not None and not doers.acts(who):
        who = None if gives.get("agentless") or who.ent_type_ in ("DATE", "TIME") else who  # "extended by two months"
        if who is not None:
            return None
    if act in ("promise", "offer") and who is not None and doers.is_text(who):
        return None  # "the rules promise to change much"
    toward = _toward(match, anchor, act, who)
    parties: tuple[tuple[int, int, int], ...] = ()
    if act == "meet" and gives.get("toward") == "toward" and toward is None:
        return None  # "the plan met with doubt"
    if act in ("meet", "agree") and "alone" not in gives:
        parties = _parties(match, who)
        if gives.get("together") and not _together(who, parties):
            return None
        if gives.get("actors") == "both" and (toward is None or not doers.acts(toward)):
            return None
    if (
        not spoken
        and who is None
        and not parties
        and not gives.get("agentless")
        and not (act in _NOBODY_NAMED and _passive(anchor))
    ):
        return None
    if toward is not None and who is not None and toward.i == who.i:
        toward = None
    return Found(match, anchor, act, how, spoken, who, toward, _about(words, toward), parties)


def _on_a_condition(anchor: Token) -> bool:
    """ "Would take place only if": not arranged yet."""
    clauses = (c for c in anchor.children if c.dep_ == "advcl")
    return any(w.lower_ in ("if", "unless") for c in clauses for w in c.children)


def _said(anchor: Token) -> Standing:
    """Whether somebody says a "will" or "must" outright, not in an "if" and not as a question."""
    asked = anchor.sent.text.rstrip("”\"’') ").endswith("?")
    auxiliaries = [c for c in anchor.children if c.dep_ == "aux"]
    if any(
        c.lower_ == "otherwise" and any(a.tag_ == "MD" for a in auxiliaries) and _negative(anchor)
        for c in anchor.children
    ):
        return "no"  # "otherwise we would not be talking": they are
    missed = any(c.tag_ == "MD" for c in auxiliaries) and any(c.lemma_ == "have" for c in auxiliaries)
    return "no" if asked or missed or left_open(anchor) else "done"  # "would have struck"


def _negative(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)


def _passive(anchor: Token) -> bool:
    return grammar.is_passive(anchor) or anchor.tag_ == "VBN"


_STOPPED = frozenset(["stop", "end", "cease", "halt", "lift", "release", "free"])


def _may_be_told(subject: Token, anchor: Token) -> bool:
    """Whether a "must" or "should" is told to somebody else: an actor, or something that is to stop."""
    if subject.lower_ in ("i", "we"):
        return False
    return doers.acts(subject) or anchor.lemma_.lower() in _STOPPED


def _is_own(subject: Token, anchor: Token, spoken: bool) -> bool:
    """ "It", "we" of the words said; or the speaker named again ("Osteria said Osteria would strike")."""
    if subject.lower_ in _OWN or of_ours(subject):
        return True
    if spoken:
        return False
    who = doers.doer(anchor)
    return who is not None and subject.lower_ == who.lower_


_OURS = frozenset(["country", "government", "side", "group", "movement", "force", "troop", "party", "delegation", "army", "nation", "organisation", "organization", "fighter", "people", "team", "front", "ministry"])  # fmt: skip
_OWNERS = frozenset(["my", "our", "its", "his", "her", "their"])


def of_ours(noun: Token) -> bool:
    """ "His country", "our forces": the speaker's own."""
    return noun.lemma_.lower() in _OURS and any(c.dep_ == "poss" and c.lower_ in _OWNERS for c in noun.children)


_BARE = frozenset(["troop", "soldier", "force", "police", "officer", "unit", "army", "military", "fighter", "commando"])


def _is_foe(subject: Token, anchor: Token) -> bool:
    """Whether a deed told of is another's: not the speaker's ("said its troops shelled"), nor that of troops not told whose."""
    if subject.lower_ in _OWN or any(c.dep_ == "poss" and c.lower_ in _OWNERS for c in subject.children):
        return False
    if not doers.acts(subject):
        return False
    if subject.lemma_.lower() in _BARE and not any(
        c.dep_ in ("amod", "compound", "poss", "nmod", "prep") for c in subject.children
    ):
        return False
    who = doers.doer(anchor)
    if who is None:
        return False
    mine = {t.lower_ for t in who.subtree if t.pos_ in ("NOUN", "PROPN", "ADJ")}
    return subject.lower_ not in mine and subject.i != who.i


def _toward(match: Match, anchor: Token, act: str, who: Token | None) -> Token | None:
    named = match.row.gives.get("toward")
    words = match.tokens
    if named == "nobody":
        return None
    word = words.get(named) if named else words.get("toward")
    if word is not None:
        return word if doers.may_be_meant(word) else None
    for child in anchor.children:
        if (
            child.dep_ in ("dative", "dobj", "nsubjpass")
            and doers.may_be_meant(child)
            and child.pos_ != "ADP"
            and not of_ours(child)
        ):
            return child
    places = [anchor, *(words[n] for n in ("object",) if n in words)]
    for place in places:
        for child in place.children:
            if child.dep_ in ("prep", "dative") and child.lower_ in _TOWARD_BY.get(act, ()):
                noun = next((c for c in child.children if c.dep_ == "pobj"), None)
                going = child.lower_ == "to" and place.lemma_.lower() in _GOING
                if (
                    noun is not None
                    and doers.may_be_meant(noun)
                    and noun.ent_type_ not in ("DATE", "TIME")
                    and not going
                ):
                    return noun
    deed = words.get("object")
    if deed is not None and act in ("threaten", "demand", "accuse"):
        for child in deed.children:
            wanted = ("dobj", "pobj") if act == "threaten" or deed.pos_ == "ADP" else ("nsubj", "nsubjpass")
            if child.dep_ in wanted and doers.may_be_meant(child) and child.lower_ not in _OWN:
                return child
    return None


def _parties(match: Match, who: Token | None) -> tuple[tuple[int, int, int], ...]:
    """The several who meet or agree: those of the subject, or those that "talks between X and Y" names."""
    if who is not None and (named := doers.several(who)):
        return tuple(named)
    held = match.tokens.get("object")
    for noun in (match.tokens["cue"], held):
        if noun is None:
            continue
        for child in _below(noun):
            if (child.dep_ == "prep" and child.lower_ in ("between", "among")) or child.lower_ == "involving":
                one = next((c for c in child.children if c.dep_ in ("pobj", "dobj")), None)
                if one is not None and doers.acts(one):
                    return tuple(doers.several(one)) or ((one.left_edge.i, one.right_edge.i + 1, one.i),)
    return ()


def _together(who: Token | None, parties: tuple[tuple[int, int, int], ...]) -> bool:
    """Whether the subject of "met" is several: two by name, or a plural of people or states; or a body that sits."""
    if who is None or who.lower_ == "it":
        return False
    return (
        bool(parties)
        or who.tag_ in ("NNS", "NNPS")
        or who.lower_ in ("they", "we", "both", "two", "delegation", "sides")
    )


def _below(noun: Token) -> Iterator[Token]:
    """What hangs on a noun, and on the noun that it is "of": "the third round of talks between"."""
    for child in noun.children:
        yield child
        if child.dep_ == "prep" and child.lower_ == "of":
            for one in child.children:
                if one.dep_ == "pobj":
                    yield from one.children


def _about(words: Mapping[str, Token], toward: Token | None) -> Token | None:
    """The word on which hangs what the act is about."""
    got = words.get("object")
    if got is None and toward is not None:  # "accused the army of shelling": of may hang on the army
        got = next(
            (c for p in (words["cue"], toward) for c in p.children if c.dep_ == "prep" and c.lower_ in ("of", "for")),
            None,
        )
    if got is not None and got.pos_ == "ADP":
        got = next((c for c in got.children if c.dep_ in ("pobj", "pcomp")), got)
    if got is None or (toward is not None and got.i == toward.i):
        return None
    return got


def _once(acts: list[Found]) -> list[Found]:
    """Of two anchors that tell one act ("made a threat to", "its threat to") the first; of the same kind, one within the other's words."""
    out: list[Found] = []
    for act in acts:
        other = next((o for o in out if _one(o, act)), None)
        if other is None:
            out.append(act)
        elif (
            other.who is None and act.who is not None and not other.others
        ):  # "was held under the auspices of the Union"
            out[out.index(other)] = replace(other, who=act.who)
    return out


def _one(other: Found, act: Found) -> bool:
    """Whether two anchors near each other, one below the other, tell one act."""
    if other.act != act.act or act.anchor.i == other.anchor.i or abs(other.anchor.i - act.anchor.i) > 6:
        return False
    hangs = other.anchor.is_ancestor(act.anchor) or act.anchor.is_ancestor(other.anchor)
    return hangs and _same(other.who, act.who) and not (other.others and act.who is not None and other.who is None)


def _same(one: Token | None, other: Token | None) -> bool:
    return one is None or other is None or one.i == other.i or one.lower_ == other.lower_


def clause(anchor: Token, leave: set[int]) -> list[tuple[int, int]]:
    """What the clause says beside the words in ``leave``: the rest of what hangs on the anchor, other clauses joined to it left out."""
    root = anchor if anchor.pos_ in ("VERB", "AUX") or _anothers(anchor) else _above(anchor)
    if anchor.pos_ == "NOUN" and root.i != anchor.i and _tells_what(anchor):
        root = anchor  # "the rebels' demand for bread": the demand says what it is for
    own = grammar.subtree(root)
    if root.i == anchor.i and anchor.pos_ == "NOUN":
        for child in anchor.children:
            own -= grammar.subtree(child) if child.dep_ in ("amod", "det", "poss") else set()
    if root.i != anchor.i and root.pos_ == "AUX":  # "has been facilitator of the process"
        own -= {root.i, *(c.i for c in root.children if c.dep_ == "aux")}
    if anchor.tag_ == "VBN" and anchor.dep_ in ("acl", "amod"):  # "an earlier deal brokered by"
        own |= _bare(anchor.head)
    for child in root.children:
        if _another(child):
            own -= grammar.subtree(child)
        if child.dep_ in ("cc", "mark", "punct") and child.i < root.i:
            own -= grammar.subtree(child)
    for word in tuple(own):
        token = anchor.doc[word]
        if token.tag_ in ("WDT", "WP") and (noun := _meant(token, root)) is not None:
            own = (own - {word}) | _bare(noun)
    return grammar.runs(anchor.doc, own - leave, joint=False)


def _tells_what(noun: Token) -> bool:
    """Whether a noun that is somebody's by name says itself what is offered or asked."""
    whose = any(c.dep_ == "poss" or (c.dep_ in ("compound", "amod", "nmod") and c.ent_type_) for c in noun.children)
    return whose and any(
        c.dep_ == "acl" or (c.dep_ == "prep" and c.lower_ in ("of", "for", "to", "on", "that")) for c in noun.children
    )


def _anothers(noun: Token) -> bool:
    """ "The council rejected the rebels' offer of a truce": the clause is the council's, the noun alone tells the rebels' act."""
    if noun.pos_ != "NOUN" or noun.dep_ not in ("dobj", "pobj"):
        return False
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    above = _above(noun)
    who = grammar.subject(above) if above.pos_ in ("VERB", "AUX") else None
    return owner is not None and owner.pos_ != "PRON" and who is not None and who.lower_ != owner.lower_


def _above(noun: Token) -> Token:
    """The verb whose clause a noun or adjective stands in, also behind "under the" or "with the help of"; else itself."""
    node = noun
    for _ in range(5):
        if node.head.pos_ in ("VERB", "AUX"):
            return node.head
        if (
            node.head.i == node.i
            or (node is not noun and node.dep_ not in ("prep", "pobj"))
            or node.head.pos_ not in ("ADP", "NOUN")
        ):
            return noun
        node = node.head
    return noun


def _another(child: Token) -> bool:
    """A clause that tells of something else: joined by "and" or "but", or set against it by "while"; not an "or else"."""
    if child.dep_ in ("conj", "parataxis") and child.pos_ in ("VERB", "AUX"):
        joint = next((c for c in child.head.children if c.dep_ == "cc" and c.i < child.i), None)
        return joint is None or joint.lower_ != "or"
    return (
        child.dep_ == "advcl"
        and any(c.lower_ in ("while", "whereas") and c.dep_ == "mark" for c in child.children)
        and any(c.dep_ in grammar.SUBJECTS for c in child.children)
    )


def _meant(pronoun: Token, root: Token) -> Token | None:
    """The noun that a "which" of the act's own clause stands for."""
    return root.head if root.dep_ == "relcl" and (pronoun.head.i == root.i or pronoun.head.head.i == root.i) else None


def _bare(noun: Token) -> set[int]:
    """A noun with what describes it, without the clauses that hang on it."""
    own = grammar.subtree(noun)
    for child in noun.children:
        if child.dep_ in ("relcl", "acl", "appos", "conj", "cc", "punct"):
            own -= grammar.subtree(child)
    return own


__all__ = ["TABLES", "Found", "clause", "found", "of_ours", "ready"]
