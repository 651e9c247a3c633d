"""A case file, parsed and checked once; then a :class:`~parley.case.types.Case` for any view in a few milliseconds.

Everything that can be wrong in the file, in any view or course, is found when it is opened and raised at once.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from parley.case import paths
from parley.case.file.arguments import ArgumentReader
from parley.case.file.as_of import Late
from parley.case.file.collector import Collector, as_date, in_order
from parley.case.file.entries import suggest_path
from parley.case.file.evidence import EvidenceReader, Texts, read_documents
from parley.case.file.head import Head
from parley.case.file.lint import lint_of
from parley.case.file.numbers import Numbers
from parley.case.file.sections import Structure
from parley.case.file.structure import read_structure
from parley.case.file.tree import Mapping as TreeMapping
from parley.case.file.tree import Node, Scalar, Sequence, Tree, parse, read_text
from parley.case.late import not_yet
from parley.case.schema.case import CASE, VERSION
from parley.case.schema.quantities import Quantity
from parley.case.types import Case, Judgement, Lever, Reading, SourceDocument
from parley.core.errors import CaseError, InputError, Location, Problem
from parley.core.suggest import did_you_mean
from parley.documents.model import Document

T = TypeVar("T")


def open_source(path: str | Path) -> CaseSource:
    """Read and check a case: a YAML file, or a folder with ``case.yaml``.

    Raises :class:`CaseError` with every problem, in file order.
    """
    given = Path(path)
    file = given
    if given.is_dir():
        file = given / "case.yaml"
        if not file.is_file():
            found = sorted(p.name for p in given.iterdir() if p.suffix in (".yaml", ".yml"))
            hint = did_you_mean("case.yaml", found) if found else "parley new FOLDER writes a template"
            raise CaseError.one("this folder has no case.yaml", where=Location(str(given)), hint=hint)
    return CaseSource(parse(read_text(file), str(file)), file.parent)


def load(
    path: str | Path,
    *,
    view: str | None = None,
    sets: Mapping[str, str | float] | None = None,
    as_of: datetime.date | str | None = None,
) -> Case:
    """The case at ``path`` under a view, with single numbers changed, replayed as of a date."""
    return open_source(path).case(view=view, sets=sets, as_of=as_of)


class CaseSource:
    """A checked case file. ``folder`` is where its documents lie."""

    def __init__(self, tree: Tree, folder: Path) -> None:
        self.tree = tree
        self.folder = folder
        self.path = tree.path
        self.name = folder.resolve().name if Path(tree.path).name == "case.yaml" else Path(tree.path).stem
        collect = Collector(tree)
        root = tree.root
        self._version(collect, root)
        collect.keys(root, CASE, "a case")
        documents_node = root.items.get("documents")
        self._texts = Texts(folder, read_documents(collect, documents_node, folder))
        stated = documents_node if isinstance(documents_node, TreeMapping) else None
        evidence = EvidenceReader(collect, self._texts, stated)
        evidence.passages(stated)
        self._numbers = Numbers(collect, evidence)
        self._structure = read_structure(collect, root, evidence, self._numbers)
        self._arguments = ArgumentReader(collect, root, evidence, self._numbers, self._structure).read()
        self._head = Head.read(collect, root, self._structure, self.name)
        self._check_views(collect)
        self._undated = tuple(collect.undated)
        self._based: dict[tuple[Reading | None, ...], dict[str, Judgement]] = {}
        collect.finish()

    @staticmethod
    def _version(collect: Collector, root: TreeMapping) -> None:
        node = root.items.get("parley")
        if node is None:
            message = "the first line of a case says which format it is in"
            collect.add(None, message, CASE.hint("parley"), "version")
        elif not isinstance(node, Scalar) or node.text != VERSION:
            collect.add(
                node, f"this parley reads version {VERSION} of the format", f"write parley: {VERSION}", "version"
            )

    def _check_views(self, collect: Collector) -> None:
        """A view may not leave a holder without beliefs or a party without weights."""
        base = self._numbers.judgements
        for view, overrides in self._arguments.overrides.items():
            for message in emptied({**base, **overrides}, overrides, self._structure):
                node = collect.tree.root.items["views"]
                assert isinstance(node, TreeMapping)
                collect.add(node.keys[view], f"view {view}: {message}", code="zero-beliefs")

    # ------------------------------------------------------------------------------------------------- for users

    @property
    def documents(self) -> Mapping[str, SourceDocument]:
        """The case's documents by key."""
        return self._texts.documents

    @property
    def views(self) -> tuple[str, ...]:
        """Names of the views, in file order."""
        return tuple(self._arguments.views)

    @property
    def no_deal_model(self) -> str:
        """Name of the model of no-deal, the same under every view."""
        return self._structure.no_deal_model

    @property
    def quantities(self) -> Mapping[str, Quantity]:
        """Every path that a view, ``--set`` or a course may name, with the bounds of its number."""
        return self._numbers.slots

    def document(self, document: str) -> Document:
        """One of the case's documents, read. Raises :class:`InputError` for an unknown key."""
        if document not in self.documents:
            raise InputError.one(
                f"{self.path}: there is no document {document!r}", hint=did_you_mean(document, self.documents)
            )
        return self._texts.document(document)

    def digest(self, document: str) -> str:
        """SHA-256 of the bytes of one of the case's documents, in hex digits; nothing of it is read."""
        return self._texts.digest(document)

    def text(self, document: str) -> str:
        """The text of one of the case's documents. Raises :class:`InputError` for an unknown key."""
        return self.document(document).text

    def verbatim(self, document: str, quote: str) -> bool:
        """Whether a passage of a document is somebody's own words (:mod:`parley.case.quoting`), so that it may be quoted."""
        return self._texts.verbatim(document, quote)

    def locate(self, path: str, view: str | None = None) -> Location:
        """Where the file says what ``path`` names: a number (``view``: as that view states it), or any key by its dotted
        path; else the file."""
        node: Node | None = self._numbers.places.get(path) if view is None else None
        node = (
            node
            if node is not None
            else _walk(self.tree.root, path if view is None else paths.group("views", view, path))
        )
        return self.tree.where(node) if node is not None else Location(self.path)

    def case(
        self,
        view: str | None = None,
        sets: Mapping[str, str | float] | None = None,
        as_of: datetime.date | str | None = None,
    ) -> Case:
        """The case under ``view`` (None or "base": none), with ``sets`` (path → number or its text) on top of it,
        as of a date. Raises :class:`CaseError` for an unknown view, path or number."""
        if view == "base":
            view = None
        if view is not None and view not in self._arguments.views:
            known = ("base", *self._arguments.views)
            raise CaseError.one(
                f"{self.path}: there is no view {view!r}", hint=did_you_mean(view, known), code="unknown-name"
            )
        date = self._date(as_of)
        base = self._base_on(date)
        judgements: dict[str, Judgement] = dict(base)
        if view is not None:
            judgements.update(self._arguments.overrides[view])
        judgements.update(self._set(sets or {}, judgements))
        return self._made(judgements, base, view, date)

    def _base_on(self, date: datetime.date) -> dict[str, Judgement]:
        """The base case's judgements on a date: each fact by the reading in force. One object for all cases of the same readings."""
        dated = {key: fact for key, fact in self._structure.facts.items() if fact.readings}
        if not dated:
            return self._base
        chosen = tuple(fact.on(date) for fact in dated.values())
        if chosen not in self._based:
            levels = {str(paths.Fact(key)): reading for key, reading in zip(dated, chosen, strict=True)}
            self._based[chosen] = {
                path: self._level(path, levels[path]) if path in levels else judgement
                for path, judgement in self._base.items()
            }
        return self._based[chosen]

    def _level(self, path: str, reading: Reading | None) -> Judgement:
        """A fact by its reading; before the first, at the level at which the beliefs hold as stated, so that it moves nothing."""
        if reading is not None:
            return reading.judgement
        fact = paths.parse(path)
        assert isinstance(fact, paths.Fact)
        taken = self._base[str(paths.FactTaken(fact.fact))]
        level = None if taken.distribution is None else self._numbers.slots[path].read(taken.distribution.median)
        because = "No reading is dated so early: taken at the level at which the beliefs hold as stated."
        return Judgement(path, level, because, origin="default")

    @cached_property
    def _base(self) -> dict[str, Judgement]:
        """The base case's judgements in the order of the file; defaults at the end. One object for all cases, so
        that what depends on the base alone can be computed once."""
        places = self._numbers.places
        last = (10**9, 0)

        def order(path: str) -> tuple[int, int]:
            return (places[path].line, places[path].column) if path in places else last

        judgements = self._numbers.judgements
        return {path: judgements[path] for path in sorted(judgements, key=order)}

    @cached_property
    def _ranged(self) -> frozenset[str]:
        dated = (reading.judgement for fact in self._structure.facts.values() for reading in fact.readings)
        every = (
            *self._base.values(),
            *(j for some in self._arguments.overrides.values() for j in some.values()),
            *dated,
        )
        return frozenset(j.path for j in every if j.distribution is not None and not j.distribution.is_point)

    def _date(self, as_of: datetime.date | str | None) -> datetime.date:
        if as_of is None:
            return self._head.as_of
        date = as_date(as_of) if isinstance(as_of, str) else as_of
        if date is None:
            raise InputError.one(f"as of: {as_of!r} is not a date", hint="write year-month-day: 2022-11-10")
        return date

    def _set(self, sets: Mapping[str, str | float], before: Mapping[str, Judgement]) -> dict[str, Judgement]:
        made: dict[str, Judgement] = {}
        problems: list[Problem] = []
        for path, value in sets.items():
            where = Location(f"{self.path}, --set")
            if path not in self._numbers.slots:
                hint = suggest_path(path, self._numbers.slots)
                problems.append(Problem(f"there is no number {path!r}", where, hint, "unknown-path"))
                continue
            if path not in self._numbers.judgements and not self._numbers.fill(path):
                problems.append(Problem(f"the base case has no number for {path}", where, code="unknown-path"))
                continue
            try:
                distribution = self._numbers.slots[path].read(value)
            except InputError as error:
                problem = error.problems[0]
                problems.append(Problem(f"{path}: {problem.message}", where, problem.hint, "number"))
                continue
            made[path] = Judgement(path, distribution, "Set for this run.", origin="--set")
        after = {**before, **made}
        problems += [
            Problem(m, Location(f"{self.path}, --set"), code="zero-beliefs")
            for m in emptied(after, made, self._structure)
        ]
        if problems:
            raise CaseError(in_order(problems))
        return made

    def _made(
        self, judgements: dict[str, Judgement], base: dict[str, Judgement], view: str | None, as_of: datetime.date
    ) -> Case:
        s, a, h = self._structure, self._arguments, self._head
        late = Late(as_of)
        kept = {path: late.strip(judgement) for path, judgement in judgements.items()}
        effects = {effect.issue for _, effect in paths.of(paths.Effect, kept)}
        courses = {k: late.course(v) for k, v in a.courses.items()}
        views = {k: late.strip(v) for k, v in a.views.items()}
        levers = {k: _in_force(late.lever(v), kept) for k, v in a.levers.items()}
        limits = {
            k: dataclasses.replace(late.strip(v), at_most=_median(kept, str(paths.Limit(k)), v.at_most))
            for k, v in a.limits.items()
        }
        signals = {k: late.shifts(late.strip(v)) for k, v in a.signals.items()}
        claims = {k: late.strip(v) for k, v in a.claims.items()}
        red_lines = late.in_force(s.red_lines)
        issues = {k: late.issue(v) for k, v in s.issues.items()}
        later = (
            *(f"{paths.Line(k).name}: {not_yet(v)}" for k, v in late.lines.items()),
            *(
                f"{paths.group('issues', k, 'options', o)}: the text that marks it is dated after {as_of.isoformat()}; it is not marked"
                for k, v in issues.items()
                for o, option in v.options.items()
                if option is not s.issues[k].options[o]
            ),
        )
        case = Case(
            name=self.name,
            path=self.path,
            title=h.title,
            question=h.question,
            decider=h.decider,
            as_of=as_of,
            horizon_months=h.horizon_months,
            main_kind=s.main_kind,
            law=h.law,
            documents=self.documents,
            parties=s.parties,
            issues=issues,
            kinds=s.kinds,
            rules=s.rules,
            interactions={
                k: dataclasses.replace(i, parties=tuple(p for p in s.parties if str(paths.Combination(k, p)) in kept))
                for k, i in s.interactions.items()
            },
            floors=s.floors,
            red_lines=red_lines,
            no_deal_model=s.no_deal_model,
            no_deal_sides=s.no_deal_sides,
            no_deal_options=s.no_deal_options,
            no_deal_support=s.no_deal_support,
            outcomes=s.outcomes,
            security_issues=tuple(issue for issue in s.issues if issue in effects),
            views=views,
            courses=courses,
            claims=claims,
            watch=a.watch,
            judgements=kept,
            levers=levers,
            limits=limits,
            signals=signals,
            formulas={k: late.formula(v) for k, v in a.formulas.items()},
            analogies=a.analogies,
            packages=s.packages,
            rankings=s.rankings,
            correlations=a.correlations,
            view=view,
            facts=s.facts,
            prior=s.prior,
            beliefs_dated=s.beliefs_dated,
            base=base,
            ranged=self._ranged,
            late_evidence=late.evidence,
            late_lines=late.lines,
            late_views=tuple(k for k, v in views.items() if v.date is not None and v.date > as_of),
            late_claims=tuple(k for k, v in claims.items() if v.date is not None and v.date > as_of),
            scope=h.scope,
            misuse=h.misuse,
            authors=h.authors,
            topics=h.topics,
        )
        return dataclasses.replace(case, lint=lint_of(case, (*h.lint, *self._undated, *later)))


