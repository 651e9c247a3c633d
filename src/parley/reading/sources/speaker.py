"""What the words of a source come to: who speaks, for whom, on what footing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parley.reading.model import Footing
from parley.reading.sources import footing
from parley.reading.sources.person import Person

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan


@dataclass(slots=True)
class Speaker:
    """What the words of a source come to."""

    name: str | None
    party: str | None
    role: str | None
    footing: Footing
    words: str = ""
    plural: bool = False


def for_the_record(person: Person, outlet: str | None, where: str | None) -> Speaker:
    """A person who speaks under their name."""
    return Speaker(
        person.name, person.party, next(iter(sorted(person.roles)), None),
        footing.make("on_record", outlet=outlet, where=where),
    )  # fmt: skip


def together(people: list[Person], phrase: TokenSpan, where: str | None) -> Speaker:
    """Several who speak with one voice under their names."""
    parties = {p.party for p in people}
    return Speaker(
        " and ".join(p.name for p in people), next(iter(parties)) if len(parties) == 1 else None, None,
        footing.make("on_record", where=where), phrase.text, plural=True,
    )  # fmt: skip


__all__ = ["Speaker", "for_the_record", "together"]
