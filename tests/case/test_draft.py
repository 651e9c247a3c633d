"""What a draft promises: issues in the documents' words, options in both sides', lines from refusals and conditions with their
quotation, packages and orders from offers, disputed facts, named suppliers, at most three questions, and nothing that was not said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.case import load
from parley.case.drafting.phrases import Phrases
from parley.case.types import Case
from parley.cli.main import root
from parley.core.spans import Span
from parley.documents.build import from_text

WAR = """Column and Council trade terms

14 June 2021

The Green Column shelled the Crown Council's army near Kessel on Saturday. The Crown Council's army attacked the Green Column.

"""


def drafted(folder: Path, text: str, *, head: str = WAR) -> tuple[Case, str, str]:
    """The case drafted of one text, its YAML and what the terminal said."""
    (folder / "a.txt").write_text(head + text, encoding="utf-8")
    made = CliRunner().invoke(
        root, ["draft", str(folder / "a.txt"), "-o", str(folder / "case")], catch_exceptions=False
    )
    assert made.exit_code == 0, made.output
    checked = CliRunner().invoke(root, ["check", str(folder / "case")], catch_exceptions=False)
    assert checked.exit_code == 0, checked.output
    return load(folder / "case"), (folder / "case" / "case.yaml").read_text(encoding="utf-8"), made.output


def names(text: str) -> list[str]:
    """What the words name, of a sentence by itself."""
    document = from_text(text)
    return [n.name for n in Phrases(document).named(Span(0, len(text)))]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("that Velland withdraw its troops from Kessel", ["withdrawal of troops from Kessel"]),
        ("to hold talks with the Column", ["talks with the Column"]),
        ("a proposal for a two-month truce", ["two-month truce"]),
        ("the release of all captives, the return of the villagers to their homes and an end to the siege",
         ["release of all captives", "return of the villagers to their homes", "end to the siege"]),
        ("to force the rebels to leave the hospitals", ["departure from hospitals"]),
        ("that the union open the road to Tarn", ["opening road to Tarn"]),
        ("these demands", ["demands"]),
    ],
)  # fmt: skip
def test_things_are_named_in_the_words_of_the_document(words: str, named: list[str]) -> None:
    assert names(f"The Column demanded {words}.")[-len(named) :] == named or names(words) == named


@pytest.mark.parametrize("words", ["victory", "the president", "him", "it", "a statement on Monday"])
def test_what_nobody_can_agree_on_has_no_name(words: str) -> None:
    assert names(words) == []


TERMS = """The Green Column demanded the release of its prisoners. "There will be no truce until our prisoners are released," Green Column commander Ola Berg said on Sunday.

