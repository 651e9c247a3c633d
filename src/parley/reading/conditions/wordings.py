"""Words around a condition that tell a price from a time, a threat, a guess; and whether it is dropped, repeated or hardened."""

from __future__ import annotations

import re

ANY_MARK = re.compile(
    r"\b(?:until|till|unless|only|if|once|soon|long|while|with|without|except|than|absent|short|exchange|return|price|provided|providing|conditions?|preconditions?|pre-conditions?|"
    r"understanding|proviso|event|prerequisites?|pre-requisites?|requirements?|basis|based|tie[sd]?|tying|link(?:s|ed|ing)?|conditional|contingent|conditioned|depend\w*|subject|hing\w+|rests?|rested|based|framework|accordance|alongside|parallel|simultaneously|"
    r"before|prior|ahead|advance|moment|day|immediately|for|order|precede|come|followed|follow|preceded|start|begin|starts|begins|requires?|required|presuppos\w+|necessitate\w*|when|after|but|impossible|first|must|should|has|have|had|needs?|any|whenever|then|stipulat\w+|these|they|peg\w*|hangs?|make|makes|made|subordinat\w+)\b",
    re.I,
)
"""Some word of some row, so that a paragraph without any is left at once."""
BY_ITSELF = re.compile(
    r"\b(?:pre-?\s?)?condition|\balongside\b|\bin parallel\b|\bno (?:need|reason)\b|\blong as\b|\bunless\b|\b(?:until|till)\b|\bonly\b|\bstipulat|\bhing\w+|\bcontingent\b|\bties?\b|\btied\b|\btying\b|\bif\b|\bprovided\b|\bdepend\w*|\bprerequisite|\b(?:fight|offensive|attacks|strikes|war|struggle)\w*\b.*\b(?:until|till)\b|\bif\b.*\bwants?\b",
    re.I | re.S,
)
"""Words of a condition in a paragraph that names nothing that is bargained about."""
TIME = re.compile(
    r"\W*(?:(?:the|this|next|last|early|late|mid|end|beginning|middle|start|of|at|least|coming|following|a|an|about|some|another|few|several|many|\d+|one|two|three|four|five|six|ten|\w+teen|"
    r"first|second|third)[ -])*(?:spring|summer|autumn|fall|winter|hours?|minutes?|days?|months?|years?|weeks?|weekend|decades?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|"
    r"april|may|june|july|august|september|october|november|december|easter|christmas|ramadan|eid|new year|midnight|noon|dawn|dusk|nightfall|sunset|sunrise|night|evening|morning|afternoon|now|then|"
    r"recently|today|tomorrow|tonight|yesterday|later|harvest|further notice|elections?|\d{4}|\d{1,2}(?::\d\d)?(?: ?[ap]\.?m\.?)?|its end|the end)\b(?! (?:of|to) (?:the )?(?:war|fighting|siege|blockade|offensive|occupation|attacks|hostilities|violence))",
    re.I,
)
"""Terms that are only a time."""
DATED = re.compile(
    r"\b(?:(?:on|by|this|next|last|open\w*|start\w*|begin\w*) (?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:next|this|last) (?:week|month)|in (?:january|february|march|april|june|july|august|september|october|november|december)|scheduled|due to|which (?:open|start|begin)|set (?:to|for)|tomorrow|later (?:on|in|this))\b",
    re.I,
)
"""A thing with a date: what comes before it is an order in time."""
TOLD_PAST = re.compile(r"\b(?:did|was|were|had)(?:\s+\w+ly)?$", re.I)
"""Before a negation: told as past."""
PRONOUN = re.compile(r"\b(?:it|this|that|so|such|these|them|they|those|anything|both)\b", re.I)
BARE = re.compile(
    r"(?:it|this|that|these|them|those|both|so|all (?:of )?(?:this|that|these))(?: (?:is|are|was|were|be|has been|have been)(?: \w+)?)?",
    re.I,
)
"""Terms that only point back."""
BREAKS = re.compile(
    r"\b(?:end|ends|leave|quit|abandon|pull out of|withdraw(?:ing)? from|walk(?:ing)? (?:out|away)|break(?:ing)? (?:off)?|scrap|cancel|collapse|fail|lose|risk|threaten\w*|undermine|derail|jeopardi[sz]e|resume (?:the )?(?:war|fighting|attacks|offensive|strikes)|violat\w+|suffer)\b", re.I,
)  # fmt: skip
"""Verbs that end or harm the thing, so that what is held out is a threat."""
SUPPOSED = re.compile(
    r"\W*(?:(?:the |any |peace |these |those )*(?:talks|negotiations|truce|ceasefire|cease-fire|deal|agreement|diplomacy|efforts?|mediation|they|it|that|this) (?:fail|collapse|break|fall|do(?:es)? not|don’t|doesn’t|is not|are not|stall|succeed|hold)|(?:asked|necessary|possible|need be|so|anything|confirmed|true|successful|implemented|approved|passed|elected|given a choice|you|I were|he were|there were|it were)\b|(?:both|all|the two|either) (?:sides|parties)|the (?:other|others|enemy|opposing)\b.{0,20}\b(?:agree|do(?:es)? (?:so|the same|likewise)|reciprocat|accept|hold|stop|cooperat|want|observe|respect|abide)\w*)",
    re.I,
)
"""An "if" that supposes, or asks only the same of the other side."""
COULD = re.compile(r"could|may|might|can|possible|possibility|conceivable|support|back|welcome", re.I)
"""What may be, and is not held out by anybody."""
NEVER_TERMS = re.compile(
    r"\W*(?:pre-?conditions?|conditions?|delay|(?:any )?(?:further )?(?:delay|explanation|comment|details)|doubt|anonymity)\b",
    re.I,
)
"""After "without": nothing that anybody asks for."""
PROMISED = re.compile(
    r"\b(?:will|would|shall|could|can|ready|willing|prepared|agreed?|offer(?:s|ed)?|promis(?:es?|ed))\b|['’](?:ll|d)\b",
    re.I,
)
CALLED = re.compile(r"\b(?:conditions?|preconditions?|pre-conditions|demands|requirements|rules|terms)\b", re.I)
CALLED_BAD = re.compile(
    r"impossible|unwilling|unable|futile|pointless|useless|meaningless|inconceivable|unthinkable|unacceptable|worthless",
    re.I,
)
NO_TERMS = re.compile(
    r"(?:^|[\s“\"])(?:if|what|which|whether|how|why|these|those|such|some|several|two|three|when|until|till|unless|once|that|the|of|on|with|under|as|and|or|but|which|set|sets|setting|laid down|lays down|has|have|had|having|there (?:is|are|was|were)|"
    r"put forward|named?|names|listed|lists?|impos\w+|discuss\w*|reject\w*|accept\w*|meets?|met|fulfil\w*|creat\w+|agree\w* on|announced?|stated?|tough|strict|no)$",
    re.I,
)
"""Before "conditions for": no terms, but words that speak of the conditions."""
SET_BY = re.compile(r"\b(?:by|of)(?:\s(?:any|the|an?))*$", re.I)
WHOSE = re.compile(r"(?<=,\s)whose\b", re.I)
SETTING = re.compile(
    r"\W*(?:a (?:series|number|set|list) of )?(?:(?:other|certain|some|several|the|these) )*(?:conditions|demands)\b.{0,20}\bbe met\W*$|\W*(?:(?:once )?again )?(?:before |first )?(?:once again )?(?:plac|sett|lay|nam|mak|putt|list|impos)ing\b.{0,30}\b(?:conditions?|preconditions?|pre-conditions|terms|demands)\b",
    re.I,
)
"""The setting of conditions is none ("not before placing new conditions")."""
SAYING = re.compile(
    r"\b(?:said|says|demanded|insisted|called|accused|urged|warned|denied|told|rejected|announced|declared|claimed|requested|asked|wants|insists|calls)\b",
    re.I,
)
"""After "while": tells what another says meanwhile."""
HELD_OUT = re.compile(
    r"can|could|may|might|would|ready|willing|prepared|agree\w*|accept\w*|offer\w*|possible|readiness|willingness|['’]d",
    re.I,
)
"""Held out, and more than foretold."""
MUST = re.compile(
    r"\b(?:must|should|ha(?:s|ve) to|needs? to|ought to)\b|(?:^|[“\"])\s*(?:let|stop|release|free|withdraw|lift|end)\b",
    re.I,
)
MAIN_CLAUSE = re.compile(
    r",\s(?:then\s)?|\sthen\s|\s(?=there\s(?:is|will|can|are)\b)|\s(?=(?:the|we|they)\s(?:[\w’'-]+\s){0,4}?(?:will|would|can|could)\s(?:not|never)\b)|\s(?=(?:any|no)\s(?:\w+\s){0,2}?(?:talks?|negotiations?|dialogue|truce|cease-?fire|deal|peace|agreement)\b)",
    re.I,
)
"""Where the main clause may begin after one that opens the sentence."""
DROPPED = re.compile(
    r"\b(?:no longer|not|stopped|ceased(?: to)?|without) (?:be )?(?:insist\w*|demand\w*|requir\w*|repeat\w*|set(?:ting)?|mak(?:e|es|ing)|ask\w*|tie[sd]?|tying|link\w*|condition(?:ed|ing|al)?|an? (?:pre-?)?condition)\b|"
    r"\b(?:dropp?(?:s|ed|ing)|abandon(?:s|ed|ing)?|g(?:a|i)ve(?:n|s)? up|giving up|withdr(?:ew|awn|aws?|awing)|waiv(?:es?|ed|ing)|relax(?:es|ed|ing)?|soften(?:s|ed|ing)?|back(?:s|ed|ing) (?:away|down) from|retreat(?:s|ed) from|lift(?:s|ed)) "
    r"(?:\w+ ){0,3}?(?:insist\w*|demands?|requirements?|(?:pre-?)?conditions?|prerequisites?|stipulations?|requests?|link)\b", re.I,
)  # fmt: skip
REPEATED = re.compile(
    r"\b(?:reiterat\w+|repeat(?:s|ed|ing)?|restat\w+|reaffirm\w*|once again|renew(?:s|ed|ing)? (?:its|their|his|her|the)|as before|has (?:long|repeatedly|always) |repeatedly|still insist\w*|continue[sd]? to insist)\b",
    re.I,
)
HARDENED = re.compile(
    r"\b(?:harden\w*|toughen\w*|stiffen\w*|rais(?:es|ed|ing) (?:its|their|his|her|the) (?:demands?|price|terms)|(?:new|further|additional|another|fresh) (?:pre-?)?conditions?|now also|went further|add(?:s|ed|ing)? (?:a|the|another|new|further) (?:\w+ )?(?:pre-?)?condition)",
    re.I,
)
REFUSALS = frozenset({"until", "not-before", "not-if-not"})
"""Rows that count for any thing where it is refused outright."""
FIRM = re.compile(
    r"\brefus\w+ to\b|\b(?:will|would|shall) (?:not|never)\b|\bwo(?:n['’]t|uld n['’]t)|\bwouldn['’]t|\bcannot\b|\bthere (?:will|can) be no\b",
    re.I,
)
"""Refused outright."""
REFUSED_FIRST = re.compile(
    r"\b(?:no|never|nothing|nobody|cannot|not|refus\w+ to|neither|nor|impossible|unwilling)\b|n['’]t\b", re.I
)
"""What waits is refused before "before": "will not free anyone before talks"."""
SPURNED = re.compile(
    r"\b(?:reject\w*|rebuff\w*|dismiss\w*|spurn\w*|turn\w* down|refus\w+|denounc\w+|criticis\w+|criticiz\w+) "
    r"(?P<whose>(?:the |its |their |a |any |such )?[\w’'. -]{0,40}?)(?:['’]s?)? ?(?:demands?|(?:pre-?)?conditions?|calls?|insistence|requests?|ultimatum)\b",
    re.I,
)
"""Somebody else's demand, which the sentence tells as refused."""
COMES_BACK = re.compile(
    r"\b(?:not|n['’]t|never|refus\w+ to) (?:return|come back|go back|rejoin|sit down|come|go|attend)\b(?! (?:home|to (?:work|school|power|office)))",
    re.I,
)
"""A refusal to come, which is to what was last spoken of."""
SAYS_NOTHING = re.compile(
    r"\b(?:say|comment|speak|confirm|know|clear|answer|disclose|happen|end|over|decide|start|begin|arrive|sleep|rest|stop|last)\b",
    re.I,
)
"""Verbs whose refusal is no price ("would not say until")."""
THREAT = re.compile(r"\b(?:threaten|warn|vow)\w*", re.I)
THREATS = re.compile(
    r"\bthreat(?:s|ens?|ened|ening)? (?:to|of) (?!(?:leave|quit|walk|withdraw|pull|end|suspend|boycott|stop|not)\b)",
    re.I,
)
"""A threat to do harm, not one to leave the talks."""
HAD_INSISTED = re.compile(
    r"\bhad (?:(?:long|earlier|previously|initially|always|until then|so far) )?(?:insisted|demanded|maintained|vowed|ruled out|refused|held)\b",
    re.I,
)
"""Told as past by what was past already."""
TURNED = re.compile(
    r"\b(?:twist|reversal|surpris\w+|turn-?about|u-turn|change of (?:heart|course)|about-face|backed down|backtrack\w*|relented|gave in|despite|earlier|previously|initially)\b",
    re.I,
)
"""Words that tell that a demand was overtaken ("a reversal, as they had insisted …")."""
BY_TALKING = re.compile(
    r"(?:\w+ ){0,3}?(?:talks|talking|negotiations?|negotiating|dialogue|diplomacy|compromise)", re.I
)
""" "No peace without talks" asks for talks."""
CLAUSE_FIRST = re.compile(
    r"(?:^|[“\"‘(,;:—–-]\s*|\b(?:that|and|but|says?|said|so|added|because|or)[”\"]?\s+[“\"]?)$", re.I
)
"""Before a marker that opens its clause."""
NOT_ITS_TERMS = re.compile(r"\b(?:not|never|no longer|neither|hardly|n['’]t)\b|n['’]t\b", re.I)


