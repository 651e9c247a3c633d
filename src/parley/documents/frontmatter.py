"""What stands before the text: YAML between ``---`` lines, or header lines such as ``Date: 2024-08-29``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from parley.core.errors import DocumentError, Location
from parley.core.spans import Span
from parley.documents.markup import BOM

_FENCE = re.compile(r"---[ \t]*\r?\n(.{0,65536}?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.S | re.M)
_HEADER = re.compile(
    r"(headline|title|subtitle|subhead|deck|date|published|publication date|publisher|publication|outlet|source"
    r"|authors?|byline|by|url|link|language|section)[ \t]*:[ \t]*(\S[^\r\n]*)(?:\r?\n|$)",
    re.I,
)
_SAME = {
    "headline": "title", "published": "date", "publication date": "date", "publisher": "outlet", "publication": "outlet",
    "source": "outlet", "author": "authors", "byline": "authors", "by": "authors", "subhead": "subtitle",
    "deck": "subtitle", "link": "url",
}  # fmt: skip
_RULED = re.compile(r"(?:[=*_-]{3,}[ \t]*)?(?:\r?\n|$)")


@dataclass(frozen=True, slots=True)
class Front:
    """Facts given before the text, as text; ``end`` is where the text itself starts. ``spans`` of the values."""

    end: int
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    words: bool = False
    """True where the values are words of the page (header lines); YAML is not."""
    labels: tuple[Span, ...] = ()


def parse(text: str, path: str) -> Front:
    """Read the front matter, if there is any.

    Raises:
        DocumentError: the YAML between the fences is broken.
    """
    start = 1 if text.startswith(BOM) else 0
    fenced = _FENCE.match(text, start)
    if fenced and re.match(r"\s*(?:#|[A-Za-z_][\w -]*:)", fenced[1]):
        return Front(fenced.end(), _yaml(fenced[1], path))
    return _headers(text, start)


def _yaml(source: str, path: str) -> dict[str, tuple[str, ...]]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

    try:
        root = YAML(typ="safe", pure=True).compose(source)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 2 if mark else 1
        lines = source.splitlines()
        shown = lines[line - 2] if 0 <= line - 2 < len(lines) else None
        raise DocumentError.one(
            f"the front matter is not valid YAML: {error.problem or error.context}",
            where=Location(path, line, mark.column + 1 if mark else None, shown),
            hint="write one 'key: value' on each line between the '---' lines, with quotes around a value that holds ': '",
        ) from error
    except YAMLError as error:
        raise DocumentError.one(f"the front matter is not valid YAML: {error}", where=Location(path, 1)) from error
    except RecursionError:
        raise DocumentError.one(
            "the front matter is nested too deeply", where=Location(path, 1), hint="write 'key: value' lines alone"
        ) from None
    if not isinstance(root, MappingNode):
        return {}
    out: dict[str, tuple[str, ...]] = {}
    for key, value in root.value:  # nodes, not objects: an alias is one shared node and cannot be blown up
        if not isinstance(key, ScalarNode):
            continue
        name = _SAME.get(key.value.lower(), key.value.lower())
        if isinstance(value, ScalarNode):
            out[name] = (str(value.value),)
        elif isinstance(value, SequenceNode):
            out[name] = tuple(str(v.value) for v in value.value if isinstance(v, ScalarNode))
    return out


def _headers(text: str, start: int) -> Front:
    drawn = _RULED.match(text, start)
    at = drawn.end() if drawn else start
    values: dict[str, tuple[str, ...]] = {}
    spans: dict[str, Span] = {}
    labels: list[Span] = []
    while m := _HEADER.match(text, at):
        name = _SAME.get(m[1].lower(), m[1].lower())
        values.setdefault(name, (m[2].strip(),))
        spans.setdefault(name, Span(m.start(2), m.start(2) + len(m[2].rstrip())))
        labels.append(Span(m.start(), m.start(2)))
        at = m.end()
    if len(values) < 2:  # one such line may be prose: "Source: the ministry"
        return Front(start)
    return Front(at, values, spans, True, tuple(labels))
