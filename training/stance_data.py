"""Training rows of the stance model, made anew for each round: who stands where between which ends.

Sources: Perspectrum, VAST and a second reading of it (`training/vast/`), directed sentiment, our own disputes
(`training/moves/`), our own comments (`training/comments/`), news (`training/news/`), and minimal pairs on its issues
(`training/pairs/`). Each row says which labels it allows: a set that does not tell *neither* from *unrelated* allows
both.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from onrecord.models.asks import Ask
from onrecord.stance.candidates import Selection
from onrecord.types import Issue, Utterance
from training.comments import Comment, comments
from training.held import held
from training.moves import Dispute, disputes, filled, filling
from training.news import news
from training.pairs import pairs
from training.vast import second_readings

Labels = tuple[int, ...]
FOR: Labels = (0,)
AGAINST: Labels = (1,)
NEITHER: Labels = (2,)
UNRELATED: Labels = (3,)
NO_SIDE: Labels = (2, 3)  # of sets that don't tell the two apart
FRAMED, MISMATCHED, SPOKEN = 0.16, 0.08, 0.25  # shares of Perspectrum rows with a frame, another claim, a speaker
STRAYS = {
    "moves": 2,
    "news": 1,
    "found": 0,
    "pairs": 0,
}  # times a round that an issue is put to words on another matter, of each kind
PLAIN = 2  # times as often: the plain agency sentences of training/moves/n*.toml, which are what is met in use
RESTATED = {"moves": 5, "news": 2, "found": 0, "pairs": 0}  # times a round that an end of an issue is said again
PARTLY = 3  # so much less often is news put without one of its ends or its question: as it is in use
ECHOED = 0.06  # share of perspectives that stand as a claim and are said again
KIN = 0.25  # pairs of perspectives, as a share of all perspectives
Raw = dict[str, Any]

AGREES = """it is clear that; I firmly believe that; we have always said that; nobody can deny that; there is no
doubt that; he stressed that; she insisted that; it would be wrong to deny that; the minister
repeated that; they are right to say that; he made no secret of his view that; the truth is that; we
cannot ignore the fact that; she told reporters that; the ministry said in a statement that; he
reiterated that; what matters is that; the spokesman confirmed that; it is time to accept that; only
a fool would dispute that; she warned that; we are convinced that"""
DENIES = """it is not true that; I do not believe that; nobody can seriously claim that; we reject the idea
that; there is no evidence that; it is a myth that; he denied that; she rejected the argument that;
the minister dismissed suggestions that; it is simply not the case that; I am far from convinced
that; it is wrong to think that; the opposition wrongly claims that; it is a mistake to believe
that; she refused to accept that; the spokesman disputed that; nothing shows that; our critics
falsely pretend that; it does not follow at all that; he called it nonsense that; we never said that"""
ASKS = """asked whether; the panel will discuss whether; it remains to be seen whether; opinions differ on
whether; she would not say whether; we take no position on whether; the report looks at whether; it
is too early to say whether; he declined to comment on whether; the court has yet to decide whether;
talks will deal with the question whether; she did not want to be drawn on whether; a commission is
to examine whether"""
SAID = """said; told reporters; said in a statement; told the agency; added; was quoted as saying; insisted;
declared; noted"""
SPEAKERS = """the minister; a spokesman; the union; the opposition; an analyst; the prime minister; a resident;
the ministry; the envoy; a professor; the campaign; John Miller; Anna Novak; the president; a senior
official; the company; the charity; Dr Haddad"""


def _list(text: str) -> list[str]:
    return [x.strip() for x in text.replace("\n", " ").split(";")]


OPPOSITE = """support oppose; supports opposes; for against; leave stay; accept reject; accepts rejects; allow
ban; allowed banned; keep abolish; keep scrap; withdraw remain; right wrong; lawful unlawful; legal
illegal; increase reduce; good bad; more less; benefit harm; benefits harms; effective ineffective;
always never; help hurt; helps hurts; join leave; open close; lift keep; lift impose; lifted
imposed; just unjust; justified unjustified; necessary unnecessary; acceptable unacceptable; safe
dangerous; before after; with without; legitimate illegitimate; fair unfair; possible impossible;
begin end; resume halt; continue stop; strengthen weaken; strengthens weakens; improve worsen;
improves worsens; everyone nobody; must cannot; may must; approve reject; grant refuse; granted
refused; free detain; true false; guilty innocent; win lose; better worse; high low; higher lower;
stay go; stays goes; stays leaves; recognise ignore; trust distrust; welcome condemn; back block;
arm disarm; extend end"""
OPPOSITES: dict[str, str] = {}
for _pair in _list(OPPOSITE):
    _one, _two = _pair.split()
    OPPOSITES.setdefault(_one, _two)
    OPPOSITES.setdefault(_two, _one)
FRAMES = {FOR: _list(AGREES), AGAINST: _list(DENIES), NEITHER: _list(ASKS)}
CUES, PEOPLE = _list(SAID), _list(SPEAKERS)


@dataclass(frozen=True, slots=True)
class Row:
    """An ask, the labels that are right, and the set it comes from."""

    ask: Ask
    allowed: Labels
    origin: str


@dataclass(frozen=True, slots=True)
class Shared:
    """The shared sets, training parts only, without (or only) the groups held out."""

    perspectrum: list[Raw]
    vast: list[Raw]
    reread: list[Comment]  # VAST's comments on topics and claims of our own
    directed: list[Raw]
    quoted: list[tuple[str, str]]  # what was said in PolNeAR's articles, with what stands around it
    data: Path  # the folder that news reports stand in


def rows(path: Path) -> list[Raw]:
    with gzip.open(path, "rt", encoding="utf8") as f:
        return [r for r in map(json.loads, f) if r.get("split") == "train"]


def shared(folder: Path, out: bool = False) -> Shared:
    """The training parts in `folder`, the groups held out left out; with `out` those alone, and no label doubted."""
    vast, read = rows(folder / "vast.jsonl.gz"), [] if out else second_readings()
    doubted = {row for r in read for row in r.doubted}
    reread = [Comment(vast[r.row]["original_topic"], vast[r.row]["text"], r.sides) for r in read]
    return Shared(
        [r for r in rows(folder / "perspectrum.jsonl.gz") if held("perspectrum", r["claim"]) == out],
        [r for i, r in enumerate(vast) if held("vast", r["original_topic"]) == out and i not in doubted],
        [c for c in reread if c.sides and not held("vast", c.debate)],
        [r for r in rows(folder / "directed-sentiment.jsonl.gz") if held("directed", r["text"]) == out],
        [] if out else quotations(folder.parent / "polnear/train.jsonl.gz"),
        folder.parent,
    )


def quotations(path: Path) -> list[tuple[str, str]]:
    """The contents of middling length in PolNeAR's training articles, each with the characters around it."""
    found = []
    with gzip.open(path, "rt", encoding="utf8") as f:
        for article in map(json.loads, f):
            text = article["text"]
            for a in filter(lambda a: a["content"], article["attributions"]):
                start, end = a["content"][0][0], a["content"][-1][1]
                if 40 <= end - start <= 240:
                    found.append((text[start:end], text[max(0, start - 150) : end + 80]))
    return found


