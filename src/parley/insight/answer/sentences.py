"""The answer in sentences, composed from results: at most three passages, the first one bearing the verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parley.case.paths import Line
from parley.case.types import Case
from parley.insight.asking.evaluator import Evaluator
from parley.insight.results.assessment import Cell, Collision, KindRow, Phrase
from parley.insight.results.footnotes import Footnotes
from parley.insight.results.labels import Labels, before_colon, listed, short
from parley.insight.results.titles import capital, with_article, without_article
from parley.insight.results.words import NO_DOUBT, Over, apart, closeness, in_views, sides, spelled, view_name
from parley.insight.results.words import share_words as share_words
from parley.insight.sections.kinds import line_notes, line_words, softenings, unlocking, what_lines
from parley.insight.sections.ruled_out import leave, ruled_out_by
from parley.insight.sections.softening import ways
from parley.model.modes import RedLines


def answer(
    evaluator: Evaluator,
    kinds: Sequence[KindRow],
    collisions: Sequence[Collision],
    notes: Footnotes,
) -> tuple[Phrase, ...]:
    """First the main kind as declared, then what softening the lines would do, then the other kinds.

    Every sentence says which lines count and under which views it is true; its words are those of the middle numbers,
    and the counts beside the views are of the combinations of each view's own ranges.
    """
    main = next(row for row in kinds if row.kind == evaluator.base.main_kind)
    out = [_declared(evaluator, main, collisions, notes)]
    softened = _softened(evaluator, main)
    if softened is not None:
        out.append(softened)
    others = _others(evaluator, [row for row in kinds if row is not main], main)
    if others is not None:
        out.append(others)
    return tuple(out)


def _declared(evaluator: Evaluator, main: KindRow, collisions: Sequence[Collision], notes: Footnotes) -> Phrase:
    name = short(main.title)
    if main.declared_word == "ruled out" and collisions:
        lines = collisions[0].lines
        words = line_words(evaluator, lines, notes)
        numbers = tuple(dict.fromkeys(n for key in lines for n in line_notes(evaluator.base, key, notes)))
        paths = tuple(str(Line(key)) for key in lines)
        if len(lines) == 1:
            words += " leaves no deal"
        else:
            words += " collide"
        lead = f"On {what_lines(evaluator.base, lines)} lines"
        return Phrase(f"{lead}, no {without_article(name)}: {words}. {_left(evaluator, main.kind)}", numbers, paths)
    head = f"On {what_lines(evaluator.base)} lines, " if evaluator.base.red_lines else ""
    if main.declared_word == "depends on the view":
        told = _lifted(evaluator, main, "declared")
        said = f"whether {with_article(name)} exists{told.removeprefix('it')}"
    else:
        said = sentence(evaluator, main, "declared")
    return Phrase(capital(f"{head}{said}"))


def _left(evaluator: Evaluator, kind: str) -> str:
    """What must soften for a zone to open in the base case; where no softening opens one, what would leave a deal that
    floors and suppliers allow, whatever it is worth; where none is, so."""
    opening = softenings(evaluator, kind)
    if opening:
        return f"In the base case one opens if {ways(evaluator.base, opening, brief=True)}."
    sets = unlocking(evaluator, kind)
    if sets:
        return f"A deal, whatever its worth, is left if {ways(evaluator.base, sets, brief=True)}."
    return "Softening lines alone leaves no deal: floors, or those who must supply it, bar the others."


def sentence(evaluator: Evaluator, row: KindRow, lines: RedLines) -> str:
    """One way to count the lines over the base case and the views: the word, who stands where, and late views apart."""
    name, told = short(row.title), row.over[lines]
    names = {view: view_name(evaluator.title(None if view == "base" else view)) for view in row.by_view}
    shares = {view: beside(cells[lines], evaluator.n, row.step) for view, cells in row.by_view.items()}
    shares = spelled(shares, (*told.counted, *told.late))
    where = f"at the middle numbers{_of(told, names, shares)}"
    match told.word:
        case "open":
            text = f"{with_article(name)} exists that {preferring(evaluator.base)} prefer to no deal, {where}."
        case "ruled out":
            by = ruled_out_by(evaluator, row.kind, lines, told.counted)
            text = f"no {without_article(name)}: {by} {leave(by)} no deal, {where}."
        case "none":
            text = f"no {without_article(name)} that {preferring(evaluator.base)} prefer to no deal, {where}."
        case "not decided":
            text = f"whether {with_article(name)} exists could not be decided within the budget, {where}."
        case _:
            exists = "it" if lines == "none" else f"whether {with_article(name)} exists"
            told_before = lines == "none" and row.declared_word != "ruled out"
            found = sides(
                told,
                names,
                shares,
                one="one" if told_before else f"one that {preferring(evaluator.base)} prefer to no deal",
            )
            text = f"{exists} depends on the view: at the middle numbers, {found}."
    late = apart(told, {view: cells[lines].verdict for view, cells in row.by_view.items()}, names, shares)
    return f"{text} {late}".rstrip()


def preferring(case: Case) -> str:
    """Who prefers a deal of the zone to none: all sides; the principals by name where a body that would have to ratify does not
    count in the verdicts, for it may refuse."""
    if all(party.binding for party in case.parties.values() if party.role == "ratifier"):
        return "all sides"
    labels = Labels(case)
    return listed([labels.party(p) for p in case.required])


def _of(told: Over, names: Mapping[str, str], shares: Mapping[str, str]) -> str:
    """Where a word that all share is true: " in the base case (62 of 100) and the view after Milley (70 of 100)"; the base case is
    not named where it stands alone."""
    if told.counted == ("base",):
        return f" ({shares['base'].replace('its ranges', 'the stated ranges')})" if shares["base"] else ""
    return f" {in_views([names[view] for view in told.counted], {names[view]: shares[view] for view in told.counted})}"


def beside(cell: Cell, draws: int, step: int) -> str:
    """The share of one cell as it stands beside a view's name, in the ``step`` of its row."""
    return closeness(cell.verdict, cell.share, cell.share_se, draws, cell.varies, step)


