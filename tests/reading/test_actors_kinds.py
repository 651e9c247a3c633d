"""Who is a side of a war and who is not, by kinds of text: rebels without a name, leaders, peacekeepers, earlier wars, places."""

from __future__ import annotations

import pytest

from parley.documents import from_text
from parley.reading.actors.parties import Parties, found_parties
from parley.reading.reader import records


def parties(*texts: str) -> Parties:
    documents = [from_text(t, name=f"{i}.txt") for i, t in enumerate(texts)]
    found = [records(d) for d in documents]
    sightings = {d.id: r.sightings for d, r in zip(documents, found, strict=True)}
    return found_parties(documents, [s for r in found for s in r.statements], sightings)


def sides(*texts: str) -> set[str]:
    return {a.title for a in parties(*texts).actors if a.part == "belligerent"}


SIDES: dict[str, tuple[str, set[str]]] = {
    "rebels without a name, told by their leader": (
        "Talks between Kenyan President Jon Harke and rebel leader Peter Tolm failed. Kenyan troops shelled the rebels on Friday, and the "
        "rebels seized a bridge. Tolm refused to meet Harke.",
        {"Kenyan army", "Rebels"},
    ),
    "rebels of a place": (
        "Kenyan soldiers attacked Wexley rebels at dawn. The Wexley rebels shelled the Kenyan army and captured two tanks.",
        {"Kenyan army", "Wexley rebels"},
    ),
    "a mediator that negotiates with both": (
        "Oman held talks with Kenya and with the Ridge Front. Oman mediated the truce. Kenyan jets had bombed the Ridge Front for weeks, and the "
        "Front fired rockets at Kenyan towns.",
        {"Kenyan army", "Ridge Front"},
    ),
    "peacekeepers who are shot at": (
        "The Ridge Front attacked the Kenyan army. Kenyan troops shelled the Ridge Front. The African Union said that its peacekeepers had come "
        "under fire. Attacks on African Union troops wounded four.",
        {"Kenyan army", "Ridge Front"},
    ),
    "an alliance of states that bombs": (
        "NATO bombed the Serbian army for a week. Serbia rejected NATO's demand. NATO said that its airstrikes would go on until Serbian troops "
        "withdrew.",
        {"Serbia", "NATO"},
    ),
    "an earlier war": (
        "Iraq shelled Kuwait on Friday, 3 May 2024. Kuwait's army repelled the attack by Iraqi troops. Iraq released prisoners whom it had taken from Iran in "
        "the war of 1984, when Iran attacked Iraq.",
        {"Iraq", "Kuwait"},
    ),
    "countries that a study talks about": (
        "Saudi Arabia bombed the Ridge Front in Yemen, and the Ridge Front fired missiles at Saudi Arabia. Egypt, Jordan and Syria said little. A "
        "dialogue between Iran, Iraq and Saudi Arabia might help.",
        {"Saudi Arabia", "Ridge Front"},
    ),
    "a place that is stormed": (
        "The Ridge Front stormed the Kudany police post. Kenyan soldiers drove out the Ridge Front.",
        {"Ridge Front", "Kenyan army"},
    ),
    "a party in parliament": (
        "The Ridge Front ambushed Kenyan soldiers. Kenyan troops attacked the Ridge Front. The Kenyan People's Congress, which sits in parliament, "
        "met the Ridge Front.",
        {"Ridge Front", "Kenyan army"},
    ),
    "forces of a creed": (
        "Kenyan troops took the town after driving out Islamic rebels. The rebels shelled the troops from the hills.",
        {"Kenyan army", "Rebels"},
    ),
    "two unions that fight": (
        "The Hill Democratic Party (HDP) said that the Patriotic Union of Wexley (PUW) had broken the truce. The PUW shelled HDP positions. The HDP "
        "repelled an attack by PUW fighters. The truce was brokered by Norway.",
        {"Hill Democratic Party", "Patriotic Union of Wexley"},
    ),
    "a front and its splinter": (
        "The Kesh Islamic Liberation Front (KILF) ambushed Kenyan soldiers. Kenyan troops shelled the KILF. The Kesh National Liberation Front (KNLF), "
        "which last year signed a treaty with the government, condemned it.",
        {"Kesh Islamic Liberation Front", "Kenyan army"},
    ),
    "a state that was": (
        "Yugoslavia's army shelled the Ridge Front. Belgrade said that the Ridge Front had attacked Serb forces. The Front fought Yugoslav "
        "troops for a week.",
        {"Yugoslav army", "Ridge Front"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SIDES)
def test_sides(name: str) -> None:
    text, wanted = SIDES[name]
    assert sides(text) == wanted


def test_a_host_is_none_of_the_sides_though_it_meets_them() -> None:
    found = parties(
        "Kenyan troops shelled the Ridge Front. The Ridge Front ambushed Kenyan soldiers. Both sent envoys to Doha, where Qatar hosts them. Qatar "
        "met the Ridge Front on Friday, and Qatar met Kenya on Sunday."
    )
    assert {a.title: a.part for a in found.actors}["Qatar"] == "host"


def test_weapons_quarters_and_papers_are_no_names() -> None:
    found = parties(
        "The Harke Front shelled the Kenyan army. Western officials said that Patriot missiles and a Middle Eastern military plan would not help. The "
        "New York-based Harbour Watch blamed both. Kenyan troops attacked the Harke Front."
    )
    names = {n for a in found.actors for n in (a.title, *a.aliases)}
    assert not names & {"Western", "Patriot", "Middle Eastern", "New York-based"}


def test_a_name_tells_no_troops_of_it() -> None:
    found = parties(
        "Kenyan troops shelled the Ridge Front. Kenya's army and Kenyan soldiers attacked the Ridge Front's fighters."
    )
    kenya = next(a for a in found.actors if a.key == "kenya")
    assert "Kenyan" in kenya.aliases
    assert not {"Kenyan troops", "Kenyan soldiers"} & set(kenya.aliases)


def test_a_state_abroad_goes_by_its_name() -> None:
    found = parties(
        "American jets bombed the Ridge Front in Yemen. Yemen's Ridge Front fired at American ships. The U.S. military said it had struck the Ridge Front in Yemen."
    )
    assert "United States" in {a.title for a in found.actors if a.part == "belligerent"}


def test_whom_one_accuses_of_a_blow_gives_it() -> None:
    found = parties(
        "Norway accused the Ridge Front of trying to take the town. The Ridge Front shelled Kenyan soldiers. Kenyan troops attacked the Ridge Front."
    )
    assert {a.title: a.part for a in found.actors}.get("Norway") != "belligerent"
