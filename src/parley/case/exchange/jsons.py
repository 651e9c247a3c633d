"""Formats in JSON (or the same in YAML): GeniusWeb, NegMAS folders, NegoLog.

GeniusWeb: one domain file, one ``LinearAdditiveUtilitySpace`` a party; a reservation *bid* rather than a value.
NegMAS: an outcome space and one ``LinearAdditiveUtilityFunction`` a party, over ``TableFun`` values.
NegoLog: one profile a party with ``issueWeights``, ``issues`` and ``reservationValue``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from parley.case.exchange.domain import Domain, IssueSpec, Profile, file_names, load_text
from parley.core.errors import DataError, Location

SPACE = "LinearAdditiveUtilitySpace"
IGNORED_STEMS = ("_info", "_stats", "specs")
YAML_LIMIT = 5_000_000
MOST_VALUES = 10_000


def load(path: Path) -> Any:
    """The file's content: JSON, or YAML without aliases or tags. Raises :class:`DataError`."""
    text = load_text(path)
    if path.suffix.lower() not in (".yml", ".yaml"):
        try:
            found = json.loads(text)
            json.dumps(found, ensure_ascii=False).encode()  # "\\ud800": JSON can write it, no file can hold it
            return found
        except json.JSONDecodeError as error:
            where = Location(str(path), error.lineno, error.colno)
            raise DataError.one(f"not JSON: {error.msg}", where=where, code="exchange") from None
        except ValueError:
            message = "a number of thousands of digits, or half a character"
            raise DataError.one(message, where=Location(str(path)), code="exchange") from None
        except RecursionError:
            raise DataError.one("nested too deeply", where=Location(str(path)), code="exchange") from None
    return _yaml(text, path)


def _yaml(text: str, path: Path) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError

    if len(text) > YAML_LIMIT or ("*" in text and "&" in text and _has_alias(text)):
        raise DataError.one("too large, or uses aliases", where=Location(str(path)), code="exchange")
    try:
        return YAML(typ="safe", pure=True).load(text)
    except (ValueError, RecursionError):
        message = "not YAML that is read here: a value that is none, or nested too deeply"
        raise DataError.one(message, where=Location(str(path)), code="exchange") from None
    except MarkedYAMLError as error:
        mark = error.problem_mark
        where = Location(str(path), mark.line + 1, mark.column + 1) if mark else Location(str(path))
        raise DataError.one(f"not YAML: {error.problem}", where=where, code="exchange") from None


def _has_alias(text: str) -> bool:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError
    from ruamel.yaml.events import AliasEvent

    try:
        return any(isinstance(event, AliasEvent) for event in YAML(typ="safe", pure=True).parse(text))
    except (YAMLError, RecursionError):
        return False  # the loader itself will say what is wrong, and where


def read(paths: list[Path]) -> Domain:
    """The domain that these files make up; the format is told by their keys. Raises :class:`DataError`."""
    kept = [p for p in paths if p.stem not in IGNORED_STEMS]
    contents = {p: load(p) for p in kept}
    for path, content in contents.items():
        if not isinstance(content, Mapping):
            raise DataError.one("not a mapping of names", where=Location(str(path)), code="exchange")
    files = tuple(str(p) for p in kept)
    reader = _reader(contents)
    if reader is not None:
        try:
            return reader(contents, files).checked()
        except (AttributeError, TypeError, KeyError, IndexError, ValueError) as error:
            # a part is a list where the format has a mapping, or the like
            raise DataError.one(
                f"a part of it is not shaped as the format says: {error}", where=Location(files[0]), code="exchange"
            ) from error
    raise DataError.one(
        "no known kind of domain", where=Location(files[0] if files else "-"),
        hint="GENIUS XML, GeniusWeb JSON, a NegMAS folder and NegoLog profiles are read", code="exchange",
    )  # fmt: skip


def _reader(contents: Mapping[Path, Mapping[str, Any]]) -> Callable[..., Domain] | None:
    if any(SPACE in c or "issuesValues" in c for c in contents.values()):
        return _geniusweb
    if any("issueWeights" in c for c in contents.values()):
        return _negolog
    if any(str(c.get("type", "")).endswith("OutcomeSpace") or "reserved_value" in c for c in contents.values()):
        return _negmas
    return None


def _need(mapping: Mapping[str, Any], key: str, path: Path) -> Any:
    if key not in mapping:
        raise DataError.one(f"{key!r} is missing", where=Location(str(path)), code="exchange")
    return mapping[key]


