"""A brief and a draft from documents alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.cli.brief import command as brief_command
from parley.cli.draft import command as draft_command
from parley.core.errors import InputError
from parley.documents import from_text
from parley.insight.documents.brief import Brief, brief
from parley.reading import default_codebook, read
from parley.report.brief import render

ONE = """# Talks divide the capital

By Ann Lee Nov. 10, 2022

The Ukrainian president, Volodymyr Zelensky, said that talks could not begin until Russian troops withdraw from occupied territory.
Gen. Peter Marsh urged negotiations. "The army has fought the enemy to a standstill," he said in a speech on Wednesday.

Officials said that the moment was not ripe for talks, speaking on condition of anonymity because they feared for their jobs.
The militia said that its fighters had seized the town. The claim was rejected by Ukraine's military.

Asked if talks were near, Maria Lopez left no doubt. "It remains to be seen," she said.
"""
TWO = """# The front

By Karl Ott Dec. 10, 2022

Karl Weber said that the army was making steady battlefield progress and should not negotiate. "A just peace," a phrase used by
the Group of 7, is far off, Mr. Weber said.
"""


@pytest.fixture(scope="module")
def made() -> Brief:
    documents = [from_text(ONE, name="one.md"), from_text(TWO, name="two.md")]
    return brief(documents, [s for d in documents for s in read(d)], default_codebook())


def test_camps_on_talks_now(made: Brief) -> None:
    camps = {side: [line.who for line in lines] for side, lines in made.talks.items()}
    assert "Peter Marsh" in camps["for"]
    assert "Volodymyr Zelensky" in camps["conditional"]
    assert "Officials" in camps["later"] or "officials" in camps["later"]
    assert "Maria Lopez" in camps["ambiguous"]


def test_precondition_and_disputes(made: Brief) -> None:
    assert [p.line.who for p in made.preconditions if p.status == "stated"] == ["Volodymyr Zelensky"]
    facts = next(d for d in made.disputes if d.asserted and d.rejected and "gains" in d.subject)
    assert "Karl Weber" in {x.who for x in facts.asserted}
    assert "Peter Marsh" in {x.who for x in facts.rejected}
    assert any(d.rejected and "claim was rejected" in d.rejected[0].words for d in made.disputes)


def test_a_phrase_is_traced_to_its_maker(made: Brief) -> None:
    assert any(p.phrase == "A just peace" and "Group of 7" in p.places[0] for p in made.phrases)


@pytest.mark.parametrize("width", [60, 80, 100])
def test_it_fits_the_terminal(made: Brief, width: int) -> None:
    text = render(made, width=width)
    assert max(len(line) for line in text.splitlines()) <= width
    assert "FOR TALKS NOW" in text
    assert "because they feared for their jobs" in " ".join(text.split())


def test_two_screens_and_all_on_request(made: Brief) -> None:
    from dataclasses import replace

    from parley.report.brief import SCREENS

    line = made.talks["for"][0]
    many = tuple(replace(line, who=f"Speaker {n}") for n in range(40))
    large = replace(made, talks=dict.fromkeys(made.talks, many), wants=many, disputes=made.disputes * 20)
    short, whole = render(large), render(large, whole=True)
    assert len(short.splitlines()) <= SCREENS and "more (--all)" in short
    assert "more (--all)" not in whole and all(x.who in whole for x in many)


def test_a_withdrawn_letter_is_told_as_such() -> None:
    document = from_text(
        "Nov. 10, 2022\n\nIn October 2022, progressive Democrats in the U.S. Congress released a letter urging the president "
        "to pursue negotiations with Russia. The signatories called for a push for talks now. The letter was quickly retracted.\n"
    )
    made = brief([document], read(document), default_codebook())
    lines = [line for lines in made.talks.values() for line in lines if line.withdrawn]
    assert lines and all(
        "retracted" in (x.withdrawn or "") and "October 2022" in x.footing and x.month_only for x in lines
    )
    assert "STATED, THEN WITHDRAWN" in render(made)


def test_nothing_said_is_nothing_claimed() -> None:
    document = from_text("A quiet day in the valley.")
    text = render(brief([document], read(document), default_codebook()))
    assert "No statement takes a side" in text


def test_brief_command(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(ONE, encoding="utf-8")
    shown = CliRunner().invoke(brief_command, [str(tmp_path / "one.md"), "--json"], catch_exceptions=False)
    assert json.loads(shown.output)["statements"] > 4
    missing = CliRunner().invoke(brief_command, [str(tmp_path / "absent.md")])
    assert isinstance(missing.exception, InputError)


def test_a_draft_passes_the_check_and_never_overwrites(tmp_path: Path) -> None:
    from parley.case.file.source import open_source
    from parley.case.summary import summarise

    for name, text in (("one.md", ONE), ("two.md", TWO)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    folder = tmp_path / "case"
    arguments = [str(tmp_path / "one.md"), str(tmp_path / "two.md"), "-o", str(folder)]
    CliRunner().invoke(draft_command, arguments, catch_exceptions=False)
    summary = summarise(open_source(str(folder)))
    assert summary.parties >= 2
    assert summary.views >= 2
    assert summary.numbers > 20
    assert (
        len(summary.unset) > 0.8 * summary.numbers
    )  # sizes are for the analyst to say; words tell ends of a scale alone
    assert any(path.startswith("red_lines.ukraine") and path.endswith(".holds") for path in summary.unset)
    before = (folder / "case.yaml").read_bytes()
    again = CliRunner().invoke(draft_command, arguments)
    assert isinstance(again.exception, InputError)
    assert (folder / "case.yaml").read_bytes() == before


def test_what_cannot_be_read_is_told_and_the_others_are(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Ann Doe, a minister, urged negotiations.\n")
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7\nnothing")
    run = CliRunner().invoke(brief_command, [str(tmp_path / "good.txt"), str(tmp_path / "bad.pdf")])
    assert run.exit_code == 0 and "Ann Doe" in run.stdout
    assert "refused: " in run.stderr and "bad.pdf" in run.stderr
    with pytest.raises(InputError, match="bad"):
        CliRunner().invoke(brief_command, [str(tmp_path / "bad.pdf")], catch_exceptions=False)


def test_every_line_of_the_page_opens_its_words(tmp_path: Path) -> None:
    import re

    (tmp_path / "one.md").write_text(ONE, encoding="utf-8")
    page = tmp_path / "brief.html"
    arguments = [str(tmp_path / "one.md"), "-o", str(page)]
    CliRunner().invoke(brief_command, arguments, catch_exceptions=False)
    CliRunner().invoke(brief_command, arguments, catch_exceptions=False)  # a page of ours is replaced
    text = page.read_text(encoding="utf-8")
    linked = set(re.findall(r'href="#w-([0-9a-f]+)"', text))
    assert len(linked) > 3 and linked <= set(re.findall(r'id="w-([0-9a-f]+)"', text))
    page.write_text("mine", encoding="utf-8")
    refused = CliRunner().invoke(brief_command, arguments)
    assert isinstance(refused.exception, InputError) and page.read_text(encoding="utf-8") == "mine"


def test_a_claim_and_its_denial_are_a_dispute_with_both_sides_words() -> None:
    document = from_text("UN experts say the Emirates sent weapons to the Front, a claim the Emirates deny.\n")
    (dispute,) = brief([document], read(document), default_codebook()).disputes
    assert [x.who for x in dispute.asserted] == ["UN experts"] and [x.who for x in dispute.rejected] == ["the Emirates"]
    assert "deny" in render(brief([document], read(document), default_codebook()))


def test_acts_before_a_day_are_left_out_and_a_wrong_day_is_named(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(ONE, encoding="utf-8")
    run = CliRunner().invoke(brief_command, [str(tmp_path / "one.md"), "--since", "yesterday"])
    assert isinstance(run.exception, InputError) and "yesterday" in str(run.exception)
