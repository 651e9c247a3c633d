"""The answer in sentences, composed from results: at most three, cautious, the first one bearing the verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parley.case.paths import Line
from parley.insight.asking.evaluator import Evaluator
from parley.insight.results.assessment import Collision, KindRow, Phrase
from parley.insight.results.footnotes import Footnotes
from parley.insight.results.labels import before_colon, listed, short
from parley.insight.sections.kinds import line_notes, line_words
from parley.insight.sensitivity.unvaried import NO_DOUBT


def answer(
    evaluator: Evaluator,
    kinds: Sequence[KindRow],
    collisions: Sequence[Collision],
    notes: Footnotes,
    softening: Mapping[str, int],
) -> tuple[Phrase, ...]:
    """First the main kind as declared, then what softening the lines would do, then the other kinds.

    ``softening``: view → how many declared lines must give, at the least, for a zone to open under it.
    """
    main = next(row for row in kinds if row.kind == evaluator.base.main_kind)
    out = [_declared(evaluator, main, collisions, notes)]
    softened = _softened(evaluator, main, softening)
    if softened is not None:
        out.append(softened)
    others = _others(evaluator, [row for row in kinds if row is not main])
    if others is not None:
        out.append(others)
    return tuple(out)


def _declared(evaluator: Evaluator, main: KindRow, collisions: Sequence[Collision], notes: Footnotes) -> Phrase:
    name = short(main.title)
    has_lines = any(c.verdict != n.verdict for c, n in ((main.declared, main.softened),)) or bool(
        evaluator.base.red_lines
    )
    if main.declared_word == "ruled out" and collisions:
        lines = collisions[0].lines
        words = line_words(evaluator, lines, notes)
        numbers = tuple(dict.fromkeys(n for key in lines for n in line_notes(evaluator, key, notes)))
        paths = tuple(str(Line(key)) for key in lines)
        if len(lines) == 1:
            return Phrase(f"On declared lines, no {name}: {words} leaves no deal. It must soften.", numbers, paths)
        more = len(collisions) - 1
        if not more:
            which = "One" if len(lines) == 2 else "Some"
            return Phrase(f"On declared lines, no {name}: {words} collide. {which} must soften.", numbers, paths)
        others = f"so do{'es' if more == 1 else ''} {more} other set{'s' if more > 1 else ''}"
        return Phrase(
            f"On declared lines, no {name}: {words} collide; {others}. One line of each must soften.", numbers, paths
        )
    head = "On declared lines, " if has_lines else ""
    return Phrase(_capital(f"{head}{_sentence(main, name, evaluator, 'declared')}"))


def _sentence(main: KindRow, name: str, evaluator: Evaluator, lines: str) -> str:
    word = main.declared_word if lines == "declared" else main.softened_word
    base = main.declared if lines == "declared" else main.softened
    share = share_words(base.share, base.share_se)
    if word == "ruled out":
        return f"no {name}: the lines leave no deal."
    if word == "not decided":
        return f"whether a {name} exists could not be decided within the budget."
    found = {by[lines].why_empty is None for by in main.by_view.values()}
    if word == "depends" and len(found) > 1:
        return f"whether a {name} exists depends on the view: {_tally(evaluator, main, lines)}."
    if word == "depends":
        close = f"it does in {share}" if share else "the stated ranges do not settle it"
        return f"whether a {name} exists that all sides prefer to no deal is a close call (base case: {close})."
    tail = f" (base case: in {share})" if share else f" ({NO_DOUBT})" if base.no_doubt else ""
    if word == "open":
        return f"a {name} exists that every side whose consent is needed weakly prefers to no deal{tail}."
    return f"no {name} that all sides prefer to no deal{tail}."


def _softened(evaluator: Evaluator, main: KindRow, softening: Mapping[str, int]) -> Phrase | None:
    if not evaluator.base.red_lines:
        return None
    name = short(main.title)
    if not evaluator.views:
        return Phrase(_capital(f"with all red lines set aside, {_sentence(main, name, evaluator, 'none')}"))
    same = all(by["declared"].why_empty == by["none"].why_empty for by in main.by_view.values())
    if same:
        return Phrase("Setting all red lines aside changes nothing in that.")
    late = sum(view in evaluator.base.late_views for view in evaluator.views)
    dated = "" if not late else f" ({late} of the views {'is' if late == 1 else 'are'} of later date.)"
    counts = [n for n in softening.values() if n > 1]
    least = f" (at least {min(counts)} lines must give)" if counts else ""
    return Phrase(f"With all lines set aside, {_tally(evaluator, main, 'none')}{least}.{dated}")


def _tally(evaluator: Evaluator, row: KindRow, lines: str) -> str:
    """ "3 of 4 views find none that all sides prefer to no deal"; by the medians of each view."""
    views = [view for view in row.by_view if view != "base"]
    opens = [view for view in views if row.by_view[view][lines].why_empty is None]
    shut = [view for view in views if view not in opens]
    total = len(views)
    if not opens or not shut:
        base_opens = row.by_view["base"][lines].why_empty is None
        apart = "" if base_opens == bool(opens) else f"; the base case finds {'one' if base_opens else 'none'}"
        what = "one" if opens else "none"
        return f"{_all(total)} find{'s' if total == 1 else ''} {what} that all sides prefer to no deal{apart}"
    many, few, what = (opens, shut, "one") if len(opens) * 2 > total else (shut, opens, "none")
    rest = "does not" if what == "one" else "finds one"
    if len(few) > 1:
        rest = "do not" if what == "one" else "find one"
    named = evaluator.title(few[0]).split(", as ")[0].removesuffix(" (our reading)") if len(few) == 1 else str(len(few))
    verb = "finds" if len(many) == 1 else "find"
    return f"{len(many)} of {total} views {verb} {what} that all sides prefer to no deal; {named} {rest}"


def _all(total: int) -> str:
    return "the one view" if total == 1 else ("both views" if total == 2 else f"all {total} views")


def _others(evaluator: Evaluator, rows: Sequence[KindRow]) -> Phrase | None:
    opened = [row for row in rows if row.declared_word == "open"]
    limited = [row for row in opened if evaluator.base.kinds[row.kind].basis == "no_deal"]
    whole = [row for row in opened if row not in limited]
    soft = [row for row in rows if row not in opened and row.softened_word == "open"]
    parts = []
    if whole:
        parts.append(f"Open as declared: {_named(whole)}.")
    if limited:
        rest = "war" if evaluator.base.no_deal_sides else "dispute"
        parts.append(f"Open while the {rest} goes on: {_named(limited)}.")
    if soft:
        parts.append(f"Open only if lines soften: {_named(soft)}.")
    if not parts:
        return Phrase("No other kind of deal is open as declared.") if rows else None
    return Phrase(" ".join(parts))


def _named(rows: Sequence[KindRow]) -> str:
    return listed([short(before_colon(row.title)) for row in rows])


def share_words(share: float | None, error: float | None) -> str | None:
    """ "41 of 100 combinations of the stated ranges", in steps that the error supports; None without draws."""
    if share is None:
        return None
    if share in (0.0, 1.0):
        return "none of the combinations tried" if share == 0.0 else "every combination tried"
    step = next((s for s in (1, 5, 10, 25) if error is None or 100 * 2 * error <= s), 50)
    shown = round(100 * share / step) * step
    if shown <= 0 < share:
        return f"fewer than {step} of 100 combinations of the stated ranges"
    if shown >= 100 > 100 * share:
        return f"more than {100 - step} of 100 combinations of the stated ranges"
    about = "about " if step > 1 else ""
    return f"{about}{shown} of 100 combinations of the stated ranges"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
