"""How much work an answer may cost before it is given as bounds, or refused, and said so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """Limits on work and memory; all counts of deals or partial deals.

    ``block`` joint options of issues tied together by rules, interactions, lines or security (else refused);
    ``enumerate`` deals listed one by one; ``frontier`` partial sums kept in a merge; ``nodes`` and ``seconds`` of one integer
    programme; ``alone`` draws looked at one at a time where the compiled test of many draws does not reach (a tenth of
    it where each needs integer programmes); ``work`` combinations looked at in all draws together.
    """

    block: int = 100_000
    enumerate: int = 2_000_000
    frontier: int = 300_000
    nodes: int = 20_000
    seconds: float = 60.0
    alone: int = 200
    work: int = 20_000_000_000

    def points(self, parties: int, deals: int) -> int:
        """Partial sums kept in a merge: fewer with more parties, where pruning costs the square of their number."""
        if parties <= 2:
            return self.frontier
        return self.frontier // 10 if parties == 3 or deals <= 200_000 else max(100, self.frontier // 150)


DEFAULT = Budget()