def _float(value: Any, what: str, path: Path) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        raise DataError.one(f"{what} is {value!r}, not a number", where=Location(str(path)), code="exchange") from None


def _rows(
    table: Mapping[str, Mapping[str, Any]], issues: tuple[IssueSpec, ...], path: Path
) -> tuple[tuple[float, ...], ...]:
    """Evaluations by issue and value; a value that GeniusWeb leaves unsaid is worth 0."""
    rows = []
    for issue in issues:
        given = {str(k): v for k, v in _need(table, issue.name, path).items()}
        rows.append(tuple(_float(given.get(v, 0.0), f"the utility of {v!r}", path) for v in issue.values))
    return tuple(rows)


def _geniusweb(contents: Mapping[Path, Mapping[str, Any]], files: tuple[str, ...]) -> Domain:
    domain = next((c for c in contents.values() if "issuesValues" in c), None)
    spaces = {p: c[SPACE] for p, c in contents.items() if SPACE in c}
    if domain is None and spaces:
        domain = _need(next(iter(spaces.values())), "domain", next(iter(spaces)))
    first = next(iter(contents))
    if domain is None:
        raise DataError.one("no domain among the files", where=Location(str(first)), code="exchange")
    issues = tuple(
        IssueSpec(name, tuple(str(v) for v in _need(spec, "values", first)))
        for name, spec in _need(domain, "issuesValues", first).items()
    )
    profiles = []
    for path, space in spaces.items():
        tables = {}
        for name, spec in _need(space, "issueUtilities", path).items():
            inner = spec.get("discreteutils") or spec.get("DiscreteValueSetUtilities")
            if inner is None:
                raise DataError.one(
                    f"issue {name!r} has utilities that are not a list of values",
                    where=Location(str(path)),
                    code="exchange",
                )
            tables[name] = _need(inner, "valueUtilities", path)
        weights = _need(space, "issueWeights", path)
        bid = (space.get("reservationBid") or {}).get("issuevalues")
        reserved = space.get("reserved_value")
        profiles.append(
            Profile(
                name=str(space.get("name") or path.stem),
                weights=tuple(_float(weights.get(i.name, 0.0), f"the weight of {i.name!r}", path) for i in issues),
                evaluations=_rows(tables, issues, path),
                reservation=None if reserved is None else _float(reserved, "reserved_value", path),
                reservation_bid=tuple(str(bid[i.name]) for i in issues) if bid else None,
            )
        )
    return Domain(str(domain.get("name") or first.stem), issues, tuple(profiles), "geniusweb", files)


def _negolog(contents: Mapping[Path, Mapping[str, Any]], files: tuple[str, ...]) -> Domain:
    first = next(iter(contents))
    tables = _need(contents[first], "issues", first)
    issues = tuple(IssueSpec(str(name), tuple(str(v) for v in table)) for name, table in tables.items())
    profiles = tuple(
        Profile(
            name=path.stem,
            weights=tuple(
                _float(c["issueWeights"].get(i.name, 0.0), f"the weight of {i.name!r}", path) for i in issues
            ),
            evaluations=_rows(_need(c, "issues", path), issues, path),
            reservation=_float(c.get("reservationValue", 0.0), "reservationValue", path),
        )
        for path, c in contents.items()
        if "issueWeights" in c
    )
    return Domain(first.parent.name or first.stem, issues, profiles, "negolog", files)


def _negmas(contents: Mapping[Path, Mapping[str, Any]], files: tuple[str, ...]) -> Domain:
    spaces = [(p, c) for p, c in contents.items() if "issues" in c]
    first = next(iter(contents))
    if not spaces:
        raise DataError.one("no outcome space among the files", where=Location(str(first)), code="exchange")
    path, space = spaces[0]
    issues = tuple(_negmas_issue(spec, path) for spec in _need(space, "issues", path))
    profiles = []
    for file, c in contents.items():
        if file == path:
            continue
        kind = str(c.get("type", ""))
        if kind not in ("LinearAdditiveUtilityFunction", "LinearUtilityFunction"):
            raise DataError.one(
                f"{kind or 'its type'} is not an additive utility", where=Location(str(file)), code="exchange"
            )
        tables = {}
        for issue, fun in zip(issues, _need(c, "values", file), strict=False):
            tables[issue.name] = _table(fun, issue, file)
        reserved = c.get("reserved_value")
        profiles.append(
            Profile(
                name=str(c.get("name") or file.stem),
                weights=tuple(_float(w, "a weight", file) for w in _need(c, "weights", file)),
                evaluations=_rows(tables, issues, file),
                reservation=_float(0.0 if reserved in (None, float("-inf")) else reserved, "reserved_value", file),
                bias=_float(c.get("bias", 0.0) or 0.0, "bias", file),
            )
        )
    return Domain(str(space.get("name") or path.stem), issues, tuple(profiles), "negmas", files)


