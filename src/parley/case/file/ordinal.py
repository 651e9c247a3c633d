"""Named packages and their rankings: a verdict before the first number."""

from __future__ import annotations

from parley.case.deal import breaks
from parley.case.file.sections import Sections
from parley.case.file.tree import Node, Scalar, Sequence
from parley.case.schema.worth import PACKAGE, PACKAGES
from parley.case.types import Package
from parley.core.suggest import did_you_mean

NO_DEAL = "no-deal"
"""What a ranking calls going on without a deal."""


class Ordinal(Sections):
    """Reads ``packages:`` and ``rankings:``."""

    def read(self) -> None:
        self.packages()
        self.rankings()

    def packages(self) -> None:
        collect, made = self.collect, self.made
        kind = made.kinds.get(made.main_kind)
        for key, node in collect.names(self.section("packages"), PACKAGES):
            if key.text == NO_DEAL:
                collect.add(key, f"{NO_DEAL!r} stands for going on without a deal", "name the package otherwise")
                continue
            entry = collect.mapping(node, f"package {key.text}")
            if entry is None or kind is None:
                continue
            collect.keys(entry, PACKAGE, f"package {key.text}")
            match = self.match(entry.items.get("deal"), f"deal of package {key.text}", near=key)
            if match is None:
                continue
            deal = {issue: options[0] for issue, options in match.items() if len(options) == 1}
            for issue, options in match.items():
                if len(options) > 1:
                    collect.add(key, f"package {key.text} names several options of {issue}", "a deal takes one")
                elif issue not in kind.only:
                    collect.add(key, f"package {key.text}: {issue} is no issue of kind {kind.key}", "leave it out")
                elif options and options[0] not in kind.only[issue]:
                    hint = did_you_mean(options[0], kind.only[issue])
                    collect.add(
                        key, f"package {key.text}: kind {kind.key} does not allow {options[0]} of {issue}", hint
                    )
            lacking = [issue for issue in kind.issues if issue not in match]
            if lacking:
                hint = "a package is a whole deal of the main kind"
                collect.add(key, f"package {key.text} says nothing on {', '.join(lacking)}", hint, "missing")
            broken = next((rule for rule in made.rules if breaks(rule, deal)), None)
            if broken is not None:
                hint = f"because: {broken.because}" if broken.because else "see rules"
                collect.add(key, f"package {key.text} is ruled out as impossible", hint, "impossible")
            title = collect.text(entry.items.get("title"), "title") or key.text
            made.packages[key.text] = Package(key.text, title, {i: deal[i] for i in made.issues if i in deal})

    def rankings(self) -> None:
        collect, made = self.collect, self.made
        for key, node in self.section("rankings") or ():
            if key.text not in made.parties:
                collect.unknown(key, "party", key.text, made.parties)
                continue
            if not isinstance(node, Sequence):
                collect.add(
                    node, f"the ranking of {key.text} is a list, best first", "write [PACKAGE, no-deal, PACKAGE]"
                )
                continue
            seen: set[str] = set()
            order = tuple(names for item in node.items if (names := self.rank(item, key.text, seen)))
            lacking = [name for name in (*made.packages, NO_DEAL) if name not in seen]
            if lacking:
                hint = "rank every package and no-deal; [A, B] inside the list holds two equal"
                collect.add(
                    node, f"the ranking of {key.text} leaves out {', '.join(map(repr, lacking))}", hint, "missing"
                )
            made.rankings[key.text] = order

    def rank(self, item: Node, party: str, seen: set[str]) -> tuple[str, ...]:
        """One place in a ranking: a name, or several held equal."""
        known = (*self.made.packages, NO_DEAL)
        names: list[str] = []
        for word in self.collect.scalars(item, f"the ranking of {party}"):
            assert isinstance(word, Scalar)
            if word.text not in known:
                self.collect.unknown(word, "package", word.text, known)
            elif word.text in seen:
                self.collect.add(word, f"{word.text} stands twice in the ranking of {party}", "keep one of them")
            else:
                seen.add(word.text)
                names.append(word.text)
        return tuple(names)
