"""A small case that has every section of the format, over each model of no-deal; made up, and quick to answer."""

from __future__ import annotations

import re
from pathlib import Path

NOTE = """---
title: "Talks at the ford"
date: 2021-02-01
original: "A made-up reporter, The Ford Gazette, 1 February 2021"
---

# Our summary of: talks at the ford

The northern envoy, Nora North, said on 30 January that the crossing "must stay open" and rejected any outside escort. "A
shared bank would be a mistake," she said.

Officials in the south, who spoke on condition of anonymity because the talks are private, said that her side could hold for
about two winters. Governor Sam South said that he would accept a shared bank only if the mills stay open. Harbour's
minister, Hal Haven, urged both sides to open the mills now. Nora North said on 12 January that she rejected a shared bank;
Sam South said on 14 January that he supported an outside escort. On 28 January Sam South opposed an outside escort. Half of the valley's 40 mills stand still, the Ford Gazette
reported.
"""

LETTER = """---
title: "A letter from the harbour"
date: 2021-02-15
---

# A letter from the harbour

To let the other side rebuild would be dear, Hal Haven wrote. He warned that the south would break an armistice with
both sides as escort. Nora North denied that the north had promised to keep the mills closed.
"""

HEAD = """parley: 1
title: Two sides of a valley
question: Should the harbour press for talks now?
decider: harbour
as_of: 2021-03-01
horizon: 6 months
main_kind: settlement
authors: [A. Analyst, B. Analyst]
topics: [Valley, ceasefire]
scope: A made-up valley, for tests.
misuse: None; nobody lives there.
law: {short: The charter, text: The charter leaves the bank to the north., sources: ["Charter, article 2", "Charter, article 3"]}
documents:
  talks: {file: sources/talks.md, title: Talks at the ford, date: 2021-02-01, original: "A made-up reporter, The Ford Gazette, 1 February 2021"}
  letter: {file: sources/letter.md, title: A letter from the harbour, date: 2021-02-15}
parties:
  north: {title: North, role: principal, aliases: [Northern, Nora North]}
  south: {title: South, role: principal, aliases: [Southern, Sam South]}
  council: {title: The council, role: ratifier, ratifies_for: north, binding: false}
  harbour: {title: Harbour, role: supporter, aliases: [Hal Haven]}
  raiders: {title: Raiders, role: spoiler, breaks: {value: 0.1 to 0.3, because: m}}
issues:
  bank: {title: The river bank, options: {returned: Returned to the north, shared: {title: Shared, words: [shared bank]}, kept: {title: Kept by the south, recognises_conquest: true, unlawful: {because: It asks all towns not to recognise it., source: {document: letter, quote: would be dear}}}}}
  mills: {title: The mills, options: {open: {title: Open to both, words: [mills stay open, open the mills]}, closed: {title: Closed, words: [mills closed]}}}
  escort: {title: Who escorts the carts, options: {both: Both sides, outsiders: {title: Outsiders, words: [outside escort], suppliers: {harbour: {value: -2 to 6, because: m}}}}}
kinds:
  settlement: {title: Settlement, only: all}
  armistice: {title: Armistice, only: {bank: [kept, shared], mills: [open], escort: all}, security: {because: m, holds: {north: 0.3 to 0.6}, if_broken: {north: 15}}}
  carts: {title: Carts only, basis: no_deal, secure: true, only: {mills: all}, status_quo: {mills: closed}}
rules:
  - {impossible: {bank: [kept], mills: [open]}, because: The mills stand on the bank.}
  - {if: {bank: [shared]}, then: {escort: [outsiders]}, because: Neither trusts the other.}
interactions:
  bread: {match: {bank: [shared], mills: [open]}, points: {north: 4, south: 2 to 6}, because: Bread.}
values:
  north:
    weights: {because: The envoy names it first., bank: 50 to 70, mills: 30, escort: 10}
    scores:
      bank: {because: The charter., evidence: [{document: talks, quote: "must stay open", supports: direction}], returned: 100, shared: 40 to 70, kept: 0}
      mills: {because: Bread., open: 100, closed: 0}
      escort: {because: Safer., both: 0, outsiders: 100}
  south:
    because: Our reading.
    evidence: [{document: talks, quote: "could hold for about two winters", supports: direction, date: 2021-01-30}]
    confidence: low
    who: RM
    when: 2021-02-20
    weights: {bank: 40, mills: 50, escort: 10}
    scores: {bank: {returned: 0, shared: 50 to 80, kept: 100}, mills: {open: 100, closed: 0}, escort: {both: 100, outsiders: 60}}
  council: {because: m, weights: {bank: 60, mills: 30, escort: 10}, scores: {bank: {returned: 100, shared: 50, kept: 0}, mills: {open: 90, closed: 0}, escort: {both: 0, outsiders: 100}}}
floors:
  safe: {party: north, issue: escort, at_least: 20, because: m}
red_lines:
  charter: {party: north, title: The charter, rules_out: [{bank: [kept]}], declared: {who: Nora North, date: 2021-01-30, document: talks, quote: "must stay open"}, holds: {value: 0.6 to 0.9, because: Said often.}}
  bank-stays: {party: south, title: The bank stays, rules_out: [{bank: [returned]}, {bank: [shared], mills: [closed]}], declared: {who: Sam South, date: 2021-01-30, document: talks, quote: "only if the mills stay open"}, holds: {value: 0.4, because: m}}
toughness: {north: 0.7, south: 0.4}
"""

