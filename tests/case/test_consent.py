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
    pay = PAY.replace(
        "some: Something", 'some: {title: S, unlawful: {because: A treaty asks for it back., source: "A treaty"}}'
    )
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
        (
            bridge(parties=PARTIES.replace("role: supporter}", "role: supporter, breaks: 1}", 1)),
            "breaks is said of a spoiler",
        ),
        (
            bridge(parties=PARTIES.replace("role: supporter}", "role: spoiler, breaks: -1}", 1)),
            "parties.harbour.breaks",
        ),
        (bridge(land=LAND.replace("Returned", "{title: R, unlawful: {because: So.}}")), "names no source"),
        (bridge(land=LAND.replace("Returned", "{title: R, unlawful: {source: The charter}}")), "because, of"),
        (bridge(land=LAND.replace("Returned", "{title: R, unlawful: true}")), "must be a mapping"),
    ],
)
def test_bad_input_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    told = faults(tmp_path, text)
    assert said in told and "case.yaml:" in told


def doubts(folder: Path, text: str) -> str:
    return "\n".join(opened(folder, text).case().lint)


SECURE = "security: {holds: {north: 0.6, south: 0.7, analyst: 0.7}, if_broken: {north: 10, south: 20}}\n"


def test_a_role_that_does_nothing_is_doubted(tmp_path: Path) -> None:
    named = PARTIES + "  band: {role: spoiler}\n  envoy: {role: mediator}\n"
    told = doubts(tmp_path, bridge(parties=named, security=SECURE))
    assert "parties.band: a spoiler in name only; parties.band.breaks is not stated" in told
    assert "parties.envoy: a mediator in name only" in told
    zero = (
        PARTIES
        + "  band: {role: spoiler, breaks: 0}\n  envoy: {role: mediator, assures: {value: 0.2, because: Ours.}}\n"
    )
    told = doubts(tmp_path, bridge(parties=zero, security=SECURE))
    assert "parties.band.breaks is zero" in told and "envoy" not in told
    assert "parties.envoy.assures: does nothing" in doubts(tmp_path, bridge(parties=zero))


def test_whose_line_counts_for_what_is_said(tmp_path: Path) -> None:
    parties = PARTIES + "  band: {role: spoiler, breaks: 0.3}\n  public: {ratifies_for: north, binding: false}\n"
    line = "red_lines:\n" + "".join(
        f"  {who}-soil: {{party: {who}, rules_out: [{{land: [kept]}}], declared: So., holds: 0.5}}\n"
        for who in ("band", "public", "harbour")
    )
    told = doubts(tmp_path, bridge(parties=parties, security=SECURE, more=line))
    assert "harbour-soil: harbour is no principal or ratifier" in told
    assert "band-soil: band" not in told and "public-soil: public" not in told


def test_a_text_of_law_that_was_still_to_come_marks_nothing(tmp_path: Path) -> None:
    said = "{because: It asks not to recognise it., source: {who: The assembly, date: 2021-02-15}}"
    source = opened(tmp_path, bridge(land=LAND.replace("Kept by the south", f"{{title: Kept, unlawful: {said}}}")))
    assert [m.source for m in marks(source.case(), {"land": "kept"})] == ["The assembly, 2021-02-15"]
    before = source.case(as_of="2021-02-01")
    assert marks(before, {"land": "kept"}) == ()
    assert any("the text that marks it is dated after 2021-02-01" in doubt for doubt in before.lint)


def test_a_source_quoted_from_a_document_is_looked_up_there(tmp_path: Path) -> None:
    said = "{because: It asks for it back., source: {document: charter, quote: leaves the land}}"
    text = bridge(
        land=LAND.replace("Kept by the south", f"{{title: Kept, unlawful: {said}}}"),
        more="documents: {charter: {file: charter.md, title: The charter, date: 2020-01-01}}\n",
    )
    (tmp_path / "charter.md").write_text("The charter leaves the land to the north.\n", encoding="utf-8")
    (mark,) = marks(opened(tmp_path, text).case(), {"land": "kept"})
    assert mark.source == "The charter: “leaves the land”"
    ours = text.replace("date: 2020-01-01}", "date: 2020-01-01, original: The charter of 1950}")
    (mark,) = marks(opened(tmp_path, ours).case(), {"land": "kept"})
    assert mark.source == "The charter of 1950: in our words: leaves the land"
    assert "charter" in faults(tmp_path, text.replace("quote: leaves the land", "quote: gives the land"))


def test_a_ratifier_of_no_principal_states_its_own_numbers(tmp_path: Path) -> None:
    told = faults(tmp_path, bridge(parties=PARTIES + "  club: {ratifies_for: harbour}\n"))
    assert "values has no entry for club" in told
