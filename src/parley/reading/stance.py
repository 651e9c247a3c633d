"""Where a statement stands on a proposition: rules that abstain rather than guess, with the words that decided.

A rule is a pattern over the reported words (or over the question that they answer), with the kinds of cue under which it
holds. Deliberate ambiguity is found first, then conditions, then "later", then for and against; two sides found with
equal right give none. A negated cue ("did not say") never gives a side except where the rule is about denial itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from parley.core.spans import Span
from parley.reading.model import Codebook, Proposition, StanceSide

_TALK = r"(?:talks?|negotiat\w+|diploma\w+|bargaining table|peace process|dialogue|political solution)"
_WANTING = frozenset({"want", "favour", "promise"})
_ANY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """``pattern`` in the content (``asked``: in content or question) decides ``side``, under cues of ``kinds``."""

    proposition: str
    side: StanceSide
    pattern: re.Pattern[str]
    kinds: frozenset[str] = _ANY
    asked: bool = False
    denied: bool = False
    """Holds for a negated cue."""


def _rule(
    proposition: str, side: StanceSide, pattern: str, kinds: frozenset[str] = _ANY, *, asked: bool = False, denied: bool = False
) -> Rule:  # fmt: skip
    return Rule(proposition, side, re.compile(pattern, re.I), kinds, asked, denied)


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in the order in which they are tried for a proposition."""
    t = _TALK
    return (
        # talks now
        _rule("talks-now", "ambiguous", r"remains? to be seen|left the door open|neither confirm\w* nor|wait and see", asked=True),
        _rule("talks-now", "ambiguous", rf"(?:dipping|dips?) (?:its|a|his) toe\b|thread(?:ing)? the needle|(?:possibility of|open(?:ness)? to) {t}"),
        _rule("talks-now", "ambiguous", r"setting the table,? but"),
        _rule("talks-now", "conditional", rf"(?:\b{t}\b.{{0,80}}\b(?:until|unless|only (?:if|when|after|once)|provided that|on condition)\b)|"
              rf"(?:\b(?:until|unless|only (?:if|when|after|once))\b.{{0,80}}\b{t}\b)"),
        _rule("talks-now", "later", r"\b(?:too (?:soon|early)|premature|(?:not|n’t|n't)(?: yet)? ripe|at (?:some|a) later (?:date|point|stage)|down the road)\b"),
        _rule("talks-now", "later", rf"{t} (?:eventually|later|in due course)|when the time (?:does )?(?:comes?|arrives?)|not (?:currently )?press\w* for {t}"),
        _rule("talks-now", "later", rf"^(?:for )?{t}$", frozenset({"want"}), denied=True),
        _rule("talks-now", "against", rf"\b(?:not|n't|n’t|neither \w+ is|never|no longer) (?:yet )?(?:ready|willing|prepared|interested) (?:to|for|in) {t}"),
        _rule("talks-now", "against", rf"no (?:willingness|interest|intention|desire|readiness|point) (?:to|in|of) {t}|{t} (?:is|are|was|were|would be) (?:impossible|pointless|a mistake|out of the question)"),
        _rule("talks-now", "against", rf"{t} (?:inevitably|necessarily) mean\w*|pushed for {t} .{{0,80}}(?:would|that) send a message|no (?:deal|agreement|settlement) is possible"),
        _rule("talks-now", "against", rf"\b{t}\b", frozenset({"deny", "blame"})),
        _rule("talks-now", "for", r"seize the moment|cement (?:their|its) gains|window of opportunity for talks|(?:toward|towards) a (?:political|negotiated) solution"),
        _rule("talks-now", "for", r"possibilit(?:y|ies) .{0,20}for .{0,10}diplomatic solutions?|lean(?:ing)? on (?:diplomatic solutions?|diplomacy)|strong voice for diplomacy"),
        _rule("talks-now", "for", rf"\b(?:should|must|ought to|needs? to|has to|have to|time to) (?:try to |now |seek |start |begin |pursue |open |enter )*{t}"),
        _rule("talks-now", "for", rf"\b{t}\b|realistic framework for a cease-?fire", _WANTING),
        # pressing an ally
        _rule("press-ally", "against", r"\b(?:not|n't|n’t|never) (?:be )?(?:seen as )?(?:currently )?(?:press(?:ing|uring)?|insist(?:ing)?|push(?:ing)?|dictat\w+|going to tell)\b"),
        _rule("press-ally", "against", r"(?:perception|impression|idea|suggestion|claim) that (?:it|they|we|he|the [\w ]{3,30}) (?:is|are|was|were) (?:pushing|pressing|pressuring|urging)", frozenset({"deny"})),
        _rule("press-ally", "against", r"\b(?:press|pressing|pressuring|push|pushing|forcing)\b", frozenset({"deny"})),
        _rule("press-ally", "against", r"nothing about \w+ without|without appearing to be telling"),
        _rule("press-ally", "against", rf"pushed for {t} .{{0,80}}send a message"),
        _rule("press-ally", "for", r"\b(?:should|must|needs? to|ought to) (?:press|pressure|push|lean on) \w+"),
        # own decision
        _rule("own-decision", "for", r"\bup to the \w+|\bonly \w+(?: and (?:his|her|its|their) \w+)? can (?:make|take|decide)|determined by \w+|nothing about \w+ without"),
        # ceasefire
        _rule("ceasefire-in-place", "against", r"should not .{0,140}insist\w* on a (?:cease-?fire|truce)|any (?:pause|cease-?fire|truce)\b.{0,60}would (?:only )?(?:give|allow|let|help)"),
        _rule("ceasefire-in-place", "against", r"\b(?:cease-?fire|truce|pause in the fighting)\b", frozenset({"deny", "blame"})),
        _rule("ceasefire-in-place", "for", r"\b(?:cease-?fire|truce)\b", _WANTING),
        # land
        _rule("concede-land", "against", r"reluctant to (?:trade|give|cede)|(?:will|would|must|shall|can) (?:not|never) (?:cede|give up|trade away|surrender)|refuse any (?:territorial )?concession"),
        _rule("concede-land", "against", r"\b(?:cede|ceding|giv(?:e|ing) up|trad(?:e|ing) away)\b.{0,20}\b(?:territory|land)", frozenset({"deny"})),
        _rule("concede-land", "for", r"\b(?:should|must|will have to|needs? to) (?:cede|give up|trade away)\b.{0,20}(?:territory|land)"),
        # preconditions
        _rule("withdraw-first", "for", r"(?:until|unless|only (?:if|when|after|once)|before) .{0,60}(?:withdr[ae]w\w*|pulls? (?:out|back)|leaves?)\b"),
        _rule("leader-must-go", "for", r"(?:not|never|n't) (?:start|begin|talk|negotiate|be held)\b.{0,40}\bwhile .{0,40}(?:leading|president|in power|in office)|impossible\b.{0,30}\bwith (?:putin|him)"),
        # the front
        _rule("military-gains", "against", r"to a standstill|unlikely to make further (?:\w+ )?gains|military solution (?:may|might|is|will) not|about as much as they could|less chance of further|stalemate"),
        _rule("military-gains", "for", r"steady (?:\w+ )?progress|\bmore \w+ military success|win more of (?:its|their)|\bhave momentum|keeps? winning|emboldened by (?:their|its) success|seized the .{0,20}town"),
        # aid
        _rule("aid", "against", r"blank check", frozenset({"deny"})),
        _rule("aid", "for", r"sending another .{0,30}(?:in )?(?:military )?aid|kind of military assistance|(?:military )?(?:aid|assistance|support) (?:will|would|shall) continue"),
    )  # fmt: skip