TAIL = """
security: {because: m, holds: {north: 0.7 to 0.9, south: 0.8, analyst: 0.8}, effects: {escort: {outsiders: 0.5}}, if_broken: {north: 20, south: 25}}
correlations:
  - {paths: [values.north.scores.bank.shared, values.south.scores.bank.shared], rho: -0.5, because: m}
outlook: {because: m, evidence_strength: 0.2, openness: {north: 0.8, south: 0.4}, openness_bad: {north: 0.3}, costs: {north: 1, south: 0.5}, failing: {north: 2}, hardening: {north: 1}, demands: {south: 3}}
views:
  hopeful:
    title: after the envoy (our reading)
    date: 2021-02-01
    who: Nora North
    because: She expects little from another winter.
    evidence: [{document: letter, quote: "let the other side rebuild", supports: direction}]
    no_deal.costs.north: {value: 10 to 14, because: Carts are lost.}
    values.south.scores.bank.shared: 85
    facts.thaw: {value: 0.5 to 0.9, because: She expects little from another winter.}
  later: {title: after the thaw (our reading), date: 2021-05-01, because: The thaw came., no_deal.costs.south: 9}
courses:
  urge:
    title: Urge talks publicly
    audience: [north, south]
    public: true
    changes: {no_deal.costs.south: "x 0.8", security.holds.north: {value: "+0.02 to +0.1", because: m}}
    risk: {text: The south waits., evidence: [{document: talks, quote: "about two winters", supports: size}]}
    for: [{text: Bread., evidence: [{document: talks, quote: "Half of the valley's 40 mills stand still", supports: size}]}]
    against: [The south waits., It is late.]
    levers: [grain]
    signals: [statement]
  wait: {title: Wait, audience: [north], public: false, changes: {no_deal.costs.north: "+1"}, risk: {text: Winter comes.}}
limits:
  escalation: {title: Risk of escalation, at_most: 5, because: m}
levers:
  grain: {title: Grain, actor: harbour, changes: {no_deal.costs.south: "-1", facts.thaw: "+0.1"}, delay: 8, cost: 2, uses: {escalation: 3}, levels: [0.5, 1], risk: It is late.}
signals:
  statement: {title: A statement, who: Hal Haven, date: 2021-02-15, audience: [north], changes: {security.holds.south: "+0.05"}, because: m, evidence: [{document: letter, quote: "would be dear", supports: direction}]}
formulas:
  just: {title: A just peace, coined: {who: Nora North, date: 2021-01-30, document: talks, quote: "must stay open"}, means: [{bank: [returned]}]}
claims:
  standstill: {who: Sam South, date: 2021-02-01, text: Neither side will gain., query: R north > 30, premises: [costly], evidence: [{document: talks, quote: "hold for about two winters", supports: direction}]}
  costly: {who: Hal Haven, date: 2021-02-15, text: A zone exists., query: zone settlement red_lines=none, premises: []}
analogies:
  old-war: {title: The old war, claim: standstill, features: [{text: Two banks, shared: shared, evidence: [{document: talks, quote: "40 mills", supports: direction}]}, {text: A bridge, shared: disputed}]}
packages:
  outline: {title: The outline, deal: {bank: shared, mills: open, escort: outsiders}}
  charter-deal: {title: The charter deal, deal: {bank: returned, mills: open, escort: outsiders}}
rankings: {north: [charter-deal, outline, no-deal], south: [outline, [no-deal, charter-deal]]}
watch:
  - {text: The envoy stops naming the charter., path: red_lines.charter.holds, to: 0.3, words: [charter]}
  - {text: The mills open., path: no_deal.costs.north, to: 1}
"""

