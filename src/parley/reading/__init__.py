"""Reading: a document to attributed statements. :func:`read` does it; :func:`default_codebook` is what it knows."""

from parley.reading.codebook import default_codebook, extended, read_offices
from parley.reading.model import Codebook, Footing, Office, Proposition, Stance, Statement, statement_id
from parley.reading.reader import read

__all__ = [
    "Codebook", "Footing", "Office", "Proposition", "Stance", "Statement", "default_codebook", "extended", "read",
    "read_offices", "statement_id",
]  # fmt: skip