def _softened(evaluator: Evaluator, main: KindRow) -> Phrase | None:
    if not evaluator.base.red_lines:
        return None
    if all(cells["declared"].verdict == cells["none"].verdict for cells in main.by_view.values()):
        return Phrase("With every line lifted it is the same.")
    text = f"With all lines of all sides lifted, {_lifted(evaluator, main)}"
    if main.declared_word in ("ruled out", "depends on the view"):
        return Phrase(text)  # the section on what must soften tells it for every view
    soften = {view: softenings(evaluator, main.kind, view) for view in (None, *evaluator.views)}
    late = evaluator.base.late_views
    able = [view for view, sets in soften.items() if sets and view not in late]
    if able:
        where = in_views([view_name(evaluator.title(able[0]))])
        text += f" {capital(where)}, it opens if {ways(evaluator.base, soften[able[0]], brief=True)}."
    return Phrase(text)


def _lifted(evaluator: Evaluator, main: KindRow, lines: RedLines = "none") -> str:
    """One way to count the lines (all lifted), in the shortest form: by view with its share, "of 100" said once; one share for all where they are told
    alike."""
    told = main.over[lines]
    if told.word not in ("open", "none", "depends on the view") or told.undecided:
        return sentence(evaluator, main, lines)
    names = {view: view_name(evaluator.title(None if view == "base" else view)) for view in main.by_view}
    shares = {view: beside(cells[lines], evaluator.n, main.step) for view, cells in main.by_view.items()}
    late = apart(told, {view: cells[lines].verdict for view, cells in main.by_view.items()}, names, shares)
    if told.word != "depends on the view":
        where = _where(told.counted, names, shares)
        name = with_article(main.title) if told.word == "open" else f"no {without_article(main.title)}"
        return f"{where} there is {name} that {preferring(evaluator.base)} prefer to no deal. {late}".rstrip()
    opens, shut = _where(told.opens, names, shares), _where(told.shut, names, shares, told_before=True)
    return f"it depends on the view: open {opens}; none {shut}. {late}".rstrip()


def _where(
    views: Sequence[str], names: Mapping[str, str], shares: Mapping[str, str], *, told_before: bool = False
) -> str:
    """Views by name with their shares. A share that all have is told once, and what is counted is told of the first
    (``told_before``: of none), whose "about" then stands for all."""
    alike = {shares[view] for view in views}
    if len(views) > 1 and len(alike) == 1 and "" not in alike and not told_before:
        each = alike.pop()
        return f"{in_views([names[view] for view in views])} ({each}{'' if each == NO_DOUBT else ' combinations'} each)"
    said = {}
    for i, view in enumerate(views):
        first = i == 0 and not told_before
        share = shares[view]
        if share in ("", NO_DOUBT):
            said[names[view]] = share
        else:
            said[names[view]] = (
                f"{share} combinations" if first else share.removesuffix(" of 100").replace("about ", "")
            )
    return in_views([names[view] for view in views], said)


def _others(evaluator: Evaluator, rows: Sequence[KindRow], main: KindRow) -> Phrase | None:
    """The other kinds that are open at the middle numbers of the base case and of every view that counts."""
    opened = [row for row in rows if row.declared_word == "open"]
    limited = [row for row in opened if evaluator.base.kinds[row.kind].basis == "no_deal"]
    whole = [row for row in opened if row not in limited]
    soft = [row for row in rows if row not in opened and row.softened_word == "open"]
    every = "every view dated up to the question" if evaluator.base.late_views else "every view"
    under = f" in {every if evaluator.views else 'the base case'}"
    parts = []
    if whole:
        parts.append(f"Open as declared{under}: {_named(whole)}.")
    if limited:
        rest = "war" if evaluator.base.no_deal_sides else "dispute"
        parts.append(f"Open beside the {rest}{under}: {_named(limited)}.")
    if soft:
        parts.append(f"Open{under} only if lines soften: {_named(soft)}.")
    if not parts:
        if not rows:
            return None
        if main.declared_word == "open":
            return Phrase(f"No other kind of deal is open as declared{under}.")
        if all(row.declared_word in ("none", "ruled out") for row in (main, *rows)):
            under = under.replace("every view", "any view")
        return Phrase(f"No kind of deal is open as declared{under}.")
    return Phrase(" ".join(parts))


def _named(rows: Sequence[KindRow]) -> str:
    return listed([short(before_colon(row.title)) for row in rows])
