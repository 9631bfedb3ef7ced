"""Readings for tests: a small invented dispute, and any reading at all."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import strategies as st

from onrecord.types import (
    Actor,
    Addressee,
    Article,
    Attribution,
    Entity,
    Evidence,
    Link,
    Manner,
    Mention,
    Office,
    Passage,
    Published,
    Reading,
    Run,
    Said,
    Segment,
    Span,
    Speaker,
)

SAID = Manner("direct", "affirmed", "asserted", "assertion")
TEXT = (
    "VALK REJECTS CORRIDOR PLAN\n\n"
    "“Varenia will not open the corridor,” Foreign Minister Irena Valk told Meridian News on Friday, "
    "“before the shelling ends.”\n"
    "Ostmark hopes that talks resume, the KTA agency said, citing diplomats.\n"
)


def passage(text: str, *words: str) -> Passage:
    """The passage of `text` that `words` make, each at its first place."""
    return Passage.of(text, [(text.index(w), text.index(w) + len(w)) for w in words])


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return start, start + len(words)


VALK = Speaker("irena-valk", "Irena Valk", "person", "foreign minister", "Varenia", 0.97, "named beside the cue")
OSTMARK = Speaker("ostmark", "Ostmark", "state", None, "Ostmark", 0.8, "a state")

REFUSAL = Attribution(
    id="a1",
    depth=0,
    within=None,
    source=passage(TEXT, "Foreign Minister Irena Valk"),
    cue=passage(TEXT, "told"),
    content=passage(TEXT, "“Varenia will not open the corridor,”", "“before the shelling ends.”"),
    manner=replace(SAID, polarity="denied"),
    speaker=VALK,
    addressee=Addressee("meridian-news", "Meridian News", span(TEXT, "Meridian News")),
    said=Said(dt.date(2031, 3, 7), dt.date(2031, 3, 7), "day", (Evidence(*span(TEXT, "Friday"), "the Friday before"),)),
    confidence=0.93,
)
AGENCY = Attribution(
    id="a2",
    depth=0,
    within=None,
    source=passage(TEXT, "the KTA agency"),
    cue=passage(TEXT, "said"),
    content=passage(TEXT, "Ostmark hopes that talks resume"),
    manner=Manner("indirect", "affirmed", "asserted", "assertion"),
    speaker=Speaker("diplomats", "diplomats", "unnamed"),
    chain=(Link("kta", "KTA", "relay", span(TEXT, "KTA")),),
    doubts=("the nationality of the diplomats is not told",),
)
HOPE = Attribution(
    id="a3",
    depth=1,
    within="a2",
    source=passage(TEXT, "Ostmark"),
    cue=passage(TEXT, "hopes"),
    content=passage(TEXT, "talks resume"),
    manner=Manner("indirect", "affirmed", "future", "eventuality"),
    speaker=OSTMARK,
    chain=(Link("diplomats", "diplomats", "speaker", span(TEXT, "diplomats")), AGENCY.chain[0]),
)


def sample(
    id_: str = "meridian-1", *, version: str = "1", outlet: str = "Meridian News", dated: bool = True
) -> Reading:
    """The reading of one dispatch: a refusal, and a hope at second hand."""
    given = Published(dt.date(2031, 3, 8), dt.date(2031, 3, 8), "given") if dated else Published()
    refusal = REFUSAL if dated else replace(REFUSAL, said=Said())
    return Reading(
        article=Article(id_, TEXT, f"reports/{id_}.txt", None, outlet, "Valk rejects corridor plan", given),
        published=given,
        segments=(Segment(0, 26, "headline"), Segment(26, len(TEXT), "body")),
        attributions=(refusal, AGENCY, HOPE),
        actors=(
            Actor("irena-valk", "Irena Valk", "person", ("Valk", "the minister")),
            Actor("ostmark", "Ostmark", "state"),
            Actor("diplomats", "diplomats", "unnamed"),
            Actor("kta", "KTA", "outlet"),
            Actor("meridian-news", "Meridian News", "outlet"),
        ),
        mentions=(Mention(*span(TEXT, "Irena Valk"), "irena-valk"), Mention(*span(TEXT, "Ostmark"), "ostmark")),
        offices=(
            Office("irena-valk", "foreign minister", "Varenia", (Evidence(*span(TEXT, "Foreign Minister"), "title"),)),
        ),
        entities=(Entity(*span(TEXT, "Irena Valk"), "person", 0.99),),
        run=Run(version, "sha256:00", "{}"),
        doubts=() if dated else ("undated",),
    )


# --- any reading at all --------------------------------------------------------------------------------------

WORDS = st.text(st.characters(exclude_categories=()), max_size=12)  # lone surrogates, NUL, RTL marks, all of it
DAYS = st.none() | st.dates()


@st.composite
def passages(draw: st.DrawFn, text: str) -> Passage:
    """One to three spans of `text` that keep apart."""
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=min(6, len(text) + 1))))
    return Passage.of(text, list(zip(cuts[::2], cuts[1::2], strict=False)))


@st.composite
def places(draw: st.DrawFn, text: str) -> Span:
    start, end = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    return start, end


@st.composite
def evidences(draw: st.DrawFn, text: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(*place, draw(WORDS)) for place in draw(st.lists(places(text), max_size=2)))


@st.composite
def attributions(draw: st.DrawFn, text: str, number: int) -> Attribution:
    names = st.sampled_from(["valk", "kta", "ostmark"]) | WORDS
    speaker = Speaker(draw(names), draw(WORDS), "person", draw(st.none() | WORDS), draw(st.none() | WORDS), 0.5, "")
    link = Link(draw(names), draw(WORDS), "relay", draw(places(text)))
    return Attribution(
        id=f"{number}{draw(WORDS)}",
        depth=0,
        within=None,
        source=draw(st.none() | passages(text)),
        cue=draw(passages(text)),
        content=draw(passages(text)),
        manner=draw(st.builds(Manner, st.sampled_from(["direct", "mixed"]), st.just("affirmed"),
                              st.just("asserted"), st.sampled_from(["belief", "fact"]))),
        speaker=draw(st.none() | st.just(speaker)),
        chain=draw(st.just(()) | st.just((link,))),
        addressee=draw(st.none() | st.builds(Addressee, names, WORDS, places(text))),
        said=draw(st.builds(Said, DAYS, DAYS, st.none(), evidences(text))),
        confidence=draw(st.floats(0, 1)),
        doubts=tuple(draw(st.lists(WORDS, max_size=2))),
    )  # fmt: skip


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any reading of any text."""
    text = draw(st.text(st.characters(exclude_categories=()), min_size=2, max_size=60))
    found = [draw(attributions(text, n)) for n in range(draw(st.integers(0, 3)))]
    nested = [replace(a, depth=1, within=found[0].id) for a in found[1:]]
    published = draw(st.builds(Published, DAYS, DAYS, st.just("inferred"), evidences(text)))
    actors = draw(st.lists(st.builds(Actor, WORDS, WORDS, st.just("person"), st.tuples(WORDS)),
                           max_size=2, unique_by=lambda a: a.id))  # fmt: skip
    return Reading(
        article=Article(f"id{draw(WORDS)}", text, draw(st.none() | WORDS), None, draw(st.none() | WORDS), draw(WORDS)),
        published=published,
        segments=(Segment(0, len(text), "body"),),
        attributions=(*found[:1], *nested),
        actors=tuple(actors),
        mentions=tuple(Mention(*draw(places(text)), actor.id) for actor in actors),
        offices=tuple(Office(actor.id, draw(WORDS), None, draw(evidences(text))) for actor in actors),
        entities=draw(st.lists(st.builds(Entity, st.just(0), st.just(1), st.just("place"), st.just(0.25)), max_size=1)
                      .map(tuple)),
        run=Run(draw(WORDS), "model"),
        doubts=tuple(draw(st.lists(WORDS, max_size=2))),
    )  # fmt: skip
