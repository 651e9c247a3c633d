"""A draft as a folder: the case file, and the documents copied beside it under safe names."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from parley.case.drafting.draft import Disputed, Drafted, draft
from parley.case.drafting.naming import slug
from parley.core.errors import InputError
from parley.documents.kinds import ending, several
from parley.documents.model import Document
from parley.reading.actors.parties import Parties
from parley.reading.model import Statement


def check_free(folder: Path) -> None:
    """Raise :class:`InputError` where something lies in the folder's place: a draft never overwrites."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError.one(f"{folder} exists", hint="name a new folder; a draft never overwrites")


def write(
    folder: Path, documents: Sequence[Document], statements: Sequence[Statement], parties: Parties,
    disputed: Sequence[Disputed] = (), held: Mapping[str, bytes] | None = None,
) -> Drafted:  # fmt: skip
    """Make the folder with ``case.yaml`` and ``sources/``; gives the draft, with what it asks.

    Args:
        folder: where.
        documents: what was read.
        statements: what was found in them.
        parties: who was found to be in the war.
        disputed: what the documents dispute.
        held: document id → the bytes of one that lies in no file; its path is then only what it is called.

    Raises:
        InputError: the folder is there and not empty, or cannot be made.
    """
    check_free(folder)
    originals = {d.id: _original(d, held or {}) for d in documents}
    names = file_names(documents, [d.id for d in documents if originals[d.id] is not None])
    places = {d.id: f"sources/{name}" for d, name in zip(documents, names, strict=True)}
    made = draft(documents, statements, places, parties, disputed)
    try:
        (folder / "sources").mkdir(parents=True, exist_ok=True)
        for document in documents:
            (folder / places[document.id]).write_bytes(originals[document.id] or document.text.encode())
        (folder / "case.yaml").write_text(made.text, encoding="utf-8")
    except OSError as error:
        raise InputError.one(
            f"cannot write {folder}: {error.strerror}", hint="name a folder that can be made"
        ) from None
    return made


def _original(document: Document, held: Mapping[str, bytes]) -> bytes | None:
    """The bytes that are the document and no other; None for an article of a feed, a page, standard input."""
    if document.kind in several():
        return None
    if document.id in held:
        return held[document.id]
    path = Path(document.path)
    return path.read_bytes() if path.is_file() else None


def file_names(documents: Sequence[Document], copied: Collection[str]) -> list[str]:
    """Names under sources/, made safe and unlike each other; with the ending of the kind, .txt where the words are copied.

    ``copied`` has the ids of those whose own bytes are written.
    """
    out: list[str] = []
    for document in documents:
        path = Path(document.path or document.name)
        suffix = ending(document.kind if document.id in copied else "text", path.suffix.lower())
        base = slug(path.stem)
        name, number = f"{base}{suffix}", 2
        while name in out:
            name, number = f"{base}-{number}{suffix}", number + 1
        out.append(name)
    return out


__all__ = ["check_free", "file_names", "write"]
