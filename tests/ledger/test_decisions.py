"""Decisions: each changes what stands, says who and when, and is taken back without being deleted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_samples import TEXT, sample, three

from parley.cli.ledger import command
from parley.core.errors import LedgerError
from parley.ledger import Filter, Ledger
from parley.ledger.agreement import agreement, alpha
from parley.ledger.check import check
from parley.ledger.decisions import code, correct, history, judge, merge, recode, undo

DOCUMENT = sample()
FIRST, SECOND, THIRD = three(DOCUMENT)


@pytest.fixture
def ledger() -> Ledger:
    made = Ledger.memory()
    made.add(DOCUMENT, three(DOCUMENT))
    return made


def status(ledger: Ledger, statement: str) -> str:
    return ledger.entry(statement).status


def test_accept_and_reject(ledger: Ledger) -> None:
    judge(ledger, [FIRST.id], "accept", "RM")
    judge(ledger, [SECOND.id, THIRD.id], "reject", "RM", note="not said")
    assert [status(ledger, s.id) for s in (FIRST, SECOND, THIRD)] == ["accepted", "rejected", "rejected"]
    assert ledger.statements() == (FIRST,)
    assert ledger.count(Filter(status="all")) == 3
    undo(ledger, "RM")
    assert status(ledger, THIRD.id) == "open" and status(ledger, SECOND.id) == "rejected"


def test_a_correction_keeps_the_id_and_is_found_by_its_new_words(ledger: Ledger) -> None:
    start = DOCUMENT.text.index("neither side")
    correct(
        ledger,
        SECOND.id,
        {"content": [[start, start + 12]], "resolved": "The Officials", "footing": {"kind": "institution"}},
        "RM",
    )
    made = ledger.entry(SECOND.id).statement
    assert (made.id, made.content_text, made.resolved, made.footing.kind) == (
        SECOND.id,
        ("neither side",),
        "The Officials",
        "institution",
    )
    assert ledger.count(Filter(words="ready")) == 1 and ledger.count(Filter(speaker="The Officials")) == 1
    assert status(ledger, SECOND.id) == "corrected" and check(ledger).faults == ()
    undo(ledger, "RM")
    assert ledger.entry(SECOND.id).statement == SECOND and ledger.count(Filter(words="ready")) == 2


def test_recoding_a_stance(ledger: Ledger) -> None:
    recode(ledger, FIRST.id, "talks-now", "later", "RM")
    assert [(s.proposition, s.side) for s in ledger.entry(FIRST.id).statement.stances] == [("talks-now", "later")]
    assert ledger.count(Filter(proposition="talks-now", side="later")) == 1
    recode(ledger, FIRST.id, "talks-now", None, "RM")
    assert ledger.entry(FIRST.id).statement.stances == ()
    undo(ledger, "RM")
    undo(ledger, "RM")
    assert ledger.entry(FIRST.id).statement == FIRST


def test_merged_speakers_stay_merged_for_what_is_read_later(ledger: Ledger) -> None:
    merge(ledger, ["Ann Doe"], "Ann B. Doe", "RM")
    assert ledger.count(Filter(speaker="Ann B. Doe")) == 1
    later = sample(TEXT.replace("Tuesday", "Friday"), "daily/other.md")
    ledger.add(later, three(later))
    assert ledger.count(Filter(speaker="Ann B. Doe")) == 2
    undo(ledger, "RM")
    assert ledger.count(Filter(speaker="Ann B. Doe")) == 0 and ledger.statements()[0] == FIRST


def test_each_takes_back_their_own_and_only_once(ledger: Ledger) -> None:
    (first,) = judge(ledger, [FIRST.id], "accept", "RM")
    judge(ledger, [FIRST.id], "reject", "AB")
    assert undo(ledger, "RM").seq == first
    assert status(ledger, FIRST.id) == "rejected"
    for wrong in (lambda: undo(ledger, "RM"), lambda: undo(ledger, "RM", first), lambda: undo(ledger, "RM", 99)):
        with pytest.raises(LedgerError):
            wrong()
    log = history(ledger, FIRST.id)
    assert [(d.kind, d.who, d.undone) for d in log] == [
        ("accept", "RM", True),
        ("reject", "AB", False),
        ("undo", "RM", False),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda ledger: judge(ledger, ["nothing"], "accept", "RM"),
        lambda ledger: judge(ledger, [FIRST.id], "accept", "  "),
        lambda ledger: correct(ledger, FIRST.id, {}, "RM"),
        lambda ledger: correct(ledger, FIRST.id, {"speaker": "x"}, "RM"),
        lambda ledger: correct(ledger, FIRST.id, {"content": []}, "RM"),
        lambda ledger: correct(ledger, FIRST.id, {"content": [[5, 5]]}, "RM"),
        lambda ledger: correct(ledger, FIRST.id, {"content": [[0, 99999]]}, "RM"),
        lambda ledger: correct(ledger, FIRST.id, {"footing": {"kind": "rumour"}}, "RM"),
        lambda ledger: recode(ledger, FIRST.id, "talks-now", "perhaps", "RM"),
        lambda ledger: merge(ledger, ["Nobody"], "Ann Doe", "RM"),
        lambda ledger: merge(ledger, ["Ann Doe"], "Ann Doe", "RM"),
        lambda ledger: code(ledger, FIRST.id, "tone", "", "RM"),
    ],
)
def test_what_cannot_be_decided_is_refused_and_nothing_is_written(ledger: Ledger, wrong: object) -> None:
    with pytest.raises(LedgerError):
        wrong(ledger)  # type: ignore[operator]
    assert history(ledger) == [] and ledger.statements() == (FIRST, SECOND, THIRD)


STEPS = st.lists(st.sampled_from(["accept", "reject", "correct", "recode", "merge", "undo"]), max_size=12)


@given(STEPS)
@settings(max_examples=60, deadline=None)
def test_taking_everything_back_leaves_what_was_read(steps: list[str]) -> None:
    with Ledger.memory() as made:
        made.add(DOCUMENT, three(DOCUMENT))
        held = 0
        for step in steps:
            if step == "undo":
                if held:
                    undo(made, "RM")
                    held -= 1
                continue
            if step in ("accept", "reject"):
                judge(made, [FIRST.id], step, "RM")  # type: ignore[arg-type]
            elif step == "correct":
                correct(made, FIRST.id, {"resolved": "Somebody", "furniture": True}, "RM")
            elif step == "recode":
                recode(made, FIRST.id, "aid", "against", "RM")
            else:
                known = made.entry(FIRST.id).statement.resolved or ""
                merge(made, [known], known + "!", "RM")
            held += 1
        for _ in range(held):
            undo(made, "RM")
        assert made.statements() == (FIRST, SECOND, THIRD)
        assert {e.status for e in made.entries()} == {"open"}
        assert check(made).faults == ()


def test_alpha_of_published_examples() -> None:
    """Krippendorff 2011, sections A, B and C: 0.095, 0.692, 0.743."""

    def rated(*coders: str) -> list[dict[str, str]]:
        return [{str(i): row[u] for i, row in enumerate(coders) if row[u] != "."} for u in range(len(coders[0]))]

    assert alpha(rated("0100000000", "1110010010")) == pytest.approx(0.095, abs=5e-4)
    assert alpha(rated("aabbdcccedda", "babbbccceddd")) == pytest.approx(0.692, abs=5e-4)
    four = rated("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
    assert alpha(four) == pytest.approx(0.743, abs=5e-4)


def test_alpha_is_one_in_full_agreement_and_undefined_without_variety() -> None:
    assert alpha([{"a": 1, "b": 1}, {"a": 2, "b": 2}]) == 1
    assert alpha([{"a": 1, "b": 1}, {"a": 1, "b": 1}]) is None
    assert alpha([{"a": 1}, {"b": 2}]) is None


def test_agreement_of_coders_in_a_ledger(ledger: Ledger) -> None:
    for who, values in (("RM", "xyx"), ("AB", "xyy")):
        for made, value in zip((FIRST, SECOND, THIRD), values, strict=True):
            code(ledger, made.id, "tone", value, who)
    judge(ledger, [FIRST.id], "accept", "RM")
    (found,) = agreement(ledger)
    assert (found.variable, found.units, found.codes, found.coders) == ("tone", 3, 6, ("AB", "RM"))
    assert found.alpha == pytest.approx(1 - 5 * 2 / (36 - 9 - 9))
    code(ledger, THIRD.id, "tone", "x", "AB", note="after talking")
    assert agreement(ledger)[0].alpha == 1
    assert status(ledger, THIRD.id) == "open"


def test_two_that_take_back_at_once_take_back_once(tmp_path: Path) -> None:
    document = sample()
    path = tmp_path / "l.sqlite"
    with Ledger.open(path) as one, Ledger.open(path) as two:
        one.add(document, three(document))
        judge(one, [one.statements()[0].id], "accept", "RM")
        one.connection.execute("BEGIN IMMEDIATE")  # the first is at it
        two.connection.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(LedgerError, match="another program"):
            undo(two, "RM")
        undo(one, "RM")
        one.connection.execute("COMMIT")
        with pytest.raises(LedgerError, match="no decision that still holds"):
            undo(two, "RM")


def test_every_decision_is_told_as_json(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    document = sample()
    with Ledger.open(path) as ledger:
        ledger.add(document, three(document))
        known = ledger.statements()[0].id

    def said(*words: str) -> Any:
        done = CliRunner().invoke(command, [*words, "--ledger", str(path), "--who", "RM", "--json"])
        assert done.exit_code == 0, done.output
        return json.loads(done.output)

    assert said("accept", known) == {"decisions": [1]} and said("reject", known) == {"decisions": [2]}
    assert said("correct", known, "--speaker", "Ann D.") == {"decisions": [3]}
    assert said("recode", known, "talks-now", "later") == {"decisions": [4]}
    assert said("merge", "Ann D.", "--into", "Ann Doe") == {"decisions": [5]}
    assert said("code", known, "tone=calm", "topic=talks") == {"decisions": [6, 7]}
    assert (taken := said("undo"))["seq"] == 7 and taken["kind"] == "code"
    out = CliRunner().invoke(
        command, ["export", "--to", "csv", "-o", str(tmp_path / "x"), "--ledger", str(path), "--json"]
    )
    assert json.loads(out.output) == {"output": str(tmp_path / "x"), "format": "csv", "count": 3}
    assert said("import", str(tmp_path / "x")) == {"new": 0, "coded": 3}
