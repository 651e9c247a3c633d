"""Suppliers, ratifiers, spoilers, mediators and marks as a case states them."""

from __future__ import annotations

from pathlib import Path

import pytest
from bridge_case import GUARD, LAND, PARTIES, PAY, bridge, opened

from parley.case.consent import mark_words, marks, needs, suppliers
from parley.core.errors import CaseError

MARKED = """
      returned: Returned
      kept: {title: Kept by the south, recognises_conquest: true, unlawful: {because: The charter asks all towns not to recognise it., source: "Charter, article 2"}}
"""


def faults(folder: Path, text: str) -> str:
    with pytest.raises(CaseError) as caught:
        opened(folder, text)
    return "\n".join(f"{p.where}: {p.message} ({p.hint})" for p in caught.value.problems)


def test_what_a_deal_needs(tmp_path: Path) -> None:
    public = PARTIES + "  public: {title: The public, ratifies_for: north, binding: false}\n"
    case = opened(tmp_path, bridge(parties=public)).case()
    found = needs(case, {"guard": "forces", "pay": "none", "land": "kept"})
    assert [(n.party, n.why, n.options, n.binding) for n in found] == [
        ("harbour", "supplies", (("guard", "forces"),), True),
        ("public", "ratifies", (), False),
    ]
    assert (found[0].worth, found[0].short) == (-20.0, 20.0)
    assert [n.party for n in needs(case, {"guard": "none"})] == ["public"]
    assert suppliers(case) == ("harbour",)


def test_what_pays_a_supplier_counts_with_what_it_supplies(tmp_path: Path) -> None:
    pay = PAY.replace("some: Something", "some: {title: Something, suppliers: {harbour: 25, league: 1}}")
    case = opened(tmp_path, bridge(pay=pay)).case()
    by = {n.party: n for n in needs(case, {"guard": "forces", "pay": "some", "land": "kept"})}
    assert (by["harbour"].worth, by["harbour"].short) == (5.0, 0.0)
    assert by["harbour"].options == (("guard", "forces"), ("pay", "some"))
    assert by["league"].worth == 1.0


def test_a_number_not_yet_said_gives_no_price(tmp_path: Path) -> None:
    case = opened(tmp_path, bridge(guard=GUARD.replace("value: -30 to -10", "value: ?"))).case()
    (need,) = needs(case, {"guard": "forces"})
    assert need.worth is None and need.short is None


def test_marks_of_a_deal(tmp_path: Path) -> None:
    pay = PAY.replace("some: Something", 'some: {title: S, unlawful: {because: A treaty asks for it back., source: "A treaty"}}')
    case = opened(tmp_path, bridge(land=MARKED, pay=pay)).case()
    (mark,) = marks(case, {"guard": "none", "land": "kept"})
    assert (mark.option, mark.title, mark.recognises_conquest) == ("kept", "Kept by the south", True)
    assert mark.because == "The charter asks all towns not to recognise it." and mark.source == "Charter, article 2"
    assert mark_words([mark]) == "recognises conquest"
    assert mark_words(marks(case, {"pay": "some"})) == "marked in law"
    assert marks(case, {"guard": "none", "land": "returned"}) == () and mark_words(()) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (bridge(guard=GUARD.replace("harbour: -10", "harbor: -10")), "there is no party 'harbor'"),
        (bridge(guard=GUARD.replace("harbour: -10", "north: -10")), "north must agree to the whole deal already"),
        (bridge(guard=GUARD.replace(", harbour: -10 to 10", "")), "option promised names no supplier"),
        (bridge(guard=GUARD.replace("-10 to 10", "10 %")), "is a percentage"),
        (bridge(parties=PARTIES.replace("role: supporter}", "role: supporter, breaks: 1}", 1)), "breaks is said of a spoiler"),
        (bridge(parties=PARTIES.replace("role: supporter}", "role: spoiler, breaks: -1}", 1)), "parties.harbour.breaks"),
        (bridge(land=LAND.replace("Returned", "{title: R, unlawful: {because: So.}}")), "names no source"),
        (bridge(land=LAND.replace("Returned", "{title: R, unlawful: {source: The charter}}")), "because, of"),
        (bridge(land=LAND.replace("Returned", "{title: R, unlawful: true}")), "must be a mapping"),
    ],
)
def test_bad_input_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    told = faults(tmp_path, text)
    assert said in told and "case.yaml:" in told