def _median(judgements: Mapping[str, Judgement], path: str, default: float) -> float:
    judgement = judgements.get(path)
    return judgement.distribution.median if judgement and judgement.distribution else default


def _in_force(lever: Lever, judgements: Mapping[str, Judgement]) -> Lever:
    """A lever with the delay and the cost of the view and the numbers set."""
    delay = _median(judgements, str(paths.LeverNumber(lever.key, "delay")), lever.delay_weeks)
    cost = lever.cost
    if cost is not None:
        cost = _median(judgements, str(paths.LeverNumber(lever.key, "cost")), cost)
    return dataclasses.replace(lever, delay_weeks=delay, cost=cost)


def emptied(after: Mapping[str, Judgement], changed: Iterable[str], made: Structure) -> list[str]:
    """Messages for holders and parties whom a change leaves with nothing but zeros."""

    def zero(together: Iterable[paths.Path]) -> bool:
        group = [str(path) for path in together]
        known = [after[p].distribution for p in group if p in after]
        return (
            bool(group)
            and len(known) == len(group)
            and all(d is not None and d.is_point and d.median == 0 for d in known)
        )

    messages: dict[str, None] = {}
    main = made.kinds.get(made.main_kind)
    for text in changed:
        match paths.parse(text):
            case paths.Belief(holder, _) if zero(paths.Belief(holder, o) for o in made.outcomes):
                messages[f"the beliefs of {holder} are all zero"] = None
            case paths.Weight(party, _) if main is not None and zero(paths.Weight(party, i) for i in main.issues):
                messages[f"the weights of {party} are all zero over the issues of kind {main.key}"] = None
    return list(messages)


def _walk(node: Node, path: str) -> Node | None:
    """The value at a dotted path of the file; keys may themselves hold dots (in views and changes)."""
    if not path:
        return node
    if isinstance(node, Sequence):
        head, _, rest = path.partition(".")
        return _walk(node.items[int(head)], rest) if head.isdigit() and int(head) < len(node.items) else None
    if not isinstance(node, TreeMapping):
        return None
    for name, value in node.items.items():
        if path == name:
            return node.keys[name]
        if path.startswith(name + "."):
            found = _walk(value, path[len(name) + 1 :])
            if found is not None:
                return found
    return None