def flipped(allowed: Labels) -> Labels:
    return {FOR: AGAINST, AGAINST: FOR}.get(allowed, allowed)


def swapped(row: Row) -> Row:
    """The same with the ends exchanged and no question, whose sides would not fit them."""
    ask = replace(row.ask, question="", for_=row.ask.against, against=row.ask.for_)
    return Row(ask, flipped(row.allowed), row.origin)


COMMON = frozenset("should must with that from have will they their this before without into against".split())  # noqa: SIM905


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", text.lower())) - COMMON


def framed(ask: Ask, allowed: Labels, rng: random.Random) -> tuple[Ask, Labels]:
    """The text behind *she denied that*, *it is clear that*, *asked whether*: often with these words as its context."""
    frame = rng.choices((FOR, AGAINST, NEITHER), (3, 4, 2))[0]
    lead = rng.choice(FRAMES[frame])
    text = ask.text.strip().rstrip(".")
    full = f"{lead} {text}"
    out = replace(ask, context=full, text=text) if rng.random() < 0.4 else replace(ask, text=full)
    if frame == NEITHER or allowed == NEITHER:
        return out, NEITHER
    return out, allowed if frame == FOR else flipped(allowed)


# ---- Perspectrum: a claim, and a perspective on it


def ends(by_claim: dict[str, list[Raw]], r: Raw, rng: random.Random) -> tuple[str, str] | None:
    """A supporting and an undermining perspective on the same claim, to stand as the ends of an issue."""
    others = [x for x in by_claim[r["claim"]] if x["text"] != r["text"]]
    sides = [[x["text"] for x in others if x["label"] == k] for k in ("SUPPORT", "UNDERMINE")]
    return (rng.choice(sides[0]), rng.choice(sides[1])) if all(sides) else None


