"""Small sets as bit masks: minimal members, minimal transversals (Berge 1989)."""

from __future__ import annotations

from collections.abc import Iterable


def minimal(masks: Iterable[int]) -> list[int]:
    """The masks that contain no other, each once, smallest first."""
    kept: list[int] = []
    for mask in sorted(set(masks), key=lambda m: (m.bit_count(), m)):
        if not any(small & mask == small for small in kept):
            kept.append(mask)
    return kept


def transversals(masks: Iterable[int]) -> list[int]:
    """The minimal sets that meet every one of ``masks``; none where a mask is empty (nothing can meet it)."""
    hitting = [0]
    for mask in minimal(masks):
        if not mask:
            return []
        bits = [1 << k for k in range(mask.bit_length()) if mask >> k & 1]
        hitting = minimal(h if h & mask else h | bit for h in hitting for bit in ([0] if h & mask else bits))
    return hitting


def members(mask: int) -> frozenset[int]:
    """The indexes whose bits are set."""
    return frozenset(k for k in range(mask.bit_length()) if mask >> k & 1)
