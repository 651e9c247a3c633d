"""Names that are one in several spellings: Houthi and Huthi, al-Shabaab and Al Shabab, an adjective and its noun."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SAME = (
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("aa", "a"),
    ("ei", "ai"),
    ("ey", "ai"),
    ("ay", "ai"),
    ("kh", "h"),
    ("ph", "f"),
    ("ck", "k"),
)
_ENDS = ("s", "n", "an", "ian", "i", "ese", "ic", "ish", "er", "ns", "ans", "ians", "is", "ers")


@lru_cache(maxsize=8192)
def folded(name: str) -> str:
    """Letters alone, without accents, article, possessive and what is written differently in two spellings of a foreign name."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    plain = re.sub(r"['’]s\b|s['’](?=\s|$)", "s", plain)
    plain = re.sub(r"^the\s", "", plain)
    one = " " not in plain
    plain = re.sub(r"\b(?:al|el|an|ad|as|ash|at|ar)[-\s](?=\w)", "al", plain)
    plain = re.sub(r"[^a-z0-9]", "", plain)
    for old, new in _SAME:
        plain = plain.replace(old, new)
    plain = re.sub(r"([a-z])\1", r"\1", plain)
    return plain[:-1] if plain.endswith("s") and len(plain) > 4 and one else plain


def adjective(short: str, long: str) -> bool:
    """Whether one word is the other with the ending of a people or an adjective ("Tigray", "Tigrayans")."""
    a, b = short.lower(), long.lower()
    if " " in a or " " in b or len(a) < 4:
        return False
    return any(b == a + end for end in _ENDS) or (
        a[-1] in "aeoy" and any(b == a[:-1] + end for end in _ENDS if len(end) > 1)
    )


@lru_cache(maxsize=8192)
def surname(name: str) -> str:
    """The last name, folded, without its article ("Abdel Fattah al-Burhan" → "burhan")."""
    last = re.sub(r"^(?:al|el|an|ad|as|ash|at|ar)-", "", name.split()[-1], flags=re.I)
    return folded(last)


__all__ = ["adjective", "folded", "surname"]
