"""GENIUS XML: a template with the issues, and one utility space for each party.

Discrete issues with evaluations; integer issues with a linear evaluator are listed value by value. Real-valued issues
and hyper-rectangles are refused: they are not lists of options.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from parley.case.exchange.domain import Domain, IssueSpec, Profile, file_names, load_text
from parley.core.errors import DataError, Location

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

INTEGER_LIMIT = 1000


def is_genius(text: str) -> bool:
    """True for XML that speaks of a utility space."""
    return text.lstrip().startswith("<") and "utility_space" in text


def read(paths: list[Path]) -> Domain:
    """The domain of a template and its profiles, told apart by content. Raises :class:`DataError`."""
    roots = {path: _root(path) for path in paths}
    profiles = [p for p, root in roots.items() if _is_profile(root)]
    templates = [p for p, root in roots.items() if p not in profiles]
    first = templates[0] if templates else paths[0]
    issues = tuple(_issue(element, first) for element in _issues(roots[first], first))
    read_profiles = tuple(_profile(roots[p], p, issues) for p in profiles)
    return Domain(first.stem, issues, read_profiles, "genius", tuple(str(p) for p in paths)).checked()


def _root(path: Path) -> Element:
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(load_text(path))
    except ParseError as error:
        line, column = error.position
        raise DataError.one(
            "not well-formed XML", where=Location(str(path), line, column + 1), code="exchange"
        ) from None
    except DefusedXmlException:
        raise DataError.one(
            "XML with entities or external references is not read", where=Location(str(path)), code="exchange"
        ) from None
    return root


def _is_profile(root: Element) -> bool:
    return any(True for _ in root.iter("weight")) or any("evaluation" in item.attrib for item in root.iter("item"))


def _issues(root: Element, path: Path) -> list[Element]:
    if any(True for _ in root.iter("hyperRectangle")) or any(True for _ in root.iter("utility_function")):
        raise DataError.one(
            "utilities over hyper-rectangles are not additive scores", where=Location(str(path)),
            hint="only additive profiles can become a case", code="exchange",
        )  # fmt: skip
    found = list(root.iter("issue"))
    return sorted(found, key=lambda e: int(e.attrib.get("index", "0")))


def _issue(element: Element, path: Path) -> IssueSpec:
    name = element.attrib.get("name", "")
    kind = element.attrib.get("vtype", element.attrib.get("type", "discrete"))
    if kind == "integer":
        low, high = _bounds(element, path)
        return IssueSpec(name, tuple(str(i) for i in range(low, high + 1)))
    if kind != "discrete":
        raise DataError.one(
            f"issue {name!r} is {kind}, not a list of values", where=Location(str(path)),
            hint="write the values that matter as discrete items", code="exchange",
        )  # fmt: skip
    items = sorted(element.findall("item"), key=lambda e: int(e.attrib.get("index", "0")))
    return IssueSpec(name, tuple(item.attrib.get("value", "") for item in items))


def _bounds(element: Element, path: Path) -> tuple[int, int]:
    ranges = list(element.iter("range"))
    source = ranges[0].attrib if ranges else element.attrib
    try:
        low, high = int(source["lowerbound"]), int(source["upperbound"])
    except (KeyError, ValueError):
        raise DataError.one(
            f"issue {element.attrib.get('name')!r} has no integer bounds", where=Location(str(path)), code="exchange"
        ) from None
    if high < low or high - low >= INTEGER_LIMIT:
        raise DataError.one(
            f"issue {element.attrib.get('name')!r} runs from {low} to {high}", where=Location(str(path)),
            hint=f"at most {INTEGER_LIMIT} values can be listed", code="exchange",
        )  # fmt: skip
    return low, high


def _number(text: str | None, what: str, path: Path) -> float:
    try:
        return float(text or "")
    except ValueError:
        raise DataError.one(f"{what} is {text!r}, not a number", where=Location(str(path)), code="exchange") from None


def _profile(root: Element, path: Path, issues: tuple[IssueSpec, ...]) -> Profile:
    elements = _issues(root, path)
    by_name = {e.attrib.get("name", ""): e for e in elements}
    weights_by_index = {
        e.attrib.get("index", ""): _number(e.attrib.get("value"), "a weight", path) for e in root.iter("weight")
    }
    weights, rows = [], []
    for issue in issues:
        element = by_name.get(issue.name)
        if element is None:
            raise DataError.one(
                f"the profile has no issue {issue.name!r}", where=Location(str(path)),
                hint="issues and values are matched by name with the template", code="exchange",
            )  # fmt: skip
        weights.append(weights_by_index.get(element.attrib.get("index", ""), 0.0))
        rows.append(_evaluations(element, issue, path))
    reservation = next(iter(root.iter("reservation")), None)
    discount = next(iter(root.iter("discount_factor")), None)
    return Profile(
        name=path.stem,
        weights=tuple(weights),
        evaluations=tuple(rows),
        reservation=None if reservation is None else _number(reservation.attrib.get("value"), "the reservation", path),
        discount=None if discount is None else _number(discount.attrib.get("value"), "the discount factor", path),
    )


def _evaluations(element: Element, issue: IssueSpec, path: Path) -> tuple[float, ...]:
    evaluator = next(iter(element.iter("evaluator")), None)
    if evaluator is not None:
        if evaluator.attrib.get("ftype", "linear") != "linear":
            raise DataError.one(
                f"issue {issue.name!r} has an evaluator that is not linear", where=Location(str(path)), code="exchange"
            )
        offset = _number(evaluator.attrib.get("offset", evaluator.attrib.get("parameter0", "0")), "an offset", path)
        slope = _number(evaluator.attrib.get("slope", evaluator.attrib.get("parameter1", "0")), "a slope", path)
        return tuple(offset + slope * int(v) for v in issue.values)
    given = {
        item.attrib.get("value", ""): _number(item.attrib.get("evaluation"), "an evaluation", path)
        for item in element.findall("item")
    }
    missing = [v for v in issue.values if v not in given]
    if missing:
        raise DataError.one(
            f"issue {issue.name!r} gives no evaluation of {missing[0]!r}", where=Location(str(path)), code="exchange"
        )
    return tuple(given[v] for v in issue.values)


def write(domain: Domain, folder: Path) -> list[Path]:
    """One template and one file a profile, under ``folder``; the paths written."""
    name, *names = file_names([f"{domain.name}-domain", *(p.name for p in domain.profiles)])
    written = [folder / f"{name}.xml"]
    written[0].write_text(_template(domain), encoding="utf-8")
    for profile, file in zip(domain.profiles, names, strict=True):
        path = folder / f"{file}.xml"
        path.write_text(_space(domain, profile), encoding="utf-8")
        written.append(path)
    return written


def _template(domain: Domain) -> str:
    return f"<negotiation_template>\n{_head(domain)}{_body(domain, None)}</objective>\n</utility_space>\n</negotiation_template>\n"


def _head(domain: Domain) -> str:
    return (
        f'<utility_space number_of_issues="{len(domain.issues)}">\n'
        f'<objective index="0" etype="objective" type="objective" description="" name={quoteattr(domain.name)}>\n'
    )


def _body(domain: Domain, profile: Profile | None) -> str:
    out = []
    for j, issue in enumerate(domain.issues):
        out.append(
            f'<issue index="{j + 1}" etype="discrete" type="discrete" vtype="discrete" name={quoteattr(issue.name)}>\n'
        )
        for o, value in enumerate(issue.values):
            evaluation = f' evaluation="{profile.evaluations[j][o]!r}"' if profile else ""
            out.append(f'<item index="{o + 1}" value={quoteattr(value)}{evaluation}/>\n')
        out.append("</issue>\n")
    return "".join(out)


def _space(domain: Domain, profile: Profile) -> str:
    weights = "".join(f'<weight index="{j + 1}" value="{w!r}"/>\n' for j, w in enumerate(profile.weights))
    discount = profile.discount if profile.discount is not None else 1.0
    return (
        f"{_head(domain)}{_body(domain, profile)}{weights}</objective>\n"
        f'<discount_factor value="{discount!r}"/>\n<reservation value="{profile.reserved(domain.issues)!r}"/>\n</utility_space>\n'
    )
