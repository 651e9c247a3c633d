"""The kinds of document that are read, the files that are refused, and the order in which they are asked.

**Adding a kind of document.** One file, in a package of its own:

1. ``recognise(data)`` says by the bytes alone whether a source is of the kind. :func:`.characters.head` gives the first
   characters of a text in UTF-8, and nothing for what is binary.
2. ``extract(data, path)`` gives an :class:`.extracted.Extracted`; :func:`.characters.decode` makes characters of bytes,
   :func:`.extracted.compose` text and pieces of paragraphs, ``given`` takes what the file's own metadata say (an ISO date
   under ``"date"``), each as a :class:`.model.Found`. What cannot be read is refused: ``raise refuse("it is …", path,
   "what to do")``. A kind that holds several documents yields several, each with a ``name`` and a ``path`` of its own,
   and says ``several=True``.
3. ``KIND = DocumentKind("srt", "a file of subtitles (SRT)", "SRT", (".srt",), recognise, extract)``
4. In the package's ``pyproject.toml``::

       [project.entry-points."parley.document_kinds"]
       srt = "my_package.subtitles:KIND"

Once it is installed beside parley, every command reads the kind: files, folders, feeds of it, uploads, the sources of a
case, worker processes. A kind that ships stands in :data:`ORDER` instead. :func:`registered` adds one for a test.

Kinds from elsewhere are asked first, by name, since they are narrower than those that ship (almost anything is text).
The first that recognises a source reads it. No document and no case can bring a kind: only what is installed can.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from parley.core.errors import DocumentError, InputError
from parley.core.installed import installed
from parley.documents import docx, feed, not_read, pdf, text, web
from parley.documents.characters import refuse
from parley.documents.extracted import Extracted
from parley.documents.kind import DocumentKind, NotRead

GROUP = "parley.document_kinds"
"""Of entry points, under which a package names its kinds."""

ORDER: tuple[DocumentKind | NotRead, ...] = (
    pdf.KIND, docx.KIND, *not_read.BINARY, feed.KIND, web.KIND, not_read.OTHER_XML, text.MARKDOWN, text.TEXT,
)  # fmt: skip


def _in_lists(order: Iterable[DocumentKind | NotRead]) -> tuple[DocumentKind, ...]:
    """The kinds among ``order`` as a user would list them: the usual ones first, then whatever else is read."""
    usual = (text.TEXT, text.MARKDOWN, web.KIND, pdf.KIND, docx.KIND, feed.KIND)
    return (*usual, *(kind for kind in order if isinstance(kind, DocumentKind) and kind not in usual))


_LISTED = _in_lists(ORDER)
_given: dict[str, DocumentKind] = {}
"""Registered in this process."""


def added() -> tuple[DocumentKind, ...]:
    """The kinds from elsewhere, by name: of installed packages, and registered in this process.

    Raises:
        InputError: a package's kind cannot be loaded, is no kind, or takes a name that is taken.
    """
    found: dict[str, DocumentKind] = {}
    for name, kind in [*installed(GROUP, DocumentKind), *_given.items()]:
        taken = kind.name in found or any(kind.name == ours.name for ours in _LISTED)
        if taken or name != kind.name:
            why = f"there is one named {kind.name!r} already" if taken else f"it calls itself {kind.name!r}"
            raise InputError.one(
                f"the kind of document {name!r} cannot be used: {why}", hint="change or uninstall its package"
            )
        found[name] = kind
    return tuple(found[name] for name in sorted(found))


@contextmanager
def registered(*kinds: DocumentKind) -> Iterator[None]:
    """These kinds too, in this process, until the block ends. What is installed needs no such call."""
    before = dict(_given)
    _given.update({kind.name: kind for kind in kinds})
    try:
        added()
        yield
    finally:
        _given.clear()
        _given.update(before)


def kinds() -> tuple[DocumentKind, ...]:
    """Every kind that is read, in the order of lists."""
    return (*_LISTED, *added())


def listed(*, last: str = "and", several: bool = True) -> str:
    """What is read, in words: ``text, Markdown, HTML, PDF and DOCX`` where feeds and the like are left out."""
    words = [kind.listed for kind in kinds() if several or not kind.several]
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def suffixes() -> tuple[str, ...]:
    """The endings of the kinds that are read, for a dialogue in which files are chosen."""
    return tuple(dict.fromkeys(suffix for kind in kinds() for suffix in kind.suffixes))


def passed_over() -> frozenset[str]:
    """Endings of files that are left where a folder is given: data, pictures, programs, unless a kind has them."""
    told = {suffix for kind in ORDER if isinstance(kind, NotRead) for suffix in kind.suffixes}
    return frozenset(told.union(not_read.PASSED_OVER).difference(suffixes()))


def several() -> tuple[str, ...]:
    """Names of the kinds of which one source holds several documents."""
    return tuple(kind.name for kind in kinds() if kind.several)


def ending(name: str, suffix: str) -> str:
    """The ending for a file of the kind ``name``: the one it has where that is usual, else the most usual."""
    own = next((kind.suffixes for kind in kinds() if kind.name == name), text.TEXT.suffixes)
    return suffix if suffix in own else own[0]


def kind_of(data: bytes, path: str) -> DocumentKind:
    """The kind of a source by its content.

    Raises:
        DocumentError: empty, or a kind of file that holds no text that could be read here.
    """
    if not data.strip():
        raise refuse("it is empty", path, "give a file that holds the text of the article")
    found, what = _judged(data, path)
    if isinstance(found, NotRead):
        raise refuse(f"it is {what}", path, found.hint.format(kinds=listed(several=False)))
    return found


def is_binary(data: bytes, path: str) -> bool:
    """True for bytes that are no characters, so that no encoding applies to them."""
    found, _ = _judged(data, path)
    return isinstance(found, NotRead) or found.binary


def _judged(data: bytes, path: str) -> tuple[DocumentKind | NotRead, str]:
    """The first that recognises the bytes, and for one that is not read what they are."""
    for kind in added():
        try:
            if kind.recognise(data):
                return kind, kind.words
        except Exception as error:
            why = f"{type(error).__name__}: {str(error)[:120]}"
            raise refuse(f"the kind of document {kind.name!r} fails to judge it ({why})", path) from error
    for ours in ORDER:
        if isinstance(ours, DocumentKind):
            if ours.recognise(data):
                return ours, ours.words
        elif (what := ours.recognise(data)) is not None:
            return ours, what
    return text.TEXT, text.TEXT.words


def extracted(kind: DocumentKind, data: bytes, path: str) -> Iterator[Extracted]:
    """What a kind finds in the bytes: one document, or each in order.

    Raises:
        DocumentError: it cannot be read. Whatever else a broken file makes an extractor stumble over comes as this.
    """
    try:
        found = kind.extract(data, path)
        parts: Iterable[Extracted] = (found,) if isinstance(found, Extracted) else found
        yield from parts
    except DocumentError:
        raise
    except Exception as error:
        said = str(error)[:120] or type(error).__name__
        raise refuse(f"it cannot be read as {kind.words}: {said}", path, "save its text as plain text") from error
