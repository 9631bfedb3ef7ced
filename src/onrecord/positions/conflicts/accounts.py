"""Two outlets that give one statement differently, or give it to different people."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from onrecord.ledger import Ledger
from onrecord.positions.conflicts.denials import NEGATION
from onrecord.positions.conflicts.model import Conflict, Party, Words
from onrecord.resolve.wordings import STOP, Wording, stem
from onrecord.text.figures import numbers
from onrecord.types import Edit

LONG = 6  # words of one side of an edit: a longer one is a cut, or other words altogether
ALIKE = 75  # of a hundred: words spelt so alike are one word in two spellings
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_MODALS = {
    "must": "must",
    "shall": "must",
    "should": "should",
    "ought": "should",
    "may": "may",
    "might": "may",
    "could": "can",
    "can": "can",
    "will": "will",
    "would": "will",
    "won't": "will",
    "can't": "can",
    "cannot": "can",
}
_PRONOUNS_WORDS = """
he she it they we i you him her them us me his their our my its your this that these those who
"""
_PRONOUNS = frozenset(_PRONOUNS_WORDS.split())
_WORDINGS = """SELECT st.id, v.key, v.text, e.was, e.now FROM variants AS v JOIN edits AS e ON e.variant = v.key
    JOIN statements AS st ON st.key = v.statement ORDER BY st.key, v.key, e.key"""
_PRINTS = """SELECT p.variant, ar.id || '#' || a.id FROM variant_prints AS p
    JOIN attributions AS a ON a.key = p.attribution JOIN readings AS r ON r.key = a.reading
    JOIN articles AS ar ON ar.key = r.article WHERE p.variant IN ({}) ORDER BY 2"""
_FIRSTS = """SELECT st.id, ar.id || '#' || a.id FROM statements AS st
    JOIN attributions AS a ON a.key = st.representative JOIN readings AS r ON r.key = a.reading
    JOIN articles AS ar ON ar.key = r.article WHERE st.id IN ({})"""
_GIVEN = """SELECT st.id, ar.id || '#' || a.id, a.source_text, oa.id, oa.name, oa.kind, a.speaker_confidence
    FROM occurrences AS o JOIN statements AS st ON st.key = o.statement JOIN attributions AS a ON a.key = o.attribution
    JOIN readings AS r ON r.key = a.reading JOIN articles AS ar ON ar.key = r.article
    JOIN members AS m ON m.actor = a.speaker JOIN recorded_actors AS oa ON oa.key = m.recorded_actor
    WHERE st.key IN (SELECT statement FROM occurrences WHERE reason LIKE '%read here as said by%')
    ORDER BY st.key, ar.id"""


@dataclass(frozen=True, slots=True)
class Parting:
    """A statement printed in two wordings, with what tells them apart: the keys of the reports, and the edit."""

    statement: str
    first: str
    prints: tuple[str, ...]
    edit: Edit
    kind: str
    confidence: float


def partings(ledger: Ledger) -> Iterator[Parting]:
    """The wordings that part from their statement's in more than cuts and spelling: the gravest edit of each."""
    rows = ledger.rows(_WORDINGS)
    edits: dict[tuple[str, int], list[Edit]] = defaultdict(list)
    for statement, variant, _, was, now in rows:
        edits[statement, variant].append(Edit(was, now))
    grave = {key: found for key, some in edits.items() if (found := gravest(some)) is not None}
    prints = _keys(ledger, _PRINTS, [variant for _, variant in grave])
    firsts = _keys(ledger, _FIRSTS, [statement for statement, _ in grave])
    for (statement, variant), (edit, kind, sure) in grave.items():
        yield Parting(statement, firsts[statement][0], tuple(prints[variant]), edit, kind, sure)


def _keys(ledger: Ledger, select: str, ids: Sequence[int | str]) -> dict[int | str, list[str]]:
    found: dict[int | str, list[str]] = defaultdict(list)
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        for id_, key in ledger.rows(select.format(", ".join("?" * len(some))), list(some)):
            found[id_].append(key)
    return found


_GRAVITY = {"number": 0.85, "negation": 0.85, "modality": 0.7, "key word": 0.6}


def gravest(edits: Sequence[Edit]) -> tuple[Edit, str, float] | None:
    """The edit that changes most of what is said: a number, a negation, a modal verb, or a key word.

    >>> gravest([Edit("the", "a"), Edit("12", "15")])
    (Edit(was='12', now='15'), 'number', 0.8)
    >>> gravest([Edit("organise", "organize"), Edit("and then we left for Sarn", "")]) is None
    True
    """
    kinds = [(edit, kind) for edit in edits if (kind := kind_of(edit))]
    if not kinds or len(edits) > 6:  # wordings that part everywhere are two translations, or two sentences
        return None
    edit, kind = max(kinds, key=lambda found: _GRAVITY[found[1]])
    return edit, kind, round(_GRAVITY[kind] - 0.05 * (len(edits) - 1), 3)


def kind_of(edit: Edit) -> str | None:
    """What an edit changes; None for cuts, additions, spelling, grammar, and words that only point.

    >>> kind_of(Edit("will", "may")), kind_of(Edit("will", "would")), kind_of(Edit("open", "shut"))
    ('modality', None, 'key word')
    """
    was, now = _words(edit.was), _words(edit.now)
    if max(len(was), len(now)) > LONG:
        return None
    if numbers(edit.was) and numbers(edit.now):
        return "number" if numbers(edit.was) != numbers(edit.now) else None
    if (len(NEGATION.findall(edit.was)) + len(NEGATION.findall(edit.now))) % 2 == 1 and abs(len(was) - len(now)) <= 2:
        return "negation"
    modals = [{_MODALS[w] for w in some if w in _MODALS} for some in (was, now)]
    if modals[0] and modals[1] and not modals[0] & modals[1]:
        return "modality"
    return "key word" if _key_words(was, now) else None


