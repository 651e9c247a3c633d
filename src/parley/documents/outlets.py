"""Names of outlets: those that mastheads and credits carry, agencies by their letters, and words that look like one.

A name that is not here is still found by its place on the page. The lists help where only a name stands; they never
take a person or a country for an outlet.
"""

from __future__ import annotations

import re

OUTLETS = (
    "The New York Times", "The Washington Post", "The Wall Street Journal", "Reuters", "The Associated Press",
    "Associated Press", "Agence France-Presse", "Bloomberg News", "Bloomberg", "BBC News", "BBC", "The Guardian",
    "Financial Times", "The Economist", "Foreign Affairs", "Foreign Policy", "Politico", "POLITICO", "CNN", "CNBC",
    "NBC News", "CBS News", "ABC News", "Fox News", "NPR", "PBS NewsHour", "USA Today", "USA TODAY", "Los Angeles Times",
    "The Atlantic", "The New Yorker", "Time", "Newsweek", "The Intercept", "The Hill", "Axios", "Al Jazeera", "Haaretz",
    "The Times of Israel", "The Jerusalem Post", "Kyiv Independent", "The Kyiv Independent", "Ukrainska Pravda",
    "Ukrinform", "Interfax", "Interfax-Ukraine", "TASS", "RIA Novosti", "Kommersant", "Meduza", "The Moscow Times",
    "Xinhua", "China Daily", "South China Morning Post", "The Straits Times", "Kyodo News", "NHK", "Yonhap", "The Hindu",
    "Deutsche Welle", "Der Spiegel", "Die Zeit", "Frankfurter Allgemeine Zeitung", "Süddeutsche Zeitung", "Le Monde",
    "Le Figaro", "El País", "Corriere della Sera", "The Times", "The Daily Telegraph", "The Telegraph", "The Independent",
    "Sky News", "ITV News", "Euronews", "Radio Free Europe/Radio Liberty", "Voice of America", "Anadolu Agency",
    "Just Security", "Lawfare", "War on the Rocks", "The National Interest", "Project Syndicate", "UN News",
)  # fmt: skip
_BY_NAME = {name.lower(): name for name in OUTLETS} | {
    name.lower().removeprefix("the "): name for name in reversed(OUTLETS) if name.startswith("The ")
}
_BY_LETTERS = {
    "ap": "The Associated Press", "afp": "Agence France-Presse", "dpa": "dpa", "xinhua": "Xinhua", "voa": "Voice of America",
    "rfe/rl": "Radio Free Europe/Radio Liberty", "aa": "Anadolu Agency", "dw": "Deutsche Welle", "kyodo": "Kyodo News",
}  # fmt: skip
_NO_AGENCY = frozenset(["UK", "US", "USA", "U.S", "UAE", "DRC", "CAR", "EU", "UN", "DR", "AU", "NATO", "USSR", "PRC", "ROK", "DPRK", "GDR", "FRG", "GDP", "NGO", "MP", "PM", "II", "III", "IV", "CEO"])  # fmt: skip
_PRESS = (
    r"Times|Post|Herald|Courier|Review|Gazette|Tribune|Journal|Chronicle|News|Newspaper|Press|Agency|Observer|Monitor|Mail|Telegraph|"
    r"Examiner|Inquirer|Sentinel|Dispatch|Bulletin|Daily|Weekly|Wire|Magazine|Broadcasting|Television|TV|Radio|Citizen|Echo|Quarterly|Tidings"
)
_NAMED = re.compile(
    rf"(?:(?:The|Le|La|El|Al|Der|Die|Das) )?(?:(?:Mc|Mac)?[A-Z](?:[A-Z]+|[a-z'’&.-]*)(?:-[A-Z][a-z]+)?(?: of| and| &| de)? ){{1,3}}(?:{_PRESS})(?:[ -](?:Agency|Online|Service|Network))?"
    rf"|The (?:{_PRESS})|(?:Daily|Radio|Agence|Agencia|Agenzia|Agentur) [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?"
)
_ONE_WORD = re.compile(r"The [A-Z][a-z]{3,}$")
_COMPANY = re.compile(
    r"[\s,]+(?:Ltd|Limited|Inc|LLC|L\.?L\.?C|PLC|plc|GmbH|AG|S\.?A|Pty|Co|Corp(?:oration)?|Company|Group)\b\.?.*$|,.*$|[.|•·].*$|\s+[–—-]\s.*$"
    r"|\s+(?:or|and) its (?:affiliated|licen[cs]ors|affiliates).*$|\s+All [Rr]ights.*$|\s+-\s.*$"
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|\bCopyright\b|All [Rr]ights [Rr]eserved)(?:\s*(?:©|\(c\)|Copyright|by))*\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:(?:19|20)?\d\d|present))?[,.]?)?\s*(?:by\s+)?"
    r"(?P<name>(?:[A-Z]|dpa\b)[^\n]{1,80})"
)
_PHOTOS = re.compile(r"Getty|AP Photo|Shutterstock|Alamy|EPA|iStock|Photograph|Maxar|Planet Labs|Google|OpenStreetMap|Creative Commons", re.I)  # fmt: skip


