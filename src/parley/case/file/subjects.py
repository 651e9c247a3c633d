"""Who takes part and what it is about: parties, issues with their options, kinds of deal, rules."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, cast

from parley.case import paths
from parley.case.file.numbers import Notes
from parley.case.file.sections import Sections, blank, declaration
from parley.case.file.tree import Mapping, Node, Scalar
from parley.case.schema.case import CASE
from parley.case.schema.shared import NOTE_KEYS
from parley.case.schema.subjects import ISSUE, ISSUES, KIND, KINDS, OPTION, OPTIONS, PARTIES, PARTY, RULE, UNLAWFUL
from parley.case.types import Issue, Kind, Match, Option, Party, Role, Rule, Unlawful
from parley.core.suggest import did_you_mean

MOST_PARTIES, MOST_KINDS, MOST_SCORES, MOST_PHRASE = 100, 200, 500_000, 60


class Subjects(Sections):
    """Reads the sections that all others refer to."""

    def read(self) -> None:
        self.parties()
        self.issues()
        self.bounded()
        self.kinds()
        self.rules()

    def bounded(self) -> None:
        """Refuse what would fill memory with paths."""
        parties, issues = self.root.items.get("parties"), self.root.items.get("issues")
        options = sum(len(issue.options) for issue in self.made.issues.values())
        self.collect.at_most(len(self.made.parties), MOST_PARTIES, parties, "parties")
        self.collect.at_most(options * len(self.made.parties), MOST_SCORES, issues, "scores (options times parties)")
        kinds = self.root.items.get("kinds")
        self.collect.at_most(len(kinds.items) if isinstance(kinds, Mapping) else 0, MOST_KINDS, kinds, "kinds of deal")

    def parties(self) -> None:
        collect, made = self.collect, self.made
        section = self.section("parties")
        entries = collect.names(section, PARTIES)
        for key, node in entries:
            entry = Mapping(key.line, key.column) if blank(node) else collect.mapping(node, f"party {key.text}")
            if entry is None:
                continue
            collect.keys(entry, PARTY, f"party {key.text}")
            role = collect.choice(entry.items.get("role"), "role", PARTY.words("role"))
            ratifies_node = entry.items.get("ratifies_for")
            ratifies = collect.text(ratifies_node, "ratifies_for")
            if ratifies is not None and ratifies_node is not None and ratifies not in {k.text for k, _ in entries}:
                collect.unknown(ratifies_node, "party", ratifies, [k.text for k, _ in entries])
            party = Party(
                key=key.text,
                title=collect.text(entry.items.get("title"), "title") or key.text,
                role=cast(Role, role or ("ratifier" if ratifies else "principal")),
                ratifies_for=ratifies,
                aliases=collect.texts(entry.items.get("aliases"), "aliases"),
                binding=collect.flag(entry.items.get("binding"), "binding", PARTY.flag("binding")),
            )
            if not party.binding and (party.role != "ratifier" or ratifies is None):
                collect.add(
                    entry.items.get("binding"),
                    f"party {key.text} is no ratifier of another party, so binding: false says nothing of it",
                    "write role: ratifier and ratifies_for: PARTY with it, or leave it out",
                    "parties",
                )
            made.parties[key.text] = party
            self.sway(party, entry)
        for party in made.parties.values():
            if party.role == "ratifier" and party.ratifies_for in made.principals:
                made.parties[party.key] = replace(party, leaning=True)
        if section is not None and len(made.required) < 2:
            collect.add(
                section,
                f"a deal needs two parties whose consent is required; here {len(made.required)}",
                "give them role: principal (or ratifier)",
                "parties",
            )

    def sway(self, party: Party, entry: Mapping) -> None:
        """What a spoiler or a mediator does to the chance that a deal is kept."""
        for name, role, path in (
            ("breaks", "spoiler", str(paths.Breaks(party.key))),
            ("assures", "mediator", str(paths.Assures(party.key))),
        ):
            node = entry.items.get(name)
            if party.role != role and node is None:
                continue
            self.numbers.slots[path] = PARTY.quantity(name)
            self.numbers.absent[path] = PARTY.default(name)
            if not blank(node):
                self.numbers.one(path, PARTY.quantity(name), node, Notes(), entry)
            if party.role != role:
                self.collect.add(
                    node,
                    f"party {party.key} is a {party.role}, and {name} is said of a {role}",
                    f"write role: {role}, or leave it out",
                    "parties",
                )

    def issues(self) -> None:
        collect, made = self.collect, self.made
        section = self.section("issues")
        for key, node in collect.names(section, ISSUES):
            entry = collect.mapping(node, f"issue {key.text}")
            options: dict[str, Option] = {}
            if entry is not None:
                collect.keys(entry, ISSUE, f"issue {key.text}")
                options = self.options(key.text, entry.items.get("options"))
            if not options and not blank(node):
                collect.add(key, f"issue {key.text} has no options", ISSUE.hint("options"))
            title = collect.text(entry.items.get("title"), "title") if entry else None
            before = self.before(entry.items.get("before"), options) if entry else None
            made.issues[key.text] = Issue(key.text, title or key.text, options, before)
        if section is not None and not section.items:
            collect.add(section, "issues is empty", "name at least one issue")

    def before(self, node: Node | None, options: dict[str, Option]) -> str | None:
        """The option of an issue that is how it stood before the war."""
        found = self.collect.text(node, "before")
        if found is None or node is None or found in options or not options:
            return found
        self.collect.unknown(node, "option", found, options)
        return None

    def options(self, issue: str, node: Node | None) -> dict[str, Option]:
        collect = self.collect
        options: dict[str, Option] = {}
        for key, value in collect.names(collect.mapping(node, f"the options of {issue}"), OPTIONS):
            if not isinstance(value, Mapping):
                options[key.text] = Option(key.text, collect.text(value, f"option {key.text}") or key.text)
                continue
            collect.keys(value, OPTION, f"option {key.text}")
            options[key.text] = Option(
                key=key.text,
                title=collect.text(value.items.get("title"), "title") or key.text,
                recognises_conquest=collect.flag(
                    value.items.get("recognises_conquest"), "recognises_conquest", OPTION.flag("recognises_conquest")
                ),
                words=self.words(key.text, value.items.get("words")),
                suppliers=self.suppliers(issue, key.text, value.items.get("suppliers")),
                unlawful=self.unlawful(value.items.get("unlawful"), f"unlawful of option {key.text}"),
            )
        return options

    def suppliers(self, issue: str, option: str, node: Node | None) -> tuple[str, ...]:
        """Whose consent an option needs beside the required parties; the numbers are kept by their paths."""
        collect, made = self.collect, self.made
        prefix = paths.group("issues", issue, "options", option, "suppliers")
        mapping = collect.mapping(node, prefix)
        if mapping is None:
            return ()
        outer = self.numbers.notes(mapping, group=True)
        found: list[str] = []
        for key, value in mapping:
            if key.text in NOTE_KEYS:
                continue
            if key.text not in made.parties:
                collect.unknown(key, "party", key.text, made.parties)
                continue
            path = str(paths.Supply(issue, option, key.text))
            self.numbers.one(path, OPTION.quantity("suppliers"), value, outer, key)
            found.append(key.text)
            if made.parties[key.text].required:
                collect.add(
                    key,
                    f"{key.text} must agree to the whole deal already, so it is no supplier of option {option}",
                    f"what supplying costs it belongs into {paths.group('values', key.text, 'scores', issue, option)}",
                    "suppliers",
                )
        if not found and all(key.text in NOTE_KEYS for key, _ in mapping):
            collect.add(mapping, f"option {option} names no supplier", "write suppliers: {PARTY: -5 to 5}", "missing")
        return tuple(found)

    def unlawful(self, node: Node | None, what: str) -> Unlawful | None:
        """The text of law that speaks against an option."""
        collect = self.collect
        entry = collect.mapping(node, what)
        if entry is None:
            return None
        collect.keys(entry, UNLAWFUL, what)
        because = collect.text(entry.items.get("because"), f"because, of {what},", needed=entry)
        source = declaration(collect, self.evidence, entry.items.get("source"), f"source of {what}")
        if blank(entry.items.get("source")):
            collect.add(
                entry, f"{what} names no source", "write source: the text of law, or {document: …, quote: …}", "missing"
            )
        return Unlawful(because, source) if because and source else None

    def words(self, option: str, node: Node | None) -> tuple[str, ...]:
        """Phrases by which reporting speaks of an option."""
        collect = self.collect
        words = collect.texts(node, f"words of option {option}")
        for phrase in words:
            if len(phrase) > MOST_PHRASE or not any(c.isalpha() for c in phrase):
                hint = "a few words, such as: lift sanctions"
                collect.add(
                    node, f"words of option {option}: {phrase[:30]!r} is no phrase that a text would hold", hint
                )
        return words

    def kinds(self) -> None:
        collect, made = self.collect, self.made
        everything: Match = {key: tuple(issue.options) for key, issue in made.issues.items()}
        section = self.section("kinds")
        for key, value in collect.names(section, KINDS):
            entry = Mapping(key.line, key.column) if blank(value) else collect.mapping(value, f"kind {key.text}")
            if entry is None:
                continue
            collect.keys(entry, KIND, f"kind {key.text}")
            only_node = entry.items.get("only")
            only = everything
            if only_node is not None and not (isinstance(only_node, Scalar) and only_node.text == "all"):
                only = self.match(only_node, f"only of kind {key.text}", near=key) or everything
            basis = collect.choice(entry.items.get("basis"), "basis", KIND.words("basis")) or KIND.chosen("basis")
            collect.text(entry.items.get("because"), "because")  # for whoever reads the file
            status = self.status_quo(key, entry.items.get("status_quo"), only, basis)
            made.kinds[key.text] = Kind(
                key=key.text,
                title=collect.text(entry.items.get("title"), "title") or key.text,
                only=only,
                issues=tuple(issue for issue in made.issues if issue in only),
                basis=cast(Literal["settlement", "no_deal"], basis),
                status_quo=status,
                secure=collect.flag(entry.items.get("secure"), "secure", KIND.flag("secure")),
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
            collect.add(node or section, "main_kind is missing", CASE.hint("main_kind"))

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
            elif option is not None and name.text in only and option not in only[name.text]:
                hint = "a deal may always leave an issue where it is"
                collect.add(value, f"only of kind {key.text} leaves out the status quo {option!r}", hint)
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

    def rules(self) -> None:
        collect = self.collect
        rules: list[Rule] = []
        for node in collect.items(self.root.items.get("rules"), "rules"):
            entry = collect.mapping(node, "a rule")
            if entry is None:
                continue
            collect.keys(entry, RULE, "a rule")
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