AUXILIARY = re.compile(r"\b(should|must|is|are|can|will|would|ought to|has|have|does|do|was|were)\b( not)?", re.I)


def negated(claim: str) -> str | None:
    """The claim with its first auxiliary negated, or no longer; None where it has none.

    >>> negated("Zoos should be closed"), negated("Zoos are not needed"), negated("Close the zoos")
    ('Zoos should not be closed', 'Zoos are needed', None)
    """
    m = AUXILIARY.search(claim)
    return m and claim[: m.start()] + (m[1] if m[2] else m[1] + " not") + claim[m.end() :]


def turned(text: str, rng: random.Random) -> str | None:
    """The text with a word turned into its opposite, or negated; None where nothing in it can be turned.

    >>> turned("The ruling is lawful", random.Random(1))
    'The ruling is unlawful'
    """
    found = [m for m in re.finditer(r"[a-z]+", text, re.I) if m[0].lower() in OPPOSITES]
    no = negated(text)
    if found and (no is None or rng.random() < 0.5):
        m = rng.choice(found)
        return text[: m.start()] + OPPOSITES[m[0].lower()] + text[m.end() :]
    return no


def asked(claim: str) -> str:
    """The claim as a question, where its first auxiliary tells how; else as it is.

    >>> asked("Zoos should be closed."), asked("Close the zoos")
    ('Should zoos be closed?', 'Close the zoos')
    """
    m = AUXILIARY.search(claim)
    if not m or m[2] or m.start() < 2 or m[1].lower() == "ought to" or len(claim[: m.start()].split()) > 6:
        return claim
    head = claim[: m.start()].strip()
    return f"{m[1].capitalize()} {head[0].lower()}{head[1:]}{claim[m.end() :].rstrip('. ')}?"


def perspective(r: Raw, by_claim: dict[str, list[Raw]], rng: random.Random) -> Row:
    claim, allowed = r["claim"].strip(), FOR if r["label"] == "SUPPORT" else AGAINST
    speaker = rng.choice(PEOPLE) if rng.random() < SPOKEN else None
    ask, form = Ask(claim, speaker=speaker, text=r["text"].strip()), rng.random()
    if rng.random() < FRAMED:
        ask, allowed = framed(ask, allowed, rng)
    row = Row(ask, allowed, "perspectrum")
    if form < 0.45:
        return row
    if form < 0.52 and (no := turned(claim, rng)):
        return Row(replace(ask, question=no), flipped(allowed), "perspectrum")
    if form < 0.58:
        return Row(replace(ask, question=asked(claim)), allowed, "perspectrum")
    if form < 0.70:
        return swapped(Row(replace(ask, question="", for_=claim), allowed, "perspectrum"))
    pair = ends(by_claim, r, rng) if form < 0.86 else None
    pair = pair or (claim, turned(claim, rng) or f"{rng.choice(FRAMES[AGAINST])} {claim}")
    row = Row(replace(ask, for_=pair[0], against=pair[1]), allowed, "perspectrum")
    return swapped(row) if rng.random() < 0.4 else row


def mismatched(r: Raw, claims: list[str], rng: random.Random) -> Row | None:
    """The text with a claim that shares no word with it: not about it."""
    claim = rng.choice(claims)
    if words(claim) & words(r["claim"] + " " + r["text"]):
        return None
    return Row(Ask(claim, text=r["text"]), UNRELATED, "perspectrum")


def perspectives(data: list[Raw], rng: random.Random) -> list[Row]:
    by_claim: dict[str, list[Raw]] = defaultdict(list)
    for r in data:
        by_claim[r["claim"]].append(r)
    out = [perspective(r, by_claim, rng) for r in data]
    others = [mismatched(r, list(by_claim), rng) for r in data if rng.random() < MISMATCHED]
    others += [echo(claim, rng) for claim in by_claim for _ in range(2)]
    others += [echo(r["text"].strip(), rng) for r in data if rng.random() < ECHOED]
    others += [kin(by_claim, rng) for r in data if rng.random() < KIN]
    return out + [r for r in others if r]


