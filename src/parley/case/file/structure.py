"""The parts of a case between its head and its arguments, read in the order in which they refer to each other."""

from __future__ import annotations

from parley.case.file.collector import Collector
from parley.case.file.evidence import EvidenceReader
from parley.case.file.no_deal import NoDeal
from parley.case.file.numbers import Numbers
from parley.case.file.ordinal import Ordinal
from parley.case.file.sections import Structure
from parley.case.file.subjects import Subjects
from parley.case.file.tree import Mapping
from parley.case.file.worth import Worth


def read_structure(collect: Collector, root: Mapping, evidence: EvidenceReader, numbers: Numbers) -> Structure:
    """All sections except documents, outlook, views, courses and what else is argued."""
    made = Structure()
    for reader in (Subjects, Worth, NoDeal, Ordinal):
        reader(collect, root, evidence, numbers, made).read()
    return made
