"""Form, polarity, modality and attitude: one row per fork. `{s|source} {q|cue} {c|content}` mark the draft."""

import re

import pytest

from onrecord.reading.manner import attitude, manner
from onrecord.reading.quoted import quotes
from onrecord.types import Draft, Manner, Passage, Span

MARK = re.compile(r"\{([sqc])\|([^{}]*)\}")


def read(sentence: str) -> Manner:
    text, at, spans = "", 0, dict[str, list[Span]](s=[], q=[], c=[])
    for m in MARK.finditer(sentence):
        text += sentence[at : m.start()]
        spans[m[1]].append((len(text), len(text) + len(m[2])))
        text += m[2]
        at = m.end()
    text += sentence[at:]
    source = Passage.of(text, spans["s"]) if spans["s"] else None
    return manner(text, Draft(source, Passage.of(text, spans["q"]), Passage.of(text, spans["c"])))


@pytest.mark.parametrize(
    ("sentence", "form"),
    [
        ('{c|"We agreed,"} {s|Valk} {q|said}.', "direct"),
        ("{c|“We agreed,”} {s|Valk} {q|said}.", "direct"),
        ("{c|``We agreed,''} {s|Valk} {q|said}.", "direct"),
        ("{c|''We agreed,''} {s|Valk} {q|said}.", "direct"),
        ("{c|«We agreed,»} {s|Valk} {q|said}.", "direct"),
        ("{c|„We agreed,“} {s|Valk} {q|said}.", "direct"),
        ("{c|‘We agreed,’} {s|Valk} {q|said}.", "direct"),
        ("{c|'We agreed,'} {s|Valk} {q|said}.", "direct"),
        ('"{c|We agreed},", {s|Valk} {q|said}.', "direct"),
        ('{c|"We agreed,"} {s|Valk} {q|said}. {c|"It is done."}', "direct"),
        ("— {c|We agreed}, {q|says} {s|Valk}.", "indirect"),
        ("— {c|We agreed.}\n{s|Valk} {q|said} so.", "direct"),
        ('{s|Valk} {q|said}: {c|"First words.\n\n"Second words.\n\n"Last words."}', "direct"),
        ('{s|Valk} {q|said}: {c|"First words.} {c|"Second words."}', "direct"),
        ("{s|Valk} {q|said} {c|that the talks go on}.", "indirect"),
        ("{s|Valk} {q|said} {c|the ministers' talks and Orlic's plan go on}.", "indirect"),
        ('{s|Valk} {q|said} {c|the talks were "useful"}.', "mixed"),
        ("{s|Valk} {q|said} {c|the talks were ‘useful’ for a while}.", "mixed"),
        ('{s|Valk} {q|called} {c|the talks} {c|"useful"}.', "mixed"),
        ('{c|"We agreed" on most points,} {s|Valk} {q|said}.', "mixed"),
        ('"Orlic told me {c|he would go}," {s|Valk} {q|said}.', "direct"),
        ('"{s|Orlic} {q|said} {c|he would go}," Valk said.', "indirect"),
        ("\"{s|Orlic} {q|said} {c|'I will go'}, and went,\" Valk said.", "direct"),
        ('{s|Valk} {q|said} {c|an exercise dubbed "Desert Wind 2" would go on}.', "indirect"),
        ('{c|"We agreed,} {s|Valk} {q|said}.', "direct"),
        ('{s|Valk} {q|said}: {c|We agreed."}', "direct"),
        ('{c|that "we agreed"} {s|Valk} {q|said}.', "direct"),
        ('{s|The memo} {q|reads} {c|"we agreed" and "we are done"}.', "direct"),
        ('{s|Valk} {q|said} the land was {c|" very rich "}.', "direct"),
    ],
)
def test_the_form_follows_the_quotation_marks(sentence: str, form: str) -> None:
    assert read(sentence).form == form


