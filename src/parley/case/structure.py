"""The parts of a case that are not numbers: parties, issues, kinds of deal, rules, lines; and the numbers each holds.

:func:`read_structure` walks the sections of the file once; every mistake goes to the collector.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, cast

from parley.case.collect import NOTES, Collector
from parley.case.evidence import EvidenceReader
from parley.case.numbers import COST, FACTOR, POINTS, PROBABILITY, SCORE, SHIFT, WEIGHT, Notes, Numbers, Quantity
from parley.case.tree import Mapping, Node, Scalar
from parley.case.types import (
    CaseInteraction,
    Declaration,
    Floor,
    Issue,
    Kind,
    Match,
    Option,
    Party,
    RedLine,
    Role,
    Rule,
)
from parley.core.suggest import did_you_mean

ROLES = ("principal", "ratifier", "supporter", "mediator", "spoiler")
ANALYST = "analyst"
TOUGHNESS = 0.5
TOUGHNESS_BECAUSE = "Default: a party's lines partly stand or fall together."


@dataclass
class Structure:
    """What the sections hold, under construction."""

    parties: dict[str, Party] = field(default_factory=dict)
    issues: dict[str, Issue] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    interactions: dict[str, CaseInteraction] = field(default_factory=dict)
    floors: dict[str, Floor] = field(default_factory=dict)
    red_lines: dict[str, RedLine] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=dict)
    no_deal_model: str = "outcomes"
    main_kind: str = ""

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(key for key, party in self.parties.items() if party.required)

    @property
    def principals(self) -> tuple[str, ...]:
        return tuple(key for key, party in self.parties.items() if party.role == "principal")


def read_structure(collect: Collector, root: Mapping, evidence: EvidenceReader, numbers: Numbers) -> Structure:
    """All sections except documents, views, courses, claims and watch."""
    return _Reader(collect, root, evidence, numbers).read()


class _Reader:
    def __init__(self, collect: Collector, root: Mapping, evidence: EvidenceReader, numbers: Numbers) -> None:
        self.collect = collect
        self.root = root
        self.evidence = evidence
        self.numbers = numbers
        self.made = Structure()

    def read(self) -> Structure:
        self.parties()
        self.issues()
        self.kinds()
        self.values()
        self.rules()
        self.interactions()
        self.floors()
        self.red_lines()
        self.no_deal()
        self.security()
        self.toughness()
        return self.made

    def section(self, name: str, *, required: str | None = None) -> Mapping | None:
        """A section of the root; ``required``: what to say when it is missing."""
        node = self.root.items.get(name)
        found = self.collect.mapping(node, name)
        if found is None and required is not None and (node is None or isinstance(node, Scalar)):
            self.collect.add(node, f"{name} is missing", required, "missing")
        return found

    # ----------------------------------------------------------------------------------------------- who and what

    def parties(self) -> None:
        collect, made = self.collect, self.made
        section = self.section("parties", required="write parties: {north: {role: principal}, south: …}")
        entries = collect.names(section, "a party")
        for key, node in entries:
            entry = Mapping(key.line, key.column) if _blank(node) else collect.mapping(node, f"party {key.text}")
            if entry is None:
                continue
            collect.keys(entry, ("title", "role", "ratifies_for", "aliases"), f"party {key.text}")
            role = collect.choice(entry.items.get("role"), "role", ROLES)
            ratifies_node = entry.items.get("ratifies_for")
            ratifies = collect.text(ratifies_node, "ratifies_for")
            if ratifies is not None and ratifies_node is not None and ratifies not in {k.text for k, _ in entries}:
                collect.unknown(ratifies_node, "party", ratifies, [k.text for k, _ in entries])
            made.parties[key.text] = Party(
                key=key.text,
                title=collect.text(entry.items.get("title"), "title") or key.text,
                role=cast(Role, role or ("ratifier" if ratifies else "principal")),
                ratifies_for=ratifies,
                aliases=collect.texts(entry.items.get("aliases"), "aliases"),
            )
        if section is not None and len(made.required) < 2:
            collect.add(
                section,
                f"a deal needs two parties whose consent is required; here {len(made.required)}",
                "give them role: principal (or ratifier)",
                "parties",
            )

    def issues(self) -> None:
        collect, made = self.collect, self.made
        section = self.section("issues", required="write issues: {land: {options: {kept: …, returned: …}}}")
        for key, node in collect.names(section, "an issue"):
            entry = collect.mapping(node, f"issue {key.text}")
            options: dict[str, Option] = {}
            if entry is not None:
                collect.keys(entry, ("title", "options"), f"issue {key.text}")
                options = self.options(key.text, entry.items.get("options"))
            if not options:
                collect.add(key, f"issue {key.text} has no options", "write options: {kept: Kept, returned: Returned}")
            title = collect.text(entry.items.get("title"), "title") if entry else None
            made.issues[key.text] = Issue(key.text, title or key.text, options)
        if section is not None and not section.items:
            collect.add(section, "issues is empty", "name at least one issue")

    def options(self, issue: str, node: Node | None) -> dict[str, Option]:
        collect = self.collect
        options: dict[str, Option] = {}
        for key, value in collect.names(collect.mapping(node, f"the options of {issue}"), "an option"):
            title, recognises = key.text, False
            if isinstance(value, Mapping):
                collect.keys(value, ("title", "recognises_conquest"), f"option {key.text}")
                title = collect.text(value.items.get("title"), "title") or key.text
                recognises = collect.flag(value.items.get("recognises_conquest"), "recognises_conquest")
            else:
                title = collect.text(value, f"option {key.text}") or key.text
            options[key.text] = Option(key.text, title, recognises)
        return options

    def match(self, node: Node | None, what: str, *, near: Node) -> Match | None:
        return read_match(self.collect, self.made.issues, node, what, near)

    def kinds(self) -> None:
        collect, made = self.collect, self.made
        everything: Match = {key: tuple(issue.options) for key, issue in made.issues.items()}
        section = self.section("kinds")
        for key, value in collect.names(section, "a kind"):
            entry = Mapping(key.line, key.column) if _blank(value) else collect.mapping(value, f"kind {key.text}")
            if entry is None:
                continue
            allowed = ("title", "only", "basis", "secure", "status_quo", "security", "because")
            collect.keys(entry, allowed, f"kind {key.text}")
            only_node = entry.items.get("only")
            only = everything
            if only_node is not None and not (isinstance(only_node, Scalar) and only_node.text == "all"):
                only = self.match(only_node, f"only of kind {key.text}", near=key) or everything
            basis = collect.choice(entry.items.get("basis"), "basis", ("settlement", "no_deal")) or "settlement"
            status = self.status_quo(key, entry.items.get("status_quo"), only, basis)
            made.kinds[key.text] = Kind(
                key=key.text,
                title=collect.text(entry.items.get("title"), "title") or key.text,
                only=only,
                issues=tuple(issue for issue in made.issues if issue in only),
                basis=cast(Literal["settlement", "no_deal"], basis),
                status_quo=status,
                secure=collect.flag(entry.items.get("secure"), "secure"),
            )
        if not made.kinds and not (section is not None and section.items):
            made.kinds["deal"] = Kind("deal", "Deal", everything, tuple(made.issues))
        node: Node | None = self.root.items.get("main_kind")
        main = collect.text(node, "main_kind")
        if main is not None and node is not None and main not in made.kinds:
            collect.unknown(node, "kind", main, made.kinds)
            main = None
        settlements = [k for k, kind in made.kinds.items() if kind.basis == "settlement"]
        made.main_kind = main or ("settlement" if "settlement" in made.kinds else next(iter(settlements), ""))
        if made.kinds and not made.main_kind:
            collect.add(node or section, "main_kind is missing", "name the kind that weights are normalised over")

    def status_quo(self, key: Scalar, node: Node | None, only: Match, basis: str) -> dict[str, str]:
        """Where the issues of a limited deal stand without it."""
        collect, issues = self.collect, self.made.issues
        mapping = collect.mapping(node, f"status_quo of kind {key.text}")
        status: dict[str, str] = {}
        for name, value in mapping or ():
            if name.text not in issues:
                collect.unknown(name, "issue", name.text, issues)
                continue
            option = collect.text(value, f"status_quo: {name.text}", needed=name)
            if option is not None and option not in issues[name.text].options:
                known = issues[name.text].options
                message = f"issue {name.text} has no option {option!r}"
                collect.add(value, message, did_you_mean(option, known), "unknown-name")
            elif option is not None:
                status[name.text] = option
        lacking = [issue for issue in only if issue not in (mapping.items if mapping else {})]
        if basis == "no_deal" and lacking:
            collect.add(
                mapping or key,
                f"kind {key.text} needs a status_quo for {', '.join(lacking)}",
                "a limited deal is worth what it changes: say where each issue stands without it",
                "missing",
            )
        return status

    # ------------------------------------------------------------------------------------------------- what it is worth

    def values(self) -> None:
        collect, made, numbers = self.collect, self.made, self.numbers
        section = self.section(
            "values", required="write values: {PARTY: {weights: …, scores: …}}; ? for numbers unsaid"
        )
        outer = numbers.notes(section, group=True) if section else Notes()
        weights = dict.fromkeys(made.issues, WEIGHT)
        for party in made.parties:  # slots first, so that views may name them even where the file is incomplete
            for issue in made.issues:
                numbers.slots[f"values.{party}.weights.{issue}"] = WEIGHT
                for option in made.issues[issue].options:
                    numbers.slots[f"values.{party}.scores.{issue}.{option}"] = SCORE
        for key, node in section or ():
            if key.text in NOTES:
                continue
            if key.text not in made.parties:
                collect.unknown(key, "party", key.text, made.parties)
                continue
            path = f"values.{key.text}"
            entry = collect.mapping(node, path)
            if entry is None:
                continue
            collect.keys(entry, ("weights", "scores", *NOTES), path)
            inner = numbers.notes(entry, group=True).over(outer)
            numbers.group(f"{path}.weights", entry.items.get("weights"), weights, inner, noun="issue", near=key)
            self.scores(f"{path}.scores", entry.items.get("scores"), inner, key)
        if section is not None:
            for party in made.required:
                if party not in section.items:
                    collect.add(section, f"values has no entry for {party}", "its consent is required", "missing")
        self.check_weights()

    def scores(self, path: str, node: Node | None, outer: Notes, near: Scalar) -> None:
        collect, made, numbers = self.collect, self.made, self.numbers
        if isinstance(node, Scalar) and node.text == "?":
            for issue in made.issues:
                options = dict.fromkeys(made.issues[issue].options, SCORE)
                numbers.group(f"{path}.{issue}", node, options, outer, noun="option")
            return
        mapping = collect.mapping(node, path)
        if mapping is None:
            if _blank(node):
                numbers.missing(path, tuple(made.issues), near)
            return
        inner = numbers.notes(mapping, group=True).over(outer)
        for key, value in mapping:
            if key.text in NOTES:
                continue
            if key.text not in made.issues:
                collect.unknown(key, "issue", key.text, made.issues)
                continue
            options = dict.fromkeys(made.issues[key.text].options, SCORE)
            numbers.group(f"{path}.{key.text}", value, options, inner, noun="option", near=key)
        lacking = tuple(issue for issue in made.issues if issue not in mapping.items)
        if lacking:
            numbers.missing(path, lacking, mapping)

    def check_weights(self) -> None:
        """Weights of the main kind's issues must not all be zero."""
        made, judgements = self.made, self.numbers.judgements
        main = made.kinds.get(made.main_kind)
        for party in made.parties:
            paths = [f"values.{party}.weights.{issue}" for issue in (main.issues if main else ())]
            known = [judgements[p].distribution for p in paths if p in judgements]
            if len(known) == len(paths) and known and all(d is not None and d.high == 0 for d in known):
                self.collect.add(
                    self.numbers.places[paths[0]],
                    f"the weights of {party} are all zero over the issues of kind {made.main_kind}",
                    "weights are relative: write what matters more as a larger number",
                    "zero-weights",
                )

    def rules(self) -> None:
        collect = self.collect
        rules: list[Rule] = []
        for node in collect.items(self.root.items.get("rules"), "rules"):
            entry = collect.mapping(node, "a rule")
            if entry is None:
                continue
            collect.keys(entry, ("impossible", "if", "then", "because"), "a rule")
            because = collect.text(entry.items.get("because"), "because")
            if "impossible" in entry.items:
                if "if" in entry.items or "then" in entry.items:
                    collect.add(entry, "a rule is either impossible: …, or if: … with then: …", "write two rules")
                when = self.match(entry.items["impossible"], "impossible", near=entry)
                rules += [Rule(when, None, because)] if when else []
                continue
            when = self.match(entry.items.get("if"), "if", near=entry)
            then = self.match(entry.items.get("then"), "then", near=entry)
            rules += [Rule(when, then, because)] if when and then else []
        self.made.rules = tuple(rules)

    def interactions(self) -> None:
        collect, made, numbers = self.collect, self.made, self.numbers
        for key, node in collect.names(self.section("interactions"), "an interaction"):
            what = f"interaction {key.text}"
            entry = collect.mapping(node, what)
            if entry is None:
                continue
            collect.keys(entry, ("match", "points", *NOTES), what)
            match = self.match(entry.items.get("match"), f"match of {what}", near=key)
            prefix = f"interactions.{key.text}.points"
            wanted = dict.fromkeys(made.parties, POINTS)
            notes = numbers.notes(entry, group=False)
            numbers.group(prefix, entry.items.get("points"), wanted, notes, noun="party", required=())
            parties = tuple(party for party in made.parties if f"{prefix}.{party}" in numbers.judgements)
            if not isinstance(entry.items.get("points"), Mapping):
                collect.add(entry, f"{what} adds no points", "write points: {PARTY: -10}", "missing")
            if match:
                made.interactions[key.text] = CaseInteraction(key.text, match, parties, notes.because)

    # ------------------------------------------------------------------------------------------------------ lines

    def party(self, node: Node | None, what: str, near: Node, known: tuple[str, ...] | None = None) -> str | None:
        text = self.collect.text(node, what, needed=near)
        names = known if known is not None else tuple(self.made.parties)
        if text is None or node is None:
            return None
        if text not in names:
            self.collect.unknown(node, "party", text, names)
            return None
        return text

    def floors(self) -> None:
        collect, made, numbers = self.collect, self.made, self.numbers
        for key, node in collect.names(self.section("floors"), "a floor"):
            entry = collect.mapping(node, f"floor {key.text}")
            if entry is None:
                continue
            collect.keys(entry, ("party", "issue", "at_least", *NOTES), f"floor {key.text}")
            party = self.party(entry.items.get("party"), f"the party of floor {key.text}", key)
            issue_node = entry.items.get("issue")
            issue = collect.text(issue_node, f"the issue of floor {key.text}", needed=key)
            if issue is not None and issue_node is not None and issue not in made.issues:
                collect.unknown(issue_node, "issue", issue, made.issues)
                issue = None
            notes = numbers.notes(entry, group=False)
            numbers.one(f"floors.{key.text}.at_least", SCORE, entry.items.get("at_least"), notes, key)
            if party and issue:
                made.floors[key.text] = Floor(key.text, party, issue)

    def red_lines(self) -> None:
        collect, made, numbers = self.collect, self.made, self.numbers
        for key, node in collect.names(self.section("red_lines"), "a red line"):
            what = f"red line {key.text}"
            entry = collect.mapping(node, what)
            if entry is None:
                continue
            collect.keys(entry, ("party", "title", "rules_out", "declared", "holds", *NOTES), what)
            party = self.party(entry.items.get("party"), f"the party of {what}", key)
            rules_out_node = entry.items.get("rules_out")
            alternatives = collect.items(rules_out_node, "rules_out")
            if not alternatives:
                collect.add(key, f"{what} rules nothing out", "write rules_out: [{issue: [option]}]", "missing")
            matches = [self.match(m, f"rules_out of {what}", near=key) for m in alternatives]
            notes = numbers.notes(entry, group=False)
            numbers.one(f"red_lines.{key.text}.holds", PROBABILITY, entry.items.get("holds"), notes, key)
            declaration = self.declared(entry.items.get("declared"), f"declared of {what}")
            if party:
                made.red_lines[key.text] = RedLine(
                    key=key.text,
                    title=collect.text(entry.items.get("title"), "title") or key.text,
                    party=party,
                    rules_out=tuple(m for m in matches if m),
                    declared=in_words(declaration),
                    declaration=declaration,
                )

    def declared(self, node: Node | None, what: str) -> Declaration | None:
        """Who said it, when, in which words: a sentence, or {who, date, document, quote}."""
        return declaration(self.collect, self.evidence, node, what)

    # ---------------------------------------------------------------------------------------------------- no deal

    def no_deal(self) -> None:
        collect, made, numbers = self.collect, self.made, self.numbers
        section = self.section(
            "no_deal",
            required="write no_deal: {outcomes: …, beliefs: …, values: …}: what going on without a deal is worth",
        )
        if section is None:
            return
        collect.keys(section, ("model", "outcomes", "beliefs", "values", "costs", *NOTES), "no_deal")
        made.no_deal_model = collect.choice(section.items.get("model"), "model", ("outcomes",)) or "outcomes"
        for key, node in collect.names(collect.mapping(section.items.get("outcomes"), "outcomes"), "an outcome"):
            made.outcomes[key.text] = collect.text(node, f"outcome {key.text}") or key.text
        if not made.outcomes:
            collect.add(section, "no_deal has no outcomes", "write outcomes: {stalemate: Stalemate, …}", "missing")
        outer = numbers.notes(section, group=True)
        holders = (*made.parties, ANALYST)
        must = (*made.principals, ANALYST)
        self.by_party("no_deal.beliefs", section, "beliefs", PROBABILITY, outer, holders, must, "holder")
        self.by_party("no_deal.values", section, "values", POINTS, outer, tuple(made.parties), made.required, "party")
        costs = dict.fromkeys(made.parties, COST)
        numbers.group("no_deal.costs", section.items.get("costs"), costs, outer, noun="party", required=())
        for party in made.required:
            numbers.default(f"no_deal.costs.{party}", COST, 0.0, "Default: none stated.")
        for holder in holders:
            paths = [f"no_deal.beliefs.{holder}.{outcome}" for outcome in made.outcomes]
            known = [numbers.judgements[p].distribution for p in paths if p in numbers.judgements]
            if known and len(known) == len(paths) and all(d is not None and d.high == 0 for d in known):
                collect.add(
                    numbers.places[paths[0]],
                    f"the beliefs of {holder} are all zero",
                    "beliefs are shares of 1: at least one must be above 0",
                    "zero-beliefs",
                )

    def by_party(
        self,
        prefix: str,
        section: Mapping,
        name: str,
        quantity: Quantity,
        outer: Notes,
        holders: tuple[str, ...],
        must: tuple[str, ...],
        noun: str,
    ) -> None:
        """A number for each outcome, for each holder."""
        collect, numbers = self.collect, self.numbers
        wanted = dict.fromkeys(self.made.outcomes, quantity)
        for holder in holders:
            for outcome in wanted:
                numbers.slots[f"{prefix}.{holder}.{outcome}"] = quantity
        node = section.items.get(name)
        if isinstance(node, Scalar) and node.text == "?":
            for holder in must:
                numbers.group(f"{prefix}.{holder}", node, wanted, outer, noun="outcome")
            return
        mapping = collect.mapping(node, prefix)
        if mapping is None:
            if _blank(node):
                numbers.missing(prefix, must, node or section)
            return
        inner = numbers.notes(mapping, group=True).over(outer)
        for key, value in mapping:
            if key.text in NOTES:
                continue
            if key.text not in holders:
                collect.unknown(key, noun, key.text, holders)
                continue
            numbers.group(f"{prefix}.{key.text}", value, wanted, inner, noun="outcome", near=key)
        lacking = tuple(holder for holder in must if holder not in mapping.items)
        if lacking:
            numbers.missing(prefix, lacking, mapping)

    def security(self) -> None:
        collect, made, numbers = self.collect, self.made, self.numbers
        section = self.section("security")
        holders = dict.fromkeys((*made.parties, ANALYST), PROBABILITY)
        broken = dict.fromkeys(made.parties, POINTS)
        must = (*made.principals, ANALYST)
        if section is not None:
            collect.keys(section, ("holds", "effects", "if_broken", *NOTES), "security")
            outer = numbers.notes(section, group=True)
            numbers.group(
                "security.holds", section.items.get("holds"), holders, outer, noun="holder", required=must, near=section
            )
            numbers.group(
                "security.if_broken",
                section.items.get("if_broken"),
                broken,
                outer,
                noun="party",
                required=made.required,
                near=section,
            )
            self.effects(section, outer)
        kinds = collect.mapping(self.root.items.get("kinds"), "kinds")
        for kind in made.kinds:
            node = kinds.items.get(kind) if kinds else None
            entry = node.items.get("security") if isinstance(node, Mapping) else None
            own = collect.mapping(entry, f"security of kind {kind}")
            if own is None and section is None:
                continue
            outer = Notes()
            if own is not None:
                collect.keys(own, ("holds", "if_broken", *NOTES), f"security of kind {kind}")
                outer = numbers.notes(own, group=True)
            for name, wanted, needed in (("holds", holders, must), ("if_broken", broken, made.required)):
                numbers.group(
                    f"kinds.{kind}.security.{name}",
                    own.items.get(name) if own else None,
                    wanted,
                    outer,
                    noun="holder" if name == "holds" else "party",
                    required=() if section is not None else needed,
                    near=own,
                )

    def effects(self, section: Mapping, outer: Notes) -> None:
        """Shifts of the log-odds that a deal is kept, by option; options not named shift nothing."""
        collect, made, numbers = self.collect, self.made, self.numbers
        mapping = collect.mapping(section.items.get("effects"), "security.effects")
        for issue in made.issues:
            for option in made.issues[issue].options:
                numbers.slots[f"security.effects.{issue}.{option}"] = SHIFT
        inner = numbers.notes(mapping, group=True).over(outer) if mapping else outer
        for key, value in mapping or ():
            if key.text in NOTES:
                continue
            if key.text not in made.issues:
                collect.unknown(key, "issue", key.text, made.issues)
                continue
            wanted = dict.fromkeys(made.issues[key.text].options, SHIFT)
            numbers.group(f"security.effects.{key.text}", value, wanted, inner, noun="option", required=())

    def toughness(self) -> None:
        """How strongly a party's lines stand or fall together, 0 to 1."""
        made, numbers = self.made, self.numbers
        with_lines = tuple(p for p in made.parties if any(line.party == p for line in made.red_lines.values()))
        wanted = dict.fromkeys(with_lines, FACTOR)
        node = self.root.items.get("toughness")
        numbers.group("toughness", node, wanted, Notes(), noun="party with red lines", required=())
        for party in with_lines:
            numbers.default(f"toughness.{party}", FACTOR, TOUGHNESS, TOUGHNESS_BECAUSE)


