"""Which files make up a domain, and which format they are in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from parley.case.exchange import genius, jsons
from parley.case.exchange.domain import Domain, load_text
from parley.core.errors import DataError, Location

ENDINGS = (".xml", ".json", ".yml", ".yaml")


def read_domain(given: Iterable[str | Path]) -> Domain:
    """The domain in these files or folders; told by content. Raises :class:`DataError` with the file."""
    paths: list[Path] = []
    for item in given:
        path = Path(item)
        if path.is_dir():
            found = sorted(p for p in path.iterdir() if p.suffix.lower() in ENDINGS)
            if not found:
                raise DataError.one("no XML, JSON or YAML files here", where=Location(str(path)), code="exchange")
            paths += found
        else:
            paths.append(path)
    if not paths:
        raise DataError.one("name the files of a domain, or its folder", code="exchange")
    texts = {p: load_text(p) for p in paths}
    spaces = [p for p, text in texts.items() if genius.is_genius(text)]
    if spaces:
        return genius.read(spaces)
    markup = [p for p, text in texts.items() if text.lstrip().startswith("<")]
    if markup:
        raise DataError.one("XML without a utility space", where=Location(str(markup[0])), code="exchange")
    return jsons.read(paths)