_HOSTS = {
    "nytimes.com": "The New York Times", "wsj.com": "The Wall Street Journal", "ft.com": "Financial Times", "latimes.com": "Los Angeles Times",
    "voanews.com": "Voice of America", "rferl.org": "Radio Free Europe/Radio Liberty", "jpost.com": "The Jerusalem Post",
    "scmp.com": "South China Morning Post", "apnews.com": "The Associated Press", "dw.com": "Deutsche Welle", "aa.com.tr": "Anadolu Agency",
    "pravda.com.ua": "Ukrainska Pravda", "afp.com": "Agence France-Presse", "faz.net": "Frankfurter Allgemeine Zeitung",
    "sueddeutsche.de": "Süddeutsche Zeitung", "news.un.org": "UN News", "press.un.org": "United Nations", "reliefweb.int": "ReliefWeb",
    "state.gov": "U.S. Department of State", "whitehouse.gov": "The White House", "independent.co.uk": "The Independent", "en.people.cn": "People's Daily",
}  # fmt: skip
"""Addresses whose letters are not those of the name."""


def known(words: str) -> str | None:
    """The outlet that ``words`` name and nothing else, by its usual name; else None."""
    folded = re.sub(r"\s+", " ", words).strip(" .,|-–—·").lower()
    return _BY_NAME.get(folded)


def agency(words: str) -> str | None:
    """The agency that the brackets of a dateline name: a known one, letters that stand for one, a name of the press."""
    said = words.strip(" .,")
    for part in (said, *reversed(re.split(r"[/,]", said))):  # "(Kessel/AFP)"
        name = _BY_LETTERS.get(part.strip().lower()) or known(part)
        if name:
            return name
    letters = re.fullmatch(r"[A-Z]{2,8}(?:\.[A-Z]{2,3})?", said)
    if letters and said not in _NO_AGENCY:
        return said
    return said if _NAMED.fullmatch(said) else None


def looks_like(words: str) -> str | None:
    """The outlet that a short line names by its last word ("Vorland Review") or as one word of its own ("The Lantern")."""
    said = re.sub(r"\s+", " ", words).strip(" .,|-–—·*_")
    if len(said) > 45:
        return None
    return known(said) or (said if _NAMED.fullmatch(said) or _ONE_WORD.match(said) else None)


def of_the_press(words: str) -> bool:
    """True where the words end in a name of the press ("Courier", "News Agency"): no person's name does."""
    return known(words) is not None or _NAMED.fullmatch(words.strip()) is not None


def holder(words: str) -> str | None:
    """Who holds the rights by a line that says so ("© 2023 The Lantern. All rights reserved"); companies' forms left out."""
    m = _RIGHTS.search(words)
    if m is None:
        return None
    name = _COMPANY.sub("", m["name"]).strip(" .,|-–—·")
    if not name or len(name.split()) > 5 or _PHOTOS.search(name) or not name[0].isalpha() or re.match(r"(?:All|Reproduction|Terms|This|The (?:authors?|content))\b", name):  # fmt: skip
        return None
    return known(name) or name


def _host(address: str) -> str:
    m = re.match(r"(?:https?://)?([\w.-]+)", address.lower())
    return m[1] if m else ""


_PARTS = frozenset(["www", "m", "edition", "amp", "en", "news", "com", "co", "org", "net", "gov", "ac"])


def _label(host: str) -> str:
    """The letters of a host that are its own: ``guardian`` of ``www.guardian.co.uk``."""
    label = next((x for x in host.split(".") if x not in _PARTS and len(x) > 2 and not re.fullmatch(r"ww\w*\d", x)), "")
    return re.sub(r"[^a-z0-9]", "", label)


def of_its_host(name: str, address: str) -> bool:
    """True where a name has the letters of the host ("The Lantern" at ``lantern.example``)."""
    letters, label = re.sub(r"[^a-z0-9]", "", name.lower()), _label(_host(address))
    return bool(label) and label.removeprefix("the") == letters.removeprefix("the")


def of_host(address: str, page: str) -> str | None:
    """The outlet of a page by its address: a known name, or one that stands on the page and has the host's letters.

    ``www.namibian.com.na`` is The Namibian where the page says "The Namibian" somewhere.
    """
    host = _host(address)
    for ending, name in _HOSTS.items():
        if host == ending or host.endswith(f".{ending}"):
            return name
    letters = _label(host)
    if not letters:
        return None
    for name in OUTLETS:
        if of_its_host(name, host):
            return name
    own = letters.removeprefix("the") if len(letters) > 7 else letters
    spelled = r"[ '’&.-]*".join(map(re.escape, own))
    best: dict[str, int] = {}
    for m in re.finditer(rf"\b(?:The )?{spelled}\b", page, re.I):
        said = re.sub(r"\s+", " ", m[0]).strip()
        if said[0].isupper() and (" " in said or not said.isupper() or len(said) < 6):
            best[said] = best.get(said, 0) + 1
    return max(best, key=lambda name: (best[name], name)) if best else None
