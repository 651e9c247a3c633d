"""Disputes as a draft takes them in: the subject, who asserts it and who denies it."""

from __future__ import annotations

from collections.abc import Sequence

from parley.case.drafting.draft import Disputed
from parley.documents.model import Document
from parley.insight.documents.disputes import disputes
from parley.insight.documents.lines import Lines
from parley.reading.model import Codebook, Statement


def disputed(
    documents: Sequence[Document], statements: Sequence[Statement], codebook: Codebook
) -> tuple[Disputed, ...]:
    """What the documents dispute, for :func:`parley.case.drafting.folder.write`.

    Args:
        documents: what was read.
        statements: what was found in them.
        codebook: by which they were read; gives propositions their titles.
    """
    titles = {p.id: p.title for p in codebook.propositions}
    return tuple(
        Disputed(d.subject, tuple(x.statement for x in d.asserted), tuple(x.statement for x in d.rejected))
        for d in disputes(Lines(documents, statements), titles)
    )


__all__ = ["disputed"]