The Crown Council ruled out the release of any prisoner. The Crown Council demanded the withdrawal of the Green Column from Kessel.
"""


def test_issues_options_and_lines_are_what_was_said(tmp_path: Path) -> None:
    case, text, _ = drafted(tmp_path, TERMS)
    assert {p.title for p in case.parties.values() if p.role == "principal"} == {"Green Column", "Crown Council"}
    titles = [i.title.lower() for i in case.issues.values()]
    assert any("release of" in t and "prisoner" in t for t in titles) and any("withdrawal" in t for t in titles)
    words = Path(tmp_path / "a.txt").read_text(encoding="utf-8").lower()
    for title in titles:
        assert any(w in words for w in re.findall(r"[a-z]{4,}", title)), "no issue without a word for it"
    release = next(i for i in case.issues.values() if "prisoner" in i.title.lower())
    assert any("Green Column demands" in o.title for o in release.options.values())
    assert any(o.title.startswith("Not, as the Crown Council") for o in release.options.values())
    assert "Land held by force" not in text and "Crimea" not in text


def test_a_condition_rules_out_the_one_without_the_other(tmp_path: Path) -> None:
    case, _, _ = drafted(tmp_path, TERMS)
    lines = [line for line in case.red_lines.values() if line.party == "green-column"]
    assert len(lines) == 1 and "without" in lines[0].title
    (match,) = lines[0].rules_out
    assert len(match) == 2, "a truce is ruled out only together with prisoners who are not released"
    truce = next(k for k, i in case.issues.items() if "truce" in i.title.lower())
    assert "none" not in match[truce]
    (refusal,) = [line for line in case.red_lines.values() if line.party == "crown-council"]
    assert [list(m) for m in refusal.rules_out] == [
        [next(k for k, i in case.issues.items() if "prisoner" in i.title.lower())]
    ]


def test_every_quotation_is_in_its_document(tmp_path: Path) -> None:
    _, text, _ = drafted(tmp_path, TERMS)
    body = " ".join((tmp_path / "a.txt").read_text(encoding="utf-8").split())
    quotes = [q.replace('\\"', '"') for q in re.findall(r'quote: "((?:[^"\\]|\\.)*)"', text)]
    quotes += re.findall(r"# .*?“(.+)” \(", text)
    assert len(quotes) >= 6
    for quote in quotes:
        assert quote in body, quote


def test_numbers_are_the_ends_of_a_scale_or_not_said(tmp_path: Path) -> None:
    case, text, _ = drafted(tmp_path, TERMS)
    said = {path: str(j.distribution) for path, j in case.judgements.items() if not path.endswith(("going-on",))}
    assert said, "there are numbers"
    section = text[text.index("values:") : text.index("red_lines:")]
    assert set(re.findall(r": (\d+)[,}]", section)) <= {"0", "100"}
    assert section.count("because:") == section.count("evidence:") > 0
    assert text.count("?") < 40


def test_what_another_tells_of_a_side_says_so_and_an_opponents_telling_is_none(tmp_path: Path) -> None:
    told = "An envoy of the Harbour Union, Kaja Oder, said that the Green Column had refused to leave Kessel.\n"
    case, text, said = drafted(tmp_path, told)
    (line,) = case.red_lines.values()
    assert "as Kaja Oder tells it" in line.title and "by the account of Kaja Oder" in text
    assert "It is told by Kaja Oder" in said
    (tmp_path / "b").mkdir()
    foe = "The Crown Council said that the Green Column had refused to leave Kessel.\n"
    case, _, _ = drafted(tmp_path / "b", foe)
    assert not any(line.party == "green-column" for line in case.red_lines.values())


OFFER = """The Crown Council proposed a truce in exchange for the release of all captives. The Green Column rejected the proposal on Monday.
"""


def test_an_offered_deal_is_a_package_and_only_what_was_said_is_ranked(tmp_path: Path) -> None:
    case, _, _ = drafted(tmp_path, OFFER)
    (package,) = case.packages.values()
    assert "Crown Council offered" in package.title and len([o for o in package.deal.values() if o != "none"]) == 2
    assert case.rankings["crown-council"] == ((package.key,), ("no-deal",))
    assert case.rankings["green-column"] == (("no-deal",), (package.key,))
    answered = CliRunner().invoke(root, ["assess", str(tmp_path / "case")], catch_exceptions=False)
    assert "every package is ranked below no deal by somebody" in " ".join(answered.output.split())
    ordered = CliRunner().invoke(root, ["ordinal", str(tmp_path / "case")], catch_exceptions=False)
    assert ordered.exit_code == 0 and "ranked below no deal by Green Column" in " ".join(ordered.output.split())


def test_a_demand_alone_is_no_package(tmp_path: Path) -> None:
    case, _, _ = drafted(tmp_path, TERMS)
    assert not case.packages and not case.rankings


def test_a_disputed_claim_is_a_fact_with_who_says_what(tmp_path: Path) -> None:
    text = (
        "The Crown Council said that the Green Column had received missiles from Osteria, a claim the Green Column denies.\n\n"
        "The Green Column demanded the release of its prisoners.\n"
    )
    case, yaml, _ = drafted(tmp_path, text)
    (fact,) = case.facts.values()
    assert "missiles" in fact.title and "as told by" in (fact.unit or "")
    assert f"facts.{fact.key}" in case.judgements and "value: {value: ?" in yaml


def test_a_refused_offer_is_no_fact(tmp_path: Path) -> None:
    case, _, _ = drafted(tmp_path, OFFER)
    assert not case.facts


def test_who_would_supply_an_option_is_named_with_it(tmp_path: Path) -> None:
    text = "The Green Column demanded a truce monitored by the Harbour Union.\n"
    case, yaml, _ = drafted(tmp_path, text)
    assert "suppliers: {harbour-union: ?}" in yaml
    assert case.parties["harbour-union"].role != "principal"


def test_no_more_than_three_questions_each_with_what_to_change(tmp_path: Path) -> None:
    text = "A truce would be welcome, some said. Nobody knew who would sign it.\n"
    _, yaml, said = drafted(tmp_path, text, head="The river\n\n")
    asked = re.findall(r"^# QUESTION \d: .+\(.+\)$", yaml, re.M)
    assert 1 <= len(asked) <= 3 and len(re.findall(r"^Question \d:", said, re.M)) == len(asked)
    assert "Who fights whom?" in asked[0]


def test_what_needs_no_question_asks_none(tmp_path: Path) -> None:
    _, yaml, said = drafted(tmp_path, TERMS)
    assert "Who fights whom" not in yaml and "Question 3" not in said


def test_the_opposition_of_a_state_is_not_the_state(tmp_path: Path) -> None:
    head = "Talks\n\n3 May 2020\n\nVelland's army shelled fighters of the River Front. The River Front attacked Velland's army.\n\n"
    text = "Rebels in Velland demanded the release of all captives.\n"
    case, yaml, _ = drafted(tmp_path, text, head=head)
    government = [p.title for p in case.parties.values() if "velland" in p.key]
    assert not any(f"As {t} demands" in yaml or f"As the {t} demands" in yaml for t in government)


def test_the_day_is_the_newest_documents(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("Before\n\n2 May 2021\n\nThe Green Column demanded a truce.\n", encoding="utf-8")
    (tmp_path / "new.txt").write_text(WAR + TERMS, encoding="utf-8")
    CliRunner().invoke(
        root, ["draft", str(tmp_path / "old.txt"), str(tmp_path / "new.txt"), "-o", str(tmp_path / "case")], catch_exceptions=False
    )  # fmt: skip
    assert "as_of: 2021-06-14\n" in (tmp_path / "case" / "case.yaml").read_text(encoding="utf-8")