BY_PARTY = "costs: {north: 5, south: 6 to 8}"
SIDES = "sides: {a: north, b: south}"
MODELS = {
    "outcomes": f"""no_deal:
  because: Our judgement.
  model: outcomes
  {SIDES}
  outcomes: {{hold: The line holds, north-gains: The north gains, south-gains: The south gains}}
  beliefs: {{north: {{hold: 0.5, north-gains: 0.4, south-gains: 0.1}}, south: {{evidence: [{{document: talks, quote: "about two winters", supports: direction}}], hold: 0.5, north-gains: 0.1 to 0.3, south-gains: 0.3}}, analyst: {{hold: 0.6, north-gains: 0.2, south-gains: 0.2}}}}
  values: {{north: {{hold: 40, north-gains: 80, south-gains: 10}}, south: {{hold: 45, north-gains: 15, south-gains: 80}}, council: {{hold: 42, north-gains: 75, south-gains: 12}}}}
  likelihood: {{hold: 0.5, north-gains: 0.7, south-gains: 0.2}}
  asks: {{north: 1}}
  office: {{south: {{worth: 20, fighting: 0.8, settling: 0.7}}}}
  rates: {{lives: {{north: 200, south: 150}}}}
  {BY_PARTY}
""",
    "costly-lottery": f"""no_deal:
  because: Our judgement.
  model: costly-lottery
  {SIDES}
  aversion: {{north: 1, south: 0.5}}
  {BY_PARTY}
  beliefs: {{north: {{chance: 0.6 to 0.7, strength: 6}}, south: {{chance: 0.3, strength: 8}}, analyst: {{chance: 0.5, strength: 10}}}}
  values: {{north: {{a-wins: 85, b-wins: 15}}, south: {{a-wins: 15, b-wins: 80}}, council: {{a-wins: 80, b-wins: 20}}}}
  subsidies: {{north: 1}}
""",
    "collapse": f"""no_deal:
  because: Our judgement.
  model: collapse
  {SIDES}
  beliefs: {{north: {{a-collapses: 0.02, b-collapses: 0.05 to 0.08}}, south: {{a-collapses: 0.05, b-collapses: 0.02}}, analyst: {{a-collapses: 0.03, b-collapses: 0.03}}}}
  values: {{north: {{a-wins: 85, b-wins: 15, level: 40}}, south: {{a-wins: 15, b-wins: 80, level: 50}}, council: {{a-wins: 80, b-wins: 20, level: 45}}}}
  tolls: {{north: 0.2, south: 0.3}}
  patience: {{north: 0.98, south: 0.99}}
  aversion: {{north: 1, south: 0.5}}
  {BY_PARTY}
""",
    "campaign": f"""no_deal:
  because: Our judgement.
  model: campaign
  {SIDES}
  campaign: {{positions: 8, start: 4, pace: 1 to 1.4, decisive: 0.5, season: {{jan: 0.4, mar: 1.5}}, steps: 4}}
  support: {{aid: {{title: Aid, shift: -0.8, tolls: {{north: 1}}}}}}
  beliefs: {{north: {{theta: 0.7, strength: 6, aid-ends: 0.02}}, south: {{theta: 0.4, strength: 6, aid-ends: 0.1}}, analyst: {{theta: 0.5, strength: 6, aid-ends: 0.05}}}}
  values: {{north: {{a-wins: 100, b-wins: 0, line-low: 20, line-high: 80}}, south: {{a-wins: 0, b-wins: 100, line-low: 80, line-high: 20}}, council: {{a-wins: 90, b-wins: 5, line-low: 25, line-high: 70}}}}
  tolls: {{north: 0.2, south: 0.3}}
  patience: {{north: 0.98, south: 0.99}}
  aversion: {{north: 1, south: 0.5}}
  toll-growth: {{north: 0.01, south: 0.02}}
  {BY_PARTY}
""",
}


