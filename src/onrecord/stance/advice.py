"""What is unwise in an issue, though nothing is wrong with it: one sentence each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz import fuzz

from onrecord.stance.candidates import Selection, is_common
from onrecord.stance.coders.model import ModelCoder
from onrecord.stance.template import SLUG
from onrecord.types import Issue, StanceLabel, Utterance

ALIKE = 90  # of 100, by words in any order: ends this close differ in a word or two
SHORT = 60  # characters of an example that are shown
SIDES: tuple[StanceLabel, ...] = ("for", "against")


def advice(issue: Issue) -> Iterator[str]:
    """What could be better, most weighty first."""
    yield from _of_ends(issue)
    yield from _of_words(issue)
    yield from _of_examples(issue)
    if not SLUG.fullmatch(issue.id):
        yield f"the id {issue.id!r} is no slug (small letters, digits, hyphens), so commands need it in quotation marks"


def _of_ends(issue: Issue) -> Iterator[str]:
    if _folded(issue.for_) == _folded(issue.against):
        yield "'for' and 'against' say the same: no statement can take one side of it"
    elif fuzz.token_sort_ratio(issue.for_, issue.against) >= ALIKE and not _negates(issue):
        yield "'for' and 'against' differ in a word or two: whole sentences of each side tell more"
    for name, end in (("for", issue.for_), ("against", issue.against)):
        if len(end.split()) < 3:
            yield f"{name!r} is {end!r}: a whole sentence, as that side would put it, tells more"
    if not issue.question.rstrip(" \"'”’").endswith("?"):
        yield "'question' ends without a question mark: put it so that 'for' answers yes"
    if issue.neither is None:
        yield "'neither' is missing: say what is about the question and takes no side"


def _negates(issue: Issue) -> bool:
    words = [Counter(end.casefold().split()) for end in (issue.for_, issue.against)]
    return bool(((words[0] - words[1]) | (words[1] - words[0])).keys() & {"not", "no", "never", "without"})


def _of_words(issue: Issue) -> Iterator[str]:
    if not issue.about:
        yield "'about' is missing: candidates are found by the words of the question and its ends alone"
    for word in issue.about:
        if is_common(word):
            yield f"'about' holds {word!r}, which is in nearly every report and selects nothing"


def _of_examples(issue: Issue) -> Iterator[str]:
    labels = Counter(example.label for example in issue.examples)
    if not labels:
        yield "there are no examples: two or three of each end, and some that take no side, help people and the model"
        return
    for side in SIDES:
        if not labels[side]:
            yield f"no example is {side!r}: the model is pulled to the other end"
    select = Selection(issue)
    sides = [(n, e.text) for n, e in enumerate(issue.examples, 1) if e.label in SIDES and issue.about]
    if bare := [str(n) for n, text in sides if select(Utterance("", text)) is None]:
        named = f"example {bare[0]} holds" if len(bare) == 1 else f"examples {', '.join(bare)} hold"
        yield f"{named} no word of 'about': only the context can make such words a candidate"


def second_thoughts(issue: Issue, coder: ModelCoder) -> Iterator[str]:
    """The examples that the model reads otherwise when it has not seen them: a slip in the codebook, or a hard case."""
    bare = replace(issue, examples=())
    odds = coder.odds([(bare, Utterance("", example.text)) for example in issue.examples])
    for number, (example, found) in enumerate(zip(issue.examples, odds, strict=True), 1):
        if {example.label, found.best} in ({"for", "against"},) and found.confidence >= coder.threshold_of(issue):
            told = f"is {example.label!r} here, and the model alone reads it as {found.best!r} ({found.confidence:.2f})"
            yield f"{_named(number, example.text)} {told}"


def _named(number: int, text: str) -> str:
    return f"example {number} (“{text[:SHORT]}{'…' if len(text) > SHORT else ''}”)"


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .!?")
