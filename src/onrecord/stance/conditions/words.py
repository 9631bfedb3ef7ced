"""The closed word lists by which conditions are told from plain chronology, and the tests that use them."""

from __future__ import annotations

import re

# Steps that wait in talks between parties, as stems: what a gate is made of.
_GATES = r"""step down|stand down|step aside|resign|monitor|observer|peacekeep|inspector|deploy|census|
talk|negotiat|dialogue|ceasefire|cease-fire|truce|armistice|deal|agree|accord|treaty|pact|settle|peace|sign
|sanction|embargo|blockade|siege|lift|eas(?:e|ing)|withdraw|pull(?:ed|ing)? (?:out|back)|pullout|leav|quit
|releas|free|hand over|elect|vot|join|attend|take part|participat|meet|summit|conference|table|return
|recogni[sz]|normali[sz]|relations|ties|aid|assistance|fund|money|loan|tranche|bailout|reconstruct|disarm
|weapon|arms|surrender|inspect|visa|member|accession|entry|enter|support|endors|approv|accept|resum|begin
|start|reopen|open|stop|end|halt|suspend|ratif|implement|cooperat|deliver|transfer|supply|debate|testif
|sit down|step|transition|handover|(?:political|peace) process|concession|freeze|troops|forces|ban\b
|restriction|tariff|on the ground|in place|hostage|prisoner|engagement|clos(?:e|ed|ing)\b|involve|go ahead
|go forward|move|progress|discuss
|mediat|repatriat|extradit|strike|publish|disclos|demobili[sz]|dismantl|destroy|enrich|missile|nuclear|border
|crossing|corridor|convoy"""
_GATE = re.compile(rf"\b(?:{_GATES})".replace("\n", ""))

