"""Domains of other software: utilities kept, times 100, in and out without loss; bad files named."""

from __future__ import annotations

import datetime
import itertools
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.case import load
from parley.case.chance.sampling import medians
from parley.case.exchange import convert, genius, jsons
from parley.case.exchange.domain import Domain, IssueSpec, Profile, normalised
from parley.case.exchange.files import read_domain
from parley.cli.export import command as export_command
from parley.cli.import_ import command as import_command
from parley.core.errors import DataError, ParleyError
from parley.deals.values import values_of
from parley.model.compose import problem

DATE = datetime.date(2024, 1, 2)
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=6)
NUMBERS = st.floats(0, 50, allow_nan=False).map(lambda x: round(x, 6))


@st.composite
def domains(draw: st.DrawFn) -> Domain:
    names = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    issues = tuple(IssueSpec(n, tuple(draw(st.lists(NAMES, min_size=1, max_size=3, unique=True)))) for n in names)
    profiles = []
    for i in range(2):
        weights = [draw(NUMBERS) for _ in issues]
        weights[0] += 0.25
        rows = tuple(tuple(draw(NUMBERS) for _ in issue.values) for issue in issues)
        profiles.append(Profile(f"side {i}", tuple(weights), rows, reservation=draw(NUMBERS)))
    return Domain("d", issues, tuple(profiles), "test")


@settings(max_examples=60, deadline=None)
@given(domains())
def test_files_come_back_as_they_went(tmp_path_factory: pytest.TempPathFactory, domain: Domain) -> None:
    for write in (genius.write, jsons.write_geniusweb, jsons.write_negmas):
        folder = tmp_path_factory.mktemp("out")
        back = read_domain(write(domain, folder))
        assert back.issues == domain.issues
        for one, other in zip(back.profiles, domain.profiles, strict=True):
            assert (one.weights, one.evaluations) == (other.weights, other.evaluations)
            assert one.reserved(back.issues) == other.reserved(domain.issues)


@settings(max_examples=40, deadline=None)
@given(domains())
def test_a_case_keeps_utilities_times_100(tmp_path_factory: pytest.TempPathFactory, domain: Domain) -> None:
    folder = tmp_path_factory.mktemp("case")
    (folder / "case.yaml").write_text(convert.to_case_text(domain, DATE, "as in the files"))
    (folder / convert.SIDECAR).write_text(convert.sidecar(domain))
    case = load(folder)
    p = problem(case, medians(case), red_lines="none")
    deals = list(itertools.product(*(range(len(i.values)) for i in domain.issues)))
    values = values_of(p, deals)[0]
    for deal, row in zip(deals, values, strict=True):
        assert row == pytest.approx([100 * q.utility(deal) for q in domain.profiles], rel=1e-9, abs=1e-9)
    assert p.reservation[0] == pytest.approx([100 * q.reserved(domain.issues) for q in domain.profiles])
    r = dict(zip(p.parties, p.reservation[0].tolist(), strict=True))
    out = convert.from_case(case, "deal", r, convert.read_sidecar(folder)).domain
    assert out.profiles == domain.profiles


GENIUS_PROFILE = """<utility_space number_of_issues="2"><objective index="0" name="root">
<issue index="1" name="price" type="discrete" vtype="discrete">
<item index="1" value="low" evaluation="10"/><item index="2" value="high" evaluation="40"/>
<similarity_function weight="0.2"><criteria_function weight="1"><item index="1" value="low" evaluation="0.9"/>
<item index="3" value="unspecified" evaluation="0"/></criteria_function></similarity_function></issue>
<issue index="2" name="years" type="integer" vtype="integer"><range lowerbound="1" upperbound="3"/>
<evaluator ftype="linear" offset="2" slope="0.5"/></issue>
<weight index="1" value="0.25"/><weight index="2" value="0.75"/></objective>
<discount_factor value="0.9"/>{reservation}</utility_space>"""
GENIUS_TEMPLATE = """<negotiation_template><utility_space number_of_issues="2"><objective index="0" name="root">
<issue index="1" name="price" vtype="discrete"><item index="1" value="low"/><item index="2" value="high"/></issue>
<issue index="2" name="years" vtype="integer"><range lowerbound="1" upperbound="3"/></issue>
</objective></utility_space></negotiation_template>"""


