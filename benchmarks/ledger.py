"""How fast a ledger of 50,000 statements pages, counts and searches: python benchmarks/ledger.py [DOCUMENTS].

Twenty made-up statements a document. Prints the time to build, the peak of memory, and the median of five runs of
each question in milliseconds. The aim is under 300 ms for each.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from parley.core.spans import Span
from parley.documents import Document, from_text
from parley.ledger import Filter, Ledger
from parley.reading.model import Footing, Stance, Statement, statement_id

WORDS = [
    "talks",
    "ceasefire",
    "moment",
    "standstill",
    "withdraw",
    "negotiate",
    "pressure",
    "regroup",
    "winter",
    "offensive",
    "momentum",
    "aid",
    "envoy",
]


def article(number: int) -> tuple[Document, list[Statement]]:
    """A document of twenty indirect quotations."""
    text = f"The talks, day {number}\n\n"
    places = []
    for _ in range(20):
        speaker, said = f"Speaker{random.randrange(300)}", " ".join(random.choices(WORDS, k=25))
        places.append((len(text), len(text) + len(speaker), len(said)))
        text += f"{speaker} said {said}.\n\n"
    document = from_text(text, name=f"folder/article-{number}.txt")
    return document, [_statement(document, *place) for place in places]


def _statement(document: Document, start: int, end: int, length: int) -> Statement:
    source, cue, content = (Span(start, end),), (Span(end + 1, end + 5),), (Span(end + 6, end + 6 + length),)
    stance = Stance(random.choice(["talks-now", "aid"]), random.choice(["for", "against"]), ())
    return Statement(
        statement_id(document.id, source, cue, content), document.id, source, cue, content,
        source[0].of(document.text), "said", (content[0].of(document.text),), "indirect", Footing("on_record"),
        resolved=source[0].of(document.text), party=random.choice(["north", "south", None]), stances=(stance,),
    )  # fmt: skip


def timed(name: str, question: Callable[[], object]) -> None:
    """Print the median of five runs."""
    question()
    times = []
    for _ in range(5):
        start = time.perf_counter()
        question()
        times.append(time.perf_counter() - start)
    print(f"{name:32} {1000 * sorted(times)[2]:8.1f} ms")


def main(documents: int) -> None:
    """Build a ledger in a temporary folder and ask it."""
    random.seed(0)
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "ledger.sqlite") as ledger:
        start = time.perf_counter()
        for number in range(documents):
            ledger.add(*article(number))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{ledger.count()} statements built in {time.perf_counter() - start:.1f} s, peak of memory {peak} MB")
        timed("first page of 50", lambda: list(ledger.entries(limit=50)))
        timed("page at four fifths", lambda: list(ledger.entries(limit=50, offset=documents * 16)))
        timed("facets", ledger.facets)
        timed("facets of a filter", lambda: ledger.facets(Filter(party="north", words="ceasefire")))
        timed("search, one common word", lambda: ledger.search("talks"))
        timed("search, three words", lambda: ledger.search("talks winter aid*"))
        timed("statements with a stance", lambda: list(ledger.entries(Filter(proposition="aid", side="for"), limit=50)))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2500)
