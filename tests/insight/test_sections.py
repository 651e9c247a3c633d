"""Barriers, levers, two levels, formulas, watch-list, trace and diff: what each promises, on small and shipped cases."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from parley.case import CaseSource, open_source
from parley.core.errors import InputError
from parley.deals.listing import floors_met, possible_deals
from parley.deals.values import values_of
from parley.insight.answer.assess import assess
from parley.insight.answer.compose import _with_vetoes
from parley.insight.answer.trace import trace
from parley.insight.asking.evaluator import Ask, Evaluator, exists, problem
from parley.insight.results.footnotes import Footnotes
from parley.insight.results.labels import Labels
from parley.insight.results.phrases import Phrase
from parley.insight.results.section import Ground
from parley.insight.results.words import in_views
from parley.insight.sections import levers, outlook, ripeness, two_levels, watch
from parley.insight.sections.barriers import barriers, opened
from parley.insight.sections.kinds import in_sentence
from parley.insight.views.diff import difference

SOFT = Ask("settlement", red_lines="none")


def ground(evaluator: Evaluator) -> Ground:
    return Ground(evaluator, Footnotes(evaluator.base))


@pytest.fixture(scope="module")
def ukraine(examples: Path) -> CaseSource:
    return open_source(examples / "ukraine-2022-23")


@pytest.fixture
def war(ukraine: CaseSource) -> Evaluator:
    return Evaluator(ukraine, draws=32)


def test_minimal_sets_of_barriers_equal_brute_force(war: Evaluator) -> None:
    found = tuple(b for b in barriers(war) if not b.key.startswith("line-"))
    got = opened(war, found, SOFT, most=2)
    at = war.medians(None)
    expected: list[frozenset[int]] = []
    for size in range(3):
        for chosen in combinations(range(len(found)), size):
            if any(e <= set(chosen) for e in expected):
                continue
            draws = at
            for i in chosen:
                draws = found[i].off(draws)
            if bool(exists(war.base, draws, SOFT)[0]):
                expected.append(frozenset(chosen))
    assert set(got.sets) == set(expected)
    assert got.exact


def test_bundles_stay_within_the_limits_and_open_a_zone(war: Evaluator) -> None:
    found, exact = levers.bundles(war, SOFT)
    assert exact
    case = war.base
    for bundle in found:
        chosen = [(case.levers[k], level) for k, level in zip(bundle.levers, bundle.levels, strict=True)]
        assert levers.within_limits(case, chosen) == ()
        draws = war.medians(None)
        for lever, level in chosen:
            draws = levers.applied(draws, lever.shifts, level=level)
        assert bool(exists(case, draws, SOFT)[0])
    costs = [b.cost for b in found if b.cost is not None]
    assert costs == sorted(costs)


def test_a_lever_beyond_a_limit_is_ruled_out(war: Evaluator) -> None:
    limit = war.base.limits["escalation"]
    lever = replace(war.base.levers["long-range-arms"], uses={"escalation": limit.at_most})
    assert levers.within_limits(war.base, [(lever, 1.0)]) == ()
    assert levers.within_limits(war.base, [(lever, 1.1)]) == (limit.title,)
    assert levers.within_limits(war.base, [(lever, 0.6), (lever, 0.6)]) == (limit.title,)


def test_without_a_party_deals_are_only_gained(war: Evaluator) -> None:
    from parley.deals.zone import zone

    p = problem(war.base, war.medians(None), SOFT)
    whole = zone(p)
    for party in range(len(p.parties)):
        alone = zone(two_levels.without(p, party))
        assert bool(alone.exists) >= bool(whole.exists)


def test_a_ratifier_can_kill_a_deal(mini: CaseSource, tmp_path: Path) -> None:
    text = Path(mini.path).read_text(encoding="utf-8")
    text = text.replace(
        "  harbour: {title: Harbour, role: supporter}",
        "  harbour: {title: Harbour, role: supporter}\n  council: {title: Council, role: ratifier, ratifies_for: north}",
    )
    text = text.replace(
        "\nred_lines:",
        """  council:
    because: Ours.
    weights: {bank: 90, mills: 5, escort: 5}
    scores:
      bank: {returned: 100, shared: 0, kept: 0}
      mills: {open: 100, closed: 0}
      escort: {both: 0, outsiders: 100}