def test_a_content_that_runs_over_its_cue_is_judged_by_the_words_before() -> None:
    text = '"We agreed," Valk told KTA on the eve of the vote.'
    draft = Draft(Passage.of(text, [(13, 17)]), Passage.of(text, [(18, 22)]), Passage.of(text, [(0, 49)]))
    assert manner(text, draft).form == "direct"


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        ("{s|Valk} {q|denied} {c|the report}.", "denied"),
        ("{s|Valk} {q|did not say} {c|that the talks go on}.", "denied"),
        ("{s|Valk} did not {q|say} {c|that the talks go on}.", "denied"),
        ("{s|Valk} {q|rejected} {c|claims that she had lied}.", "denied"),
        ("{s|Valk} {q|refused to say} {c|whether she would go}.", "denied"),
        ("{s|Valk} {q|declined to comment on} {c|the report}.", "denied"),
        ("{s|Valk} {q|never promised} {c|to go}.", "denied"),
        ("{s|Valk} {q|dismissed as absurd} {c|the claim}.", "denied"),
        ("{s|Valk} {q|ruled out} {c|a truce}.", "denied"),
        ("{s|Valk} {q|did not deny} {c|the report}.", "affirmed"),
        ("{s|Valk} {q|did not rule out} {c|a truce}.", "affirmed"),
        ("{s|Valk} {q|not only said} {c|she would go}.", "affirmed"),
        ("{s|Valk} {q|said} {c|she did not know}.", "affirmed"),
        ("Orlic did not come, and {s|Valk} {q|said} {c|he was ill}.", "affirmed"),
    ],
)
def test_a_denial_is_marked(sentence: str, polarity: str) -> None:
    assert read(sentence).polarity == polarity


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("{s|Valk} {q|said} {c|she would go}.", "asserted"),
        ("{s|Valk} {q|will say} {c|that the talks go on}.", "future"),
        ("{s|Valk} {q|is expected to announce} {c|a truce}.", "future"),
        ("{s|Valk} is due to {q|announce} {c|a truce}.", "future"),
        ("{s|Valk} {q|plans to announce} {c|a truce}.", "future"),
        ("{s|Valk} {q|would say} {c|that the talks go on}.", "hypothetical"),
        ("{s|Valk} {q|could announce} {c|a truce}.", "hypothetical"),
        ("{s|Valk} {q|might call for} {c|a truce}.", "hypothetical"),
        ("Talks end if {s|Valk} {q|says} {c|she goes}.", "hypothetical"),
        ("{s|Valk} {q|would not say} {c|whether she goes}.", "asserted"),
        ("{s|Reporters} {q|asked} {c|whether she would go}.", "question"),
        ('{c|"Will you go?"} {s|Orlic} {q|asked}.', "question"),
        ('{c|"Who will pay?"} {s|Orlic} {q|said}.', "question"),
        ("{s|Orlic} {q|wondered} {c|who would pay}.", "question"),
        ("{s|Orlic} {q|questioned} {c|the plan}.", "question"),
        ("{s|The council} {q|asked} {c|the envoy to submit a report}.", "asserted"),
        ("{s|Orlic} {q|asked for} {c|a truce}.", "asserted"),
    ],
)
def test_the_modality_is_that_of_the_saying(sentence: str, modality: str) -> None:
    assert read(sentence).modality == modality


@pytest.mark.parametrize(
    ("cue", "following", "kind"),
    [
        ("said", "", "assertion"),
        ("has repeatedly claimed", "", "assertion"),
        ("according to", "", "assertion"),
        ("vowed", "to", "assertion"),
        ("called for", "", "assertion"),
        ("allegations", "", "assertion"),
        ("thinks", "", "belief"),
        ("were convinced", "that", "belief"),
        ("fear", "", "belief"),
        ("no doubt", "that", "belief"),
        ("is suspected of", "", "belief"),
        ("knew", "", "fact"),
        ("noticed", "", "fact"),
        ("found out", "", "fact"),
        ("had realised", "that", "fact"),
        ("wants", "to", "eventuality"),
        ("agreed", "to", "eventuality"),
        ("agreed", "that", "assertion"),
        ("is planning", "to", "eventuality"),
        ("refused", "to", "eventuality"),
        ("threatened", "to", "eventuality"),
        ("decision", "to", "eventuality"),
        ("frobnicated", "", "assertion"),
        ("", "", "assertion"),
    ],
)
def test_the_attitude_is_that_of_the_cue(cue: str, following: str, kind: str) -> None:
    assert attitude(cue, following) == kind


@pytest.mark.parametrize("text", ["", '"', "''", "‘", '"""', "'s", "“”“", '\n"\n', "— "])
def test_odd_marks_never_raise(text: str) -> None:
    quotes(text)
    whole = Passage.of(text, [(0, len(text))])
    manner(text, Draft(None, whole, whole))
