"""What is asserted here and rejected there is linked, within a document and across documents; agreement is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.cli.ledger import command
from parley.documents import from_text
from parley.ledger import Ledger
from parley.reading import Statement, read
from parley.reading.sides.contested import Contest, contested


def of(*texts: str) -> tuple[dict[str, Statement], tuple[Contest, ...]]:
    statements = [s for text in texts for s in read(from_text(text))]
    return {s.id: s for s in statements}, contested(statements)


def test_a_denial_that_points_back() -> None:
    by_id, (found,) = of("Russia accused Ukraine of shelling the plant. Ukraine denied the accusation.\n")
    assert found.link == "charge" and "shelling the plant" in found.subject
    assert by_id[found.asserted[0]].source_text == "Russia" and by_id[found.rejected[0]].source_text == "Ukraine"


def test_a_denial_in_the_words_of_another_document() -> None:
    by_id, found = of(
        "Officials said that Ukraine had shelled the nuclear plant on Monday.\n",
        "Ukraine denied that it had shelled the nuclear plant.\n",
    )
    (link,) = [c for c in found if c.link == "same words"]
    assert by_id[link.asserted[0]].document != by_id[link.rejected[0]].document


def test_no_contest_where_nobody_denies() -> None:
    assert of("Officials said that the plant was shelled. Ann Doe, a minister, said the plant was safe.\n")[1] == ()


def test_nobody_contests_himself() -> None:
    assert (
        of("Ukraine denied that it had shelled the nuclear plant. Ukraine said it had not shelled the plant.\n")[1]
        == ()
    )


def test_the_command(tmp_path: Path) -> None:
    document = from_text("Russia accused Ukraine of shelling the plant. Ukraine denied the accusation.\n")
    path = str(tmp_path / "x.sqlite")
    with Ledger.open(path) as ledger:
        ledger.add(document, read(document))
    run = CliRunner().invoke(command, ["contested", "--ledger", path], catch_exceptions=False)
    assert "1 contested" in run.output and "rejected" in run.output
    rows = json.loads(CliRunner().invoke(command, ["contested", "--ledger", path, "--json"]).output)
    assert rows[0]["rejected"][0]["cue_text"] == "denied"


APPENDED = (
    ("UN experts say the Emirates sent weapons to the Front, a claim the Emirates deny.", "UN experts", "the Emirates"),
    ("Kessel says it has no troops there, a claim that UN experts dispute.", "Kessel", "UN experts"),
    ("The ministry said 40 people had died, which the rebels denied.", "The ministry", "the rebels"),
    ("Arland has accused Belmark of arming the Front, a charge denied by Belmark.", "Arland", "Belmark"),
    ("Belmark denied that its troops had crossed the river, as Arland claims.", "Arland", "Belmark"),
    ("The rebels have denied the army’s claim that they hold the bridge.", "the army’s", "The rebels"),
    ("The army accused the Front of shelling the market in Kessel. The Front denied responsibility.", "The army", "The Front"),
    ("Arland says it has taken the town of Tarn. Belmark denies losing it.", "Arland", "Belmark"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "asserts", "rejects"), APPENDED)
def test_a_claim_and_its_denial_in_one_breath(text: str, asserts: str, rejects: str) -> None:
    by_id, contests = of(text + "\n")
    found = [c for c in contests if c.link != "proposition"]
    assert [
        ([by_id[i].source_text for i in c.asserted], [by_id[i].source_text for i in c.rejected]) for c in found
    ] == [([asserts], [rejects])]
    claim = by_id[found[0].asserted[0]]
    assert (
        not claim.negated
        and "deny" not in " ".join(claim.content_text)
        and "denied" not in " ".join(claim.content_text)
    )
