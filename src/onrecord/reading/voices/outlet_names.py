"""The names and patterns by which outlets are known: the table `outlets.toml`, compiled."""

import re
import tomllib
from functools import cache
from importlib import resources

DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
CAP = r"[A-ZÀ-ÞĀ-Ž][\w’'-]*(?:\.\w[\w-]*)*"
NAME = (
    rf"(?:(?:[Aa]l|[Ee]l|[Aa]n|[Aa]s|[Aa]sh|[Aa]r)[- ])?{CAP}(?: (?:(?:of|de|la|le|del"
    rf"|der|die|am|al-|el-)(?: the)? )?(?:al |el )?{CAP}){{0,4}}"
)
_NOT_FIRST = (
    "But|And|Both|That|In|On|At|As|When|While|After|Before|If|For|By|From|With|Following"
    "|Meanwhile|However|Another|Some|Many|Speaking|According|To|Its|His|Her|Their|Our"
    "|My|He|She|It|They|Then|Also"
)


@cache
def _table() -> dict[str, list[str]]:
    return tomllib.loads(resources.files(__package__).joinpath("outlets.toml").read_text(encoding="utf8"))


def loose(name: str) -> str:
    """A pattern for the name in any spelling of its hyphens and spaces."""
    return (
        r"[- ]?".join(re.escape(part) for part in re.split(r"[- ]", name))
        if name[:3].lower() == "al-"
        else r"[- ]".join(re.escape(p) for p in re.split(r"[- ]", name))
    )


def _either(words: list[str]) -> str:
    return "|".join(loose(w) for w in sorted(words, key=len, reverse=True))


@cache
def known() -> re.Pattern[str]:
    """Names that are outlets wherever they stand; short all-capital names in capitals only, or with a first capital."""
    table = _table()
    names = [*table["agencies"], *table["broadcasters"], *table["papers"]]
    exact = [n for n in names if n.isupper() and len(n) <= 4]
    longer = _either([n for n in names if n not in exact])
    return re.compile(rf"(?<![\w-])(?:(?=[A-Zaé])(?i:{longer})|(?:{_either([*exact, 'dpa'])}))(?![\w]|-[a-z])")


@cache
def common() -> re.Pattern[str]:
    """Ordinary words as names: "the Post", "Thursday's Times", "the Brennick Herald", "the Daily Lantern"."""
    table = _table()
    day = rf"(?:(?:{DAYS})['’]s )"
    short = rf"(?:[Tt]he |{day})(?:{_either(table['common'])})(?=\W|$)"
    first = rf"(?!(?:{_NOT_FIRST}|{DAYS}|{MONTHS})\b)"
    long = (
        rf"{first}(?:(?:{CAP} (?:of )?){{1,4}}(?:{_either(table['titles'])})|Voice of (?:the "
        rf")?{CAP}|Radio {CAP})(?: of (?:the )?{CAP})?(?=\W|$)(?! {CAP})"
    )
    return re.compile(rf"(?<![\w-])(?:{long}|{short})")


@cache
def heads() -> re.Pattern[str]:
    table = _table()
    return re.compile(rf"(?<![\w-])(?i:{_either(table['heads'])})(?![\w-])")


@cache
def echoes() -> re.Pattern[str]:
    return re.compile(
        rf"\b[Tt]h(?:e|is|at) (?:same )?(?:(?:official|state|government) )?(?:{_either(_table()['echoes'])})\b(?! "
        r"(?:of|for|for)\b)"
    )


@cache
def fillers() -> frozenset[str]:
    return frozenset(_table()["fillers"])


@cache
def determiners() -> frozenset[str]:
    return frozenset(_table()["determiners"])


OFFICIAL = re.compile(
    r"(?:(?<=state-run )|(?<=state-owned ))[A-Z]{2,6}\b|(?<=official )[A-Z]{3,6}\b(?= "
    r"(?:said|reported|quoted))"
)
AGENCY = re.compile(r"(?<=[Tt]he )[A-Z][\w-]+ channel\b|\b(?!UN |EU |US |UK |IAEA |CIA )[A-Z]{3,6} agency\b")


DEMONYM = re.compile(
    r"(?:[A-Z]\w+(?:ian|ean|can|nian|ese|ish|eli|aqi|ani|eni|aiti|erian)|Greek|Turkish"
    r"|French|German|Dutch|Swiss|Czech|Thai|Arab|US|U\.S\.|UK|UN|British|Gulf|Omani|Emirati"
    r"|Somali|Fijian|Bengali"
    r"|Hebrew|Arabic|Persian|Muslim|Israeli|Iraqi|Pakistani|Afghan|Saudi|Qatari|Kuwaiti"
    r"|Yemeni|Egyptian|Moslem|Catholic|Kurdish|Flemish|Basque|Catalan|Uzbek|Kazakh|Tajik"
    r"|Turkmen|Serb|Croat|Slovak|Slovene|Moscow|London|Cairo|Beirut|Tokyo|Jerusalem|Paris"
    r"|Beijing|Hong|Kong)(?:['’]s)?"
)


@cache
def common_words() -> frozenset[str]:
    return frozenset([*_table()["common"], *_table()["papers"]])
