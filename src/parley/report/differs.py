"""What changed between two versions of a case, in words: the numbers, and which of them moved a share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parley.core.plurals import plural
from parley.insight.results.courses import ERRORS
from parley.insight.results.words import LINES_SAID, listed
from parley.insight.views.diff import Changed, Difference
from parley.insight.views.moved import Part, ShareMoved
from parley.report import formats


def number(changed: Changed, views: Mapping[str, str]) -> str:
    """ "what going on costs North: 5 → 30 to 50, middle 40 (no_deal.costs.north; the size is ours; the base case)"."""
    was, now = (
        _valued(text, middle) for text, middle in zip((changed.before, changed.after), changed.middle, strict=True)
    )
    by = f" by {formats.clean(changed.who)}" if changed.who else ""
    on = f" on {formats.day(changed.when)}" if changed.when else ""
    view = "the base case" if changed.view is None else views.get(changed.view, changed.view)
    basis = formats.BASIS[changed.ground].replace("; ", ", ")
    notes = (changed.path, basis, *([f"set{by}{on}"] if by or on else ()), formats.clean(view))
    return f"{changed.label}: {was} → {now} ({'; '.join(notes)})"


def _valued(text: str | None, middle: float | None) -> str:
    """A number as it was written; of a range, its middle too."""
    if text is None or middle is None:
        return "absent" if text is None else text
    written = f"{middle:.4g}"
    return text if text in (written, f"{middle:g}") else f"{text}, middle {written}"


def nothing_moved(found: Difference) -> str:
    """What is said of the shares where none is told to have moved."""
    if not found.draws:
        return "Shares of combinations were not counted (no draws)."
    return "No share of combinations of the base case moved."


def measured_how(moved: Sequence[ShareMoved]) -> str:
    """What the parts of a share are, and on how many combinations they were measured."""
    return (
        f"What moved the shares of the base case (of 100 combinations, ± two errors; {moved[0].draws} combinations common to "
        "both versions; each number put alone into the old version, then the rest):"
    )


def headline(share: ShareMoved, kinds: Mapping[str, str]) -> str:
    """ "Full settlement, if softened: 50.1 → 44.4 of 100"."""
    title = formats.clean(kinds.get(share.kind, share.kind))
    return f"{title}, {LINES_SAID[share.lines]}: {100 * share.before:.1f} → {100 * share.after:.1f} of 100"


def parts(share: ShareMoved, structure: Sequence[str]) -> list[str]:
    """A line for each number put in alone; for what all of them do beyond that; and for what changed besides numbers."""
    said = [f"{_change(part)}: {part.label} alone" for part in share.alone if _told(part)]
    still = [part.label for part in share.alone if not _told(part)]
    if still:
        said.append(f"none: {listed(still[:_STILL])}{_more(len(still))} alone")
    if share.bearing > len(share.alone):
        said.append(
            f"Put in alone were the {len(share.alone)} of {share.bearing} numbers that move the shortfall most at the middle "
            "numbers; what the others do is counted in the next line."
        )
    if share.bearing > 1:
        every = "both" if share.bearing == 2 else f"all {share.bearing}"
        said.append(f"{_change(share.jointly)}: {every} together, beyond what each does alone")
    if _told(share.besides):
        what = f" ({listed(list(structure[:3]))}{' and more' if structure[3:] else ''})" if structure else ""
        said.append(f"{_change(share.besides)}: what changed besides numbers that both versions have{what}")
    return said


_STILL = 4


def _more(count: int) -> str:
    return f" and {plural(count - _STILL, 'more number')}" if count > _STILL else ""


def _told(part: Part) -> bool:
    """Whether any combination changed."""
    return part.change != 0 or part.error != 0


def _change(part: Part) -> str:
    """ "5.7 ± 1.2 fewer", in hundredths; within its error that is said."""
    if not _told(part):
        return "none"
    change, error = 100 * part.change, 100 * ERRORS * part.error
    if abs(change) <= error:
        return f"{formats.number(change, 1)} ± {formats.number(error, 1)}, within its error"
    return f"{formats.number(abs(change), 1)} ± {formats.number(error, 1)} {'more' if change > 0 else 'fewer'}"
