"""What a deal is worth and what stands in its way: values, interactions, floors, red lines, security."""

from __future__ import annotations

from typing import cast

from parley.case import paths
from parley.case.file.numbers import Notes
from parley.case.file.sections import Sections, blank, declaration, in_words, spelt_out, unsaid
from parley.case.file.tree import UNSET, Mapping, Node, Scalar
from parley.case.line_basis import basis_by_default
from parley.case.schema.case import CASE
from parley.case.schema.shared import NOTE_KEYS
from parley.case.schema.subjects import KIND_SECURITY
from parley.case.schema.worth import (
    FLOOR,
    FLOORS,
    INTERACTION,
    INTERACTIONS,
    RED_LINE,
    RED_LINES,
    SECURITY,
    VALUED,
)
from parley.case.types import CaseInteraction, Declaration, Floor, LineBasis, RedLine

WEIGHT, SCORE = VALUED.quantity("weights"), VALUED.quantity("scores")
HOLDS, IF_BROKEN, EFFECT = (SECURITY.quantity(name) for name in ("holds", "if_broken", "effects"))
TOUGHNESS_BECAUSE = "Default: a party's lines partly stand or fall together."


class Worth(Sections):
    """Reads the numbers about deals."""

    def read(self) -> None:
        self.values()
        self.interactions()
        self.floors()
        self.red_lines()
        self.security()
        self.toughness()

    def values(self) -> None:
        collect, made, numbers = self.collect, self.made, self.numbers
        node = self.root.items.get("values")
        if node is not None and unsaid(node):
            section: Mapping | None = spelt_out(node, dict.fromkeys(made.stating, UNSET))
        else:
            section = self.section("values")
        outer = numbers.notes(section, group=True) if section else Notes()
        weights = dict.fromkeys(made.issues, WEIGHT)
        for party in made.parties:  # slots first, so that views may name them even where the file is incomplete
            for issue in made.issues:
                numbers.slots[str(paths.Weight(party, issue))] = WEIGHT
                for option in made.issues[issue].options:
                    numbers.slots[str(paths.Score(party, issue, option))] = SCORE
        for key, node in section or ():
            if key.text in NOTE_KEYS:
                continue
            if key.text not in made.parties:
                collect.unknown(key, "party", key.text, made.parties)
                continue
            path = paths.group("values", key.text)
            entry = (
                spelt_out(node, {"weights": UNSET, "scores": UNSET}) if unsaid(node) else collect.mapping(node, path)
            )
            if entry is None:
                continue
            collect.keys(entry, VALUED, path)
            inner = numbers.notes(entry, group=True).over(outer)
            leans = made.parties[key.text].leaning  # what it leaves unsaid is its principal's
            must = () if leans else None
            numbers.group(
                paths.group(path, "weights"),
                entry.items.get("weights"),
                weights,
                inner,
                noun="issue",
                required=must,
                near=key,
            )
            if not leans or "scores" in entry.items:
                self.scores(paths.group(path, "scores"), entry.items.get("scores"), inner, key, whole=not leans)
        if section is not None:
            for party in made.stating:
                if blank(section.items.get(party)):
                    collect.add(
                        section.keys.get(party, section),
                        f"values has no entry for {party}",
                        "its consent is required",
                        "missing",
                    )
        self.check_weights()

    def scores(self, path: str, node: Node | None, outer: Notes, near: Scalar, *, whole: bool = True) -> None:
        collect, made, numbers = self.collect, self.made, self.numbers
        if isinstance(node, Scalar) and node.text == "?":
            for issue in made.issues:
                options = dict.fromkeys(made.issues[issue].options, SCORE)
                numbers.group(paths.group(path, issue), node, options, outer, noun="option")
            return
        mapping = collect.mapping(node, path)
        if mapping is None:
            if blank(node):
                numbers.missing(path, tuple(made.issues), near)
            return
        inner = numbers.notes(mapping, group=True).over(outer)
        for key, value in mapping:
            if key.text in NOTE_KEYS:
                continue
            if key.text not in made.issues:
                collect.unknown(key, "issue", key.text, made.issues)
                continue
            options = dict.fromkeys(made.issues[key.text].options, SCORE)
            must = None if whole else ()
            numbers.group(paths.group(path, key.text), value, options, inner, noun="option", required=must, near=key)
        lacking = tuple(issue for issue in made.issues if issue not in mapping.items)
        if lacking and whole:
            numbers.missing(path, lacking, mapping)

    def check_weights(self) -> None:
        """Weights of the main kind's issues must not all be zero."""
        made, judgements = self.made, self.numbers.judgements
        main = made.kinds.get(made.main_kind)
        for party in made.parties:
            weights = [str(paths.Weight(party, issue)) for issue in (main.issues if main else ())]
            known = [judgements[p].distribution for p in weights if p in judgements]
            if len(known) == len(weights) and known and all(d is not None and d.high == 0 for d in known):
                self.collect.add(
                    self.numbers.places[weights[0]],
                    f"the weights of {party} are all zero over the issues of kind {made.main_kind}",
                    "weights are relative: write what matters more as a larger number",
                    "zero-weights",
                )

    def interactions(self) -> None:
        collect, made, numbers = self.collect, self.made, self.numbers
        for key, node in collect.names(self.section("interactions"), INTERACTIONS):
            what = f"interaction {key.text}"
            entry = collect.mapping(node, what)
            if entry is None:
                continue
            collect.keys(entry, INTERACTION, what)
            match = self.match(entry.items.get("match"), f"match of {what}", near=key)
            prefix = paths.group("interactions", key.text, "points")
            wanted = dict.fromkeys(made.parties, INTERACTION.quantity("points"))
            notes = numbers.notes(entry, group=False)
            numbers.group(prefix, entry.items.get("points"), wanted, notes, noun="party", required=())
            adds = {party: str(paths.Combination(key.text, party)) for party in made.parties}
            numbers.absent.update(dict.fromkeys(adds.values(), INTERACTION.default("points")))
            parties = tuple(party for party in made.parties if adds[party] in numbers.judgements)
            if not isinstance(entry.items.get("points"), Mapping):
                collect.add(entry, f"{what} adds no points", INTERACTION.hint("points"), "missing")
            if match:
                made.interactions[key.text] = CaseInteraction(key.text, match, parties, notes.because)

    def floors(self) -> None:
        collect, made, numbers = self.collect, self.made, self.numbers
        for key, node in collect.names(self.section("floors"), FLOORS):
            entry = collect.mapping(node, f"floor {key.text}")
            if entry is None:
                continue
            collect.keys(entry, FLOOR, f"floor {key.text}")
            party = self.party(entry.items.get("party"), f"the party of floor {key.text}", key)
            issue_node = entry.items.get("issue")
            issue = collect.text(issue_node, f"the issue of floor {key.text}", needed=key)
            if issue is not None and issue_node is not None and issue not in made.issues:
                collect.unknown(issue_node, "issue", issue, made.issues)
                issue = None
            notes = numbers.notes(entry, group=False)
            numbers.one(str(paths.Floor(key.text)), FLOOR.quantity("at_least"), entry.items.get("at_least"), notes, key)
            if party and issue:
                made.floors[key.text] = Floor(key.text, party, issue)

    def red_lines(self) -> None:
        collect, made, numbers = self.collect, self.made, self.numbers
        for key, node in collect.names(self.section("red_lines"), RED_LINES):
            what = f"red line {key.text}"
            entry = collect.mapping(node, what)
            if entry is None:
                continue
            collect.keys(entry, RED_LINE, what)
            party = self.party(entry.items.get("party"), f"the party of {what}", key)
            rules_out_node = entry.items.get("rules_out")
            alternatives = collect.items(rules_out_node, "rules_out")
            if not alternatives:
                collect.add(key, f"{what} rules nothing out", RED_LINE.hint("rules_out"), "missing")
            matches = [self.match(m, f"rules_out of {what}", near=key) for m in alternatives]
            notes = numbers.notes(entry, group=False)
            numbers.one(str(paths.Line(key.text)), RED_LINE.quantity("holds"), entry.items.get("holds"), notes, key)
            said = declaration(collect, self.evidence, entry.items.get("declared"), f"declared of {what}")
            stated = collect.choice(entry.items.get("basis"), f"basis of {what}", RED_LINE.words("basis"))
            if party:
                made.red_lines[key.text] = RedLine(
                    key=key.text,
                    title=collect.text(entry.items.get("title"), "title") or key.text,
                    party=party,
                    rules_out=tuple(m for m in matches if m),
                    declared=in_words(said),
                    declaration=said,
                    basis=cast(LineBasis, stated) if stated else self._basis(said),
                )

    def _basis(self, said: Declaration | None) -> LineBasis:
        source = self.evidence.documents.get(said.document or "") if said else None
        return basis_by_default(said, source.footing(said.quote) if source and said and said.quote else None)

    def security(self) -> None:
        collect, made, numbers = self.collect, self.made, self.numbers
        section = self.section("security")
        holders = dict.fromkeys((*made.parties, paths.ANALYST), HOLDS)
        broken = dict.fromkeys(made.parties, IF_BROKEN)
        must = (*made.principals, paths.ANALYST)
        if section is not None:
            collect.keys(section, SECURITY, "security")
            outer = numbers.notes(section, group=True)
            numbers.group(
                paths.group("security", "holds"),
                section.items.get("holds"),
                holders,
                outer,
                noun="holder",
                required=must,
                near=section,
            )
            numbers.group(
                paths.group("security", "if_broken"),
                section.items.get("if_broken"),
                broken,
                outer,
                noun="party",
                required=made.stating,
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
                collect.keys(own, KIND_SECURITY, f"security of kind {kind}")
                outer = numbers.notes(own, group=True)
            for form, name, wanted, needed in (
                (paths.Trust, "holds", holders, must),
                (paths.Broken, "if_broken", broken, made.stating),
            ):
                if section is not None:
                    for who in wanted:
                        numbers.absent[str(form(who, kind))] = str(form(who))
                numbers.group(
                    paths.group("kinds", kind, "security", name),
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
        mapping = collect.mapping(section.items.get("effects"), paths.group("security", "effects"))
        for issue in made.issues:
            for option in made.issues[issue].options:
                numbers.slots[str(paths.Effect(issue, option))] = EFFECT
                numbers.absent[str(paths.Effect(issue, option))] = SECURITY.default("effects")
        inner = numbers.notes(mapping, group=True).over(outer) if mapping else outer
        for key, value in mapping or ():
            if key.text in NOTE_KEYS:
                continue
            if key.text not in made.issues:
                collect.unknown(key, "issue", key.text, made.issues)
                continue
            wanted = dict.fromkeys(made.issues[key.text].options, EFFECT)
            numbers.group(
                paths.group("security", "effects", key.text), value, wanted, inner, noun="option", required=()
            )

    def toughness(self) -> None:
        """How strongly a party's lines stand or fall together, 0 to 1."""
        made, numbers = self.made, self.numbers
        with_lines = tuple(p for p in made.parties if any(line.party == p for line in made.red_lines.values()))
        quantity, default = CASE.quantity("toughness"), CASE.default("toughness")
        wanted = dict.fromkeys(with_lines, quantity)
        node = self.root.items.get("toughness")
        numbers.group("toughness", node, wanted, Notes(), noun="party with red lines", required=())
        for party in with_lines:
            numbers.default(str(paths.Toughness(party)), quantity, default, TOUGHNESS_BECAUSE)
