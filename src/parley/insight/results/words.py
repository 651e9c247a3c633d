"""Words of verdict: each names its test, and one test has one word wherever it is told.

Three tests, three sorts of words:

*at the middle numbers of one view*: ``open`` (a zone exists), ``none`` (deals cross no line that counts, none is worth
more to everyone than no deal), ``ruled out`` (lines that count, floors or rules leave no deal), ``not decided`` (past the budget);

*over the ranges of one view*: a share, told as a count with the digits that its error bears, "62 of 100" combinations;
never a word, and never a probability of peace. A share near a half is told as close;

*over views*: the one word that all have at their middle numbers, or ``depends on the view``, with the views on each side
by name. The base case counts like any view; a view dated after the question stands apart and counts for nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from parley.case.types import LineBasis
from parley.insight.sensitivity.doubt import NO_DOUBT as NO_DOUBT

PointWord = Literal["open", "none", "ruled out", "not decided"]
"""At the middle numbers of one view."""
OverWord = Literal["open", "none", "ruled out", "not decided", "depends on the view"]
"""Over views."""

NEAR = 0.1
"""A share this near a half is told as close."""

LINES_REST: dict[LineBasis, str] = {"declared": "declared", "polled": "polled", "inferred": "inferred by us"}
"""What is said of a red line by what it rests on; beside a declared one, where others stand too, nothing is."""


def rests(basis: LineBasis, form: str = " ({})") -> str:
    """What stands behind a line that its party did not declare: " (polled)"."""
    return "" if basis == "declared" else form.format(LINES_REST[basis])


def called(bases: Iterable[LineBasis], joiner: str = "and") -> str:
    """What lines are called together, by what they rest on: "declared", "declared, polled and inferred"."""
    found = set(bases)
    return listed([basis for basis in LINES_REST if basis in found], joiner) or "declared"


READING = " (our reading)"
"""What ends the title of a view that is our reading of a real person."""

LINES_SAID = {"declared": "as declared", "weighed": "weighed", "none": "if softened"}
"""What the three ways to count red lines are called, in this order, wherever they stand side by side."""

LINES_TOLD = {
    "declared": "all lines hold",
    "weighed": "each line held with its stated chance (at the middle numbers: where that is at least one half)",
    "none": "all lines of all sides lifted",
}


def by_share(lines: str, share: float | None, varies: bool = True) -> bool:
    """Whether a test is told by its share alone: lines weighed, and something drawn. At the middle numbers a line counts whole
    from a chance of one half on, so that a word there may say the contrary of the share in which lines hold as often as stated."""
    return lines == "weighed" and share is not None and varies


MIDDLE = "Middle numbers"
SHARE = "Share of combinations of the ranges"
OVER = "Over views"
"""Heads of columns: which test they show."""


@dataclass(frozen=True, slots=True)
class Over:
    """One zone test over the base case and the views, at the middle numbers of each. All fields are keys of views."""

    word: OverWord
    opens: tuple[str, ...] = ()
    shut: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    """Dated after the question: not counted in the word, nor in the three above."""

    @property
    def counted(self) -> tuple[str, ...]:
        """The views that the word is about."""
        return (*self.opens, *self.shut, *self.undecided)


def over(found: Mapping[str, PointWord], late: Collection[str] = ()) -> Over:
    """The word over views: ``found`` is view → word at its middle numbers, ``late`` the views dated after the question."""
    counted = {view: word for view, word in found.items() if view not in late}
    return Over(
        across(counted.values()),
        opens=tuple(v for v, word in counted.items() if word == "open"),
        shut=tuple(v for v, word in counted.items() if word in ("none", "ruled out")),
        undecided=tuple(v for v, word in counted.items() if word == "not decided"),
        late=tuple(v for v in found if v in late),
    )


def across(found: Iterable[OverWord]) -> OverWord:
    """One word for several: theirs where it is one; *none* where none finds a zone, for whichever reason."""
    words = set(found)
    if len(words) == 1:
        return words.pop()
    if ("open" in words and words & {"none", "ruled out"}) or "depends on the view" in words:
        return "depends on the view"
    return "none" if words == {"none", "ruled out"} else "not decided"


def view_name(title: str) -> str:
    """A view's title as it stands in a sentence: "after Milley (our reading)" → "after Milley"."""
    return title.split(", as ")[0].removesuffix(READING)


def in_views(names: Sequence[str], beside: Mapping[str, str] | None = None) -> str:
    """Under which views a thing is true, in a form to read aloud: "in the base case", "in the view after Milley", "in the base
    case and the views after Milley and Fried". ``names``: of views as :func:`view_name` gives them; ``beside``: name →
    what stands in brackets after it.
    """

    def told(name: str, words: str) -> str:
        if not beside or not beside.get(name):
            return words
        return f"{words[:-1]}; {beside[name]})" if words.endswith(")") else f"{words} ({beside[name]})"

    base = [told(name, "the base case") for name in names if _is_base(name)]
    others = [name for name in names if not _is_base(name)]
    after = len(others) > 1 and all(_mentioned(name) == name and name.startswith("after ") for name in others)
    views = [told(name, name.removeprefix("after ") if after else _mentioned(name)) for name in others]
    among = [f"the view{'s' if len(views) > 1 else ''} {'after ' if after else ''}{listed(views)}"] if views else []
    return f"in {' and '.join([*base, *among])}"


def _is_base(name: str) -> bool:
    return name.removeprefix("the ") == "base case"


def _mentioned(name: str) -> str:
    title, bracket, rest = name.partition(" (")
    plain = title.startswith("after ") and "," not in title  # one with a comma would not end where its name does
    return name if plain else f"“{title}”{bracket}{rest}"


