"""What statements say on a question that the user puts: issues, stances, codings and conditions."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Literal

from onrecord.types.evidence import ActorKind, Manner, Passage

StanceLabel = Literal["for", "against", "neither", "unrelated", "unsure"]
ConditionState = Literal["set", "rejected", "met", "dropped"]


@dataclass(frozen=True, slots=True)
class Example:
    """A worked case of a codebook: what was said, how it is coded, and why."""

    text: str
    label: StanceLabel
    why: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """A question with two ends and the rules for coding it: one version of a codebook, named by its `digest`.

    `about` are the words that make a statement a candidate.
    """

    id: str
    question: str
    for_: str
    against: str
    neither: str | None = None
    about: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()

    @property
    def digest(self) -> str:
        """The sha256 of all that bears on coding: another codebook has another digest, however its file is laid out."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Utterance:
    """What a coder is shown: the words, who said them, and what stands around them.

    `context` holds the paragraph and the one before. `manner` is how it was said, where that is known. `relayed_by`
    is the outer speaker who ascribes these words to `speaker` (*the regime believes that …*); `ascribed_to` the inner
    speaker whose claim these words mostly tell.
    """

    id: str
    text: str
    speaker: str | None = None
    context: str | None = None
    manner: Manner | None = None
    relayed_by: str | None = None
    ascribed_to: str | None = None


@dataclass(frozen=True, slots=True)
class Stance:
    """What one utterance says on one issue, by one coder. `unsure` is an abstention.

    `score` runs from -1 (against) to 1 (for); `confidence` is the chance in [0, 1] that the label is right, None where
    the coder states none; `why` says what it rests on.
    """

    label: StanceLabel
    score: float
    confidence: float | None
    why: str
    coder: str


@dataclass(frozen=True, slots=True)
class Coding:
    """A stance that is kept: on which version of which issue, of which attribution (`article#id`), by whom and when.

    `coder` of its stance is "model", "llm" or "person"; `by` names the model's digest or the person. `is_blind`: the
    coder saw no other's answer. `is_adjudicated`: it decides between coders, and counts before all others.
    """

    id: str
    issue: str
    attribution: str
    stance: Stance
    by: str
    at: dt.datetime
    is_blind: bool = False
    is_adjudicated: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """“No X before Y” in the words of an utterance: the gate X, the demand Y, and whether it stands.

    Spans are offsets in the text that was searched. `gate` is None where the words name no next step; `whom` are the
    words for who must act, `holder` those for who sets it, None where that is the speaker. `state`: set, rejected
    (*cannot be a precondition*), met, or dropped. `why` names the pattern, then every doubt.

    `gate_goes_on`: the words name what goes on until then (*sanctions will remain until …*), and its end is what waits.
    `demand_is_bar`: they name what stands in the way (*no talks while …*), and its end is what must come first.
    """

    state: ConditionState
    cue: Passage
    gate: Passage | None
    demand: Passage | None
    whom: Passage | None = None
    holder: Passage | None = None
    confidence: float = 1.0
    why: str = ""
    gate_goes_on: bool = False
    demand_is_bar: bool = False


@dataclass(frozen=True, slots=True)
class StatedCondition:
    """A condition in the record: once for each statement, with who said it, for whom and when.

    The spans of `condition` are offsets in the text of `article`. `speaker` is an actor's id; `reports` and `roots`
    tell how often the statement was reported and how many of the reports are independent.
    """

    condition: Condition
    statement: str
    article: str
    attribution: str
    outlet: str | None
    speaker: str | None
    speaker_name: str | None
    speaker_kind: ActorKind | None
    speaks_for: str | None
    earliest: dt.date | None
    latest: dt.date | None
    text: str
    reports: int
    roots: int

    @property
    def key(self) -> str:
        """The `article#attribution` key of the report whose words these are."""
        return f"{self.article}#{self.attribution}"