@pytest.fixture
def genius_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "g"
    folder.mkdir()
    (folder / "trade.xml").write_text(GENIUS_TEMPLATE)
    (folder / "buyer.xml").write_text(GENIUS_PROFILE.format(reservation='<reservation value="0.5"/>'))
    (folder / "seller.xml").write_text(GENIUS_PROFILE.format(reservation=""))
    return folder


def test_genius_as_written(genius_folder: Path) -> None:
    domain = read_domain([genius_folder])
    assert [i.values for i in domain.issues] == [("low", "high"), ("1", "2", "3")]
    buyer, seller = domain.profiles
    assert buyer.utility((1, 2)) == pytest.approx(0.25 * 40 + 0.75 * 3.5)
    assert (buyer.reserved(domain.issues), seller.reserved(domain.issues)) == (0.5, 0.0)
    assert buyer.discount == 0.9


def test_normalising_is_only_on_request(genius_folder: Path) -> None:
    buyer = read_domain([genius_folder]).profiles[0]
    assert normalised(buyer, "none") is buyer
    assert normalised(buyer, "genius").evaluations[0] == (0.25, 1.0)
    stretched = normalised(buyer, "range")
    assert stretched.utility((0, 0)) == pytest.approx(0.0)
    assert stretched.utility((1, 2)) == pytest.approx(1.0)


def test_the_commands_round_trip(genius_folder: Path, tmp_path: Path) -> None:
    run = CliRunner()
    case, out = tmp_path / "case", tmp_path / "out"
    done = run.invoke(
        import_command, [str(genius_folder), "-o", str(case), "--as-of", "2024-01-02"], catch_exceptions=False
    )
    assert done.exit_code == 0
    assert "6 deals" in done.output
    assert (
        run.invoke(export_command, [str(case), "--to", "genius", "-o", str(out)], catch_exceptions=False).exit_code == 0
    )
    before, after = read_domain([genius_folder]), read_domain([out])
    assert after.issues == before.issues
    assert {p.name: (p.weights, p.evaluations, p.reserved(after.issues), p.discount) for p in after.profiles} == {
        p.name: (p.weights, p.evaluations, p.reserved(before.issues), p.discount or 1.0) for p in before.profiles
    }
    with pytest.raises(ParleyError, match="already there"):
        run.invoke(import_command, [str(genius_folder), "-o", str(case)], catch_exceptions=False)


def test_a_reservation_bid_is_worth_its_utility(tmp_path: Path) -> None:
    domain = {"name": "d", "issuesValues": {"a": {"values": ["x", "y"]}}}
    space = {
        "name": "p", "issueWeights": {"a": 1.0}, "domain": domain,
        "issueUtilities": {"a": {"discreteutils": {"valueUtilities": {"x": 0.3, "y": 1}}}},
        "reservationBid": {"issuevalues": {"a": "x"}},
    }  # fmt: skip
    (tmp_path / "d.json").write_text(json.dumps(domain))
    (tmp_path / "p.json").write_text(json.dumps({"LinearAdditiveUtilitySpace": space}))
    found = read_domain([tmp_path])
    assert found.profiles[0].reserved(found.issues) == 0.3


@pytest.mark.parametrize(
    "name, text, words",
    [
        ("a.xml", "<utility_space><objective>", "not well-formed"),
        ("a.xml", '<!DOCTYPE x [<!ENTITY a "b">]><utility_space>&a;</utility_space>', "entities"),
        ("a.xml", "<other/>", "without a utility space"),
        ("a.json", "{", "not JSON"),
        ("a.json", "[1]", "not a mapping"),
        ("a.json", '{"x": 1}', "no known kind"),
        ("a.json", '{"issueWeights": {"a": 1}, "issues": {"a": {"x": "much"}}}', "'much', not a number"),
        ("a.json", '{"issueWeights": {"a": 0}, "issues": {"a": {"x": 1}}}', "no weight above 0"),
        ("a.json", '{"issueWeights": {"a": 1}, "issues": {"a": {"x": NaN}}}', "not finite"),
        ("a.yml", "a: &a [1]\nb: *a\n", "aliases"),
        ("a.xml", GENIUS_TEMPLATE, "no profile"),
    ],
)
def test_bad_files_are_named(tmp_path: Path, name: str, text: str, words: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(DataError) as caught:
        read_domain([tmp_path / name])
    assert words in str(caught.value)
    assert name in str(caught.value)
