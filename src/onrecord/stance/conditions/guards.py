"""What a pattern accepts in its parts, and what it keeps of what its layout found."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.stance.conditions.frames import Found
from onrecord.stance.conditions.words import (
    has_auxiliary,
    has_finite,
    is_anonymity,
    is_event,
    is_harm,
    is_time,
    speaks_of_a_step,
    verb_at,
)

_OFFERS = re.compile(  # what a party can come to, give or cease
    r"(?:be (?:ready|willing|prepared) to )?(?:negotiat|talk|meet|join|attend|return|sign|accept|agree|withdraw|lift"
    r"|releas|free|halt|stop|suspend|resum|recogni|cease|lay down|disarm|ease|pull|sit down|come (?:back )?to"
    r"|hand over|renounce|freeze|normali|reopen|open|step down|stand down|resign)"
)
_DONE = re.compile(
    r"be (?:\w+ly )?(?:lifted|eased|released|freed|withdrawn|suspended|recognised|recognized|resumed|signed|removed)\b"
)
_STRONG = re.compile(  # those that are a step by themselves
    r"(?:be \w+ to )?(?:negotiat|talk|sign|withdraw|lift|releas|free|halt|suspend|resum|recogni|cease|lay down|disarm"
    r"|sit down|join"
    r"|attend|freeze|normali|renounce|step down|stand down|resign)"
)
_SCHEDULED = re.compile(
    r"(?!any\b)(?:[\w'-]+\s){0,4}?(?:elections?|votes?|voting|summit|conference|convention|meeting|debates?"
    r"|launch(?:es)?|hearing|trial|season"
    r"|games?|tournament|olympics|primar(?:y|ies)|caucus(?:es)?|polls?|start|beginning|entering|leaving|starting"
    r"|meeting)\b"
)
_THREATS = re.compile(
    r"(?:\w+ly )?(?:strike|attack|bomb|use (?:\w+ )?force|impose|cut|suspend|withdraw|withhold|walk out|pull out"
    r"|resign|retaliat|boycott"
    r"|quit|leave|shut|close|block|veto|act\b|take action|take (?:\w+ )?measures|go to war|launch|invade|kill|execute"
    r"|fight|be (?:attacked"
    r"|bombed|imposed|cut|suspended|withdrawn|withheld|closed|killed|executed|expelled|sanctioned)|expel|hold back"
    r"|stop|halt|end|face)"
)


def a_step(words: str) -> bool:
    """Whether the words name a step that can wait: no harm, no scheduled day.

    >>> a_step("any talks can begin"), a_step("the elections"), a_step("it is too late")
    (True, False, False)
    """
    if is_harm(words) or not speaks_of_a_step(words):
        return False
    scheduled = _SCHEDULED.match(words)
    if scheduled and not has_finite(words[scheduled.end() :]) and not has_auxiliary(words):
        return False
    return has_finite(words) or not is_time(words)


def given(words: str) -> bool:
    """Whether the words are something that can be given in return.

    >>> given("guarantees"), given("anonymity")
    (True, False)
    """
    return not is_anonymity(words) and not is_time(words)


def no_without(low: str, found: Found) -> Found | None:
    """What is withheld waits for a deed; of *no X without Y* the Y may be anything."""
    words = low[slice(*found.demand[0])]
    if is_event(words) or re.match(r"(?:first )?\w+ing\b", words):
        return found
    denies = found.main is not None and low[slice(*found.main.opening)].endswith("no")
    return found.doubted(0.15, "no deed is demanded") if denies else None


def a_clause(words: str) -> bool:
    """Whether the words are a clause, and no bargain with a reporter.

    >>> a_clause("the troops leave"), a_clause("needed")
    (True, False)
    """
    return has_finite(words) and not is_anonymity(words) and not words.startswith("otherwise")


def not_otherwise(words: str) -> bool:
    """Whether the words are more than a set phrase.

    >>> not_otherwise("the troops leave"), not_otherwise("otherwise noted")
    (True, False)
    """
    return len(words.split()) > 1 and not words.startswith(("otherwise", "and until", "noted", "stated", "i am", "i'm"))


def bargain(words: str) -> bool:
    """Whether the words can be the other side of a bargain.

    >>> bargain("its minority is protected"), bargain("anonymity"), bargain("necessary")
    (True, False, False)
    """
    return not is_anonymity(words) and not words.startswith(("it takes", "possible", "necessary", "needed"))


def enduring(words: str) -> bool:
    """Whether the words tell of a state that stands in the way, not of an age or a length of time.

    >>> enduring("the siege continues"), enduring("he is in office"), enduring("it takes")
    (True, False, False)
    """
    fixed = re.match(r"(?:it takes|possible|necessary|needed|\d|\w+ing\b|in\b|on\b|at\b)", words)
    age = re.match(
        r"(?:he|she|they|it|i|we) (?:is|are|was|were|am|'s|remains?|stays?|serves?) (?:in|at|on|president"
        r"|prime|still)\b",
        words,
    )
    return len(words.split()) > 2 and not fixed and not age


def a_deed(words: str) -> bool:
    """Whether the words are a deed: a clause, or a verb in its base form.

    >>> a_deed("leave the port"), a_deed("the port")
    (True, False)
    """
    return (not has_finite(words) and verb_at(f"they {words}") == 5) or has_finite(words)


def given_for(low: str, found: Found) -> Found | None:
    """A trade that is still to come; who demands a thing in exchange for another lets that other one wait."""
    if found.main is None or re.match(r"\s*(?:be|have|been)\b", low[found.main.opening[1] :]):
        return None
    kept = step_at_hand(low, found)
    if kept is not None and re.match(r"demand|seek|want|insist", low[found.main.opening[0] :]):
        return replace(kept, gate=found.demand, demand=found.gate)
    return kept


def step_at_hand(low: str, found: Found) -> Found | None:
    """Where the gate begins with a step, or is accepted in so many words: anything else foretells."""
    if found.main is None:
        return None
    accepted = re.match(r"accept|agree|support|back|condition", low[found.main.opening[0] :])
    begins = " ".join(low[slice(*found.gate[0])].split()[:5])
    return found if accepted or speaks_of_a_step(begins) else None


def threat(low: str, found: Found) -> Found | None:
    """A threat: what comes otherwise is one of the blows that parties deal. It is no step that waits."""
    if found.main is None or not _THREATS.match(low[found.main.opening[1] :].lstrip()):
        return None
    return replace(found, gate=())


def linked(low: str, found: Found) -> Found | None:
    """A step tied to a deed; things tied to persons and places are no condition."""
    if not is_event(low[slice(*found.demand[0])]):
        return None
    return found if speaks_of_a_step(" ".join(low[slice(*found.gate[0])].split()[:3])) else None


def offer(low: str, found: Found) -> Found | None:
    """An offer of the party itself: its verb is one of coming, giving or ceasing; anything else foretells."""
    if found.main is None:
        return None
    cue = low[slice(*found.cue)]
    if cue == "should" and found.main.opening[0] < found.cue[0]:
        return None
    if re.match(r"should|must|may|might", low[slice(*found.main.opening)]):
        return None
    words = low[found.main.opening[1] : found.main.end].strip()
    if re.search(r"\bhad (?:been|not)\b", low[slice(*found.demand[0])]):
        return None
    if _DONE.match(words):
        return found
    verb = _OFFERS.match(words)
    if not verb or not (_STRONG.match(words) or speaks_of_a_step(words[verb.end() :])):
        return None
    subject = found.main.subject(low)
    if speaks_of_a_step(subject) and not re.search(r"\b(?:government|party|side|state)", subject):
        return None
    return found.doubted(0.05, "*when* may tell the time alone") if cue == "when" else found


def made(low: str, found: Found) -> Found | None:
    """“MADE its demand a condition”: the verb stands before."""
    return found if re.search(r"\b(?:mak(?:e|es|ing)|made)\s[^,;]+$", low[: found.cue[0]]) else None


def tied(low: str, found: Found) -> Found | None:
    """“tie GATE to”, “make GATE conditional on”; other things made and linked are none."""
    cue = low[slice(*found.cue)]
    ties = re.match(r"(?:\w+ )?(?:tie|tying|link|condition)", cue) or re.search(r"(?:al|ent) (?:up)?on$", cue)
    return found if ties else None


def unfollowed(low: str, found: Found) -> Found | None:
    """“must first”, where no gate follows in words that other patterns read."""
    return None if re.search(r"\b(?:before|then|until)\b", low[found.cue[0] :]) else found
