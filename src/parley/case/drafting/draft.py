"""A proposed case from documents alone: parties, issues, red lines, views, claims, each with its quotation.

Every number is ``?``. The draft is a place to start arguing from: it claims nothing that a document does not say, and
``parley check`` lists what is still needed.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parley.case.drafting.naming import dated, quote_of, slug, when
from parley.case.paths import ANALYST, Belief
from parley.documents.model import Document
from parley.documents.view import view
from parley.nodeal.registry import default
from parley.reading.about.subjects import about
from parley.reading.actors.parties import Parties
from parley.reading.english.lexicon import rows
from parley.reading.model import Proposition, Statement, attributions

_SAYS = {
    "for": "Speaks for", "against": "Speaks against", "later": "Would put off", "conditional": "Sets a condition for",
    "ambiguous": "Leaves open",
}  # fmt: skip
_ABOUT = {
    "talks-now": "talks now", "press-ally": "pressing an ally to negotiate", "own-decision": "leaving the decision to that side",
    "ceasefire-in-place": "a ceasefire in place", "concede-land": "giving up territory", "aid": "military aid",
    "withdraw-first": "withdrawal before talks", "leader-must-go": "no talks while the other side's leader stays",
    "military-gains": "the view that further gains can be had",
}  # fmt: skip
GUESSED = "(our guess: question to be written)"
"""Behind a question that no document asks."""
_MOST_ISSUES = 6
_MOST_ALIASES = 8
_MOST_ABOUT, _FEWEST_WORDS, _ABOUT_LEAST = 3, 4, 0.42
_MOST_CLAIMS = 12


@dataclass(frozen=True, slots=True)
class _Party:
    key: str
    title: str
    role: str
    aliases: tuple[str, ...]


def draft(
    documents: Sequence[Document], statements: Sequence[Statement], files: Mapping[str, str], parties: Parties
) -> str:
    """The YAML text of a case.

    Args:
        documents: what was read.
        statements: what was found in them.
        files: document id → path of its copy, relative to the case's folder.
        parties: who was found to be in the war.
    """
    return _Draft(documents, statements, files, parties).text()


class _Draft:
    def __init__(
        self, documents: Sequence[Document], statements: Sequence[Statement], files: Mapping[str, str], found: Parties
    ) -> None:
        self.found = found
        self.documents = sorted(documents, key=lambda d: (d.date.value if d.date else "9999", d.name))
        self.by_id = {d.id: d for d in self.documents}
        self.statements = [s for s in attributions(statements) if s.document in self.by_id and not s.furniture]
        self.files = files
        self.words = {d.id: view(d).text for d in self.documents}
        self.keys = self._keys()
        self.parties = self._parties()
        self.issues = self._issues()
        self.about = self._about()

    def text(self) -> str:
        """All sections in the order of the format."""
        parts = [
            self._head(), self._documents(), self._party_section(), self._issue_section(), self._kinds(), self._values(),
            self._red_lines(), self._no_deal(), self._views(), self._claims(),
        ]  # fmt: skip
        return "\n".join(p for p in parts if p)

    def _keys(self) -> dict[str, str]:
        out: dict[str, str] = {}
        for document in self.documents:
            base = slug(
                f"{document.outlet.value if document.outlet else document.name} {document.date.value if document.date else ''}"
            )
            key, number = base, 2
            while key in out.values():
                key, number = f"{base}-{number}", number + 1
            out[document.id] = key
        return out

    def _as_of(self) -> datetime.date:
        """The day of the newest document; the last of its month where it states no day."""
        return max((d.until for d in self.documents if d.until), default=datetime.date(2000, 1, 1))

    def _as_of_doubt(self) -> str:
        newest = [d for d in self.documents if d.until == self._as_of()]
        if not newest:
            return "                     # no document says its date: put right"
        return (
            ""
            if any(not d.month_only for d in newest)
            else f"                     # {newest[0].dated} is all that is stated"
        )

    def _parties(self) -> list[_Party]:
        """Belligerents as principals, mediators as mediators, all others as supporters."""
        war = self.found.wars[0] if self.found.wars else None
        out = []
        for actor in war.actors if war else ():
            principal = actor.part == "belligerent" and actor.key in (war.belligerents if war else ())
            role = "principal" if principal else "mediator" if actor.part == "mediator" else "supporter"
            out.append(_Party(actor.key, actor.title, role, actor.aliases[:_MOST_ALIASES]))
        # a case needs two sides to be read at all: who is not found is asked for, under no name that anybody has
        self.unnamed = max(0, 2 - sum(p.role == "principal" for p in out))
        asked = [
            _Party(f"side-to-be-named-{n}", "A side to be named", "principal", ()) for n in range(1, self.unnamed + 1)
        ]
        return [*(p for p in out if p.role == "principal"), *asked, *(p for p in out if p.role != "principal")]

    def _issues(self) -> list[dict[str, str]]:
        whole = " ".join(self.words.values()).lower()
        found = []
        for row in rows("issues.csv"):
            count = sum(len(re.findall(rf"\b{re.escape(w.lower())}\b", whole)) for w in row["words"].split(";"))
            if count:
                found.append((count, row))
        best = sorted(found, key=lambda f: -f[0])[:_MOST_ISSUES]
        chosen = [row for row in rows("issues.csv") if any(row["key"] == b["key"] for _, b in best)]
        for row in rows("issues.csv"):  # a case needs two issues to weigh
            if len(chosen) < 2 and row not in chosen:
                chosen.append(row)
        return chosen

    def _about(self) -> dict[str, list[str]]:
        """For each issue the statements nearest to it in meaning, as comments: what its options should be drawn from."""
        subjects = [
            Proposition(
                row["key"],
                row["title"],
                issue=row["key"],
                phrasings=(*row["words"].split(";"), *(t for _, t in self._options(row))),
            )
            for row in self.issues
        ]
        found: dict[str, list[tuple[float, Statement]]] = {row["key"]: [] for row in self.issues}
        for match in about(self.statements, subjects, least=_ABOUT_LEAST):
            statement = self.statements[match.index]
            if statement.within is None and sum(len(t.split()) for t in statement.content_text) >= _FEWEST_WORDS:
                found[match.subject.removeprefix("issue.")].append((match.nearness, statement))
        return {
            key: [self._comment(s) for _, s in sorted(near, key=lambda n: (-n[0], n[1].id))[:_MOST_ABOUT]]
            for key, near in found.items()
        }  # fmt: skip

    def _comment(self, statement: Statement) -> str:
        document = self.by_id[statement.document]
        return f"{self._who(statement)}: “{quote_of(document, statement)}” ({self.keys[document.id]})"

    @property
    def principals(self) -> list[str]:
        return [p.key for p in self.parties if p.role == "principal"]

    def _head(self) -> str:
        decider = next((p for p in (*(q for q in self.parties if q.role != "principal"), *self.parties)), None)
        names = (
            " and ".join(p.title for p in self.parties if p.role == "principal" and not p.key.startswith("side-to-be"))
            or "A war whose parties are to be named"
        )
        asks = f"Should {_the(decider.title)} press for talks now?" if decider else "Should we press for talks now?"
        return "\n".join([
            "# Proposed from documents by `parley draft`. Every number is ? (not yet said); every quotation is in its document.",
            "# Parties, roles, issues and options are guesses from the words used: put them right first, then the numbers.",
            "parley: 1",
            f"title: {_q(names)}",
            f"question: {_q(asks + ' ' + GUESSED)}",
            "# The question is a guess: no document asks it. Write your own, and take the bracket away.",
            f"decider: {decider.key}                     # who asks: put right" if decider else "# decider:                             # who asks?",
            f"as_of: {self._as_of().isoformat()}{self._as_of_doubt()}",
            "horizon: 18 months",
            "main_kind: settlement",
            f"scope: {_q('A draft from ' + str(len(self.documents)) + ' document(s); nothing in it has been judged yet.')}",
            f"misuse: {_q('Do not cite: no number has been set.')}",
            "",
            "law:",
            '  short: "The legal baseline is not yet stated"',
            '  text: "State in two sentences what binds the parties, with its sources."',
            "  sources: []",
            "",
        ])  # fmt: skip

    def _documents(self) -> str:
        lines = ["documents:"]
        for document in self.documents:
            lines += [f"  {self.keys[document.id]}:", f"    file: {_q(self.files[document.id])}"]
            if document.title:
                lines.append(f"    title: {_q(' '.join(document.title.value.split()))}")
            lines.append(dated(document))
            if document.note_of:
                lines.append(f"    original: {_q(document.note_of.value)}")
            if document.excerpt:
                lines.append(f"    # only an excerpt of: {' '.join(document.excerpt.value.split())}")
        return "\n".join([*lines, ""])

    def _party_section(self) -> str:
        lines = ["parties:                               # role: principal, ratifier, supporter, mediator, spoiler"]
        if self.unnamed:
            lines.append(
                "  # QUESTION: who fights whom? The documents name "
                + ("only one side" if self.unnamed == 1 else "neither side so that it can be told")
                + ". Name each side that is missing here, under values\n"
                '  # and under no_deal; or draft again with --party "NAME=OTHER NAME,LEADER" for each.'
            )
        for party in self.parties:
            aliases = ", ".join(_q(a) for a in party.aliases)
            lines.append(f"  {party.key}: {{title: {_q(party.title)}, role: {party.role}, aliases: [{aliases}]}}")
        return "\n".join([*lines, ""])

    def _options(self, row: Mapping[str, str]) -> list[tuple[str, str]]:
        return [(k, t) for k, _, t in (item.partition("=") for item in row["options"].split(";"))]

    def _issue_section(self) -> str:
        lines = ["issues:                                # hinted at by the words of the documents"]
        for row in self.issues:
            lines += [
                f"  {row['key']}:",
                *(f"    # about it: {' '.join(said.split())}" for said in self.about[row["key"]]),
            ]
            lines += [f"    title: {_q(row['title'])}", "    options:"]
            for key, title in self._options(row):
                extra = ", recognises_conquest: true" if key == row["conquest"] else ""
                lines.append(f"      {key}: {{title: {_q(title)}{extra}}}")
        return "\n".join([*lines, ""])

    def _kinds(self) -> str:
        lines = ["kinds:", "  settlement: {title: Full settlement, only: all}"]
        keys = [row["key"] for row in self.issues]
        if "land" in keys:
            rest = ", ".join(f"{k}: all" for k in keys if k not in ("land", "crimea"))
            crimea = ", crimea: [shelved]" if "crimea" in keys else ""
            lines.append(
                f"  ceasefire: {{title: Ceasefire in place, only: {{land: [frozen]{crimea}{', ' + rest if rest else ''}}}}}"
            )
        return "\n".join([*lines, ""])

    def _values(self) -> str:
        lines = [
            "values:                                # weights are relative; 0 and 100 are each party's own anchors"
        ]
        for party in self.principals:
            weights = ", ".join(f"{row['key']}: ?" for row in self.issues)
            lines += [f"  {party}:", f"    weights: {{{weights}}}", "    scores:"]
            for row in self.issues:
                scores = ", ".join(f"{k}: ?" for k, _ in self._options(row))
                lines.append(f"      {row['key']}: {{{scores}}}")
        return "\n".join([*lines, ""])

    def _red_lines(self) -> str:
        keys = {row["key"] for row in self.issues}
        lines: list[str] = []
        seen: set[str] = set()
        for statement in self.statements:
            stance = next((x for x in statement.stances if x.proposition in ("withdraw-first", "concede-land")), None)
            if (
                stance is None
                or statement.party not in self.principals
                or "land" not in keys
                or statement.party in seen
            ):
                continue
            if stance.side != ("for" if stance.proposition == "withdraw-first" else "against"):
                continue
            seen.add(statement.party)
            document = self.by_id[statement.document]
            said = quote_of(document, statement, stance.because)
            lines += [
                f"  {statement.party}-land:",
                f"    party: {statement.party}",
                f"    title: {_q('Land held by force (as declared)')}",
                "    rules_out: [{land: [frozen, recognised]}]      # our guess at what the words rule out",
                f"    declared: {{who: {_q(self._who(statement))}, date: {when(statement, document)}, "
                f"document: {self.keys[document.id]}, quote: {_q(said)}}}",
                "    holds: ?",
            ]
        return "\n".join(["red_lines:", *lines, ""]) if lines else ""

    def _no_deal(self) -> str:
        titles = {p.key: p.title for p in self.parties}
        gains = {f"{p}-gains": titles[p] + " gains ground" for p in self.principals}
        outcomes = ("stalemate", *gains)
        each = ", ".join(f"{o}: ?" for o in outcomes)
        return "\n".join([
            "no_deal:                               # what going on without a deal is worth",
            f"  model: {default().name}",
            f"  outcomes: {{{', '.join(['stalemate: A standstill', *(f'{k}: {_q(t)}' for k, t in gains.items())])}}}",
            "  beliefs:",
            *(f"    {holder}: {{{each}}}" for holder in (*self.principals, "analyst")),
            "  values:",
            *(f"    {party}: {{{each}}}" for party in self.principals),
            f"  costs: {{{', '.join(f'{p}: ?' for p in self.principals)}}}",
            "",
        ])  # fmt: skip

    def _views(self) -> str:
        """A view for each named speaker or author who judges whether further gains can be had."""
        lines: list[str] = []
        seen: set[str] = set()
        for statement in self.statements:
            stance = next((x for x in statement.stances if x.proposition == "military-gains"), None)
            who = statement.resolved
            if stance is None or who is None or stance.side not in ("for", "against"):
                continue
            if statement.footing.kind not in ("on_record", "author") or who in seen:
                continue
            seen.add(who)
            document = self.by_id[statement.document]
            gainer = f"{self._gainer()}-gains" if self.principals else "stalemate"
            lines += [
                f"  after-{slug(who.split()[-1] if statement.footing.kind != 'author' else who.replace(' and ', ' '))}:",
                f"    title: {_q('after ' + who + ' (our reading)')}",
                f"    date: {when(statement, document)}",
                f"    who: {_q(who)}",
                f"    because: {_q('further gains ' + ('can' if stance.side == 'for' else 'can hardly') + ' be had, as we read these words')}",
                f"    evidence: [{{document: {self.keys[document.id]}, quote: {_q(quote_of(document, statement, stance.because))}, supports: direction}}]",
                f"    {Belief(ANALYST, gainer)}: ?",
            ]
        return "\n".join(["views:", *lines, ""]) if lines else ""

    def _gainer(self) -> str:
        """The principal whose gains are spoken of: the one that speaks or is spoken for more."""
        counts = {p: sum(s.party == p for s in self.statements) for p in self.principals}
        return max(self.principals, key=lambda p: counts[p])

    def _claims(self) -> str:
        lines: list[str] = []
        seen: set[str] = set()
        for statement in self.statements:
            if (
                not statement.stances
                or statement.within is not None
                or sum(len(t.split()) for t in statement.content_text) < 3
            ):
                continue
            document = self.by_id[statement.document]
            stance = statement.stances[0]
            who = self._who(statement)
            key = slug(f"{who.split(',')[0][:28]} {stance.proposition}")
            if key in seen or len(seen) >= _MOST_CLAIMS:
                continue
            seen.add(key)
            said = quote_of(document, statement, stance.because)
            lines += [
                f"  {key}:",
                f"    who: {_q(who)}",
                f"    date: {when(statement, document)}",
                f"    text: {_q(_SAYS[stance.side] + ' ' + _ABOUT.get(stance.proposition, stance.proposition.replace('-', ' ')))}",
                f"    evidence: [{{document: {self.keys[document.id]}, quote: {_q(said)}, supports: direction}}]",
            ]
        return "\n".join(["claims:", *lines, ""]) if lines else ""

    @staticmethod
    def _who(statement: Statement) -> str:
        return (
            statement.resolved or statement.footing.described or " ".join(statement.source_text.split()) or "not named"
        )


def _the(title: str) -> str:
    """A party's name within a sentence."""
    return f"the {title}" if title.startswith(("United ", "European ")) else title


def _q(text: str) -> str:
    """A YAML scalar in double quotes (JSON's strings are YAML's)."""
    return json.dumps(text, ensure_ascii=False)
