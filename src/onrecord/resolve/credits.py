"""The agencies that an article says it has its text from: datelines, bylines, taglines, copyright lines.

A photograph's credit and a source in a sentence ("told Reuters") are none. `whole` credits say that the text is the
agency's; the others that the agency had a part in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from onrecord.types import Article, Span


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency: its slug, its name, the names that credits use, its hosts on the web."""

    slug: str
    name: str
    names: tuple[str, ...]
    hosts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Credit:
    """Words by which an article credits an agency."""

    slug: str
    name: str
    span: Span
    whole: bool


@cache
def agencies() -> tuple[Agency, ...]:
    """The agencies of the table beside this module."""
    table = files(__package__).joinpath("tables/agencies.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return tuple(
        Agency(slug, name, tuple(names.split("|")), tuple(hosts.split("|"))) for slug, name, names, hosts in rows
    )


@cache
def _by_name() -> dict[str, Agency]:
    return {name.casefold(): agency for agency in agencies() for name in agency.names}


@cache
def _names() -> str:
    every = {name for agency in agencies() for name in agency.names}
    every |= {name.upper() for name in every if len(name) > 3}
    return "(?:[Tt]he )?(?:" + "|".join(sorted(map(re.escape, every), key=lambda n: (-len(n), n))) + ")"


