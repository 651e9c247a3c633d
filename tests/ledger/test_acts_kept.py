"""Acts and conditions come back from a ledger as they went in."""

from __future__ import annotations

from dataclasses import replace

from parley.core.spans import Span
from parley.ledger import rows
from parley.reading.model import Condition, Deed, Footing, Statement


def test_a_deed_and_conditions_go_to_json_and_back() -> None:
    plain = Statement(
        "0" * 16, "1" * 16, (Span(0, 7),), (Span(8, 18),), (Span(19, 30),), "Osteria", "threatened", ("to cut gas",),
        "indirect", Footing("author"),
    )  # fmt: skip
    deed = Deed(
        "threaten",
        (Span(8, 18),),
        toward=(Span(31, 38),),
        toward_text="Velland",
        thing="withdrawal",
        rule="threaten-to",
    )
    condition = Condition(
        "withdrawal", (Span(1, 2),), (Span(3, 9),), (Span(10, 20),), "Velland withdraws", "repeated", "unless"
    )
    told = replace(plain, record="act", deed=deed, conditions=(condition, condition))
    assert rows.statement(rows.compact(told)) == told
    assert rows.statement(rows.compact(plain)) == plain