def read_match(collect: Collector, issues: dict[str, Issue], node: Node | None, what: str, near: Node) -> Match | None:
    """{issue: [options]}; ``all`` stands for every option. None where nothing usable is written."""
    mapping = collect.mapping(node, what)
    if mapping is None:
        if _blank(node):
            collect.add(node or near, f"{what} is missing", "write {issue: [option, option]}", "missing")
        return None
    if not mapping.items:
        collect.add(mapping, f"{what} names no issue", "write {issue: [option, option]}", "missing")
    match: dict[str, tuple[str, ...]] = {}
    for key, value in mapping:
        if key.text not in issues:
            collect.unknown(key, "issue", key.text, issues)
            continue
        known = issues[key.text].options
        words = collect.scalars(value, f"{what}: {key.text}")
        if len(words) == 1 and words[0].text == "all" and "all" not in known:
            match[key.text] = tuple(known)
            continue
        for word in words:
            if word.text not in known:
                message = f"issue {key.text} has no option {word.text!r}"
                collect.add(word, message, did_you_mean(word.text, known), "unknown-name")
        if not words and not isinstance(value, Mapping):
            collect.add(value, f"{what} leaves issue {key.text} no option", "name an option, or write all", "empty")
        match[key.text] = tuple(dict.fromkeys(w.text for w in words if w.text in known))
    return match or None