def _words(text: str) -> list[str]:
    text = re.sub(r"\b1st\b", "first", re.sub(r"\b2nd\b", "second", text))
    return [w.casefold().replace("’", "'") for w in _WORD.findall(text)]


def _key_words(was: Sequence[str], now: Sequence[str]) -> bool:
    """Whether each side has one to three content words, and none of one is a spelling or a form of one of the other."""
    ours, theirs = ([w for w in some if w not in STOP and w not in _PRONOUNS and len(w) > 2] for some in (was, now))
    if not 1 <= len(ours) <= 3 or not 1 <= len(theirs) <= 3 or _PRONOUNS & {*was, *now}:
        return False
    if ratio("".join(ours), "".join(theirs)) >= ALIKE or _initials(ours, theirs):
        return False
    return not any(stem(a) == stem(b) or ratio(a, b) >= ALIKE for a in ours for b in theirs)


def _initials(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether one side abbreviates the other."""
    return any(
        "".join(w[0] for w in long) in short for long, short in ((ours, theirs), (theirs, ours)) if len(long) > 1
    )


def wordings(found: Sequence[Parting], said: Mapping[str, Words]) -> Iterator[Conflict]:
    """A conflict for each parting that two articles print; `said` are the words of reports by `article#attribution`."""
    for p in found:
        one = said.get(p.first)
        others = tuple(said[key] for key in p.prints if key in said)
        others = tuple(w for w in others if one is not None and w.article != one.article and w.outlet != one.outlet)
        if one is None or not others or not (quotes(one.text, p.edit.was) and quotes(others[0].text, p.edit.now)):
            continue
        was, now = (text or "nothing" for text in (p.edit.was, p.edit.now))
        why = f"one statement in two wordings: {p.kind}, “{was}” against “{now}”"
        about = f"what {one.who or 'the speaker'} said"
        names = "; ".join(dict.fromkeys(w.outlet for w in others))
        doubts = ("one of them may be another occasion",) if p.kind == "key word" else ()
        sides = Party(one.outlet, was, (one,)), Party(names, now, others)
        yield Conflict("accounts", about, *sides, confidence=p.confidence, why=why, doubts=doubts)


def quotes(text: str, words: str) -> bool:
    """Whether the words stand in the text's quotation marks: what a reporter puts in his own words is his.

    >>> quotes("that the strait was “open to all”", "open to"), quotes("that the strait was “open”", "strait was")
    (True, False)
    """
    direct = text.lstrip()[:1] in ("“", '"', "'", "‘", "«", "„")
    quoted = Wording(text, "direct" if direct else "mixed").quoted
    return f" {' '.join(_words(words))} " in f" {' '.join(quoted)} " or not words


# --- given to different people ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Given:
    """One report of a quotation and whom it gives it to."""

    key: str
    source: str | None
    actor: str
    name: str
    kind: str
    confidence: float


def givings(ledger: Ledger) -> Sequence[Sequence[Given]]:
    """The reports of each quotation that articles may give to different people."""
    by_statement: dict[str, list[Given]] = defaultdict(list)
    for statement, *row in ledger.rows(_GIVEN):
        by_statement[statement].append(Given(*row))
    return tuple(by_statement.values())


def speakers(found: Sequence[Sequence[Given]], said: Mapping[str, Words]) -> Iterator[Conflict]:
    """A conflict for each long quotation that articles give to different people whom they name in its source."""
    for given in found:
        named = [g for g in given if g.kind == "person" and names_in(g) and g.key in said]
        actors = list(dict.fromkeys(g.actor for g in named))
        for other in actors[1:]:
            if _one_name(named, actors[0], other):
                continue
            ones, others = ([g for g in named if g.actor == actor] for actor in (actors[0], other))
            yield _given(ones, others, said)


def _one_name(named: Sequence[Given], one: str, other: str) -> bool:
    """Whether two actors bear one surname: then they are rather one person that nobody has merged."""
    surnames = [{g.name.split()[-1].casefold() for g in named if g.actor == actor} for actor in (one, other)]
    return bool(surnames[0] & surnames[1])


def names_in(given: Given) -> bool:
    """Whether the printed source holds the surname of whom it is read as."""
    if given.name.casefold() in _PRONOUNS:
        return False  # whom a pronoun stands for was not found
    return bool(given.source) and given.name.split()[-1].casefold() in (given.source or "").casefold()


def _given(ones: Sequence[Given], others: Sequence[Given], said: Mapping[str, Words]) -> Conflict:
    parties = [Party(g[0].name, g[0].source or g[0].name, tuple(said[x.key] for x in g)) for g in (ones, others)]
    words = said[ones[0].key].text
    sure = round(0.75 * min(g.confidence for g in (*ones, *others)), 3)
    doubts = ("one of the two may quote the other, or the source may be read wrongly",)
    why = "the same long quotation stands under two names"
    return Conflict("accounts", f"who said “{words[:60]}…”", parties[0], parties[1], sure, why, doubts)
