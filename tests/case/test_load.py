"""Opening a case: views, changed numbers, replays, inheritance of reasons, places."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

import parley.case
from counted import calls
from parley.case import CaseSource, open_source
from parley.case.codebook import build, without_honorifics
from parley.case.file.changes import parse_change
from parley.case.file.evidence import fold, states_figure
from parley.case.file.tree import parse
from parley.core.errors import CaseError, InputError

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"
TEXT = (MINI / "case.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def source() -> CaseSource:
    return open_source(MINI)


def changed(tmp: Path, *replacements: tuple[str, str]) -> CaseSource:
    folder = tmp / "mini"
    shutil.copytree(MINI, folder, dirs_exist_ok=True)
    text = TEXT
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    return open_source(folder)


def median(case: parley.case.types.Case, path: str) -> float:
    distribution = case.judgements[path].distribution
    assert distribution is not None
    return distribution.median


def test_a_case_is_typed(source: CaseSource) -> None:
    case = source.case()
    assert (case.name, case.decider, case.main_kind) == ("mini", "harbour", "settlement")
    assert case.as_of == datetime.date(2021, 3, 1)
    assert case.horizon_months == 18
    assert case.required == ("north", "south")
    assert case.issues["bank"].options["kept"].recognises_conquest
    assert case.kinds["settlement"].issues == ("bank", "mills", "escort")
    assert case.kinds["carts"].only == {"mills": ("open", "closed")}
    assert case.kinds["carts"].status_quo == {"mills": "closed"}
    assert case.rules[1].then == {"escort": ("outsiders",)}
    assert case.red_lines["charter"].rules_out == ({"bank": ("kept",)},)
    assert case.red_lines["charter"].declared == "The north's envoy, 2021-02-01: “must stay open”"
    assert case.red_lines["charter"].declaration is not None
    assert case.red_lines["charter"].declaration.document == "talks"
    assert list(case.outcomes) == ["hold", "north-gains", "south-gains"]
    assert case.security_issues == ("escort",)
    assert case.documents["talks"].summary
    assert case.watch[0].to == 0.3
    assert case.courses["urge"].risk is not None and case.courses["urge"].risk.text == "The south waits."
    assert [a.text for a in case.courses["urge"].case_against] == ["The south waits."]


def test_a_file_and_its_folder_are_the_same_case(source: CaseSource) -> None:
    assert parley.case.load(MINI / "case.yaml").judgements == source.case().judgements
    assert parley.case.load(MINI) == source.case()


def test_reasons_are_inherited_and_kept_apart(source: CaseSource) -> None:
    judgements = source.case().judgements
    weights = judgements["values.north.weights.bank"]
    assert weights.because == "The envoy names the crossing first."
    assert weights.evidence == ()
    south = judgements["values.south.scores.mills.open"]
    assert south.because == "Our reading of the governor."
    assert [e.quote for e in south.evidence] == ["her side could hold"]
    assert south.evidence[0].date == datetime.date(2021, 2, 1)
    own = judgements["no_deal.beliefs.south.hold"]
    assert own.because == "Our judgement."  # the section's reason still stands
    assert own.evidence[0].quote == "about two winters"
    assert judgements["no_deal.beliefs.north.hold"].because == "Our judgement."


def test_a_view_changes_its_paths_and_nothing_else(source: CaseSource) -> None:
    base, view = source.case(), source.case("hopeful")
    assert view.view == "hopeful"
    different = [p for p in base.judgements if base.judgements[p] != view.judgements[p]]
    assert (
        different == ["no_deal.beliefs.north.north-gains", "no_deal.costs.north"] == list(base.views["hopeful"].paths)
    )
    cost = view.judgements["no_deal.costs.north"]
    assert cost.origin == "view hopeful"
    assert cost.because == "Carts are lost every week."
    assert cost.who == "The north's envoy"
    assert view.judgements["no_deal.beliefs.north.north-gains"].evidence[0].quote == "let the other side rebuild"
    assert list(view.judgements) == list(base.judgements)
    assert view.base is base.base
    assert source.case("base") == base


def test_numbers_may_be_set_for_a_run(source: CaseSource) -> None:
    case = source.case("hopeful", sets={"no_deal.costs.north": "1 to 3", "security.holds.north": 0.4})
    assert median(case, "no_deal.costs.north") == pytest.approx(2)
    assert median(case, "security.holds.north") == 0.4
    assert case.judgements["security.holds.north"].origin == "--set"
    assert median(case, "no_deal.beliefs.north.north-gains") == 0.1  # still the view's


def test_what_absence_means_may_be_set(source: CaseSource) -> None:
    case = source.case(sets={"security.effects.mills.open": 0.3, "kinds.settlement.security.holds.north": 0.9})
    assert median(case, "security.effects.mills.open") == 0.3
    assert case.security_issues == ("mills", "escort")
    assert median(case, "kinds.settlement.security.holds.north") == 0.9


@pytest.mark.parametrize(
    ("sets", "message"),
    [
        (
            {"no_deal.costs.nrth": 1},
            "--set: there is no number 'no_deal.costs.nrth'\n    did you mean 'no_deal.costs.north'",
        ),
        ({"security.holds.north": 40}, "security.holds.north: 40 is not between 0 and 1\n    write 0.4 or 40%"),
        ({"security.holds.north": "lots"}, "security.holds.north: 'lots' is not a number"),
        ({"no_deal.beliefs.harbour.hold": 0.4}, "the base case has no number for no_deal.beliefs.harbour.hold"),
        (
            {f"no_deal.beliefs.north.{o}": 0 for o in ("hold", "north-gains", "south-gains")},
            "the beliefs of north are all zero",
        ),
        ({f"values.south.weights.{i}": 0 for i in ("bank", "mills", "escort")}, "the weights of south are all zero"),
    ],
)
def test_a_bad_set_is_answered(source: CaseSource, sets: dict[str, float | str], message: str) -> None:
    with pytest.raises(CaseError) as caught:
        source.case(sets=sets)
    assert message in str(caught.value)


def test_unknown_views_and_documents(source: CaseSource) -> None:
    with pytest.raises(CaseError, match=r"there is no view 'hopefull'\n    did you mean 'hopeful'"):
        source.case("hopefull")
    with pytest.raises(InputError, match="there is no document 'talk'"):
        source.text("talk")
    assert source.text("talks").startswith("# Talks at the ford")


def test_replaying_a_case_sets_later_evidence_aside(source: CaseSource) -> None:
    early = source.case("hopeful", as_of="2021-01-15")
    assert early.as_of == datetime.date(2021, 1, 15)
    assert {e.quote for e in early.late_evidence} >= {"must stay open", "her side could hold", "two winters"}
    assert all(not j.evidence for j in early.judgements.values())
    assert early.courses["urge"].risk is not None and early.courses["urge"].risk.evidence == ()
    assert early.views["hopeful"].evidence == ()
    assert early.late_views == ("hopeful", "later")
    assert early.late_claims == ("standstill",)
    assert "red_lines.charter: declared on 1 February 2021, after the date asked: set aside" in early.lint
    assert early.red_lines == {}
    assert early.late_lines == source.case().red_lines
    now = source.case()
    assert now.late_evidence == ()
    assert now.late_views == ("later",)
    assert median(early, "no_deal.costs.north") == median(source.case("hopeful"), "no_deal.costs.north")
    with pytest.raises(InputError, match="'soon' is not a date"):
        source.case(as_of="soon")


def test_every_number_and_key_can_be_found_in_the_file(source: CaseSource) -> None:
    lines = TEXT.split("\n")
    for path in source.case().judgements:
        where = source.locate(path)
        if source.case().judgements[path].origin == "default":
            continue
        assert where.line is not None, path
        assert where.text == lines[where.line - 1]
    line = source.locate("red_lines.charter").line
    assert line is not None and lines[line - 1].strip() == "charter:"
    line = source.locate("views.hopeful.no_deal.costs.north").line
    assert line is not None and "10 to 14" in lines[line - 1]
    assert source.locate("no.such.thing").line is None


def test_numbers_not_yet_said_are_allowed(tmp_path: Path) -> None:
    source = changed(
        tmp_path,
        ("{bank: 40, mills: 50, escort: 10}", "?"),
        ("mills: {open: 100, closed: 0}\n      escort: {both: 100", "mills: ?\n      escort: {both: ?"),
        ("north-gains: 0.1 to 0.3", "north-gains: ?   # not yet"),
    )
    unset = [p for p, j in source.case().judgements.items() if j.distribution is None]
    assert unset == [
        "values.south.weights.bank", "values.south.weights.mills", "values.south.weights.escort",
        "values.south.scores.mills.open", "values.south.scores.mills.closed", "values.south.scores.escort.both",
        "no_deal.beliefs.south.north-gains",
    ]  # fmt: skip
    assert source.case(sets=dict.fromkeys(unset, 0.5)).judgements[unset[0]].distribution is not None


def test_scores_near_their_anchors_are_cut_there(tmp_path: Path) -> None:
    source = changed(tmp_path, ("shared: 40 to 70", "shared: 0 to 12"), ("shared: 50 to 80", "shared: -20 to 20"))
    inside, outside = (
        source.case().judgements[f"values.{p}.scores.bank.shared"].distribution for p in ("north", "south")
    )
    assert inside is not None and outside is not None
    import numpy as np

    assert inside.quantile(np.array([1e-9]))[0] >= 0
    assert outside.quantile(np.array([1e-3]))[0] < -20


def test_a_kind_without_a_name_and_security_of_one_kind(tmp_path: Path) -> None:
    start, end = TEXT.index("kinds:"), TEXT.index("rules:")
    source = changed(tmp_path, (TEXT[start:end], ""), ("main_kind: settlement\n", ""))
    assert list(source.case().kinds) == ["deal"]
    assert source.case().main_kind == "deal"
    own = "security: {holds: {north: 0.3 to 0.6}, if_broken: {south: 5}}}"
    source = changed(tmp_path, ("{title: Settlement, only: all}", "{title: Settlement, only: all, " + own))
    case = source.case()
    assert median(case, "kinds.settlement.security.holds.north") == pytest.approx(0.45, abs=0.01)
    assert "kinds.settlement.security.holds.south" not in case.judgements


CAMPAIGN = """no_deal:
  model: campaign
  because: Our judgement.
  campaign: {positions: 8, start: 3 to 5, pace: 1.5, decisive: 0.3, season: {jan: 0.4}}
  support: {carts: {title: Carts from the coast, shift: -0.8, tolls: {north: 1}}}
  rates: {lives: {north: 200}}
  beliefs: {north: {theta: 0.6, carts-ends: 0.05}, south: {theta: 0.4, carts-ends: 0.1, strength: 20}, analyst: ?}
  values:
    north: {a-wins: 90, b-wins: 0, line-low: 20, line-high: 70}
    south: {a-wins: 5, b-wins: 90, line-low: 70, line-high: 20}
