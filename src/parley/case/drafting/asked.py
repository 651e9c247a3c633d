"""What a draft does not know, and asks: at most three questions, each with the place where its answer goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parley.case.drafting.issues import Issues, close
from parley.case.drafting.lines import Line
from parley.case.drafting.wishes import Wish

MOST = 3


@dataclass(frozen=True, slots=True)
class Question:
    """``text`` asks; ``edit`` says what to change in the file."""

    text: str
    edit: str


def questions(
    principals: Sequence[str], missing: int, wishes: Sequence[Wish], issues: Issues, lines: Sequence[Line], titles: Mapping[str, str],
    dated: bool,
) -> list[Question]:  # fmt: skip
    """Who must agree, which two issues are one, for what a refusal holds; then what it is about and when. The first three."""
    out = _who(principals, missing, wishes, titles)
    out += _what(issues) + _two(issues) + _holds(lines, wishes, issues, titles)
    if not dated:
        out.append(
            Question("On which day does this stand? No document says its date.", "put as_of and each date: right")
        )
    return out[:MOST]


def _who(principals: Sequence[str], missing: int, wishes: Sequence[Wish], titles: Mapping[str, str]) -> list[Question]:
    again = 'or draft again with --party "NAME=OTHER NAME,LEADER" for each side'
    if missing:
        told = "only one side" if missing == 1 else "neither side so that it can be told"
        return [Question(f"Who fights whom? The documents name {told}.", f"name each side under parties; {again}")]
    strangers = _strangers(wishes, titles)
    if strangers:
        return [
            Question(f"Must {_or(strangers)} agree too, or speak for a side that is named?", f"add a principal under parties, or an alias; {again}")
        ]  # fmt: skip
    if len(principals) > 2:
        names = [titles[p] for p in principals]
        return [
            Question(
                f"Must each of {', '.join(names[:-1])} and {names[-1]} agree?",
                "make the others role: supporter or spoiler",
            )
        ]
    return []


def _strangers(wishes: Sequence[Wish], titles: Mapping[str, str]) -> list[str]:
    """Bodies that set conditions, accept or refuse, and are no party that was found; most often first."""
    count: dict[str, int] = {}
    for wish in wishes:
        said = wish.statement
        if wish.holder is None and said.footing.kind == "institution" and said.resolved and wish.stand != "offers":
            count[said.resolved] = count.get(said.resolved, 0) + 1
    return sorted((n for n in count if n not in titles.values()), key=lambda n: -count[n])[:2]


def _what(issues: Issues) -> list[Question]:
    if issues.named:
        return []
    return [
        Question(
            "What is it about? No demand, offer or refusal was found.",
            "write issues with the answers that each side would give",
        )
    ]


def _two(issues: Issues) -> list[Question]:
    """The two issues that share most words."""
    pairs = [
        (close(a, b), i, j) for i, a in enumerate(issues.all) for j, b in enumerate(issues.all[i + 1 :], i + 1) if a.wishes and b.wishes
    ]  # fmt: skip
    most = max(pairs, default=(0, 0, 0), key=lambda p: (p[0], -p[1]))
    if most[0] < 1:
        return []
    a, b = issues.all[most[1]], issues.all[most[2]]
    return [
        Question(f"Are “{a.title}” and “{b.title}” one issue?", f"if so, move the options of {b.key} under {a.key} and take {b.key} away")
    ]  # fmt: skip


def _holds(lines: Sequence[Line], wishes: Sequence[Wish], issues: Issues, titles: Mapping[str, str]) -> list[Question]:
    """A line that another tells; a refusal that only points back; a line on a thing that has several answers."""
    for line in lines:
        if line.told_by:
            return [
                Question(f"Does {titles[line.party]} itself say “{line.title}”? It is told by {line.told_by}.", f"else take the red line of {line.party} away")
            ]  # fmt: skip
    for wish in wishes:
        if (
            wish.stand == "refuses"
            and wish.named.pointer
            and wish.holder
            and wish.holder in titles
            and wish.about is None
        ):
            return [
                Question(f"For what does the refusal of {titles[wish.holder]} hold: “{wish.named.name}”?", "add what it rules out under red_lines")
            ]  # fmt: skip
    for line in lines:
        for match in line.rules_out:
            for key, options in match:
                issue = next(i for i in issues.all if i.key == key)
                left = [o.title for o in issue.options[:-1] if o.key not in options]
                if len(match) == 1 and left:
                    return [
                        Question(f"Does “{line.title}” of {titles[line.party]} hold for “{left[0]}” too?", f"if so, add it to rules_out of {line.party}")
                    ]  # fmt: skip
    return []


def _or(names: Sequence[str]) -> str:
    return " or ".join(names)


__all__ = ["MOST", "Question", "questions"]