_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_DAY = "mon|tues|wednes|thurs|fri|satur|sun"
_TIME = re.compile(
    rf"""(?:(?:the|this|that|next|last|early|late|later|mid|about|around|at|least|after|well|just|some|a|an|her|his|its
    |their|my|our|one's|end|of|in|on|beginning|start|middle|eve|very|first|few|couple|close|turn|rest)[\s-]+)*
    (?:\d(?![\d,.]*-[a-z])|(?:{_MONTH})\b|(?:{_DAY})(?:day)?s?\b|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|many)
    \s(?:\w+\s)?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?)\b
    |(?:minutes?|hours?|days?|weeks?|weekend|months?|years?|decades?|century|moment|morning|noon|midnight|midday|evening
    |night|nightfall|dawn|dusk|sunrise|sunset|daybreak|lunch|dinner|breakfast|christmas|ramadan|easter|spring|summer
    |autumn|fall|winter|season|quarter|deadline|past|future|today|tomorrow|yesterday|tonight|now|then|recently|lately
    |later|soon|afterwards?|death|age|childhood|birth|this|that|long|time)\b(?!'s))""",
    re.VERBOSE,
)
_UNIT = "seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?"
_DATE = re.compile(
    rf"(?:(?:early|late|mid|the)[\s-])*(?:(?:{_MONTH})\b|(?:{_DAY})(?:day)\b|[12]\d{{3}}\b|\d+(?::\d\d)?\s(?:{_MONTH}"
    rf"|{_UNIT}"
    r"|[ap]\.?m|gmt|o'clock)\b)"
)
_HARM = re.compile(
    r"(?:it'?s?\b.{0,12}\btoo late|(?:\w+ ){0,4}(?:get|gets|got) (?:worse|out|any)"
    r"|(?:things|more|another|someone|anyone)\b"
    r"|it (?:gets|got|is|was|becomes|became|happens|happened|spreads|goes)\b"
    r"|(?:\w+ ){0,5}(?:die|dies|died|killed|escalat\w+|spread\w*|worsen\w*|explod\w+|collaps\w+|spiral\w*)\b)"
)
# Verbs that nobody holds back as a move: what is not known, clear or said until later is plain chronology.
_IDLE = re.compile(
    r"be (?:\w+ly )?(?:safe|secure|happy|successful|great|good|better|easy|true|full|whole|right|fair|easily"
    r"|possible to)\b"
    r"|(?:be )?(?:\w+ly )?(?:know|known|clear|understand|understood|see|seen|realis\w*|realiz\w*|sure|certain|tell"
    r"|rest|sleep"
    r"|over|believe|comment|say|speculate|guess|judge|happy|satisfied|forget|feel|think|look|find|learn|complete[d]?"
    r"|imagine|predict|remember|recall|be aware|matter|wait|need|wonder|let|miss|elaborate|confirm"
    r"|give (?:\w+ )?(?:details?|names?|reasons?)"
    r"|have to|be able to tell)\b"
)
_EMPTY_NO = re.compile(
    r"(?:doubt|longer|one|more|matter|idea|later|less|fewer|wonder|sooner|sign|signs|plans?|chance|question|evidence"
    r"|hope"
    r"|reason|choice|need|problem|other|injur\w+|casualt\w+|word|comment|details?|time|further|immediate|stranger"
    r"|such)\b"
)
# What can be demanded as a noun: the doing of something, not a thing or a day.
_EVENT = re.compile(
    r"\b(?:\w+(?:tion|sion|ment|ance|ence|ure|drawal|moval|proval|newal|fusal)|end|halt|stop|lifting|return|release"
    r"|exit|fall"
    r"|pullout"
    r"|cease-?fire|truce|deal|accord|treaty|vote|elections?|guarantees?|assurances?|consent|approval|permission|support"
    r"|mandate|proof|apology|apologies|change|reforms?|progress|peace|security|recognition|consensus|compromise"
    r"|concessions?"
    r"|freedom|handover|takeover|transfer|inquiry|review|visa|aid|money|funds|compensation|reparations|justice|talks"
    r"|signature|freeze|commitments?|pledges?|cooperation|oversight|referendum|sanctions|relief|reductions?|steps?"
    r"|action"
    r"|moves?|measures?)\b"
)
_MANNERLESS = re.compile(
    r"(?:\w+ly |a |an |any |the |further |much |even |so much as |first |having |being )*(?:sa(?:y|id|ying)|doubt"
    r"|question|elaborat\w+|nam(?:e|ing)|giv(?:e|ing)"
    r"|detail\w*|comment\w*|explain\w*|explanation|specif\w+|mention\w*|incident|success|result|warning|notice|fail"
    r"|exception"
    r"|provocation|end|precedent|hope|problem|difficult\w*|fear|prejudice|merit|foundation|charge|trial|interference"
    r"|help"
    r"|him|her|it|them|us|me|you|knowing|realis\w+|realiz\w+|consult\w+|need|borders|regard|delay|reason|declaring|work"
    r"|food|water|electricity|power|shelter|parents|care|risk|harm\w*|hesitation|evidence|causing|creating|losing"
    r"|risking|hurting|sparking|provoking|undermining|resort\w*|violence|using"
    r"|force"
    r"|having|looking|thinking|fanfare|incident|bloodshed|warrant|casualt\w+|loss|pre-?conditions?|conditions?"
    r"|strings)\b"
)
_ANONYMOUS = re.compile(
    r"[\w\s,'-]{0,30}\b(?:anonym\w*|not (?:be|being) (?:named|identified|quoted|used|published)|be withheld"
    r"|remain unnamed"
    r"|confidentiality|names? not)\b"
)
_PRONOUN_WORDS = """i we he she it they you one this that these those who which what there everyone nobody"""
_PRONOUN = frozenset(_PRONOUN_WORDS.split())


def speaks_of_a_step(words: str) -> bool:
    """Whether the words hold a step such as parties make wait.

    >>> speaks_of_a_step("sign the treaty"), speaks_of_a_step("eat breakfast")
    (True, False)
    """
    return _GATE.search(words) is not None