# An agency that no table knows, in the one place where only an agency can stand: "TOLVAZ (KTA) -".
_UNKNOWN = r"(?!(?:USA|UAE|DRC)\b)[A-Z][A-Z-]{2,7}|(?:[A-Z][\w-]+ ){0,4}(?:News|Press|Agency|Newswire)"
_PLACE_WORD = r"(?:[A-Z0-9][\w.'’-]{0,30}|of|and|de)"
_PLACE = rf"{_PLACE_WORD}(?:[ \t,/]+{_PLACE_WORD}){{0,8}}[ \t,/]*"
HEAD = 160  # characters of a line in which a dateline or a byline ends
_DASH = r"\s*(?:--|[-–—:−])\s*"


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of credits; it is tried only where one of its hints stands, since most text holds none."""

    pattern: re.Pattern[str]
    whole: bool
    hints: tuple[str, ...]


@cache
def _heads() -> tuple[_Form, ...]:
    """Forms that a line begins with."""
    name = _names()
    some = rf"{name}(?:(?:\s*[/,;&]\s*|,? and ){name})*"
    end = r"[ \t]*[.)]?[ \t]*(?m:$)"
    forms = [
        (rf"(?:{_PLACE})?\((?P<names>{some}|{_UNKNOWN})\){_DASH}", True, "("),
        (rf"\((?P<names>{some})\)\s", True, "("),
        (rf"{_PLACE}/(?P<names>{name})/", True, "/"),
        (rf"{_PLACE}[–—-]+\s*(?P<names>{name})\s*(?:--|[–—-])\s", True, "-–—"),
        (rf"(?P<names>{name})(?:\s*\|[^\n]{{0,60}}|{_DASH}(?:Updated|Published)[^\n]{{0,40}}){end}", True, "|-–—:"),
        (rf"(?:By|BY|Source:?|SOURCE:?)\s+(?P<names>{some})(?: staff| reporters?)?{end}", True, "BS"),
        (rf"(?:By|BY)\s+[^\n]{{3,70}}?(?:,|\||\bof\b|\bfor\b)\s*(?P<names>{name}){end}", True, "B"),
        (rf"[a-z]{{2,4}}(?:/[a-z]{{2,4}}){{0,2}}\s*\((?P<names>{some})\){end}", False, "("),
    ]
    return tuple(_Form(re.compile(form), whole, tuple(hints)) for form, whole, hints in forms)


@cache
def _anywhere() -> tuple[_Form, ...]:
    """Forms that stand anywhere in a text, with words that each of them holds."""
    name = _names()
    some = rf"{name}(?:(?:\s*[/,;&]\s*|,? and ){name})*"
    staff = r"(?: (?:staff|writers?|reporters?|journalists?|correspondents?)\b[^.\n]{0,150}?)?"
    matter = "(?:reporting|reports|inputs?|files|material|information|contributions)"
    forms = [
        (r"\((?P<reuters>Reporting by [^()]{3,400}; ?(?:Writing|Editing|Compiled) by [^()]{3,200})\)", True,
         "(Reporting by"),
        (rf"(?:Copyright|©|\([cC]\))[ \t©cC()]{{0,8}}(?:\d{{4}},?\s*)?(?:by )?(?P<names>{name})\b(?!\s*[/(])", True,
         "Copyright|©|(c)|(C)"),
        (rf"(?P<names>{some}){staff} (?:also )?contributed (?:to (?:this|the) (?:report|story|article|post)|reporting)",
         False, "contributed"),
        (rf"[Aa]dditional {matter} (?:by|from)[^.\n]{{0,60}}?(?P<names>{some})\b", False, "dditional "),
        (rf"[Ww]ith (?:additional |extra )?{matter} (?:by|from)[^.\n]{{0,60}}?(?P<names>{some})\b", False,
         "With |with "),
        (rf"(?:[Mm]aterial|[Ii]nformation|[Cc]ontent) from (?P<names>{some}) (?:was|were) used in", False, " used in"),
    ]  # fmt: skip
    return tuple(_Form(re.compile(form), whole, tuple(hints.split("|"))) for form, whole, hints in forms)


@cache
def _last_line() -> re.Pattern[str]:
    name = _names()
    some = rf"{name}(?:(?:\s*[/,;&]\s*|,? and ){name})*"
    return re.compile(rf"(?:^|[.!?”\"'’]\s*)(?:--|[–—-])?\s*[(\[]?(?P<names>{some})[)\]]?\.?\s*$")


def credits(text: str) -> list[Credit]:
    """The credits of a text, in text order; one for each agency, the whole one where there are both.

    >>> [(c.slug, c.whole) for c in credits("TOLVAZ, March 3 (Reuters) - Talks began.")]
    [('reuters', True)]
    >>> [(c.slug, c.whole) for c in credits("Talks began.\\nAFP contributed to this report.")]
    [('afp', False)]
    >>> credits("An envoy told Reuters that talks began (AP Photo/Ana Orlic).")
    []
    """
    found = [*_of_forms(text), *_of_edges(text)]
    best: dict[str, Credit] = {}
    for credit in sorted(found, key=lambda c: (not c.whole, c.span)):
        best.setdefault(credit.slug, credit)
    return sorted(best.values(), key=lambda c: c.span)


def _of_forms(text: str) -> Iterator[Credit]:
    for m, whole in _matches(text):
        if "reuters" in m.re.groupindex:
            yield Credit("reuters", "Reuters", m.span(), True)
        else:
            yield from _named(m["names"], m.start("names"), whole)


def _matches(text: str) -> Iterator[tuple[re.Match[str], bool]]:
    for line in re.finditer(r"(?m)^[ \t]*(?=\S)", text):
        head = text[line.end() : line.end() + HEAD].partition("\n")[0]
        for form in _heads():
            if any(h in head for h in form.hints) and (m := form.pattern.match(text, line.end())):
                yield m, form.whole
    for form in _anywhere():
        if any(h in text for h in form.hints):
            yield from ((m, form.whole) for m in form.pattern.finditer(text))


def _of_edges(text: str) -> Iterator[Credit]:
    """A line that is an agency's name alone, among the first three or the last; a name that ends the last line."""
    lines = [m for m in re.finditer(r"[^\n]+", text) if m[0].strip()]
    alone = re.compile(rf"\s*[(\[]?(?P<names>{_names()})[)\]]?\s*")
    for m in lines[:3] + lines[3:][-1:]:
        if (name := alone.fullmatch(m[0])) and len(lines) > 1:
            yield from _named(name["names"], m.start() + name.start("names"), True)
    if len(lines) and (tag := _last_line().search(lines[-1][0])) and tag.start() > 0:
        yield from _named(tag["names"], lines[-1].start() + tag.start("names"), True)


def _named(names: str, at: int, whole: bool) -> Iterator[Credit]:
    every = list(re.finditer(_names(), names))
    for m in every:
        agency = _by_name()[re.sub(r"^[Tt]he ", "", m[0]).casefold()]
        yield Credit(agency.slug, agency.name, (at + m.start(), at + m.end()), whole)
    if not every:
        slug = re.sub(r"[^a-z0-9]+", "-", names.lower()).strip("-")
        yield Credit(slug, names, (at, at + len(names)), whole)


def agency_of(article: Article) -> Agency | None:
    """The agency that publishes the article itself, by its outlet or its address.

    >>> agency_of(Article("1", "", outlet="Reuters")).slug
    'reuters'
    >>> agency_of(Article("1", "", outlet="The Brennick Post")) is None
    True
    """
    outlet = re.sub(r"^the ", "", (article.outlet or "").casefold().strip())
    if outlet in _by_name():
        return _by_name()[outlet]
    hosts = {outlet.removeprefix("www."), (urlsplit(article.url or "").hostname or "").removeprefix("www.")}
    return next((a for a in agencies() if hosts & set(a.hosts)), None)