def kin(by_claim: dict[str, list[Raw]], rng: random.Random) -> Row | None:
    """Two perspectives on one claim: of one side, or of opposite sides."""
    held = by_claim[rng.choice(list(by_claim))]
    if len(held) < 2:
        return None
    one, two = rng.sample(held, 2)
    allowed = FOR if one["label"] == two["label"] else AGAINST
    if one["text"].strip() == two["text"].strip():
        return None
    row = Row(Ask("", one["text"].strip(), text=two["text"].strip()), allowed, "perspectrum")
    return swapped(row) if rng.random() < 0.3 else row


def echo(claim: str, rng: random.Random, origin: str = "perspectrum") -> Row:
    """The claim said again, turned, doubted or asked about: what is nearest to it in words need not agree with it."""
    no, allowed, text = turned(claim, rng), FOR, claim
    if no and rng.random() < 0.5:
        text, allowed = no, AGAINST
    ask = Ask(claim if rng.random() < 0.7 else asked(claim), text=text)
    if rng.random() < 0.5:
        ask, allowed = framed(ask, allowed, rng)
    if no and rng.random() < 0.5:
        row = Row(replace(ask, for_=claim, against=no), allowed, origin)
        return swapped(row) if rng.random() < 0.5 else row
    return Row(ask, allowed, origin)


# ---- VAST: a topic of one or a few words, and a reader's comment