"""


def test_other_models_of_no_deal_ask_for_their_own_numbers(tmp_path: Path) -> None:
    start, end = TEXT.index("no_deal:\n"), TEXT.index("security:\n")
    views, courses = TEXT.index("views:\n"), TEXT.index("claims:\n")
    source = changed(tmp_path, (TEXT[start:end], CAMPAIGN + "\n"), (TEXT[views:courses], ""))
    case = source.case()
    assert case.no_deal_sides == ("north", "south")
    assert case.no_deal_options == {"positions": 8, "steps": 4}
    assert case.no_deal_support == {"carts": "Carts from the coast"}
    assert median(case, "no_deal.campaign.start") == pytest.approx(4)
    assert median(case, "no_deal.campaign.season.jan") == 0.4
    assert case.judgements["no_deal.beliefs.analyst.theta"].distribution is None
    assert "no_deal.beliefs.north.strength" not in case.judgements
    assert median(source.case(sets={"no_deal.patience.north": 0.9}), "no_deal.patience.north") == 0.9
    with pytest.raises(CaseError, match=r"no_deal\.beliefs\.north has no number for carts-ends"):
        changed(
            tmp_path, (TEXT[start:end], CAMPAIGN.replace(", carts-ends: 0.05", "") + "\n"), (TEXT[views:courses], "")
        )


def test_acts_hold_their_shifts(source: CaseSource) -> None:
    first, second = source.case().courses["urge"].shifts
    assert (first.path, first.op) == ("no_deal.beliefs.south.south-gains", "add")
    assert first.amount.distribution is not None
    assert (first.amount.distribution.low, first.amount.distribution.high) == pytest.approx((0.02, 0.1))
    assert first.amount.path == "courses.urge.changes.no_deal.beliefs.south.south-gains"
    assert first.amount.because == "Pressure on the north looks like weakness."
    assert (second.op, second.amount.distribution.median if second.amount.distribution else None) == ("multiply", 0.8)


@pytest.mark.parametrize(
    ("text", "op", "low", "high"),
    [
        ("+0.1", "add", 0.1, 0.1), ("-5", "add", -5, -5), ("−5", "add", -5, -5), ("+10%", "add", 0.1, 0.1),
        ("+0.05 to +0.15", "add", 0.05, 0.15), ("-0.1 to +0.1", "add", -0.1, 0.1), ("x 0.8", "multiply", 0.8, 0.8),
        ("x0.5 to 0.9", "multiply", 0.5, 0.9), ("× 1.2", "multiply", 1.2, 1.2), ("0.3", "set", 0.3, 0.3),
        ("0.2 to 0.4", "set", 0.2, 0.4), ("about 30%", "set", 0.225, 0.375),
    ],
)  # fmt: skip
def test_changes_in_words(text: str, op: str, low: float, high: float) -> None:
    found, amount = parse_change(text, (0.0, 1.0))
    assert found == op
    assert (amount.low, amount.high) == pytest.approx((low, high), abs=1e-3)


@pytest.mark.parametrize("text", ["x", "x -1", "+", "- 5 6", "5 more", "+lots", "1.5"])
def test_bad_changes(text: str) -> None:
    with pytest.raises(InputError):
        parse_change(text, (0.0, 1.0))


SIGNAL = """
limits: {escalation: {title: Risk, at_most: 5, because: Ours.}}
levers:
  carts:
    title: More carts
    actor: harbour
    changes: {no_deal.costs.north: "x 0.8"}
    delay: 8
    cost: 1 to 3
    uses: {escalation: 3}
    levels: [0.5, 1]
    because: Ours.
    evidence: [{document: talks, quote: "two winters"}]
