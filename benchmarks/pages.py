"""Saved web pages: how much of the article is kept, how much else is kept with it, beside the extractor alone.

    python benchmarks/pages.py EVALDATA.json PAGES_FOLDER...

``EVALDATA.json`` maps addresses to ``{"file": …, "with": […], "without": […]}``: strings that the article has, and strings
of the page that are not of the article. The trafilatura project keeps such a file with about a thousand pages.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from parley.core.errors import DocumentError
from parley.documents import read


@dataclass
class Score:
    """Strings found of those that should be, and of those that should not."""

    wanted: int = 0
    found: int = 0
    unwanted: int = 0
    there: int = 0

    def add(self, text: str, item: dict[str, list[str]]) -> None:
        """Count the strings of one page."""
        self.wanted += len(item["with"])
        self.found += sum(_folded(s) in text for s in item["with"])
        self.unwanted += len(item["without"])
        self.there += sum(_folded(s) in text for s in item["without"])

    def __str__(self) -> str:
        return (
            f"{self.found}/{self.wanted} = {self.found / self.wanted:.3f} of the article,"
            f" {self.there}/{self.unwanted} = {self.there / self.unwanted:.3f} of the rest"
        )


def _folded(words: str) -> str:
    return " ".join(words.split())


def _pages(evaluation: str, folders: list[str]) -> Iterator[tuple[Path, dict[str, list[str]]]]:
    for item in json.loads(Path(evaluation).read_text()).values():
        place = next((p for folder in folders if (p := Path(folder, item["file"])).is_file()), None)
        if place is not None:
            yield place, item


def main(evaluation: str, *folders: str) -> None:
    """Read every page both ways and print the shares."""
    import trafilatura

    alone, own, marked = Score(), Score(), Score()
    pages = refused = 0
    for place, item in _pages(evaluation, list(folders)):
        pages += 1
        data = place.read_bytes()
        extracted = trafilatura.extract(data.decode("utf-8", "replace"), include_comments=False) or ""
        article = furniture = ""
        try:
            document = read(data, name=place.name)
            words = [(block.furniture, block.span.of(document.text)) for block in document.blocks]
            article = "\n".join(said for aside, said in words if not aside)
            furniture = "\n".join(said for aside, said in words if aside)
        except DocumentError:
            refused += 1
        for score, text in ((alone, extracted), (own, article), (marked, furniture)):
            score.add(_folded(text), item)
    print(f"{pages} pages, {refused} refused (counted as empty)")
    print(f"the extractor alone            {alone}")
    print(f"the article as parley has it   {own}")
    print(f"marked as page furniture       {marked}")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