red_lines:""",
        1,
    )
    text = text.replace(
        "    south: {hold: 45, north-gains: 15, south-gains: 80}\n",
        "    south: {hold: 45, north-gains: 15, south-gains: 80}\n    council: {hold: 150, north-gains: 150, south-gains: 150}\n",
    )
    text = text.replace("if_broken: {north: 20, south: 25}", "if_broken: {north: 20, south: 25, council: 20}")
    text = text.replace("costs: {north: 5, south: about 6}", "costs: {north: 5, south: about 6, council: 0}")
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "talks.md").write_text(mini.text("talks"), encoding="utf-8")
    section = two_levels.section(ground(Evaluator(open_source(tmp_path), draws=16)))
    assert section is not None
    row = next(r for r in section.vetoes if r.kind == "settlement" and r.view is None)
    assert (row.ratifier, row.for_, row.open_without, row.open_with) == ("council", "north", True, False)
    assert row.win_set == 0 and row.zone_killed == row.zone > 0


def test_a_ratifier_beside_the_verdicts_shares_what_it_leaves_unsaid(mini: CaseSource, tmp_path: Path) -> None:
    """With nothing of its own it agrees with its principal; with more weight on one issue it does not; no verdict moves."""
    text = Path(mini.path).read_text(encoding="utf-8")
    party = "  council: {title: Council, role: ratifier, ratifies_for: north, binding: false}"
    text = text.replace(
        "  harbour: {title: Harbour, role: supporter}", "  harbour: {title: Harbour, role: supporter}\n" + party
    )
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "talks.md").write_text(mini.text("talks"), encoding="utf-8")
    file = tmp_path / "case.yaml"
    own = "  council: {because: Ours., weights: {bank: 900}}\n\nred_lines:"
    for values, differs in (("\nred_lines:", False), (own, True)):
        file.write_text(text.replace("\nred_lines:", values, 1), encoding="utf-8")
        evaluator = Evaluator(open_source(tmp_path), draws=16)
        assert "council" not in evaluator.base.required
        bare = Evaluator(mini, draws=16)
        for kind in bare.base.kinds:
            ask = Ask(kind, red_lines="none")
            assert evaluator.evaluate(None, ask).point.shortfall == bare.evaluate(None, ask).point.shortfall
        section = two_levels.section(ground(evaluator))
        assert section is not None
        rows = section.vetoes
        assert {r.kind for r in rows} == set(bare.base.kinds)
        assert any(r.killed or r.win_set != r.principal for r in rows) == differs
        for r in rows:
            assert 0 <= r.killed <= r.principal <= r.possible and 0 <= r.win_set <= r.possible
            assert r.open_without >= r.open_with


def test_what_a_ratifier_kills_equals_brute_force(war: Evaluator) -> None:
    """Deals that the principal takes and the ratifier does not, counted one by one."""
    case = two_levels.consenting(war.base, "ukrainian-public")
    assert case.required == ("ukraine", "russia", "ukrainian-public")
    section = two_levels.section(ground(war))
    assert section is not None
    for kind in ("ceasefire", "framework", "settlement"):
        p = problem(case, war.medians(None), Ask(kind, red_lines="none"), consents=False)
        deals = possible_deals(p)
        worth = values_of(p, deals)[0]
        takes = (worth >= p.reservation[0]) & floors_met(p, deals, 0)[:, None]
        for match in war.base.red_lines["public-concession"].rules_out:  # its own line holds at the middle number
            ((issue, options),) = match.items()
            barred = [p.options[j].index(o) for j in [p.issues.index(issue)] for o in options if o in p.options[j]]
            takes[:, 2] &= ~np.isin(deals[:, p.issues.index(issue)], barred)
        row = next(r for r in section.vetoes if r.kind == kind and r.view is None)
        assert row.possible == len(deals)
        assert row.win_set == takes[:, 2].sum()
        assert row.principal == takes[:, 0].sum()
        assert row.killed == (takes[:, 0] & ~takes[:, 2]).sum()


def name_of(evaluator: Evaluator, view: str) -> str:
    return in_sentence(evaluator, None if view == "base" else view)


def test_no_headline_counts_futures_and_the_horizon_is_named(examples: Path) -> None:
    source = open_source(examples / "iran-2012")
    for weeks in (24, 52):
        found = outlook.section(ground(Evaluator(source, views=(), draws=0)), weeks=weeks, count=20)
        assert found is not None
        headline, _, rest = found.text.partition(". ")
        assert not any(sign.isdigit() for sign in headline)
        assert f"grow with the horizon, which is {weeks} weeks here" in rest


@pytest.mark.parametrize("name", ["ukraine-2022-23", "iran-2012"])
def test_headlines_count_what_the_rows_say(examples: Path, name: str) -> None:
    source = open_source(examples / name)
    evaluator = Evaluator(source, views=tuple(source.views), draws=16)
    later, vetoes = outlook.now_or_later(ground(evaluator), weeks=26, count=50), two_levels.section(ground(evaluator))
    formulas = two_levels.formulas(ground(evaluator))
    assert later is not None and vetoes is not None and formulas is not None
    better = {view: {party.better for party in by.values()} for view, by in later.views.items()}
    for word, said in (("now", "talks now look better"), ("later", "waiting looks better")):
        views = [name_of(evaluator, view) for view, found in better.items() if found == {word}]
        assert (f"{said} to every principal {in_views(views)}" in later.text) == bool(views)
    bodies = {r.ratifier: Labels(evaluator.base).party(r.ratifier) for r in vetoes.vetoes}
    said_of = re.split(f"({'|'.join(map(re.escape, bodies.values()))}) ", vetoes.text.partition(" Counts are")[0])
    own = {ratifier: said_of[said_of.index(name) + 1] for ratifier, name in bodies.items() if name in said_of}
    for ratifier in own:
        zones = [
            r for r in vetoes.vetoes
            if (r.ratifier, r.kind) == (ratifier, evaluator.base.main_kind) and r.open_without
        ]  # fmt: skip
        for passes, does in ((True, "lets a deal pass"), (False, "strikes it out")):
            views = [name_of(evaluator, r.view or "base") for r in zones if r.open_with == passes]
            clause = own[ratifier].partition(does)[2].partition("strikes it out")[0]  # what survives stands beside each
            assert bool(views) <= (does in own[ratifier])
            assert all(view.partition(" (")[0].removeprefix("after ") in clause for view in views)
    for title, _who, _on, declared, softened, *_ in formulas.rows:  # each by its name, and how far it goes
        said = (
            "as declared, some" if declared != "nowhere" else "only once" if softened != "nowhere" else "under no view"
        )
        clause = next(part for part in formulas.text.split("; ") if f"“{str(title).split(' [')[0]}”" in part)
        assert said in clause


def test_formulas_cite_who_coined_them(war: Evaluator) -> None:
    notes = Footnotes(war.base)
    section = two_levels.formulas(Ground(war, notes))
    assert section is not None
    assert len(section.rows) == len(war.base.formulas)
    assert {n.number for n in notes.all()} == set(section.notes)


def test_what_is_watched_for_is_looked_up_as_whole_words(war: Evaluator) -> None:
    from parley.core.spans import Span
    from parley.reading.model import Footing, Statement

    def said(text: str, day: int, furniture: bool = False) -> Statement:
        return Statement(
            str(day), "d", (), (), (Span(0, len(text)),), "He", "said", (text,), "indirect", Footing("on_record"),
            furniture=furniture, date=datetime.date(2022, 12, day),
        )  # fmt: skip

    entry = replace(war.base.watch[0], words=("grain",))
    statements = [
        said("The grain moves.", 1),
        said("The grainy film.", 2),
        said("Grain stops.", 3),
        said("grain", 4, True),
    ]
    assert [s.id for s in watch.mentions(entry, statements)] == ["3", "1"]
    assert [s.id for s in watch.mentions(entry, statements, until=datetime.date(2022, 12, 2))] == ["1"]


def test_outlook_and_now_or_later_cover_every_view(war: Evaluator) -> None:
    section = outlook.section(ground(war), weeks=26, count=50)
    later = outlook.now_or_later(ground(war), weeks=26, count=50)
    assert section is not None
    assert later is not None
    assert set(section.views) == set(later.views) == {"base", *war.views}


def test_no_outlook_no_section(evaluator: Evaluator) -> None:
    assert outlook.section(ground(evaluator)) is None
    assert outlook.now_or_later(ground(evaluator)) is None
    assert watch.section(ground(evaluator)) is not None
    assert levers.section(ground(evaluator)) is None


def test_readiness_lies_between_nothing_and_all(war: Evaluator) -> None:
    section = ripeness.section(ground(war))
    assert all(0 <= row[-1] <= 1 for row in section.rows)
    assert section.heuristic
    assert section.text.startswith("A rule of thumb over the numbers that were typed in, and no finding: ")
    assert (
        "does not call the sides ripe for talks, and no zone exists. Of such a case the literature says: "
        in section.text
    )


def test_a_judgement_is_traced_to_its_quotation_in_its_document(war: Evaluator) -> None:
    found = trace(war, "facts.front")
    (judgement,) = found.judgements
    source = judgement.sources[0]
    assert source.start is not None
    words = war.source.text(source.document)[source.start : source.end]
    assert words.split() == source.quote.split()
    assert judgement.in_views["after-milley"]
    assert judgement.where.startswith("case.yaml:")


def test_a_number_without_a_quotation_is_ours(evaluator: Evaluator) -> None:
    assert trace(evaluator, "no_deal.costs.north").judgements[0].basis == "ours"


def test_a_computed_number_is_traced_to_the_judgements_that_move_it(evaluator: Evaluator) -> None:
    found = trace(evaluator, "R south")
    paths = {j.path for j in found.judgements}
    assert paths <= {p for p in evaluator.base.judgements if p.startswith("no_deal.")}
    assert found.value == pytest.approx(float(problem(evaluator.base, evaluator.medians(None), SOFT).reservation[0, 1]))
    moves = [abs(j.moves or 0.0) for j in found.judgements]
    assert moves == sorted(moves, reverse=True)


def test_a_note_is_traced_to_its_place(mini: CaseSource, evaluator: Evaluator) -> None:
    answer = assess(mini, draws=16, statements=(), cache=False)
    found = trace(evaluator, "1", answer=answer)
    assert found.quote is not None
    assert found.quote.quote == answer.notes[0].quote
    with pytest.raises(InputError, match="notes go from 1"):
        trace(evaluator, "999", answer=answer)


def test_what_cannot_be_traced_says_what_is_near(evaluator: Evaluator) -> None:
    with pytest.raises(InputError, match=r"no_deal\.costs\.north"):
        trace(evaluator, "no_deal.costs.nort")


def test_diff_names_the_judgement_that_did_it(ukraine: CaseSource) -> None:
    old = Evaluator(ukraine, draws=32)
    new = Evaluator(ukraine, draws=32, sets={"no_deal.costs.ukraine": "25", "no_deal.costs.russia": "7.1"})
    found = difference(old, new)
    changed = {c.path for c in found.judgements if c.before != c.after}
    assert changed == {"no_deal.costs.ukraine", "no_deal.costs.russia"}
    turned = next(t for t in found.verdicts if t.kind == "settlement" and t.lines == "none" and t.view == "base")
    assert turned.because == (("no_deal.costs.ukraine",),)
    assert "no_deal.costs.ukraine" not in found.structure


def test_a_case_does_not_differ_from_itself(mini: CaseSource) -> None:
    found = difference(Evaluator(mini, draws=16), Evaluator(mini, draws=16))
    assert found.judgements == ()
    assert found.verdicts == ()
    assert found.structure == ()
    assert found.sentence.startswith("The answer stands")


def test_two_dates_differ_in_evidence(mini: CaseSource) -> None:
    early = Evaluator(mini, draws=0, as_of=datetime.date(2021, 1, 1))
    found = difference(early, Evaluator(mini, draws=0))
    assert found.documents_new == ("talks",)
    assert any(c.evidence_new for c in found.judgements)
    assert all(c.before == c.after for c in found.judgements)


def test_lowering_a_reservation_value_never_closes_a_zone(evaluator: Evaluator) -> None:
    drawn = evaluator.sample(None, 64)
    dearer = replace(drawn, values=drawn.values.copy())
    dearer.values[:, dearer.columns["no_deal.costs.south"]] += 5.0
    before, after = (exists(evaluator.base, d, SOFT) for d in (drawn, dearer))
    assert not np.any(before & ~after)


def test_a_body_that_would_strike_out_a_whole_zone_is_named_beside_the_word_open(examples: Path) -> None:
    """One that is declared not to count, in a view that counts, of the main kind; and nowhere where it lets one deal pass."""
    evaluator = Evaluator(open_source(examples / "iran-2012"), draws=0)
    levels = two_levels.section(ground(evaluator))
    assert levels is not None
    words = two_levels.struck_out(evaluator, levels)
    assert (
        words.startswith("But ")
        and "Congress would strike out every such deal in the view “Washington accepts 5%”" in words
    )
    assert words.endswith("that vote is not counted in these words.")
    found = _with_vetoes(evaluator, (Phrase("A."), Phrase("B."), Phrase("C.")), {"two_levels": levels})
    assert [p.text for p in found] == ["A.", f"B. {words}", "C."]
    lets = replace(levels, vetoes=tuple(replace(r, open_with=r.open_without) for r in levels.vetoes))
    assert two_levels.struck_out(evaluator, lets) == ""
    assert _with_vetoes(evaluator, found, {"two_levels": lets}) == found