def step_of(error: float | None) -> int:
    """The step, in hundredths, in which a share with this standard error may be told: at least two errors."""
    return next((s for s in (1, 5, 10, 25) if error is None or 200 * error <= s + 1e-9), 50)


def one_step(told: Iterable[tuple[float | None, float | None]]) -> int:
    """The one step in which all shares of a row are told, each with its error: the coarsest that any of them asks for, so that
    "fewer than 25" never stands beside "40". None and all are counts, and ask for none."""
    return max((step_of(error) for share, error in told if share not in (None, 0.0, 1.0)), default=1)


def counted(
    share: float | None, error: float | None, draws: int = 0, varies: bool = True, step: int | None = None
) -> str:
    """ "62 of 100", "about 60 of 100", "fewer than 5 of 100", "none of 2000"; "" without draws.

    ``draws``: how many combinations were tried; ``varies`` False: no number that the test uses has a range, and a share
    over ranges says nothing; ``step``: of the row in which it stands (:func:`one_step`), else the share's own.
    """
    if share is None:
        return ""
    if not varies:
        return NO_DOUBT
    if share in (0.0, 1.0):
        tried = f"{draws}" if draws else "those tried"
        return f"none of {tried}" if share == 0.0 else f"all of {tried}"
    sign, shown = hundredths(share, error, step)
    about = "about " if (step or step_of(error)) > 1 else ""
    return f"{SIGNS.get(sign, about)}{shown} of 100"


SIGNS = {"<": "fewer than ", ">": "more than "}


def hundredths(share: float, error: float | None, step: int | None = None) -> tuple[str, int]:
    """A share in the steps that its error bears, or in those of its row, with what stands before it: ("", 62), ("<", 5) for what is less than a step and not
    none, (">", 95). 0 and 100 stand only where none was counted, or all."""
    if share in (0.0, 1.0):
        return "", round(100 * share)
    step = step or step_of(error)
    shown = round(100 * share / step) * step
    return ("<", step) if shown <= 0 else (">", 100 - step) if shown >= 100 else ("", shown)


def share_words(share: float | None, error: float | None, draws: int = 0, varies: bool = True) -> str | None:
    """ "41 of 100 combinations of the stated ranges", as what follows "in"; None without draws."""
    if share is None:
        return None
    if not varies:
        return f"{'every case' if share == 1.0 else 'no case'}, {NO_DOUBT}"
    if share in (0.0, 1.0) and not draws:
        return "none of the combinations tried" if share == 0.0 else "every combination tried"
    return f"{counted(share, error, draws)} combinations of the stated ranges"


def closeness(
    word: PointWord,
    share: float | None,
    error: float | None,
    draws: int = 0,
    varies: bool = True,
    step: int | None = None,
) -> str:
    """A share as it stands beside a view's name: "62 of 100"; "close: 45 of 100" near a half; "though 70 of 100" where the
    ranges lean the other way than the middle numbers."""
    text = counted(share, error, draws, varies, step)
    if share is None or not varies:
        return text
    if abs(share - 0.5) < NEAR:
        return f"close: {text}"
    against = share < 0.5 if word == "open" else share > 0.5
    return f"though {'only ' if word == 'open' else ''}{text}" if against and word != "not decided" else text


def span(shares: Iterable[float], errors: Iterable[float | None], step: int | None = None) -> str:
    """Lowest to highest share over views, in hundredths, all in one step: "<1 to 96"; one number where they are told alike; ""
    without."""
    told = sorted(zip(shares, errors, strict=True), key=lambda one: one[0])
    if not told:
        return ""
    step = step or one_step(told)
    low, high = ("{}{}".format(*hundredths(*told[i], step)) for i in (0, -1))
    return low if low == high else f"{low} to {high}"


def listed(words: Sequence[str], joiner: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joiner} {words[-1]}"


def sides(
    told: Over, names: Mapping[str, str], shares: Mapping[str, str], *, one: str = "one", none: str = "none"
) -> str:
    """Who finds a zone and who finds none, by name and share: "after Milley finds one (62 of 100); the base case (20 of 100)
    and after Fried (1 of 100) find none". Late views are left to :func:`apart`."""
    parts = []
    for views, what in (
        (told.opens, f"find {one}"),
        (told.shut, f"find {none}"),
        (told.undecided, "cannot be decided"),
    ):
        if views:
            verb = what.replace("find ", "finds ", 1) if len(views) == 1 else what
            parts.append(_named(views, names, shares, verb))
    return "; ".join(parts)


def _named(views: Sequence[str], names: Mapping[str, str], shares: Mapping[str, str], verb: str) -> str:
    beside = {names[view]: shares[view] for view in views if shares.get(view)}
    if len(views) == 1:
        share = f" ({shares[views[0]]})" if shares.get(views[0]) else ""
        name = in_views([names[views[0]]]).removeprefix("in ")
        return f"{name}{',' if ', ' in name and '“' not in name else ''} {verb}{share}"
    return f"{in_views([names[view] for view in views], beside).removeprefix('in ')} {verb}"


def spelled(shares: Mapping[str, str], order: Sequence[str]) -> dict[str, str]:
    """``shares`` with what is counted said of the first that counts: "62 of 100 combinations of its ranges"."""
    first = next((view for view in order if shares.get(view) and shares[view] != NO_DOUBT), None)
    return {view: f"{said} combinations of its ranges" if view == first else said for view, said in shares.items()}


def apart(told: Over, found: Mapping[str, PointWord], names: Mapping[str, str], shares: Mapping[str, str]) -> str:
    """The clause of its own for views dated after the question: "Later than the question, and not counted: …"; "" without."""
    if not told.late:
        return ""
    late = over({view: found[view] for view in told.late})
    return f"Dated after the question and not counted: {sides(late, names, shares)}."