def is_time(words: str) -> bool:
    """Whether the words begin with a day, an hour or a time of life: plain chronology.

    >>> is_time("the end of the month"), is_time("next tuesday"), is_time("the troops leave")
    (True, True, False)
    """
    return _TIME.match(words) is not None


def is_date(words: str) -> bool:
    """Whether the words begin with a number, a month or a day of the week, whatever follows.

    >>> is_date("august, when the term ends"), is_date("this stops")
    (True, False)
    """
    return _DATE.match(words) is not None


def is_harm(words: str) -> bool:
    """Whether the words tell of a harm that is to be forestalled, not of a step that waits.

    >>> is_harm("it is too late"), is_harm("talks can begin")
    (True, False)
    """
    return _HARM.match(words) is not None


def is_idle(words: str) -> bool:
    """Whether the verb at the front is none that a party withholds.

    >>> is_idle("know the result"), is_idle("sign the accord")
    (True, False)
    """
    return _IDLE.match(words) is not None


def is_bare(words: str) -> bool:
    """Whether the verb at the front tells of a course of things, which only its subject can make a step.

    >>> is_bare("end"), is_bare("end relations")
    (True, False)
    """
    return (
        re.match(
            r"(?:happen|succeed|work|survive|win|exist|function|recover|last|(?:change|end|improve)(?=\s*$))\b", words
        )
        is not None
    )


def is_empty_no(words: str) -> bool:
    """Whether the words behind *no* make a phrase of it (*no doubt*, *no longer*).

    >>> is_empty_no("doubt about it"), is_empty_no("talks")
    (True, False)
    """
    return _EMPTY_NO.match(words) is not None


def is_event(words: str) -> bool:
    """Whether a noun for something done stands among the words.

    >>> is_event("the withdrawal of all troops"), is_event("the river")
    (True, False)
    """
    return _EVENT.search(words) is not None


def is_mannerless(words: str) -> bool:
    """Whether the words behind *without* tell the manner of doing, not a thing demanded.

    >>> is_mannerless("saying why"), is_mannerless("the consent of parliament")
    (True, False)
    """
    return _MANNERLESS.match(words) is not None


def is_anonymity(words: str) -> bool:
    """Whether the words are a source's bargain with a reporter.

    >>> is_anonymity("anonymity because"), is_anonymity("he not be named"), is_anonymity("the rebels disarm")
    (True, True, False)
    """
    return _ANONYMOUS.match(words) is not None


def is_pronoun(words: str) -> bool:
    """Whether the words are a single pronoun.

    >>> is_pronoun("they"), is_pronoun("the rebels")
    (True, False)
    """
    return words in _PRONOUN


# --- finite verbs ---------------------------------------------------------------------------------------------

_AUXILIARY = (
    "is|are|was|were|am|be|been|has|have|had|do|does|did|will|would|shall|should|can|could|may|might|must|cannot"
    r"|\w+n't|'s|'re|'ll|'ve"
)
_BASES = """
accept abandon act address admit agree allow announce apologise apologize approve arrive ask attend back begin blame
bring call cease certify change clear come commit comply condemn confirm consider continue cooperate decide declare
deliver demand demonstrate depart destroy disarm disband dismantle dissolve drop eliminate end enter establish exit
extend fall finish follow free fulfil fulfill get give go grant guarantee halt hand happen hear hold honour honor
implement improve investigate join keep lay leave let lift listen make meet move negotiate obey offer open pass pay
permit prove provide publish pull put quit ratify reach receive recognise recognize reduce release relinquish remain
remove renounce repeal resign resolve respect respond restore resume return reveal reverse satisfy secure see send
settle show sign stand start stay step stop submit succeed surrender suspend take talk tell transfer turn verify
vote withdraw work win warrant want complete conclude consent deal depose do drop ensure explain express face force
give have hold issue know lead lose need note oust overthrow prevail produce protect pursue reject remain say seek
send set shut sit stabilise support take treat use warn yield occupy bomb shell besiege attack kill fire target
threaten interfere arm finance host shelter detain imprison violate control rule govern persist last rage run stick
adopt annex apply assassinate bar ban block carry cut defeat deploy disclose drive expel fail fix fight form fund
hide hit imply increase insist intervene invade launch limit link load lower match mean monitor object occur oppose
order organise organize pause permit plan present press prevent promise propose raise rebuild reform refrain refuse
rein replace report request retain risk satisfy save scrap search separate share shift shoot slow solve start steal
suffer supply swap switch threaten tie touch train try unite veto wait weaken
"""
_PAST = """
went gave took left began came fell got held kept made met paid put quit said saw sent set shut sat spoke stood told
won withdrew withdrawn broke brought built chose did drew fought found grew knew laid led let lost read rose ran
sought sold taken given begun fallen gone known
"""


