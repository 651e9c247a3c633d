"""A case of two parties and two issues, with words in it that would run if they were not shown as text."""

from __future__ import annotations

from pathlib import Path

PORT = 8765
BASE = f"http://127.0.0.1:{PORT}"
TOKEN = "the-token"
HOSTILE = "<script>alert('x')</script><img src=x onerror=alert(1)>"

NOTE = """---
title: "What they said"
date: 2020-01-02
original: "A newspaper, 2 January 2020"
---

# Our summary of: what they said

Ann Alpha, a minister, said that “talks now would be a mistake” for her side. Ben Beta said that 😀 the offer stood.
""".replace("\n", "\r\n")

CASE = f"""parley: 1
title: "Small {HOSTILE}"
question: "Should they talk? {HOSTILE}"
as_of: 2020-02-01
horizon: 12 months
main_kind: settlement
scope: A case for tests.
misuse: None known.
law: {{short: "No law", text: "No law at all.", sources: ["none"]}}
documents:
  note: {{file: sources/note.md, title: "What they said", date: 2020-01-02, original: "A newspaper, 2 January 2020"}}
parties:
  alpha: {{title: "Alpha {HOSTILE}", role: principal, aliases: [Ann Alpha]}}
  beta: {{title: Beta, role: principal, aliases: [Ben Beta]}}
issues:
  land: {{title: Land, options: {{all-a: "All to A {HOSTILE}", half: Half, all-b: All to B}}}}
  money: {{title: Money, options: {{pay: Pay, keep: Keep}}}}
kinds:
  settlement: {{title: "Settlement {HOSTILE}", only: {{land: all, money: all}}}}
values:
  alpha:
    weights: {{because: Ours., land: 60, money: 40}}
    scores:
      land: {{because: Ours., all-a: 100, half: 60, all-b: 0}}
      money: {{because: Ours., pay: 0, keep: 100}}
  beta:
    weights: {{because: Ours., land: 50, money: 50}}
    scores:
      land: {{because: Ours., all-a: 0, half: 60, all-b: 100}}
      money: {{because: Ours., pay: 100, keep: 0}}
red_lines:
  a-land:
    party: alpha
    title: "No loss {HOSTILE}"
    rules_out: [{{land: [all-b]}}]
    declared: {{who: Ann Alpha, date: 2020-01-02, document: note, quote: "talks now would be a mistake"}}
    holds: {{value: 0.6 to 0.9, because: Said once.}}
no_deal:
  model: outcomes
  outcomes: {{wins: Alpha wins, loses: Beta wins}}
  beliefs:
    alpha: {{because: Ours., wins: 0.4 to 0.6, loses: 0.5}}
    beta: {{because: Ours., wins: 0.5, loses: 0.5}}
    analyst: {{because: Ours., wins: 0.5, loses: 0.5}}
  values:
    alpha: {{because: Ours., wins: 90, loses: 10}}
    beta: {{because: Ours., wins: 10, loses: 90}}
  costs: {{because: Ours., alpha: 2 to 8, beta: 5}}
views:
  hopeful:
    title: "Hopeful {HOSTILE}"
    date: 2020-01-03
    who: Somebody
    because: A reading.
    no_deal.costs.alpha: 40
  # a remark that must stay where it is

courses:
  press:
    title: "Press {HOSTILE}"
    audience: [alpha]
    public: true
    changes: {{no_deal.costs.alpha: {{value: "+5", because: Ours.}}}}
    risk: {{text: "It fails {HOSTILE}"}}
claims:
  zone:
    who: "{HOSTILE}"
    date: 2020-01-02
    text: "There is a zone {HOSTILE}"
    query: "zone settlement"
watch:
  - {{text: "Something {HOSTILE}", path: no_deal.costs.alpha}}
"""


def write_case(folder: Path) -> Path:
    (folder / "sources").mkdir(parents=True)
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    (folder / "sources" / "note.md").write_bytes(NOTE.encode())
    return folder
