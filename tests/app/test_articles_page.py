"""What the articles say, in the workbench: the same lines as on the command line, each opening its words."""

from __future__ import annotations

import json
from typing import Any

import lxml.html

from parley.app.workbench import Workbench
from run_here import parley

PARTS = ("talks", "truce", "wants", "preconditions", "acts", "disputes")


def told(found: Any) -> list[Any]:
    """The words of every line under a brief's keys, in order."""
    if isinstance(found, dict):
        if "statement" in found and "words" in found:
            return [(found["who"], found["words"], found["side"])]
        return [x for value in found.values() for x in told(value)]
    return [x for value in found for x in told(value)] if isinstance(found, list) else []


def test_the_page_says_what_the_command_says(client: Any, workbench: Workbench) -> None:
    here = client.get("/brief.json").json()["brief"]
    case = str(workbench.case_path)
    sources = str(workbench.file.parent / "sources")
    run = parley(workbench.file.parent, "brief", sources, "--case", case, "--json")
    there = json.loads(run.stdout)
    assert told({k: here[k] for k in PARTS}) == told({k: there[k] for k in PARTS}) != []


def test_every_line_opens_its_words(client: Any) -> None:
    tree = lxml.html.document_fromstring(client.get("/brief").text)
    links = [a.get("href") for a in tree.xpath("//a[@class='open-words']")]
    assert links
    for link in links:
        address, _, anchor = link.partition("#")
        opened = lxml.html.document_fromstring(client.get(address).text)
        assert opened.xpath(f"//*[@id='{anchor}']"), link


def test_what_was_rejected_is_told_no_more(client: Any) -> None:
    tree = lxml.html.document_fromstring(client.get("/brief").text)
    line = tree.xpath("//a[@class='open-words']")[0]
    statement = line.get("href").partition("#s-")[2]
    client.post("/do/decide", json={"statement": statement, "kind": "reject", "who": "ann"})
    assert f"#s-{statement}" not in client.get("/brief").text
