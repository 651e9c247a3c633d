"""A proposed case from documents alone: parties, issues, options, red lines, packages, facts, each with its quotation.

No size is said: every number is ``?`` but the ends of a party's own scale, which are what it asks for (100) and what it refuses (0).
What is not known is asked, in three questions at most. The draft claims nothing that a document does not say, and ``parley check``
lists what is still needed.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parley.case.drafting.asked import Question, questions
from parley.case.drafting.issues import NONE, Issue, Issues, Option, joined
from parley.case.drafting.lines import Line, lines
from parley.case.drafting.naming import dated, quote_of, slug, when
from parley.case.drafting.offers import Package, packages, rankings
from parley.case.drafting.phrases import Phrases
from parley.case.drafting.quoted import around
from parley.case.drafting.sides import bargainers
from parley.case.drafting.supplied import suppliers
from parley.case.drafting.wishes import Wish, Wishes
from parley.case.paths import ANALYST, Belief, EndValue
from parley.core.spans import Span
from parley.documents.model import Document
from parley.documents.view import view
from parley.nodeal.registry import default
from parley.reading.actors.parties import Parties
from parley.reading.model import Statement, attributions

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
_ROLES = {"mediator": "mediator"}
_MOST_ALIASES = 8
_MOST_CLAIMS = 6
_MOST_FACTS = 2
_BARGAINS = ("offer", "demand", "reject", "accept", "promise", "condition")
"""Acts that are answered, and are true or false for nobody."""
_QUOTES = 2
"""Quotations under an option."""


@dataclass(frozen=True, slots=True)
class Disputed:
    """A fact that one asserts and another rejects; ids of statements."""

    subject: str
    asserted: tuple[str, ...]
    rejected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drafted:
    """A proposed case and what it asks."""

    text: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class _Party:
    key: str
    title: str
    role: str
    aliases: tuple[str, ...]
    part: str = ""


def draft(
    documents: Sequence[Document], statements: Sequence[Statement], files: Mapping[str, str], parties: Parties,
    disputed: Sequence[Disputed] = (), today: datetime.date | None = None,
) -> Drafted:  # fmt: skip
    """The YAML text of a case, with its questions.

    Args:
        documents: what was read.
        statements: what was found in them.
        files: document id → path of its copy, relative to the case's folder.
        parties: who was found to be in the war; of several wars the first is drafted.
        disputed: facts that one side asserts and another rejects.
        today: the day on which the case stands where no document says its date.
    """
    return _Draft(documents, statements, files, parties, disputed, today or datetime.date.today()).drafted()


class _Draft:
    def __init__(
        self, documents: Sequence[Document], statements: Sequence[Statement], files: Mapping[str, str], found: Parties,
        disputed: Sequence[Disputed], today: datetime.date,
    ) -> None:  # fmt: skip
        self.found, self.files, self.today = found, files, today
        self.documents = sorted(documents, key=lambda d: (d.date.value if d.date else "9999", d.name))
        self.by_id = {d.id: d for d in self.documents}
        mine = found.wars[0].documents if len(found.wars) > 1 else tuple(self.by_id)
        given = [s for s in statements if s.document in mine and s.document in self.by_id and not s.furniture]
        self.statements = list(attributions(given))
        self.keys = self._keys()
        self.parties = self._parties()
        self.phrases = {d: Phrases(self.by_id[d]) for d in mine if d in self.by_id}
        self.wishes = self._wishes(given)
        if self._more_sides(given):
            self.wishes = self._wishes(given)
        text = " ".join(view(self.by_id[d]).text for d in self.phrases).lower()
        self.issues = Issues(
            self.wishes.found,
            self.principals,
            self.titles,
            text,
            self._suppliers,
            [_the(p.title, p.aliases) for p in self.parties if _plural(p.title, p.aliases)],
        )
        self.lines = lines(self.wishes, self.issues, self.principals, self.titles)
        self.packages = packages(self.wishes.found, self.issues, self.titles)
        by_id = {s.id: s for s in given}
        self.facts = [
            (d.subject, [by_id[i] for i in d.asserted if i in by_id], [by_id[i] for i in d.rejected if i in by_id]) for d in disputed
        ]  # fmt: skip
        self.facts = [
            f
            for f in self.facts
            if f[1] and f[2] and not any(s.deed and s.deed.act in _BARGAINS for s in (*f[1], *f[2]))
        ]
        self.facts = self.facts[:_MOST_FACTS]
        self.gains = self._gains()
        self.front: str | None = None
        """The fact about further gains, where it is disputed: views set it."""
        self.questions = tuple(
            questions(
                [p for p in self.principals if p not in self.asked], self.unnamed, self.wishes.found, self.issues, self.lines, self.titles,
                any(d.until for d in self.documents),
            )
        )  # fmt: skip

    def drafted(self) -> Drafted:
        """All sections in the order of the format."""
        parts = [
            self._head(), self._documents(), self._party_section(), self._issue_section(), self._kinds(), self._values(),
            self._red_lines(), self._no_deal(), self._facts(), self._packages(), self._views(), self._claims(),
        ]  # fmt: skip
        return Drafted("\n".join(p for p in parts if p), self.questions)

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

    # ------------------------------------------------------------------------------------------------------ who and when

    def _as_of(self) -> datetime.date:
        """The day of the newest document; the last of its month where it states no day; today where none states any."""
        return max((d.until for d in self.documents if d.until), default=self.today)

    def _as_of_doubt(self) -> str:
        newest = [d for d in self.documents if d.until == self._as_of()]
        if not any(d.until for d in self.documents):
            return "                     # no document says its date: the day of this draft; put right"
        return (
            ""
            if any(not d.month_only for d in newest)
            else f"                     # {newest[0].dated} is all that is stated"
        )

    def _parties(self) -> list[_Party]:
        """Belligerents as principals, mediators as mediators, all others as supporters: who hosts or pays is told beside it."""
        war = self.found.wars[0] if self.found.wars else None
        out = []
        for actor in war.actors if war else ():
            principal = actor.part == "belligerent" and actor.key in (war.belligerents if war else ())
            role = "principal" if principal else _ROLES.get(actor.part, "supporter")
            out.append(_Party(actor.key, actor.title, role, actor.aliases[:_MOST_ALIASES], actor.part))
        # a case needs two sides to be read at all: who is not found is asked for, under no name that anybody has
        self.unnamed = max(0, 2 - sum(p.role == "principal" for p in out))
        asked = [
            _Party(f"side-to-be-named-{n}", "A side to be named", "principal", ()) for n in range(1, self.unnamed + 1)
        ]
        self.asked = {p.key for p in asked}
        return [*(p for p in out if p.role == "principal"), *asked, *(p for p in out if p.role != "principal")]

    def _wishes(self, given: Sequence[Statement]) -> Wishes:
        self.titles = {p.key: _the(p.title, p.aliases) for p in self.parties}
        names = {p.key: (p.title, p.key.replace("-", " "), *p.aliases) for p in self.parties if p.key not in self.asked}
        return Wishes(given, self.phrases, names, self.principals)

    def _more_sides(self, given: Sequence[Statement]) -> bool:
        """Who bargains in the documents' own words, and was not found to fight: its consent is what is asked for."""
        found = bargainers(self.wishes, given, self.unnamed)
        known = {p.key for p in self.parties}
        new = [_Party(slug(k), title, "principal", ()) for k, title in found if slug(k) not in known]
        if not new:
            return False
        kept = [p for p in self.parties if p.role == "principal" and p.key not in self.asked]
        self.unnamed = max(0, 2 - len(kept) - len(new))
        waiting = [p for p in self.parties if p.key in self.asked][: self.unnamed]
        self.asked = {p.key for p in waiting}
        self.parties = [*kept, *new, *waiting, *(p for p in self.parties if p.role != "principal")]
        return True

    @property
    def principals(self) -> list[str]:
        return [p.key for p in self.parties if p.role == "principal"]

    def _suppliers(self, wish: Wish) -> tuple[str, ...]:
        """Parties whom the sentence around a wish names as supplying it; who is no party yet becomes a supporter."""
        out = [
            p.key
            for p in self.parties
            if p.key == wish.holder
            and p.role == "supporter"
            and wish.stand in ("offers", "refuses")
            and wish.named.family not in ("talks", "truce")
        ]
        if wish.stand == "refuses":
            return tuple(out)
        for name in suppliers(self.phrases[wish.statement.document].sentence(wish.named.span)):
            party = next(
                (p for p in self.parties if name.lower() in [_bare(n) for n in (p.title, p.key, *p.aliases)]), None
            )
            if party is None:
                party = _Party(slug(name), name, "supporter", (), "named as a supplier")
                self.parties.append(party)
                self.titles[party.key] = _the(name)
            if party.key not in self.principals:
                out.append(party.key)
        return tuple(out)

    def _head(self) -> str:
        decider = next((p for p in (*(q for q in self.parties if q.role != "principal"), *self.parties)), None)
        names = (
            joined([p.title for p in self.parties if p.role == "principal" and p.key not in self.asked])
            or "A war whose parties are to be named"
        )
        asks = f"Should {_the(decider.title)} press for talks now?" if decider else "Should we press for talks now?"
        several = len(self.found.wars) > 1
        return "\n".join([
            "# Proposed from documents by `parley draft`. No size is said: a number is ? until you say it; every quotation is in its document.",
            "# Parties, roles, issues and options are guesses from the words used: put them right first, then the numbers.",
            *(f"# QUESTION {n}: {q.text} ({q.edit})" for n, q in enumerate(self.questions, 1)),
            *([f"# These documents tell of {len(self.found.wars)} wars; this is the one with most of them. Draft the others apart."] if several else []),
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
        for party in self.parties:
            aliases = ", ".join(_q(a) for a in party.aliases)
            told = f"  # {party.part}" if party.role != "principal" and party.part not in ("", party.role) else ""
            lines.append(f"  {party.key}: {{title: {_q(party.title)}, role: {party.role}, aliases: [{aliases}]}}{told}")
        return "\n".join([*lines, ""])

    # ------------------------------------------------------------------------------------------------------ what about

    def _issue_section(self) -> str:
        lines = ["issues:                                # from what is asked for, offered, refused, made a condition"]
        for issue in self.issues.all:
            lines += [
                f"  {issue.key}:",
                *(f"    # {x}" for x in issue.extra),
                f"    title: {_q(issue.title)}",
                "    options:",
            ]
            for option in issue.options:
                lines += [f"      # {said}" for said in self._option_words(issue, option)]
                lines.append(f"      {option.key}: {{title: {_q(option.title)}{self._marks(option)}}}")
        return "\n".join([*lines, ""])

    def _marks(self, option: Option) -> str:
        supplied = ", ".join(f"{key}: ?" for key in option.suppliers)
        return (f", suppliers: {{{supplied}}}" if supplied else "") + (
            ", recognises_conquest: true" if option.conquest else ""
        )

    def _option_words(self, issue: Issue, option: Option) -> list[str]:
        """The quotations behind an option; under "not" those of who refuses."""
        told = [w for w in option.wishes if w.stand != "refuses"]
        if option.key == NONE:
            told = [w for w in issue.wishes if w.stand == "refuses"]
        elif not told:
            told = []  # what is only refused is quoted under "not"
        out: list[str] = []
        for wish in told:
            said = f"“{self._around(wish.statement, (wish.named.span,))}” ({self.keys[wish.statement.document]})"
            if said not in out:
                out.append(said)
        return out[:_QUOTES]

    def _around(self, statement: Statement, spans: Sequence[Span]) -> str:
        return around(self.by_id[statement.document], statement, spans)

    def _kinds(self) -> str:
        lines = ["kinds:", "  settlement: {title: Full settlement, only: all}"]
        truce = next((i for i in self.issues.all if i.family == "truce" and i.wishes), None)
        if truce is not None and len(self.issues.all) > 1:
            some = ", ".join(truce.others([NONE]))
            lines.append(f"  truce-alone: {{title: {_q(truce.title + ' alone')}, only: {{{truce.key}: [{some}]}}}}")
        return "\n".join([*lines, ""])

    def _values(self) -> str:
        lines = [
            "values:                                # weights are relative; 0 and 100 are the ends of each party's own scale"
        ]
        for party in self.principals:
            lines += [f"  {party}:", "    weights: ?", "    scores:"]
            for issue in self.issues.all:
                lines += self._scores(party, issue)
        return "\n".join([*lines, ""])

    def _scores(self, party: str, issue: Issue) -> list[str]:
        """What it asks for is 100 and what it refuses 0, where its own words tell; with two options the other is the other end."""
        own = [w for w in issue.wishes if w.holder == party and w.told_by is None and w.stand in ("asks", "refuses")]
        ends: dict[str, int] = {}
        used: list[Wish] = []
        for wish in own:
            at = issue.option(wish.named)
            if at is not None and at.key not in ends and (wish.stand == "refuses" or 100 not in ends.values()):
                ends[at.key] = 100 if wish.stand == "asks" else 0
                used.append(wish)
        if len(issue.options) == 2 and ends:
            (first, value), other = next(iter(ends.items())), issue.options[1].key
            ends.setdefault(other if first != other else issue.options[0].key, 100 - value)
        if not used:
            return [f"      {issue.key}: ?"]
        numbers = ", ".join(f"{o.key}: {ends.get(o.key, '?')}" for o in issue.options)
        evidence = ", ".join(self._evidence(w.statement, (w.named.span,)) for w in used[:_QUOTES])
        asked = " and ".join(
            dict.fromkeys("100 is what it asks for" if w.stand == "asks" else "0 is what it refuses" for w in used)
        )
        return [
            f"      {issue.key}:", f"        {{{numbers},", f"         because: {_q('The ends of its own scale: ' + asked)},",
            f"         evidence: [{evidence}]}}",
        ]  # fmt: skip

    def _evidence(self, statement: Statement, spans: Sequence[Span]) -> str:
        return f"{{document: {self.keys[statement.document]}, quote: {_q(self._around(statement, spans))}, supports: direction}}"

    def _red_lines(self) -> str:
        out: list[str] = []
        count: dict[str, int] = {}
        for line in self.lines:
            count[line.party] = count.get(line.party, 0) + 1
            key = f"{line.party}-{count[line.party]}"
            out += [
                f"  {key}:",
                f"    party: {line.party}",
                f"    title: {_q(line.title + (f' (as {line.told_by} tells it)' if line.told_by else ''))}",
                f"    rules_out: [{', '.join(_match(m) for m in line.rules_out)}]      # our reading of the words",
                f"    declared: {{who: {_q(self._declared_by(line))}, date: {when(line.statement, self.by_id[line.statement.document])}, "
                f"document: {self.keys[line.statement.document]}, quote: {_q(self._line_words(line))}}}",
                "    holds: ?",
            ]
        return "\n".join(["red_lines:", *out, ""]) if out else ""

    def _line_words(self, line: Line) -> str:
        return self._around(line.statement, line.spans)

    def _declared_by(self, line: Line) -> str:
        title = next(p.title for p in self.parties if p.key == line.party)
        if line.told_by:
            return f"{title}, by the account of {line.told_by}"
        who = self._who(line.statement)
        return who if line.statement.footing.kind == "on_record" or _bare(title) in who.lower() else f"{title} ({who})"

    # ------------------------------------------------------------------------------------------------- going on, and facts

    def _gains(self) -> str | None:
        """The principal whose gains some speak of: the one that speaks or is spoken for more; None where nobody does."""
        if not any(x.proposition == "military-gains" for s in self.statements for x in s.stances):
            return None
        counts = {p: sum(s.party == p for s in self.statements) for p in self.principals}
        return max(self.principals, key=lambda p: counts[p])

    def _no_deal(self) -> str:
        if self.gains is None:
            return "no_deal: ?                             # what going on without a deal is worth to each, or: outcomes, with how likely each holder takes them to be\n"  # fmt: skip
        title = next(p.title for p in self.parties if p.key == self.gains)
        return "\n".join([
            "no_deal:                               # what going on without a deal is worth",
            f"  model: {default().name}",
            f"  outcomes: {{stalemate: A standstill, {self.gains}-gains: {_q(title + ' gains ground')}}}",
            "  beliefs: ?",
            "  values: ?",
            "",
        ])  # fmt: skip

    def _facts(self) -> str:
        """Disputed claims: who asserts and who rejects; that one is right is the analyst's to say."""
        out: list[str] = []
        taken: list[str] = []
        for subject, yes, no in self.facts:
            words = " ".join(subject.split()).strip(" .")
            key, number = slug(" ".join(words.split()[:5])), 2
            while key in taken:
                key, number = f"{slug(' '.join(words.split()[:5]))}-{number}", number + 1
            taken.append(key)
            moved, openness = str(EndValue(self.principals[0], "going-on")), ""
            if self.gains is not None:
                moved, openness = (
                    f"{self.gains}-gains",
                    f"    openness: {{{', '.join(f'{p}: ?' for p in self.principals)}}}",
                )
            if self._of_the_front(yes[0]):
                self.front = key
            words = (
                words if words[:2].isupper() or words.split()[0] in _proper(yes[0]) else words[:1].lower() + words[1:]
            )
            quotes = ", ".join(self._evidence(s, ()) for s in (yes[0], no[0]))
            out += [
                f"  {key}:",
                f"    title: {_q('Whether ' + words if not words.lower().startswith(('whether', 'who ', 'how ')) else words)}",
                f"    unit: {_q('1 as told by ' + self._who(yes[0]) + ', 0 as told by ' + self._who(no[0]))}",
                f"    value: {{value: ?, evidence: [{quotes}]}}",
                "    taken_as: ?",
                f"    moves: {{{moved}: ?}}      # what it bears on: put right",
                *([openness] if openness else []),
            ]
        return (
            "\n".join(["facts:                                 # asserted by one, denied by another", *out, ""])
            if out
            else ""
        )

    @staticmethod
    def _of_the_front(statement: Statement) -> bool:
        return any(x.proposition == "military-gains" for x in statement.stances)

    def _packages(self) -> str:
        if not self.packages:
            return ""
        out = [
            "packages:                              # deals that were offered as a whole; what they leave unsaid is left as it is"
        ]
        for package in self.packages:
            deal = ", ".join(f"{k}: {o}" for k, o in package.deal.items())
            out += [
                f"  # {self._said(package.statement)}",
                f"  {package.key}: {{title: {_q(package.title)}, deal: {{{deal}}}}}",
            ]
        orders, rest = rankings(self.packages, [p for p in self.principals if p not in self.asked])
        told = [
            f"  # {self._said(a.statement)}"
            for p in self.packages
            for a in p.answers
            if a.party in orders and a.statement is not p.statement
        ]
        if orders:
            out += ["rankings:                              # only what was said", *told]
            out += [f"  {party}: [{', '.join(t[0] for t in order)}]" for party, order in orders.items()]
        out += [f"  # {self._unranked(party, p, takes)}" for party, p, takes in rest]
        return "\n".join([*out, ""])

    def _unranked(self, party: str, package: Package, takes: bool) -> str:
        where = "above" if takes else "below"
        return f"{self.titles[party]} puts {package.key} {where} no-deal; of the other packages nothing is said"

    def _said(self, statement: Statement) -> str:
        return f"{self._who(statement)}: “{self._around(statement, ())}” ({self.keys[statement.document]})"

    # ------------------------------------------------------------------------------------------------- views and claims

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
            lines += [
                f"  after-{slug(who.split()[-1] if statement.footing.kind != 'author' else who.replace(' and ', ' '))}:",
                f"    title: {_q('after ' + who + ' (our reading)')}",
                f"    date: {when(statement, document)}",
                f"    who: {_q(who)}",
                f"    because: {_q('further gains ' + ('can' if stance.side == 'for' else 'can hardly') + ' be had, as we read these words')}",
                f"    evidence: [{{document: {self.keys[document.id]}, quote: {_q(quote_of(document, statement, stance.because))}, supports: direction}}]",
                f"    {f'facts.{self.front}' if self.front else Belief(ANALYST, f'{self.gains}-gains')}: ?",
            ]
        return "\n".join(["views:", *lines, ""]) if lines else ""

    def _claims(self) -> str:
        """Sides taken that stand nowhere else in the draft."""
        lines: list[str] = []
        seen: set[str] = set()
        told = {w.statement.id for i in self.issues.all for w in i.wishes} | {x.statement.id for x in self.lines}
        for statement in self.statements:
            few = sum(len(t.split()) for t in statement.content_text) < 3
            if not statement.stances or statement.within is not None or few or statement.id in told:
                continue
            document = self.by_id[statement.document]
            stance = statement.stances[0]
            who = self._who(statement)
            key = slug(f"{who.split(',')[0][:28]} {stance.proposition}")
            if key in seen or len(seen) >= _MOST_CLAIMS:
                continue
            seen.add(key)
            said = quote_of(document, statement, stance.because)
            text = f"{_SAYS[stance.side]} {_ABOUT.get(stance.proposition, stance.proposition.replace('-', ' '))} (Not tested: no query is written)"
            lines += [
                f"  {key}:",
                f"    who: {_q(who)}",
                f"    date: {when(statement, document)}",
                f"    text: {_q(text)}",
                f"    evidence: [{{document: {self.keys[document.id]}, quote: {_q(said)}, supports: direction}}]",
            ]
        return "\n".join(["claims:", *lines, ""]) if lines else ""

    @staticmethod
    def _who(statement: Statement) -> str:
        return (
            statement.resolved or statement.footing.described or " ".join(statement.source_text.split()) or "not named"
        )


def _proper(statement: Statement) -> set[str]:
    """Words that are written large within the sentence, and stay so."""
    return {w.strip(",.") for t in statement.content_text for w in t.split()[1:] if w[:1].isupper()}


def _match(match: Sequence[tuple[str, Sequence[str]]]) -> str:
    return "{" + ", ".join(f"{issue}: [{', '.join(options)}]" for issue, options in match) + "}"


def _bare(name: str) -> str:
    return " ".join(name.lower().split()).removeprefix("the ")


_ARTICLE = ("government", "army", "front", "movement", "column", "council", "union", "forces", "league", "states", "nations", "group", "party", "rebels", "alliance", "coalition", "organisation", "organization", "emirates", "republic", "kingdom")  # fmt: skip


_PLURALS = ("forces", "rebels", "fighters", "guerrillas", "militias", "insurgents", "separatists")


def _plural(title: str, aliases: Sequence[str]) -> bool:
    """Whether a party is called by a plural: its singular is one of its names, or its noun is a plural."""
    return title.split()[-1].lower() in _PLURALS or (title.endswith("s") and title[:-1] in aliases)


def _the(title: str, aliases: Sequence[str] = ()) -> str:
    """A party's name within a sentence."""
    noun = title.split()[-1].lower() in _ARTICLE or _plural(title, aliases)
    return f"the {title}" if noun and not re.match(r"the |\S+['’]s? ", title, re.I) else title


def _q(text: str) -> str:
    """A YAML scalar in double quotes (JSON's strings are YAML's)."""
    return json.dumps(text, ensure_ascii=False)
