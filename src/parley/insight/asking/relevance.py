"""Which judgements a zone test can feel at all: the one answer to "does this bear on that?"."""

from __future__ import annotations

from parley.case.path_names import names
from parley.case.paths import (
    ActNumber,
    Assures,
    Belief,
    Breaks,
    Broken,
    Change,
    Combination,
    Effect,
    EndValue,
    FactOpenness,
    Floor,
    GroupNumber,
    LeverNumber,
    LeverUse,
    Likelihood,
    Limit,
    Line,
    NewsStrength,
    Office,
    Openness,
    Outlook,
    Path,
    Rate,
    Score,
    Supply,
    TableNumber,
    Toughness,
    Trust,
    Weight,
    parse,
)
from parley.case.types import Case
from parley.insight.asking.evaluator import Ask
from parley.model.facts import hears


def acts_only(case: Case, path: Path) -> bool:
    """Whether a number is about acts and the time to come, so that no zone test of today reads it."""
    if isinstance(path, Openness) and not path.bad and hears(case, path.holder):
        return False
    return isinstance(path, ActNumber | Change | LeverNumber | LeverUse | Limit | NewsStrength | Openness | Outlook)


def bears(case: Case, path: str | Path, ask: Ask) -> bool:
    """Whether the answer to ``ask`` can depend on the number. False only where it surely cannot."""
    form = parse(path) if isinstance(path, str) else path
    kind, main, required = case.kinds[ask.kind], case.kinds[case.main_kind], case.required
    match form:
        case Weight(party, issue):
            return party in required and (issue in kind.issues or issue in main.issues)
        case Score(party, issue, option):
            if issue not in kind.issues or not (option in kind.only[issue] or kind.status_quo.get(issue) == option):
                return False
            return party in required or any((f.party, f.issue) == (party, issue) for f in case.floors.values())
        case Combination(_, party) | EndValue(party) | Office(party):
            return party in required
        case GroupNumber() | TableNumber():
            whose = names(form).party
            return whose in required or whose not in case.parties
        case Floor(key):
            return key not in case.floors or case.floors[key].issue in kind.issues
        case Supply(issue, option):
            return issue in kind.issues and option in kind.only[issue]
        case Breaks() | Assures():
            return not kind.secure
        case Line(key) if key in case.late_lines:
            return False
        case Line(key) if key in case.red_lines and case.parties[case.red_lines[key].party].role == "spoiler":
            return not kind.secure
        case Line(key):
            return ask.red_lines == "weighed" and (key not in case.red_lines or case.red_lines[key].party in required)
        case Toughness(party) if party in case.parties and case.parties[party].role == "spoiler":
            return not kind.secure
        case Toughness(party):
            return ask.red_lines == "weighed" and party in required
        case Belief(holder):
            return believed(case, holder, ask)
        case Trust(holder, deal):
            return not kind.secure and deal in (None, kind.key) and believed(case, holder, ask)
        case Broken(party, deal):
            return not kind.secure and deal in (None, kind.key) and party in required
        case Effect(issue, option):
            return not kind.secure and issue in kind.issues and option in kind.only[issue]
        case Rate() | Likelihood():
            return False  # units of their own; and what the replay alone reads
        case Openness(holder, False) if hears(case, holder):
            return believed(case, holder, ask)
        case FactOpenness(holder):
            return believed(case, holder, ask)
        case _ if acts_only(case, form):
            return False
    return True


def believed(case: Case, holder: str, ask: Ask) -> bool:
    """Whether ``holder``'s beliefs may count: whoever states none of its own, as a ratifier need not, has its principal's."""
    if ask.beliefs == "own":
        return holder in case.required
    asked = case.parties.get(ask.beliefs)
    return holder == ask.beliefs or (asked is not None and asked.ratifies_for == holder)
