"""Whether something was said in public or in private, as the clause tells it."""

from __future__ import annotations

import re

_PRIVATE = re.compile(
    r"\b(?:privately|in private|behind closed doors|closed[- ]doors?|in camera|off[- ]camera|off[- ]the[- ]record|in confidence|in secret|secretly|"
    r"in a whisper|out of (?:earshot|the public eye)|away from (?:the )?(?:cameras?|microphones?|reporters|press)|not for publication|confided|confidential(?:ly)?|"
    r"internal (?:meetings?|discussions?|deliberations?|debates?|memos?|briefings?)|closed (?:meetings?|sessions?|hearings?|briefings?)|"
    r"private(?:[ -]\w+)? (?:meetings?|conversations?|discussions?|talks|calls?|advice|dinners?|lunch(?:es)?|briefings?|sessions?|messages?|letters?|remarks|audiences?|gatherings?|exchanges?)|"
    r"White House (?:discussions|meetings|deliberations))\b",
    re.I,
)
_PUBLIC = re.compile(
    r"\b(?:told reporters|news conference|press conference|press briefing|news briefing|briefing|speech|speeches|interview|(?:in|issued|released|read|by|put out) (?:an? |the |his |her |their |its )?(?:\w+ ){0,3}statements?|tweet\w*|"
    r"on Twitter|Facebook|televised|rally|hearing|testi\w+|publicly|in public|announced|website|op-ed|essay|letter|podcast|panel|"
    r"address|wrote|debate|forum)\b",
    re.I,
)


def setting(clause: str) -> str | None:
    """public, private or not told."""
    if _PRIVATE.search(clause):
        return "private"
    return "public" if _PUBLIC.search(clause) else None


__all__ = ["setting"]