TARGETS = {
    "outcomes": "north-gains: 2 to 3, south-gains: -1, no_deal.costs.south: 2",
    "costly-lottery": "chance: 1 to 2",
    "collapse": "a-collapses: -1, b-collapses: 1",
    "campaign": "theta: 1, no_deal.campaign.pace: -0.5",
}
FACTS = """
facts:
  thaw:
    title: How soon the thaw comes
    unit: months before May
    because: Ours.
    confidence: low
    readings:
      - {{date: 2021-01-15, value: 0.1 to 0.5, because: A hard frost.}}
      - {{date: 2021-02-20, value: 0.4 to 0.8, because: A mild week., evidence: [{{document: letter, quote: "would be dear", supports: direction}}]}}
      - {{date: 2021-04-01, value: 0.9, because: It came.}}
    taken_as: 0.3
    moves: {{because: m, {moves}}}
    openness: {{south: 0.2 to 0.6}}
"""
PRIOR = """  prior: {date: 2020-06-01, because: m, beliefs: {north: {hold: 0.4, north-gains: 0.3, south-gains: 0.3}, south: {hold: 0.3, north-gains: 0.2, south-gains: 0.5}, analyst: {hold: 0.4, north-gains: 0.3, south-gains: 0.3}}}
  beliefs_dated: 2021-01-30
"""


def files(model: str) -> dict[str, str]:
    """The case by the places of its files below its folder."""
    facts = FACTS.format(moves=TARGETS[model])
    prior = PRIOR if model == "outcomes" else ""
    return {
        "case.yaml": HEAD + MODELS[model] + prior + facts + TAIL,
        "sources/talks.md": NOTE,
        "sources/letter.md": LETTER,
    }


LEFT_OUT = {
    "authors", "topics", "rules", "interactions", "floors", "toughness", "correlations", "courses", "limits", "levers", "signals", "formulas",
    "analogies", "packages", "rankings",
}  # fmt: skip


def short() -> dict[str, str]:
    """The case over outcomes without the sections that say nothing of a document, and with one kind of deal: half the work."""
    whole = files("outcomes")
    blocks = re.split(r"^(?=\w)", whole["case.yaml"], flags=re.MULTILINE)
    text = "".join(block for block in blocks if block.split(":")[0] not in LEFT_OUT)
    text = re.sub(r"^  (?:armistice|carts|council): .*\n", "", text, flags=re.MULTILINE)
    return {**whole, "case.yaml": text.replace(", council: {hold: 42, north-gains: 75, south-gains: 12}", "")}


def write(folder: Path, texts: dict[str, str]) -> Path:
    """Those files in a folder."""
    for place, text in texts.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
