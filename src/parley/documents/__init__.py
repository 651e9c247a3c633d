"""A source in: text, Markdown, HTML, PDF, DOCX and what else :mod:`.kinds` names, judged by content → :class:`Document`.

>>> from parley.documents import from_text, view
>>> document = from_text("He said he had **no** doubt.")
>>> view(document).text
'He said he had no doubt.'
"""

from __future__ import annotations

from parley.documents.build import document_id, from_text
from parley.documents.collect import Source, gather
from parley.documents.model import Block, Document, Found, Furniture
from parley.documents.source import read
from parley.documents.view import View, plain, view

__all__ = [
    "Block",
    "Document",
    "Found",
    "Furniture",
    "Source",
    "View",
    "document_id",
    "from_text",
    "gather",
    "plain",
    "read",
    "view",
]