signals:
  statement: {title: A statement, who: The harbour, date: 2021-02-20, audience: [north], changes: {no_deal.beliefs.north.hold: "+0.1"}}
outlook: {evidence_strength: 0.2, openness: {north: 0.5, analyst: 1}, costs: {north: 1}}
formulas: {open-ford: {title: An open ford, coined: {who: The envoy, document: talks, quote: must stay open}, means: [{bank: [shared]}]}}
analogies: {old-war: {title: As in the old war, claim: standstill, features: [{text: Snow., shared: disputed}]}}
toughness: {north: 0.7}
"""


def test_levers_limits_signals_formulas_and_analogies(tmp_path: Path) -> None:
    source = changed(tmp_path, ("\nclaims:\n", SIGNAL + "\nclaims:\n"))
    case = source.case()
    lever = case.levers["carts"]
    assert (lever.actor, lever.delay_weeks, lever.cost, lever.levels) == ("harbour", 8.0, pytest.approx(2), (0.5, 1.0))
    assert lever.uses == {"escalation": 3.0}
    assert lever.shifts[0].op == "multiply"
    assert case.judgements["levers.carts.delay"].evidence == ()
    assert lever.evidence[0].supports == "direction"
    assert case.limits["escalation"].at_most == 5
    assert case.signals["statement"].shifts[0].path == "no_deal.beliefs.north.hold"
    assert case.formulas["open-ford"].means == ({"bank": ("shared",)},)
    assert case.analogies["old-war"].features[0].shared == "disputed"
    assert median(case, "toughness.north") == 0.7
    assert median(case, "outlook.openness.analyst") == 1
    dearer = source.case(sets={"levers.carts.cost": 7, "levers.carts.delay": 20, "limits.escalation.at_most": 9})
    assert (dearer.levers["carts"].cost, dearer.levers["carts"].delay_weeks) == (7, 20)
    assert dearer.limits["escalation"].at_most == 9
    with pytest.raises(CaseError, match=r"a signal moves beliefs only, not no_deal\.costs\.north"):
        changed(
            tmp_path,
            ("\nclaims:\n", SIGNAL.replace("no_deal.beliefs.north.hold", "no_deal.costs.north") + "\nclaims:\n"),
        )


@pytest.mark.parametrize(
    ("old", "new", "doubt"),
    [
        (
            "shared: 50 to 80",
            "shared: 50 to 51",
            "values.south.scores.bank.shared: too narrow: 50 to 51 is a range of 1",
        ),
        ("north-gains: 0.4", "north-gains: 0", "no_deal.beliefs.north.north-gains: extreme: 0 leaves almost no doubt"),
        ("{value: 0.6 to 0.9, because: He has said it often.}", "0.6 to 0.9", "red_lines.charter.holds: unsupported"),
        ("hold: 0.6, north", "hold: 0.2, north", "no_deal.beliefs.analyst: sums to 0.6"),
        (
            "because: He has said it often.",
            "because: See red_lines.charter.holds.",
            "red_lines.charter.holds: circular: its reason rests on itself",
        ),
        ("premises: []", "premises: [standstill]", "claims.standstill: circular: its reason rests on itself"),
        ("party: north", "party: harbour", "red_lines.charter: harbour is no principal or ratifier"),
        ('  sources: ["Charter of the valley, article 2"]\n', "", "law: no source is named"),
        (
            "open: 100, closed: 0}\n      escort: {because",
            "open: 130, closed: 0}\n      escort: {because",
            "outside of 0 to 100",
        ),
    ],
)
def test_doubts(tmp_path: Path, old: str, new: str, doubt: str) -> None:
    assert open_source(MINI).case().lint == ()
    found = changed(tmp_path, (old, new)).case().lint
    assert any(doubt in said for said in found), found


def test_quotations_are_compared_as_people_read_them() -> None:
    text = fold("> He said: “It’s **not** ripe — not\nyet,” for \\$5 <u>now</u>. [More](http://x.org/a_b) here.")
    for quote in (
        "It's not ripe",
        'He said: "It',
        "ripe - not yet",
        "ripe—not" if False else "ripe – not yet",
        "for $5 now",
        "More here",
    ):
        assert fold(quote) in text
    assert fold("It is ripe") not in text


@pytest.mark.parametrize(
    ("quote", "figure"),
    [("over 100,000 killed", True), ("about half the grid", True), ("two winters", True), ("to a standstill", False)],
)
def test_a_figure_in_digits_or_words(quote: str, figure: bool) -> None:
    assert states_figure(quote) is figure


def test_the_reader_learns_the_case_s_names(source: CaseSource) -> None:
    book = build(source.case())
    assert book.affiliations["northern"] == "north"
    assert "issue.bank.returned" in {p.id for p in book.propositions}
    assert without_honorifics("Gen. Mark A. Milley") == "Mark A. Milley"
    assert without_honorifics("Zelensky") == "Zelensky"


def test_yaml_1_2_words_and_lone_question_marks() -> None:
    tree = parse("a: no\nb: ?\nc: {d: ?, e: [?, on]}\nf: 'why ?'\ng: 0o7\n", "x.yaml")
    assert tree.root.items["a"].text == "no"  # type: ignore[union-attr]
    assert tree.root.items["b"].text == "?"  # type: ignore[union-attr]
    inner = tree.root.items["c"]
    assert isinstance(inner, parley.case.file.tree.Mapping)
    assert inner.items["d"].text == "?"  # type: ignore[union-attr]
    assert tree.root.items["f"].text == "why ?"  # type: ignore[union-attr]
    assert tree.root.items["g"].text == "0o7"  # type: ignore[union-attr]


def test_windows_line_ends_and_byte_order_marks(tmp_path: Path) -> None:
    folder = tmp_path / "mini"
    shutil.copytree(MINI, folder)
    (folder / "case.yaml").write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert open_source(folder).case().judgements == open_source(MINI).case().judgements


@pytest.mark.parametrize("name", ["ukraine-2022-23", "iran-2012"])
def test_a_shipped_case_is_read_once_and_a_view_of_it_costs_little(examples: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    shutil.copytree(examples / name, folder)
    opened: list[CaseSource] = []
    whole = calls(lambda: opened.append(open_source(folder)))
    (source,) = opened
    shutil.rmtree(folder)  # a view is made from what was read: nothing is opened again
    for view in (None, *source.views):
        made: list[parley.case.types.Case] = []
        assert calls(lambda view=view, made=made: made.append(source.case(view))) < whole / 50
        assert all(j.distribution is not None for j in made[0].judgements.values())


def test_words_of_an_option_reach_the_codebook_and_bad_ones_are_named(tmp_path: Path) -> None:
    old = "kept: {title: Kept by the south, recognises_conquest: true"
    case = changed(tmp_path, (old, old + ", words: [hold the bank, no return]")).case()
    assert case.issues["bank"].options["kept"].words == ("hold the bank", "no return")
    (kept,) = [p for p in build(case).propositions if p.id == "issue.bank.kept"]
    assert kept.words[-2:] == ("hold the bank", "no return") == kept.phrasings
    with pytest.raises(CaseError, match=r"'42' is no phrase"):
        changed(tmp_path, (old, old + ", words: ['42']")).case()