def _negmas_issue(spec: Mapping[str, Any], path: Path) -> IssueSpec:
    name, values = str(_need(spec, "name", path)), _need(spec, "values", path)
    kind = str(spec.get("type", ""))
    if kind == "ContiguousIssue" and len(values) == 2:
        low, high = int(values[0]), int(values[1])
        if high - low > MOST_VALUES:
            message = f"issue {name!r} has {high - low + 1} values; at most {MOST_VALUES} are read"
            raise DataError.one(message, where=Location(str(path)), code="exchange")
        values = range(low, high + 1)
    elif kind == "ContinuousIssue":
        raise DataError.one(
            f"issue {name!r} is continuous, not a list of values", where=Location(str(path)), code="exchange"
        )
    return IssueSpec(name, tuple(str(v) for v in values))


def _table(fun: Mapping[str, Any], issue: IssueSpec, path: Path) -> dict[str, float]:
    kind = str(fun.get("type", ""))
    if kind == "TableFun":
        return {str(k): _float(v, f"the value of {k!r}", path) for k, v in _need(fun, "mapping", path).items()}
    if kind == "IdentityFun":
        return {v: _float(v, f"the value of {v!r}", path) for v in issue.values}
    if kind in ("LinearFun", "AffineFun"):
        slope, bias = float(fun.get("slope", 1.0)), float(fun.get("bias", 0.0))
        return {v: slope * _float(v, f"the value of {v!r}", path) + bias for v in issue.values}
    raise DataError.one(
        f"issue {issue.name!r} is valued by {kind or 'an unnamed function'}, not a table",
        where=Location(str(path)),
        code="exchange",
    )


def write_geniusweb(domain: Domain, folder: Path) -> list[Path]:
    """A domain file and one space a party; ``reserved_value`` stands beside a reservation bid, where there is one."""
    spec = {"name": domain.name, "issuesValues": {i.name: {"values": list(i.values)} for i in domain.issues}}
    first, *names = file_names([domain.name, *(p.name for p in domain.profiles)])
    files: list[tuple[Path, Any]] = [(folder / f"{first}.json", spec)]
    for p, file in zip(domain.profiles, names, strict=True):
        space: dict[str, Any] = {
            "name": p.name,
            "issueUtilities": {
                i.name: {"discreteutils": {"valueUtilities": dict(zip(i.values, row, strict=True))}}
                for i, row in zip(domain.issues, p.evaluations, strict=True)
            },
            "issueWeights": {i.name: w for i, w in zip(domain.issues, p.weights, strict=True)},
            "domain": spec,
        }
        if p.reservation_bid is not None:
            space["reservationBid"] = {
                "issuevalues": dict(zip((i.name for i in domain.issues), p.reservation_bid, strict=True))
            }
        if p.reservation is not None or p.reservation_bid is None:
            space["reserved_value"] = p.reserved(domain.issues)
        files.append((folder / f"{file}.json", {SPACE: space}))
    return _dump(files)


def write_negmas(domain: Domain, folder: Path) -> list[Path]:
    """An outcome space and one additive utility function a party, as JSON that NegMAS loads."""
    space = {
        "issues": [{"name": i.name, "type": "CategoricalIssue", "values": list(i.values)} for i in domain.issues],
        "name": domain.name,
        "type": "DiscreteCartesianOutcomeSpace",
    }
    first, *names = file_names([domain.name, *(p.name for p in domain.profiles)])
    files: list[tuple[Path, Any]] = [(folder / f"{first}.json", space)]
    for p, file in zip(domain.profiles, names, strict=True):
        fun = {
            "name": p.name,
            "reserved_value": p.reserved(domain.issues),
            "type": "LinearAdditiveUtilityFunction",
            "values": [
                {"mapping": dict(zip(i.values, row, strict=True)), "type": "TableFun"}
                for i, row in zip(domain.issues, p.evaluations, strict=True)
            ],
            "weights": list(p.weights),
        }
        if p.bias:
            fun["bias"] = p.bias
        files.append((folder / f"{file}.json", fun))
    return _dump(files)


def _dump(files: list[tuple[Path, Any]]) -> list[Path]:
    for path, content in files:
        path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return [path for path, _ in files]