def _inflected(base: str) -> tuple[str, ...]:
    if base.endswith("e"):
        return base, base + "s", base + "d"
    if base.endswith("ie"):
        return base, base + "s", base + "d"
    if base.endswith("y") and base[-2] not in "aeo":
        return base, base[:-1] + "ies", base[:-1] + "ied"
    s = base + ("es" if base.endswith(("s", "sh", "ch", "x", "o")) else "s")
    return base, s, base + "ed", base + base[-1] + "ed"


_VERBS = frozenset(form for base in _BASES.split() for form in _inflected(base)) | frozenset(_PAST.split())
_NOUN_WORDS = """
arm fire shell target force plan deal end change vote control release support request report share risk limit order
press
search move step stop return exit halt lead form block bar ban rule fund use need face issue set work talk supply attack
blame cause delay start fight cut hold drop turn pass visit run drive trade pay pause host
"""
_NOUNS, _ASIDE = (
    frozenset(_NOUN_WORDS.split()),
    frozenset(["aside", "down", "up", "out", "off", "away", "back", "him", "it", "them"]),
)
_AUX = re.compile(rf"(?<![\w'])(?:{_AUXILIARY})(?![\w'])")
_WORD = re.compile(r"[\w'-]+")
_DETERMINER_WORDS = """
a an the any all its their his her our my your this that these those no some to of for in on by with from at and or as
"""
_DETERMINER = frozenset(_DETERMINER_WORDS.split())


def _is_auxiliary(before: str, word: str) -> bool:
    """Whether the word is an auxiliary where it stands: not the month of May, nor *the will*."""
    return _AUX.fullmatch(word) is not None and not (word in ("may", "will", "can", "might") and before in _DETERMINER)


def _is_verb(before: str, word: str, after: str) -> bool:
    """Whether the word is a verb where it stands: one that is a noun too needs a plural subject or an object."""
    if word not in _VERBS or before in _DETERMINER or before.endswith(("'s", "s'")) or after == "of":
        return False
    return word not in _NOUNS or before.endswith("s") or before in _PRONOUN or after in _DETERMINER or after in _ASIDE


def has_finite(words: str) -> bool:
    """Whether a finite verb stands among the words: an auxiliary, or a known form that follows a subject.

    >>> has_finite("the troops leave the valley"), has_finite("a full release of prisoners")
    (True, False)
    """
    return verb_at(words) is not None


def has_auxiliary(words: str) -> bool:
    """Whether a form of *be*, *have*, *do* or a modal stands among the words.

    >>> has_auxiliary("talks could start"), has_auxiliary("the missile launches")
    (True, False)
    """
    return _AUX.search(words) is not None


def verb_at(words: str) -> int | None:
    """Where the first finite verb begins; None if there is none.

    >>> verb_at("the army leaves"), verb_at("the leaves")
    (9, None)
    """
    before = ""
    for found in _WORD.finditer(words):
        word = found[0]
        after = _WORD.match(words, found.end() + 1)
        if before and (_is_auxiliary(before, word) or _is_verb(before, word, after[0] if after else "")):
            return found.start()
        before = word
    return None