def declaration(collect: Collector, evidence: EvidenceReader, node: Node | None, what: str) -> Declaration | None:
    """{who, date, document, quote}, the quotation checked; a plain sentence stands for who and when."""
    if _blank(node) or node is None:
        return None
    if not isinstance(node, Mapping):
        return Declaration(collect.text(node, what), None, None, None)
    collect.keys(node, ("who", "date", "document", "quote"), what)
    who = collect.text(node.items.get("who"), "who")
    date = collect.date(node.items.get("date"), "date")
    document, quote = node.items.get("document"), node.items.get("quote")
    if document is None and quote is None:
        return Declaration(who, date, None, None)
    shown = Mapping(
        node.line, node.column, {k: v for k, v in node.items.items() if k in ("document", "quote")}, node.keys
    )
    found = evidence.one(shown)
    return Declaration(
        who, date or (found.date if found else None), found.document if found else None, found.quote if found else None
    )


def in_words(said: Declaration | None) -> str | None:
    """One line: who, when: “quotation”."""
    if said is None:
        return None
    by = ", ".join(part for part in (said.who, said.date.isoformat() if said.date else None) if part)
    quote = f"“{said.quote}”" if said.quote else ""
    return ": ".join(part for part in (by, quote) if part) or None


def _blank(node: Node | None) -> bool:
    """Absent, or nothing written after the key."""
    return node is None or (isinstance(node, Scalar) and node.empty)
