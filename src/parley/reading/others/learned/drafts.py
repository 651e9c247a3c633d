"""The network's attributions beside the rules' own."""

from __future__ import annotations

from collections.abc import Sequence

from parley.reading.attribution.proposed import drafts
from parley.reading.drafts import Draft

SURE = 3.0
"""Log-odds above which an attribution that only the network sees is taken."""


def merged(rules: Sequence[Draft], learned: Sequence[tuple[Draft, float]]) -> list[Draft]:
    """The rules' attributions, and those of the network that it is sure of and the rules did not see.

    The network was taught by a corpus that counts thoughts and plans too; ``SURE`` keeps what any reader would call a
    statement.
    """
    out = list(rules)
    for found, sure in learned:
        if sure < SURE or any(r.paragraph == found.paragraph and r.cue.overlaps(found.cue) for r in rules):
            continue
        if not _covered(found, out):
            out.append(found)
    return sorted(out, key=lambda d: (d.paragraph, d.cue.start, d.cue.end))


def _covered(rule: Draft, others: Sequence[Draft]) -> bool:
    """Nearly the same words are another's already."""
    mine = sum(s.end - s.start for s in rule.content)
    for other in others:
        if other.paragraph == rule.paragraph:
            shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in rule.content for b in other.content)
            if 2 * shared > 1.4 * max(mine, sum(s.end - s.start for s in other.content)):
                return True
    return False


__all__ = ["SURE", "drafts", "merged"]