def cropped(text: str, rng: random.Random) -> str:
    """Half of the time a run of its sentences, at least half of them, so that comments are not learnt by heart."""
    sentences = re.split(r"(?<=[.!?]) +", text)
    if len(sentences) < 3 or rng.random() < 0.5:
        return text
    size = rng.randint((len(sentences) + 1) // 2, len(sentences) - 1)
    start = rng.randint(0, len(sentences) - size)
    return " ".join(sentences[start : start + size])


TAKEN = {"pro": FOR, "con": AGAINST, "neutral": NO_SIDE}


def comment(topic: str, text: str, side: str, origin: str, rng: random.Random) -> Row:
    """A comment on a topic, the topic at times as the two ends of an issue."""
    row = Row(Ask(topic, text=cropped(text, rng)), TAKEN[side], origin)
    if (form := rng.random()) < 0.86:
        return row
    row = Row(replace(row.ask, for_=f"In favour of {topic}.", against=f"Against {topic}."), row.allowed, origin)
    return row if form < 0.93 else swapped(row)


def own_comments(data: list[Comment], rng: random.Random) -> list[Row]:
    """Every comment on each of its topics and claims, and on a topic of another one that shares no word with it."""
    out = [comment(topic, c.text, side, "comments", rng) for c in data for topic, side in c.sides]
    for c in data:
        topic = rng.choice(rng.choice(data).sides)[0]
        if not words(topic) & words(c.text):
            out.append(comment(topic, c.text, "neutral", "comments", rng))
    return out


# ---- directed sentiment: two names marked in a sentence


def relation(r: Raw, rng: random.Random) -> Row:
    """Whichever way support or opposition runs: the question does not tell the directions apart."""
    p, q = (r["p"], r["q"]) if rng.random() < 0.5 else (r["q"], r["p"])
    allowed = {0: NO_SIDE, 1: FOR, 2: FOR, 3: AGAINST, 4: AGAINST}[r["label"]]
    return Row(Ask(between(p, q), text=r["text"]), allowed, "directed")


def between(p: str, q: str) -> str:
    """The question under which the model reads who supports or opposes whom."""
    return f"Between {p} and {q}: support or opposition?"


# ---- our own disputes


def issue_ask(d: Dispute, i: int, values: dict[str, str]) -> Ask:
    s = d.statements[i]
    texts = (filled(x, values) for x in (d.question, d.for_, d.against, s.speaker, s.text, s.context or ""))
    question, for_, against, speaker, text, context = texts
    return Ask(question, for_, against, None, speaker or None, text, context or None)


def told(d: Dispute, i: int, ask: Ask, values: dict[str, str], rng: random.Random) -> str:
    """A made context: who said it, with another's words before or behind."""

    def other() -> str:
        s = d.statements[rng.randrange(len(d.statements))]
        return f"{filled(s.speaker, values)} {rng.choice(CUES)}: “{filled(s.text, values)}” "

    lead = f"{ask.speaker or 'He'} {rng.choice(CUES)} " + rng.choice(("that ", "“", ""))
    before = other() if rng.random() < 0.5 else ""
    after = " " + other() if rng.random() < 0.5 else ""
    return before + lead + ask.text + after


def labelled(d: Dispute, i: int) -> Labels:
    """The labels that are right of a statement. Of what was found, *neither* and *unrelated* were not told apart with
    care."""
    known = {"for": FOR, "against": AGAINST, "neither": NEITHER, "unrelated": UNRELATED}
    allowed = known[d.statements[i].label]
    return NO_SIDE if d.origin == "found" and allowed in (NEITHER, UNRELATED) else allowed


def move(d: Dispute, i: int, rng: random.Random) -> Row:
    values = filling(rng)
    ask = issue_ask(d, i, values)
    allowed = labelled(d, i)
    if ask.context and rng.random() < (0.15 if d.group else 0.3):
        ask = replace(ask, context=None)
    elif not ask.context and rng.random() < 0.45:
        ask = replace(ask, context=told(d, i, ask, values, rng))
    if rng.random() < 0.12:
        ask = replace(ask, speaker=None)
    row, form = Row(ask, allowed, d.origin), rng.random() * (PARTLY if d.group else 1)
    if form < 0.35:
        return swapped(row)
    if form < 0.42:
        return Row(replace(ask, for_="", against=""), allowed, d.origin)
    if form < 0.54:
        row = Row(replace(ask, question="", against=""), allowed, d.origin)
        return row if form < 0.48 else swapped(row)
    return row


def restated(d: Dispute, rng: random.Random) -> Row:
    """One of the ends, or a part of it, said, turned, doubted or asked about by somebody."""
    values = filling(rng)
    question, for_, against = (filled(x, values) for x in (d.question, d.for_, d.against))
    end, allowed = rng.choice(((for_, FOR), (against, AGAINST)))
    parts = [x.strip() for x in re.split(r"[;.]", end) if len(x.split()) > 2]
    text = rng.choice(parts) if parts and rng.random() < 0.6 else end
    if rng.random() < 0.3 and (no := turned(text, rng)):
        text, allowed = no, flipped(allowed)
    ask = Ask(question, for_, against, None, rng.choice((rng.choice(PEOPLE), values["LEADER"], values["A"])), text)
    if rng.random() < 0.6:
        ask, allowed = framed(ask, allowed, rng)
    row = Row(ask, allowed, d.origin)
    return swapped(row) if rng.random() < 0.2 else row


def stray(d: Dispute, others: list[Dispute], rng: random.Random) -> Row | None:
    """A statement from another issue, of the same states and persons, that shares no word with this one's ends."""
    other, values = rng.choice(others), filling(rng)
    ask = issue_ask(other, rng.randrange(len(other.statements)), values)
    here = [filled(x, values) for x in (d.question, d.for_, d.against)]
    if d.group and d.group == other.group:
        return None
    if words(" ".join((d.question, d.for_))) & words(" ".join((other.question, other.for_))):
        return None
    return Row(replace(ask, question=here[0], for_=here[1], against=here[2]), UNRELATED, "moves")


def elsewhere(d: Dispute, quoted: list[tuple[str, str]], rng: random.Random) -> Row | None:
    """Words said in the news on another matter."""
    values, (text, context) = filling(rng), rng.choice(quoted)
    question, for_, against = (filled(x, values) for x in (d.question, d.for_, d.against))
    if words(text) & words(f"{question} {for_} {against}"):
        return None
    return Row(Ask(question, for_, against, None, rng.choice(PEOPLE), text, context), UNRELATED, "moves")


def one_frame(data: list[Dispute], rng: random.Random) -> list[Dispute]:
    """Every issue once, in one of the ways in which it is put."""
    frames: dict[str, list[Dispute]] = defaultdict(list)
    for d in data:
        frames[d.name].append(d)
    return [rng.choice(held) for held in frames.values()]


def moves(data: list[Dispute], rng: random.Random, quoted: list[tuple[str, str]]) -> list[Row]:
    """Every statement of every issue under one of its frames, with what is made of the ends and of other matters."""
    data = one_frame([d for d in data if d.statements], rng)
    often = {d.name: PLAIN if d.name.startswith("n") and not d.group else 1 for d in data}
    out = [move(d, i, rng) for d in data for i in range(len(d.statements)) for _ in range(often[d.name])]
    out += [restated(d, rng) for d in data for _ in range(RESTATED[d.origin])]
    strays = [stray(d, data, rng) for d in data for _ in range(STRAYS[d.origin])]
    strays += [elsewhere(d, quoted, rng) for d in data for _ in range(STRAYS[d.origin]) if quoted]
    return out + [r for r in strays if r]


# ---- together


@dataclass(frozen=True, slots=True)
class Mix:
    """Which share of each set a round takes; of 2, everything twice."""

    perspectrum: float = 0.4
    vast: float = 0.35
    reread: float = 1.0
    directed: float = 0.07
    moves: float = 0.2
    news: float = 0.35
    found: float = 0.6
    comments: float = 0.3
    pairs: float = 1.0


def taken(found: list[Row], share: float, rng: random.Random) -> list[Row]:
    """So much of the rows, at most all of them."""
    return rng.sample(found, int(share * len(found)))


def round_of(data: Shared, rng: random.Random, mix: Mix = Mix()) -> list[Row]:
    """One round of training; what is ours is read again from disk."""
    marked = [r for r in data.directed if r["label"]]
    plain = [r for r in data.directed if not r["label"]]
    n = int(mix.directed * len(marked))
    out = taken(perspectives(data.perspectrum, rng), mix.perspectrum, rng)
    out += taken([comment(r["topic"], r["text"], r["label"], "vast", rng) for r in data.vast], mix.vast, rng)
    out += taken([comment(t, c.text, side, "vast", rng) for c in data.reread for t, side in c.sides], mix.reread, rng)
    out += [relation(r, rng) for r in rng.sample(marked, n) + rng.sample(plain, min(len(plain), n))]
    reports = news(data.data)
    ours = [d for d in disputes() + reports + pairs(reports) if not held(d.origin, d.group or d.name)]
    for origin, share in (("moves", mix.moves), ("news", mix.news), ("found", mix.found), ("pairs", mix.pairs)):
        own = [d for d in ours if d.origin == origin]
        out += [r for part in parts(share) for r in taken(moves(own, rng, data.quoted), part, rng)]
    written = [c for c in comments() if not held("comments", c.debate)]
    out += [r for part in parts(mix.comments) for r in taken(own_comments(written, rng), part, rng)]
    return out


def parts(share: float) -> list[float]:
    """The share in rounds of their own, each made anew.

    >>> parts(2.5), parts(0.5)
    ([1.0, 1.0, 0.5], [0.5])
    """
    return [1.0] * int(share) + ([share % 1] if share % 1 else [])


def held_out(data: Shared, seed: int = 7) -> list[Row]:
    """The rows to choose and to calibrate by, as they are asked in use; `data` are the shared sets' held-out groups."""
    rng = random.Random(seed)
    by = {"SUPPORT": FOR, "UNDERMINE": AGAINST}
    out = [Row(Ask(r["claim"], text=r["text"]), by[r["label"]], "perspectrum") for r in data.perspectrum]
    out += [Row(Ask(r["topic"], text=r["text"]), TAKEN[r["label"]], "vast") for r in data.vast]
    written = [c for c in comments() if held("comments", c.debate)]
    out += [Row(Ask(topic, text=c.text), TAKEN[side], "comments") for c in written for topic, side in c.sides]
    out += [relation(r, rng) for r in data.directed]
    out += held_issues(disputes(), rng)
    reports = news(data.data)
    return out + held_issues(reports, rng) + held_issues(pairs(reports), rng)


def met(held: list[Row]) -> list[Row]:
    """The held-out statements of news, chosen by annotators, that a search by the words of their issue finds as well.

    With what was `found` beside them they are what a ledger is coded on.
    """
    return [replace(row, origin="met") for row in held if row.origin == "news" and _is_found(row.ask)]


def _is_found(ask: Ask) -> bool:
    select = Selection(Issue("x", ask.question, ask.for_, ask.against))
    return select(Utterance("x", ask.text, speaker=ask.speaker, context=ask.context)) is not None


def held_issues(data: list[Dispute], rng: random.Random) -> list[Row]:
    """Every statement of the issues held out, with the words around it."""
    out = []
    for d in data:
        if held(d.origin, d.group or d.name):
            for i in range(len(d.statements)):
                values = filling(rng)
                ask = issue_ask(d, i, values)
                if not ask.context:
                    ask = replace(ask, context=told(d, i, ask, values, rng))
                out.append(Row(ask, labelled(d, i), d.origin))
    return out
