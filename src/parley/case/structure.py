"""The parts of a case between its head and its arguments, read in the order in which they refer to each other."""

from __future__ import annotations

from parley.case.collect import Collector
from parley.case.evidence import EvidenceReader
from parley.case.no_deal import NoDeal
from parley.case.numbers import Numbers
from parley.case.ordinal import Ordinal
from parley.case.sections import Structure
from parley.case.subjects import Subjects
from parley.case.tree import Mapping
from parley.case.worth import Worth


def read_structure(collect: Collector, root: Mapping, evidence: EvidenceReader, numbers: Numbers) -> Structure:
    """All sections except documents, outlook, views, courses and what else is argued."""
    made = Structure()
    for reader in (Subjects, Worth, NoDeal, Ordinal):
        reader(collect, root, evidence, numbers, made).read()
    return made
