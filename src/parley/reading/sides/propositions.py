"""What the propositions that ship are called, and the phrases that settle a side on them by themselves.

*Things* are the names of what a proposition is about; *idioms* are phrases that take a side whatever stands around them.
English, as news agencies and broadsheets write; both lists are long because there are many names for one thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from parley.reading.model import Codebook, Proposition, StanceSide
from parley.reading.rules.row import table

TALK = (
    r"(?:(?:peace |truce |ceasefire |direct |formal |face-to-face )?(?:talks|negotiations?|dialogue|discussions|parleys?|contacts|mediation)|(?:peace|truce|ceasefire|direct|face-to-face) summits?(?: meeting)?|"
    r"negotiat(?:e|es|ed|ing)\b(?! (?:team|position|power|tactic|skill|style|chip|leverage)s?\b)|bargaining\b(?! (?:chip|position|power)s?\b)|(?<!its )(?<!their )(?<!his )(?<!’s )diplomacy|diplomatic (?:solution|settlement|track|push|effort|way|opening|contact)s?|"
    r"(?:bargaining|negotiating|conference) table|at the table|to the table|around (?:a|the) table|"
    r"(?:political|peace) conference|peace (?:process|plan|feelers|overtures?|moves|initiatives?|offer)|(?:political|negotiated|diplomatic) (?:solution|settlement)|"
    r"(?:sit|sits|sat|sitting) down (?:with|together)|sit down|talk(?:ing)? (?:to|with)|(?<=\bto )(?:talk|bargain|parley)\b(?! about\b(?! (?:peace|an? end|ending|stopping|how)))|"
    r"meet(?:ing)? (?:with )?(?:the |its |their |his |her )?(?:enem(?:y|ies)|adversar\w+|opponents?|rebels?|insurgents?|other side|counterparts?|opposite number)|"
    r"(?<=\bwill )talk\b|send(?:ing)? (?:\w+ ){0,2}?(?:negotiators|peace envoys)|mak(?:e|ing) peace|su(?:e|ing) for peace|com(?:e|ing) to terms)"
)
CEASE = (
    r"(?:(?:cease-?fires?|truces?|armistice)(?! (?:talks|negotiations?|lines?|violations?))|"
    r"cessation of (?:hostilities|fighting)|stand-down|(?:a|any|the|humanitarian|this|such a) (?:pause|lull)(?! in (?:aid|talks|deliver))|"
    r"(?:pause|lull|halt) (?:in|to) (?:the |all )?(?:fighting|hostilities|firing)|"
    r"(?:stop|halt|end|pause|ceas)(?:ping|s|ped|ing|ed|e)? (?:the |all )?(?:fighting|shooting|hostilities|firing|fire|bloodshed|carnage)|"
    r"hold(?:ing)? (?:its|their|his) fire|silenc(?:e|ing) the guns|freez\w+ (?:the )?(?:front|line|conflict|war|fighting|map)\w*|"
    r"(?<=\bguns )(?:should |must )?(?:stop|fall silent)|(?:stand|stop|halt)s? where they (?:are|stand)|"
    r"leav(?:e|es|ing) (?:[\w’'-]+ ){1,4}?where they (?:are|stand)|stop(?:ping)? on (?:the |today’s |today's |present |current )+lines?|"
    r"(?:halt|stop|stay|freez|hold|remain)\w* (?:[\w’'-]+ ){0,3}?(?:along|on|at|behind) (?:the |their |its )?(?:current|present|existing|today’s|today's) (?:front )?(?:line|position)s?|"
    r"lay(?:ing)? down (?:their |its )?(?:arms|weapons))"
)
LAND = (
    r"(?:land|territor\w+|provinces?|regions?|soil|oblasts?|ground|inch|metre|meter|valleys?|villages?|districts?|islands?|"
    r"peninsula|plateau|heights|homeland|town|city|cities|areas?)"
)
CEDE = (
    rf"(?:(?:ced|conced|surrender|relinquish|trad|sacrific|barter|forfeit)(?:e|es|ed|ing)? (?:away |over |up )?(?:[\w’'-]+ ){{0,4}}?{LAND}|"
    rf"(?:giv(?:e|es|ing)|hand(?:s|ed|ing)?|sign(?:s|ed|ing)?|bargain(?:s|ed|ing)?) (?:up|away|over) (?:[\w’'-]+ ){{0,4}}?{LAND}|"
    rf"(?:giv(?:e|es|ing)|hand(?:s|ed|ing)?|sign(?:s|ed|ing)?) (?:up|over|away) (?:the )?(?-i:[A-Z])[\w’'-]+|"
    rf"return(?:s|ed|ing)? (?:the )?(?-i:[A-Z])[\w’'-]+(?: (?-i:[A-Z])[\w’'-]+)? to (?-i:[A-Z])|(?:handover|hand-over|transfer) of (?:[\w’'-]+ ){{0,2}}?{LAND}|"
    rf"{LAND} (?:[\w’'-]+ )?(?:be|been|being) (?:surrendered|ceded|given up|handed over|traded)|"
    rf"part(?:ing)? with (?:[\w’'-]+ ){{0,4}}?{LAND}|(?:surrender|loss|cession|abandonment) of (?:[\w’'-]+ ){{0,2}}?{LAND}|"
    rf"territorial (?:concessions?|compromise|sacrifices?)|concessions? (?:of|on|over) (?:land|territory)|land for peace|partition|"
    rf"redraw(?:ing|n)? (?:of )?(?:the )?(?:borders?|map|frontiers?))"
)
KEEP = (
    rf"(?:(?:regain|recover|liberat|restor|retak|free|reclaim|win|get|tak)\w* (?:back )?(?:all|every|the whole|each|its full|their full) (?:[\w’'-]+ ){{0,4}}?{LAND}|"
    rf"territorial integrity|every (?:inch|metre|meter|foot|acre|village) of|(?:internationally )?recogni[sz]ed borders)"
)
GAIN = (
    r"(?:(?:more|further|additional|fresh|new|much|steady|quick|rapid|big|bigger) (?:\w+ )?(?:gains|advances|success(?:es)?|progress|ground|territory|breakthroughs?|towns|victories)|"
    r"recovered by force|tak(?:e|es|ing) (?:the )?(?:[\w-]+ ){1,3}(?:by force|in a (?:day|week|month|fortnight))|"
    r"breakthrough|(?:military|outright|decisive|battlefield) victory|victory\b(?=.{0,25}\b(?:within reach|near|certain|possible|close|in sight))|"
    r"military solution|momentum|carry the line|keeps? winning|upper hand|turn(?:ed|ing)? the tide|gaining ground|"
    r"(?:campaign|offensive|counteroffensive|advance|push) (?:is|are|was) (?:working|succeeding|going well|on course)|(?<=\bone more )(?:year|offensive|push|month|season) (?:would|will|could) do it)"
)
TAKE = (
    r"(?:(?:tak|retak|recover|liberat|captur|regain|seiz|gain|recaptur|overrun|conquer)\w* (?:back )?(?:the |all |more |most |further )?(?:remaining |rest of )?(?:[\w’'-]+ ){0,2}?"
    r"(?:ground|territory|cities|towns?|villages?|land|capital|bases?|province|peninsula|(?-i:[A-Z])[\w’'-]+)|"
    r"be won|prevail|win(?:ning)?(?! (?:support|approval|votes?|backing|concessions|over|an? |elections?))|break(?:ing)? through|finish (?:the job|them)|"
    r"defeat (?:the )?[\w’'-]+|(?:push|driv|throw)(?:e|es|ing)? (?:them|the \w+|(?-i:[A-Z])\w+) (?:out|back)|advance (?:again|further|farther|deeper|on|in|to|into)|"
    r"(?:continue|resume|press on with) (?:to advance|(?:its|their|the|our|his) (?:advance|offensive))|roll(?:ing)? (?:them )?back)"
)
STALL = (
    r"(?:stalemate|standstill|deadlock|impasse|quagmire|bogged down|trench warfare|war of attrition|unwinnable|spent force|(?:ran|run|running) out of steam|"
    r"(?:line|front)s?\b.{0,20} (?:is|are|has|have|will) (?:hardly|barely|not|scarcely) (?:be )?(?:mov\w+|chang\w+)|(?:offensive|advance|campaign|push) (?:has |had |is )?(?:stalled|failed|failing|culminated)|"
    r"(?:ground|grind\w*) to a halt|fought (?:itself|themselves) out|dug in|going nowhere)"
)
AID = (
    r"(?:(?:military|security|defen[cs]e|lethal) (?:aid|assistance|help|support|supplies|deliveries)|(?<!nuclear )(?<!chemical )(?<!biological )(?<!down )(?<!down their )(?<!down its )(?<!down our )(?<!up their )(?<!up its )weapons(?! of mass)|"
    r"(?<!down )(?<!down their )(?<!down its )(?<!down our )(?<!down his )arms(?! control)|ammunition|munitions|missiles|(?<!think )tanks|fighter jets|warplanes|shells|interceptors|air[- ]defen[cs]es?|artillery|howitzers|helicopters|"
    r"(?<=\bour )support for (?-i:[A-Z])\w+|materiel|matériel|military hardware|arming (?:the|them)|arm (?:the|them))"
)
_DEAL = (
    r"(?:talk|negotiat|table|compromis|settle|concede|concession|deal|truce|cease-?fire|peace|dialogue|conference)\w*"
)
PUSH = (
    r"(?:(?:press|pressur|push|prod|nudg|coax|forc|cajol|lean on|leaning on|twist|strong-arm|browbeat|bully|persuad)\w*(?: the arms? of)? (?!for\b|ahead\b|on with\b|back\b)"
    rf"(?:[\w’'-]+ ){{1,5}}?(?:to|into|toward|towards)\b[^.;]{{0,60}}?\b{_DEAL}|"
    rf"(?:put|putting|bring|exert|apply)\w* (?:more |some |real )?pressure (?:to bear )?on|get (?:[\w’'-]+ ){{1,4}}?to (?:the )?(?:\w+ )?{_DEAL}|"
    r"(?:strong-arm|coerc(?:e|ing)|browbeat|lean(?:ing)? on|twist(?:ing)? the arms? of) (?:the |its |their )?(?:them|him|her|ally|allies|client|partner|government|(?-i:[A-Z])[\w’'-]+)|rein(?:ing)? in [\w’'-]+|"
    rf"us(?:e|es|ed|ing) (?:its|their|his|her|that|our|such|what) (?:influence|leverage|weight)(?: [^.;]{{0,60}}?\b{_DEAL})?)"
)
WITHDRAW = r"(?:withdr[ae]w\w*|pull(?:s|ed|ing)? (?:its |their |all |the )?(?:\w+ )?(?:out|back)|pull-?(?:out|back)|evacuat\w+|retreat\w*)"
LEAVE = re.compile(
    r"\b(?:leav(?:e|es|ing)|left|gone|gets? out|go(?:es)? home|out of|depart\w*|"
    r"(?:remains?|stays?|sits?|stands?|is|are) (?:still )?(?:south|north|east|west|in|on|inside)|return (?:the|all|every)|occup\w+)\b", re.I,
)  # fmt: skip
GO = r"(?:step(?:s|ped|ping)? (?:down|aside)|resign\w*|(?:is|are|was|were|been|be) (?:gone|removed|ousted|replaced)|(?:left|leaves?|leaving|quits?) (?:office|power)|remov(?:al|ing)|ouster|falls?|goes(?! (?:on|ahead)\b))"
REIGN = re.compile(
    r"\b(?:" + GO + r"|in (?:power|office|charge|command|(?:the|his|her) (?:\w+ )?palace|the Kremlin|the White House)|at the (?:helm|top|head)|(?:still )?(?:leading|ruling|rules?|governs?|heads?|leads?|led by)|"
    r"(?:another|a new|a different) (?:president|leader|government|man)|remains? (?:president|leader|in)|successor)\b", re.I,
)  # fmt: skip
RULER = re.compile(
    r"^.{0,40}\b(?:with|to|under) (?:(?:this|that|the (?:present|current|same)) (?:man|regime|government|president|junta|ruler|leader|dictator|prime minister|king|general|clique|leadership)\b|"
    r"(?:an? |the )?(?-i:[A-Z])\w+ led by|(?-i:President|Prime Minister|General|Marshal|Chancellor) (?-i:[A-Z])\w+)", re.I,
)  # fmt: skip
TROOPS = re.compile(
    r"\b(?:troops?|forces?|soldiers?|army|armies|militia\w*|units?|invaders?|occupiers?|fighters|homes?|houses?|cities|territory|tanks|garrisons?|guns|columns?|men|land|soil)\b", re.I,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Idiom:
    """``pattern`` in the reported words (``asked``: in them or the question) decides ``side`` on ``proposition``.

    ``denied``: it holds under a negated cue, and only there. ``about``: the words or the question must name this.
    """

    proposition: str
    side: StanceSide
    pattern: re.Pattern[str]
    about: re.Pattern[str] | None = None
    kinds: frozenset[str] = frozenset()
    denied: bool = False
    may_wait: bool = False
    """A condition in its sentence makes the side conditional."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Names of what a proposition is about; ``sense`` -1 for names of its contrary.

    ``belief``: the proposition says that something is so, and to assert it is to be for it; else it is a thing to be done.
    """

    proposition: str
    pattern: re.Pattern[str]
    sense: int = 1
    belief: bool = False
    loose: bool = False
    """Other words may stand between its own: auxiliaries and negations there count."""
    ahead: bool = False
    """A deed: told as done it is history, and only what is to come ("will", "can", "expects to") is a belief."""


OF_TALKS = re.compile(
    r"\b(?:talks|negotiat\w+|dialogue|peace (?:process|deal|plan|effort)s?|agreement|proposal|panels?|resum\w+|agenda|plebiscite|referendum|vote)\b",
    re.I,
)
OF_WAR = re.compile(
    r"\b(?:front|fronts|battle\w*|militar\w+|(?:counter-?)?offensives?|troops|army|armies|forces|soldiers|fighters|ground|territory|fight\w*|war|campaign|advanc\w+|attack\w*|shell\w*|"
    r"cit(?:y|ies)|towns?|win|wins|winning|defeat\w*|victor\w+)\b",
    re.I,
)
"""Words of talks and of fighting: where there are only the former, a stalemate or progress is that of the talks."""
HINT = re.compile(
    r"talk|negotiat|military|dialog|diploma|bargain|parley|summit|conference|meet|table|peace|truce|cease|armistice|consultation|roundtable|\bwar\b|offensive|operation|campaign|struggle|fight", re.I
)  # fmt: skip
"""Some word of every row of the table ``sides_idioms``, so that words without any are left at once."""


def _of_table() -> Iterator[Idiom]:
    """The rows of the table ``sides_idioms``."""
    for row in table("sides_idioms"):
        if row.text is not None:
            kinds = frozenset(row.gives["kinds"].split("|")) if "kinds" in row.gives else frozenset()
            yield Idiom(
                row.gives["proposition"], cast("StanceSide", row.gives["side"]), row.text, None, kinds, may_wait=True
            )


_NOTHING = r"nothing (?:left )?to (?:negotiate(?: about)?|talk about|discuss)"


def _idiom(
    proposition: str, side: StanceSide, pattern: str, about: str | None = None, *,
    kinds: frozenset[str] = frozenset(), denied: bool = False,
) -> Idiom:  # fmt: skip
    named = re.compile(about, re.I) if about else None
    return Idiom(proposition, side, re.compile(rf"\b(?:{pattern})", re.I), named, kinds, denied)


@cache
def idioms() -> tuple[Idiom, ...]:
    """Phrases that settle a side, in the order in which they are tried for a proposition."""
    when = r"(?:when|once|if) the (?:time|moment|conditions) (?:does |do |is |are )?(?:comes?|arrives?|ripe|right)"
    return (
        _idiom("talks-now", "ambiguous", r"remains? to be seen|left the door (?:open|ajar)|neither confirm\w* nor|wait and see|nothing is off the table", TALK + "|compromise"),
        _idiom("talks-now", "ambiguous", rf"(?:dipping|dips?) (?:its|a|his|their) toe\b|thread(?:ing)? the needle|(?<!no )(?<!any )(?:possibility of|open(?:ness)? to) {TALK}"),
        _idiom("talks-now", "ambiguous", r"setting the table,? but"),
        _idiom("talks-now", "later", rf"\b(?:at some (?:point|stage)|one day|some ?day|eventually|in due course|sooner or later)\b.{{0,60}}\b{TALK}\b|\b{TALK}\b.{{0,60}}\b(?:at some (?:point|stage)|one day|some ?day|eventually|in due course|sooner or later|but not (?:now|today|yet|at this))\b"),
        _idiom("talks-now", "later", rf"(?:time|moment) for {TALK}.{{0,40}} (?:would|will) come|{when}|at (?:some|a) later (?:date|point|stage)|down the road|(?:not|n’t|n't)(?: yet)? ripe\b"),
        _idiom("talks-now", "later", rf"(?:not|never) (?:currently |now |yet )?press\w* for {TALK}|settled through {TALK} eventually"),
        _idiom("talks-now", "later", rf"^(?:for )?{TALK}$", kinds=frozenset({"want"}), denied=True),
        _idiom("talks-now", "against", rf"(?:no|not|\w*n['’]t|never|little)\b[^.;,]{{0,24}}\b(?:reason|point|need|sense|basis|grounds|purpose|use)\b(?! not)(?:[^.;,](?!\bnot\b)){{0,30}}?\b{TALK}"),
        _idiom("talks-now", "against", rf"\bneither (?:\w+ ){{1,3}}(?:is|are|was|were) (?:yet )?(?:ready|willing|prepared|interested) (?:to|for|in) {TALK}"),
        _idiom("talks-now", "conditional", rf"(?:unless|until|as long as|so long as) [^.;]{{3,80}}, there (?:is|was|will be|would be) {_NOTHING}|{_NOTHING} (?:unless|until|before|while|as long as|so long as)"),
        _idiom("talks-now", "against", r"no (?:deal|agreement|settlement) (?:is|was) possible|nothing to (?:negotiate|talk about|discuss)(?! until| before)"),
        _idiom("talks-now", "for", rf"no (?:other |real |military |good )?(?:alternative|substitute|way (?:out|forward)) (?:to|for|but|other than|except|than) (?:a |the |to )?{TALK}|only (?:way|road|path|solution|answer|exit)\b.{{0,40}} (?:is|lies in|runs through|leads through) (?:a |the |to |through )*{TALK}"),
        _idiom("talks-now", "for", rf"(?:war|conflict|crisis|fighting|dispute|it|this)\b.{{0,30}} (?:end(?:s|ed)?|(?:be )?(?:settled|resolved|solved|decided|ended|concluded)) (?:only )?(?:at|around|through|by|in) (?:a |the )?{TALK}(?!.{{0,60}}(?:not (?:yet )?come|not yet))"),
        _idiom("ceasefire-in-place", "for", rf"no (?:other |real )?(?:alternative|substitute) (?:to|for) (?:a |the |an )?(?:immediate )?{CEASE}"),
        _idiom("ceasefire-in-place", "against", rf"(?:resign|quit|step down|leave (?:the )?(?:government|cabinet|coalition)|bring down the \w+|walk out) if .{{0,60}}(?:approv|accept|agree|sign|back|adopt|endors)\w* .{{0,30}}{CEASE}"),
        _idiom("talks-now", "against", rf"(?:resign|quit|step down|leave (?:the )?(?:government|cabinet|coalition)|bring down the \w+|walk out) if .{{0,60}}(?:approv|accept|agree|sign|back|open|hold|start)\w* .{{0,30}}{TALK}"),
        _idiom("ceasefire-in-place", "against", rf"{CEASE}.{{0,120}}\b(?:decided|decision|voted|agreed|resolved|chosen) to (?:suspend|end|leave|abandon|quit|annul|scrap|halt|freeze) (?:it|them)\b|(?:suspend\w*|scrap\w*|annul\w*|denounc\w*|tor[en] up|withdr[ae]w\w* from|pull\w* out of|quit|end) (?:the |its |their |our )?(?:{CEASE}(?: (?:protocol|agreement|deal|accord))?|(?:protocol|agreement|accord) (?:of|on) (?:the |a )?{CEASE})"),
        _idiom("talks-now", "against", rf"{TALK} (?:inevitably|necessarily) mean\w*|pushed for {TALK} .{{0,80}}(?:would|that) send a message"),
        _idiom("talks-now", "for", rf"(?<!not )(?<!n’t )(?<!n't )(?<!not yet )\bripe (?:now )?for (?:a |an )?{TALK}|(?:time|moment|hour) (?:has|had) come (?:for|to) (?:a |an )?{TALK}"),
        _idiom("talks-now", "for", r"seiz\w+ (?:the|this) (?:moment|opportunity|opening)|cement (?:their|its|his) gains|(?:toward|towards) a (?:political|negotiated) solution"),
        _idiom("talks-now", "for", r"(?<!no )(?<!any )(?<!little )(?:window|chance|opening|opportunity|possibilit(?:y|ies)) .{0,24}(?:for|of) .{0,16}(?:talks|diplomatic solutions?|negotiations?)(?! (?:ha[sd]|is|was|were) (?:been )?(?:clos|shut|pass|gone|over|lost))|voice for diplomacy|lean(?:ing)? on diploma\w+(?: solutions?)?"),
        _idiom("press-ally", "against", r"\bnot (?:be )?(?:seen as )?(?:currently )?(?:press(?:ing|uring)|insisting|pushing|dictat\w+|going to tell)\b|\b(?:should|must|would|will|shall) (?:not|never) (?:be )?(?:press|push|pressur|dictat|tell)\w*"),
        _idiom("press-ally", "against", r"\w*n['’]t (?:be )?(?:press|push|pressur|insist|dictat|tell)\w*|nothing about \w+ without|without appearing to be telling"),
        _idiom("press-ally", "against", r"(?:perception|impression|idea|suggestion|claim) that (?:it|they|we|he|the [\w ]{3,30}) (?:is|are|was|were) (?:pushing|pressing|pressuring|urging)", kinds=frozenset({"deny"})),
        _idiom("press-ally", "against", rf"pushed for {TALK} .{{0,80}}send a message"),
        _idiom("press-ally", "for", r"\b(?:should|must|needs? to|ought to) (?:press|pressure|push|lean on) (?!for\b|ahead\b|on\b)[\w’'-]+"),
        _idiom("own-decision", "against", r"(?:cannot|can not|should not|must not|could not|can['’]t) be (?:left to|the only (?:one|ones|party|side) to (?:decide|choose|determine))|(?:not|\w*n['’]t) (?:leave|left) (?:it|this|that|the (?:decision|timing|choice)\b.{0,30}) to\b"),
        _idiom("own-decision", "for", r"(?:matter|question|decision|choice) (?:only )?for (?:the )?(?-i:[A-Z])[\w’'-]+(?: (?:alone|itself|themselves|government|people))*|(?:decide|choose)s? for (?:itself|themselves|himself|herself|ourselves)"),
        _idiom("own-decision", "for", r"\b(?:make|makes|take) (?:its|their|his|her|our) own (?:decisions?|choices?)|(?:it is|that is|it['’]s|that['’]s) (?:our|their|its|his|her) (?:own )?(?:decision|choice|call)|nobody else['’]s|no one else['’]s"),
        _idiom("own-decision", "for", r"(?-i:[A-Z])[\w’'-]+(?: (?:government|leadership|people|authorities))? (?:alone|itself|themselves) (?:will|would|can|could|may|must|should) (?:make|take|decide|determine|choose|set)|(?:cannot|could not|can not|should not) (?:decide|choose) for (?:it|them|us|(?-i:[A-Z])\w+)\b"),
        _idiom("own-decision", "for", r"(?:decision|timing|choice)\b.{0,40}\b(?:must|should|can only|has to|is to) be (?:made|taken|decided) by (?:the )?(?-i:[A-Z])\w+"),
        _idiom("own-decision", "for", r"\bup to (?:the )?(?-i:[A-Z])\w+|\b(?:only|alone) (?:the )?[\w’'-]+(?: and (?:his|her|its|their) \w+)? (?:can|will|may|must|should) (?:make|take|decide|determine)"),
        _idiom("own-decision", "for", r"\b(?-i:[A-Z])[\w’'-]+ alone (?:can|will|may|must|should) (?:make|take|decide|determine)|nothing about \w+ without|(?:is|are) for (?:the )?[\w’' -]{2,30} (?:there )?to decide"),
        _idiom("own-decision", "for", r"(?:their|its|his|her|\w+['’]s) (?:own )?(?:decision|choice|call)(?: alone| and (?:theirs|no one else's) alone| to (?:make|take))|(?:for|to) them alone|(?:theirs|ours) alone|sovereign (?:decision|right|choice|matter)"),
        _idiom("own-decision", "for", r"(?:nobody|no one|no foreign \w+|no outsider|no capital)\b.{0,30} (?:can|will|should|may|has the right to) (?:decide|tell|dictate|choose|negotiate)|not (?:for us|ours|for outsiders|for (?:the )?(?-i:[A-Z])\w+(?: (?-i:[A-Z])\w+)?) to (?:decide|say|choose|judge|tell|settle|set)|(?:decision|choice)\b.{0,30}\b(?:belong|rest|lie)(?:s|ed)? (?:to|with)"),
        _idiom("own-decision", "for", r"(?:it )?(?:is|was|be) for (?:the )?(?-i:[A-Z])[\w’', -]{2,60} to (?:settle|decide|determine|choose)|no one else(?:'s|’s)?$"),
        _idiom("own-decision", "for", r"in (?-i:[A-Z])[\w’'-]+['’]s hands\b|\bin (?-i:[A-Z])[\w-]+ and nowhere else|not for us to (?:decide|say|choose|tell)"),
        _idiom("press-ally", "against", r"not for us to (?:twist|press|push|tell|urge|pressure|lean)"),
        _idiom("own-decision", "for", r"\b(?:settled|decided|determined|reached|chosen|made) by (?:the )?(?-i:[A-Z])[\w’'-]+(?: (?-i:[A-Z])[\w’'-]+)?(?: themselves| alone| itself)?\b(?! and the United)|without (?:dictation|interference|diktat)"),
        _idiom("ceasefire-in-place", "against", rf"should not .{{0,140}}insist\w* on a (?:cease-?fire|truce)|any {CEASE}.{{0,60}}would (?:only )?(?:give|allow|let|help)"),
        _idiom("ceasefire-in-place", "against", rf"{CEASE}(?!.{{0,40}}\b(?:must|should|may|can|shall|will)(?: ?not|n['’]t) be (?:us|abus|exploit|misus)).{{0,90}}\b(?:to|and) (?:re-?arm|regroup|re-?group|refit|reinforce|rest and|dig in|catch (?:its|their) breath)"),
        _idiom("concede-land", "against", rf"(?:will|would|must|shall|can) (?:not|never) (?:cede|give up|hand over|trade away|surrender)\b.{{0,40}}\b{LAND}|{LAND} (?:is|are) not (?:up )?for (?:sale|negotiation|trade)"),
        _idiom("withdraw-first", "against", rf"\b{WITHDRAW}\b.{{0,60}}\b(?:not|no longer|n['’]t|never)\b.{{0,25}}\b(?:pre)?(?:condition|requirement|requisite)"),
        _idiom("withdraw-first", "against", rf"\b(?:without|not|\w*n['’]t|never|no longer|stop|wrong to|unrealistic to)\b.{{0,12}}\b(?:insist|demand|requir|wait)\w*\b.{{0,40}}\b(?:troops|forces|army|soldiers)\b.{{0,30}}\b(?:{WITHDRAW}|leav\w+|go)\b"),
        _idiom("leader-must-go", "against", r"(?:departure|removal|removing|resignation|ouster|exit)\b.{0,60}\b(?:not|no longer|n['’]t|never)\b.{0,25}\b(?:pre)?(?:condition|requirement|requisite)"),
        _idiom("leader-must-go", "against", r"\b(?:without|not|\w*n['’]t|never|no longer)\b.{0,12}\b(?:insist|demand|requir|wait)\w*\b.{0,30}\b(?:he|she|the president|the leader|(?-i:[A-Z])\w+) (?:leave|step down|resign|go)\b"),
        _idiom("leader-must-go", "for", rf"{TALK}.{{0,60}}\b(?:with|to|under) (?:another|a different|a new|the next) (?:president|leader|government|regime)\b"),
        _idiom("withdraw-first", "for", r"(?:withdrawal|departure|pull-?(?:out|back))\b.{0,60}\b(?:must|should|has to|have to|needs? to|would have to|to) (?:precede|come (?:first|before))"),
        _idiom("withdraw-first", "for", r"(?:follow|after) (?:a|the|full|complete) (?:\w+ )?(?:withdrawal|departure|pull-?out)"),
        _idiom("withdraw-first", "for", r"\bfirst\b.{0,80}\b(?:leav|withdr|get out|pull (?:out|back))\w*\b.{0,80}\bthen\b.{0,60}\b(?:talk|negotiat)\w*"),
        _idiom("withdraw-first", "for", r"\b(?:must|have to|has to|should)\b.{0,30}\b(?:leave|withdraw|pull (?:out|back)|get out)\b.{0,60}\bbefore\b.{0,60}(?:negotiat|talk|conference|discuss)\w*"),
        _idiom("withdraw-first", "for", r"(?:withdraw\w*|pull-?out|departure|evacuation)\b.{0,60}\b(?:preconditions?|prerequisites?|condition for|conditions? of|come first|before (?:any|there|a|the|we))|(?:preconditions?|prerequisites?|first condition|only condition)\b.{0,60}\b(?:withdraw\w*|pull(?:s|ed|ing)? (?:out|back)|leav\w+|pull-?out)"),
        _idiom("leader-must-go", "for", rf"(?:{TALK})\b.{{0,40}}\bwhile\b.{{0,50}}\b(?:leading|president|in power|in office|rul\w+)|impossible\b.{{0,30}}\bwith (?:him|her|them)"),
        _idiom("withdraw-first", "against", r"(?:drop|abandon|waiv|forgo|forwent|giv\w+ up|withdr[ae]w|relax|soften)\w* (?:its|their|his|her|the|that|any)? ?(?:\w+ )?(?:demand|insistence|stipulation|condition|precondition|requirement)s?\b(?:(?!\b(?:if|when|once|unless|until|provided)\b)[^.;]){0,60}\b(?:withdr\w+|pull-?out|pull out|leave|departure|evacuat\w+)"),
        _idiom("leader-must-go", "against", r"(?:drop|abandon|waiv|forgo|forwent|giv\w+ up|withdr[ae]w|relax|soften)\w* (?:its|their|his|her|the|that|any)? ?(?:\w+ )?(?:demand|insistence|stipulation|condition|precondition|requirement)s?\b(?:(?!\b(?:if|when|once|unless|until|provided)\b)[^.;]){0,60}\b(?:resign\w*|step (?:down|aside)|leave office|be removed|(?:go|quit)\b)"),
        _idiom("leader-must-go", "for", r"(?:talk|negotiate|deal|speak|meet)\w* (?:only )?(?:to|with) (?:his|her|its|their|a|another|the next|a new|a different) (?:successor|president|government|leader|regime|leadership)\b"),
        _idiom("leader-must-go", "against", r"(?:talk|negotiate|deal) (?:to|with) (?:whoever|whomever|anyone who|any government)"),
        _idiom("military-gains", "against", r"to a standstill|unlikely to make further (?:\w+ )?gains|military solution (?:may|might|is|will) not|about as much as they could|less chance of further|line we see is\b.{0,50}line we (?:will|shall) get"),
        _idiom("aid", "against", r"blank che(?:ck|que)", kinds=frozenset({"deny"})),
        *_of_table(),
    )  # fmt: skip


@cache
def things() -> tuple[Thing, ...]:
    """What the propositions that ship are about."""

    def thing(proposition: str, pattern: str, sense: int = 1, *, belief: bool = False, ahead: bool = False) -> Thing:
        return Thing(proposition, re.compile(rf"\b{pattern}\b", re.I), sense, belief, ahead=ahead)

    return (
        thing("talks-now", TALK), thing("ceasefire-in-place", CEASE), thing("concede-land", CEDE), thing("concede-land", KEEP, -1),
        thing("military-gains", GAIN, belief=True), thing("military-gains", TAKE, belief=True, ahead=True),
        thing("military-gains", STALL, -1, belief=True),
        thing("aid", AID), thing("press-ally", PUSH),
    )  # fmt: skip


def things_of_case(codebook: Codebook | None) -> tuple[Thing, ...]:
    """What the propositions of a case are about, where it gives words for them."""
    return tuple(t for p in codebook.propositions if p.words for t in _case_things(p)) if codebook else ()


_CONTRARY = re.compile(r"(?:no|not|without)\s+", re.I)


@cache
def _case_things(proposition: Proposition) -> tuple[Thing, ...]:
    """Plain words of a case as names of a thing: endings tolerated, a word or two between them too, nothing of them is a
    pattern. "No cap on forces" names a cap, and its contrary is meant."""
    named: dict[int, list[str]] = {1: [], -1: []}
    for words in proposition.words:
        plain = " ".join(words.lower().split())
        contrary = _CONTRARY.match(plain)
        stems = [re.escape(w) for w in (plain[contrary.end() :] if contrary else plain).split()]
        if stems:
            named[-1 if contrary else 1].append(r"\w{0,3}\s+(?:[\w’'-]+\s+){0,2}?".join(stems))
    return tuple(
        Thing(
            proposition.id, re.compile(r"(?<!\w)(?:" + "|".join(sorted(given, key=len, reverse=True)) + r")(?:s|es|ed|d|ing|’s|'s)?(?!\w)", re.I),
            sense, loose=True,
        )
        for sense, given in named.items() if given
    )  # fmt: skip


__all__ = [
    "HINT",
    "LEAVE",
    "OF_TALKS",
    "OF_WAR",
    "PUSH",
    "REIGN",
    "RULER",
    "TROOPS",
    "WITHDRAW",
    "Idiom",
    "Thing",
    "idioms",
    "things",
    "things_of_case",
]