def spurned(text: str, start: int, end: int) -> re.Match[str] | None:
    """The words that tell a demand before ``end`` as somebody else's and refused, in the same clause."""
    hit = SPURNED.search(text, start, max(start, end))
    return hit if hit is not None and ", " not in text[hit.end() : end] else None


def only_time(words: str) -> bool:
    """Whether terms name a time and nothing that anybody would have to do by then."""
    hit = TIME.match(words)
    if hit is None:
        return False
    rest = words[hit.end() :].strip(' ,.”"')
    return not rest or not re.search(
        r"\b(?:is|are|was|were|has|have|will|would|must|leave|withdraw|free|release)\b", rest[:30]
    )


__all__ = [
    "ANY_MARK",
    "BARE",
    "BREAKS",
    "BY_ITSELF",
    "BY_TALKING",
    "CALLED",
    "CALLED_BAD",
    "CLAUSE_FIRST",
    "COMES_BACK",
    "COULD",
    "DATED",
    "DROPPED",
    "FIRM",
    "HAD_INSISTED",
    "HARDENED",
    "HELD_OUT",
    "MAIN_CLAUSE",
    "MUST",
    "NEVER_TERMS",
    "NOT_ITS_TERMS",
    "NO_TERMS",
    "PROMISED",
    "PRONOUN",
    "REFUSALS",
    "REFUSED_FIRST",
    "REPEATED",
    "SAYING",
    "SAYS_NOTHING",
    "SETTING",
    "SET_BY",
    "SPURNED",
    "SUPPOSED",
    "THREAT",
    "THREATS",
    "TIME",
    "TOLD_PAST",
    "TURNED",
    "WHOSE",
    "only_time",
    "spurned",
]
