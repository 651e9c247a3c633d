"""A small case about a bridge: two principals, somebody who must supply, a public that ratifies, a spoiler, a mediator.

At the middle numbers North takes a deal only with a guard (no guard 30, promised 60, forces 90 against 50 for going on) and
South takes any; so the zone hangs on whether the harbour supplies the guard.
"""

from __future__ import annotations

from pathlib import Path

from parley.case import open_source
from parley.case.file.source import CaseSource

PARTIES = """
  north: {title: North}
  south: {title: South}
  harbour: {title: Harbour, role: supporter}
  league: {title: The league, role: supporter}
"""
GUARD = """
      none: No guard
      promised: {title: A guard is promised, suppliers: {because: It would bind the harbour. Ours., harbour: -10 to 10}}
      forces: {title: A guard is sent, suppliers: {harbour: {value: -30 to -10, because: Dear. Ours.}}}
"""
PAY = """
      none: Nothing
      some: Something
"""
LAND = """
      returned: Returned
      kept: Kept by the south
"""
VALUES = """
  north: {weights: {guard: 3, pay: 0, land: 1}, scores: {guard: {none: 20, promised: 60, forces: 100}, pay: {none: 0, some: 0}, land: {returned: 100, kept: 40}}}
  south: {weights: {guard: 1, pay: 0, land: 1}, scores: {guard: {none: 100, promised: 95, forces: 90}, pay: {none: 0, some: 0}, land: {returned: 60, kept: 100}}}
"""
SECURITY = ""
MORE = ""


def bridge(
    parties: str = PARTIES,
    guard: str = GUARD,
    pay: str = PAY,
    land: str = LAND,
    values: str = VALUES,
    security: str = SECURITY,
    more: str = MORE,
) -> str:
    """The text of the case."""
    return (
        f"""parley: 1
title: The bridge
question: Should the harbour press for talks now?
decider: harbour
as_of: 2021-03-01
horizon: 6 months
law: {{short: The charter, text: The charter leaves the land to the north., sources: ["Charter, article 2"]}}
parties:{parties}
issues:
  guard: {{title: The guard, options: {{}}}}
  pay: {{title: Payment, options: {{}}}}
  land: {{title: The land, options: {{}}}}
values:{values}
no_deal:
  because: Ours.
  outcomes: {{war: It goes on}}
  beliefs: {{north: {{war: 1}}, south: {{war: 1}}, analyst: {{war: 1}}}}
  values: {{north: {{war: 50}}, south: {{war: 50}}}}
  costs: {{north: 0, south: 0}}
{security}{more}""".replace(
            "guard: {title: The guard, options: {}}", f"guard:\n    title: The guard\n    options:{guard}"
        )
        .replace("pay: {title: Payment, options: {}}", f"pay:\n    title: Payment\n    options:{pay}")
        .replace("land: {title: The land, options: {}}", f"land:\n    title: The land\n    options:{land}")
    )


ASKED = "The charter asks all towns not to endorse a promised guard."


def marked_bridge() -> str:
    """The same with the only guard that somebody would supply marked in law, a public, a spoiler, a mediator, a package."""
    law = f"unlawful: {{because: {ASKED}, source: 'Charter, article 3'}}"
    parties = """
  public: {title: The public, ratifies_for: north, binding: false}
  band: {title: A band, role: spoiler, breaks: 0.2 to 0.4}
  envoy: {title: An envoy, role: mediator}
"""
    more = """packages:
  promise: {title: A promise, deal: {guard: promised, pay: none, land: kept}}
rankings: {north: [promise, no-deal], south: [promise, no-deal]}
formulas: {word: {title: A word given, means: [{guard: [promised]}]}}
"""
    return bridge(
        parties=PARTIES.rstrip() + parties,
        guard=GUARD.replace("title: A guard is promised,", f"title: A guard is promised, {law},").replace(
            "-10 to", "-1 to"
        ),
        land=LAND.replace("Kept by the south", "{title: Kept by the south, recognises_conquest: true}"),
        security="security: {holds: {north: 0.9, south: 0.9, analyst: 0.9}, if_broken: {north: 40, south: 40}}\n",
        more=more,
    )


def opened(folder: Path, text: str) -> CaseSource:
    """The case with this text, read."""
    file = folder / "case.yaml"
    file.write_text(text, encoding="utf-8")
    return open_source(file)