_ORDER: tuple[StanceSide, ...] = ("ambiguous", "conditional", "later", "against", "for")


@dataclass(frozen=True, slots=True)
class Finding:
    """A side on a proposition, and where in the text judged (content, else question) the words stand."""

    proposition: str
    side: StanceSide
    where: Span
    in_question: bool = False


def findings(
    text: str, kind: str, *, negated: bool, question: str = "", codebook: Codebook | None = None
) -> list[Finding]:
    """The stances that the rules see in reported words ``text`` under a cue of ``kind``; at most one a proposition."""
    out: dict[str, Finding] = {}
    for rule in rules():
        if rule.proposition in out or (rule.kinds and kind not in rule.kinds) or (negated and not rule.denied):
            continue
        if rule.denied and not negated:
            continue
        found = rule.pattern.search(text)
        if found is not None and rule.asked and not re.search(_TALK, text + " " + question, re.I):
            continue
        if found is not None and found.end() > found.start():
            out[rule.proposition] = Finding(rule.proposition, rule.side, Span(*found.span()))
    for proposition in codebook.propositions if codebook else ():
        if proposition.id not in out and proposition.words and (mine := _by_words(proposition, text, kind, negated)):
            out[proposition.id] = mine
    return list(out.values())


@cache
def _words_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Plain words of a codebook as one pattern: endings of verbs and plurals tolerated, nothing of it is a regex."""
    stems = sorted(
        (re.escape(w.strip().lower()).replace(r"\ ", r"\s+") for w in words if w.strip()), key=len, reverse=True
    )
    return re.compile(r"\b(?:" + "|".join(stems) + r")(?:s|es|ed|d|ing|’s|'s)?\b", re.I)


def _by_words(proposition: Proposition, text: str, kind: str, negated: bool) -> Finding | None:
    found = _words_pattern(proposition.words).search(text)
    if found is None:
        return None
    before = text[max(0, found.start() - 60) : found.start()].lower()
    no = re.search(r"\b(?:not|n't|n’t|never|no|without|against|reject\w*|refus\w*|oppos\w*|rul\w+ out)\b", before)
    side: StanceSide | None = None
    if kind in _WANTING and not no and not negated:
        side = "for"
    elif (kind in ("deny", "blame") and not no and not negated) or (
        kind in ("say", "think", "want", "promise") and no and not negated
    ):
        side = "against"
    elif kind in ("say", "think") and re.search(
        r"\b(?:must|should|demand\w*|insist\w*|needs? to|has to|have to)\b", before
    ):
        side = "for"
    return Finding(proposition.id, side, Span(*found.span())) if side else None


__all__ = ["Finding", "Rule", "findings", "rules"]
