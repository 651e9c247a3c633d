"""What a kind of document is: how it is recognised, how its words are had, what it is called. See :mod:`.kinds`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from parley.core.errors import InputError
from parley.documents.extracted import Extracted

_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
_SUFFIX = re.compile(r"\.[a-z0-9.+-]{1,20}")


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document that is read. Everything that differs between kinds stands in its record."""

    name: str
    """``"pdf"``: what :attr:`parley.documents.Document.kind` and the ledger say; never changed once it is in use."""
    words: str
    """With its article, as in "it is a PDF"."""
    listed: str
    """As in "text, Markdown and PDF are read"."""
    suffixes: tuple[str, ...]
    """Usual endings of its files, the most usual first; a folder's files with these are taken. Never used to judge."""
    recognise: Callable[[bytes], bool]
    """Whether these bytes, all of the source's, are of this kind; must not raise, whatever they are."""
    extract: Callable[[bytes, str], Extracted | Iterable[Extracted]]
    """The words of the bytes of the source at a path (for messages): of one document, or of each in it in order.
    Raises :class:`~parley.core.errors.DocumentError` where it cannot, best by :func:`parley.documents.characters.refuse`."""
    several: bool = False
    """One source holds several documents, such as the articles of a feed."""
    binary: bool = False
    """Its bytes are no characters, so that no encoding that a server declares applies to them."""
    verbatim: bool = False
    """The document's text is the characters of its file, all of them, so that it needs no other proof of origin."""

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise InputError.one(f"{self.name!r} cannot name a kind of document", hint="small letters, such as eml")
        wrong = [s for s in self.suffixes if not _SUFFIX.fullmatch(s)]
        if wrong or not self.suffixes:
            raise InputError.one(
                f"the kind of document {self.name!r} needs endings in small letters", hint='such as (".eml",)'
            )


@dataclass(frozen=True, slots=True)
class NotRead:
    """A kind of file that is refused by what it is called. A folder's files with its endings are passed over."""

    recognise: Callable[[bytes], str | None]
    """What these bytes are, to follow "it is"; None where they are something else."""
    hint: str
    """What to do; ``{kinds}`` stands for the list of the kinds that are read."""
    suffixes: tuple[str, ...] = ()
