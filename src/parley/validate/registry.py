"""The protocols that can be run, and those that cannot, with the reason."""

from __future__ import annotations

from pathlib import Path

from parley.core.errors import InputError
from parley.core.suggest import did_you_mean
from parley.validate import control, council, greenbacks
from parley.validate.protocol import Outcome, Protocol, data_file

PROTOCOLS: dict[str, Protocol] = {
    p.key: p
    for p in (
        Protocol("council", "Decisions in the EU", "deu3.tsv", council.run),
        Protocol("control", "Next change of control on a front", "ukraine_weekly.csv", control.run),
        Protocol("greenbacks", "Do beliefs follow battles?", "acw_weekly.csv", greenbacks.run),
    )
}

NOT_HERE = (
    "War duration and winner: the data are restricted and not shipped; published tests find no skill before the event "
    "(C-index .42 to .49), and the larger side wins 58% of battles: beliefs about θ should be wide.",
    "None of this validates a forecast of whether, when or on what terms a given war is settled.",
)


def run(folder: Path, keys: tuple[str, ...] = (), seed: int = 0) -> tuple[Outcome, ...]:
    """Run the named protocols (all where none is named) on the data in ``folder``. Raises InputError or DataError."""
    for key in keys:
        if key not in PROTOCOLS:
            raise InputError.one(f"there is no protocol {key!r}", hint=did_you_mean(key, PROTOCOLS))
    chosen = [PROTOCOLS[key] for key in (keys or tuple(PROTOCOLS))]
    return tuple(p.run(data_file(folder, p.file), seed) for p in chosen)
