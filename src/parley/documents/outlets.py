"""Names of outlets that mastheads and credits carry. A name that is not here is still found by its place on the page."""

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


def known(words: str) -> str | None:
    """The outlet that ``words`` name and nothing else, by its usual name; else None."""
    folded = re.sub(r"\s+", " ", words).strip(" .,|-–—·").lower()
    return _BY_NAME.get(folded)
