"""Facts in dispute: an accusation and its answer, blame that two lay on each other, accounts that cannot both be so."""

from __future__ import annotations

import pytest

from parley.documents.build import from_text
from parley.insight.documents.brief import Brief, brief
from parley.reading import default_codebook
from parley.reading.one_source import statements
from parley.report.brief import render


def of(*texts: str) -> Brief:
    documents = [from_text(t + "\n", kind="text", given={"date": "2026-11-25"}) for t in texts]
    return brief(documents, [s for d in documents for s in statements(d)], default_codebook())


def told(*texts: str) -> list[tuple[str, str, str]]:
    """(about what, who asserts it, who answers) of every dispute."""
    return [
        (d.subject, "; ".join(x.who for x in d.asserted), "; ".join(x.who for x in d.rejected))
        for d in of(*texts).disputes
    ]


PAIRS = [
    # named: who was accused denies
    ("Osteria accused Velland of shelling the market in Kessel on Monday. Velland called it a lie.", "shelling the market", "Osteria", "Velland"),
    ("The Front said that the army had broken the truce. The army dismissed the claims as propaganda.", "broken the truce", "the Front", "the army"),
    ("The Osterian army accused Velland of shelling the town of Tarn. Velland's Defence Ministry rejected the Osterian accusations as a provocation.",
     "shelling the town", "the Osterian army", "Velland's Defence Ministry"),
    ("The Front blamed the army for the blast. Colonel Max Furlong of the army denied any involvement in the blast.", "the blast", "the Front", "Max Furlong"),
    # in the next paragraph but one
    ("The Osterian army accused Velland of shelling Tarn.\n\nThe shops stayed shut.\n\nVelland's Defence Ministry denied any truce violations.",
     "shelling Tarn", "the Osterian army", "Velland's Defence Ministry"),
    # "which it denies": the accused, not the accuser
    ("The government has accused the League of seeking to rule alone, which it denies, while the League has accused the government of looting the north, which it denies.",
     "looting the north", "the League", "the government"),
    # a claim by another than an accuser, and what is said to it
    ("Osteria said it had shot down a missile fired by Velland forces at a pipeline. Velland denied firing it.", "shot down a missile", "Osteria", "Velland"),
    ("Osteria's claims that the Front shelled Tarn have nothing to do with reality, Front spokeswoman Ada Quill said.", "the Front shelled Tarn", "Osteria's", "Ada Quill"),
    # accounts that cannot both be so
    ("Rebel general Otto Brink said his troops had seized Pagel. Army spokesman Max Furlong said the government was in control of the town.", "who holds Pagel", "Otto Brink", "Max Furlong"),
    ("The army said it had taken Kessel after two days of fighting. The rebels said Kessel was still in their hands.", "who holds Kessel", "the army", "the rebels"),
    ("The ministry said 40 civilians had been killed in Tarn. The rebels said only six civilians were killed in Tarn.", "how many were killed, Tarn", "the ministry", "the rebels"),
    ("The Osterian army said it had destroyed two Velland boats. Velland said no boats had been lost.", "boats lost", "the Osterian army", "Velland"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "subject", "asserts", "answers"), PAIRS)
def test_a_claim_stands_beside_its_answer(text: str, subject: str, asserts: str, answers: str) -> None:
    assert [(a, r) for s, a, r in told(text) if subject in s] == [(asserts, answers)], told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Both sides blamed each other for the collapse of the talks.",
        "The rebels and the army accused each other of breaking the truce on Monday.",
        "Osteria and Velland signed a truce, but immediately accused each other of breaking it.",
        "The two sides traded accusations of shelling on Monday.",
    ],
)
def test_blame_that_two_lay_on_each_other_is_told_once_for_both(text: str) -> None:
    (dispute,) = of(text).disputes
    assert dispute.subject.startswith("who is to blame: ") and dispute.asserted == dispute.rejected
    assert render(of(text)).count("±") == 1


def test_both_accusers_are_named() -> None:
    (dispute,) = of("The rebels and the army accused each other of breaking the truce.").disputes
    assert dispute.asserted[0].who == "the rebels and the army"


def test_an_accusation_is_answered_in_another_document() -> None:
    assert told(
        "Osteria accused Velland of shelling the market in Kessel.", "Velland denied shelling the market in Kessel."
    ) == [("shelling the market in Kessel", "Osteria", "Velland")]


@pytest.mark.parametrize(
    "text",
    [
        "Osteria accused Velland of arming the rebels. The ministry denied the request for a road.",  # no claim
        "The council repeatedly refused to hold talks with the Front. Qumar said it would host talks with the Front.",
        "The army said it had taken Kessel. The rebels said they had taken Tarn.",
        "The army said it had taken Kessel. The governor said the army was in control of Kessel.",
        "The ministry said 40 civilians had been killed in Tarn. The Union said six soldiers were killed in Brenn.",
        "The ministry said 40 civilians had been killed in Tarn. The Union said 40 civilians were killed in Tarn.",
        "The general called the plan a trap. He called the envoy a friend.",
        "The Front criticised the army for the raid. The minister said the budget was tight.",
    ],
)  # fmt: skip
def test_no_dispute_where_nobody_contradicts(text: str) -> None:
    assert told(text) == []


def test_the_denial_of_another_matter_is_no_answer() -> None:
    assert ("it had sold the rifles", "", "Qumar") in told(
        "Osteria accused Velland of arming the rebels. Qumar denied that it had sold the rifles."
    )
