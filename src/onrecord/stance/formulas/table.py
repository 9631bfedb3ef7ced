"""The stock moves: what is demanded, refused, judged, kept and ended, by the words that make each move.

Such words keep their sense from one dispute to the next, where the words of a dispute don't.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LEFT_TO_THEM = "left to those concerned"
BAD, GOOD, ASKED, REFUSED, DENIED = "found bad", "found good", "asked for", "refused", "denied"


class Move(NamedTuple):
    """A row of the table.

    `sign` turns the sense of the clause (-1) or leaves it (1); `force` is how far the words show that a side is
    taken; `words` are regular expressions parted by semicolons, each for whole words; `fires` holds one of them,
    `spares` none.
    """

    name: str
    sign: int
    force: float
    words: str
    fires: str
    spares: str

    @property
    def pattern(self) -> str:
        """One expression for all the words."""
        return "|".join(word for part in self.words.split(";") if (word := " ".join(part.split())))


_THEM = r"(?:[\w-]+ ){0,3}(?:people|citizens|voters|nation|themselves)"
_DECIDE = r"(?: (?:can|may|must|should|will))? (?:decide|choose|determine|say)"

# Where two rows know the same words, the first has them.
MOVES = (
    Move(
        LEFT_TO_THEM,
        -1,
        1.0,
        rf"""(?:only|solely|alone) (?:by |for |to )?{_THEM};
        (?:people|citizens|voters|nation|themselves) (?:alone|themselves){_DECIDE}?; themselves{_DECIDE};
        (?:up to|(?:is|matter|decision|choice) for) {_THEM}(?: alone| themselves)?(?: to{_DECIDE})?;
        (?:leav\w+|left) (?:\w+ ){{0,4}}to {_THEM}; be (?:\w+ )?(?:decided|chosen|determined) by {_THEM};
        (?:internal|domestic) (?:affairs?|matters?); interfer\w+ (?:in|from);
        (?:outside|foreign|external) (?:interference|meddling|pressure|diktat); imposed from (?:outside|abroad|without);
        not (?:for|up to) (?:us|other countries|outsiders|foreigners|foreign \w+|others);
        none of (?:our|their|his|your) business""",
        "Only the Varenian people can decide",
        "The people came to Tolvaz",
    ),
    Move(
        "kept or begun",
        1,
        0.3,
        r"""(?:go|goes|going|gone|went) (?:on|ahead|back|home|in|into|through|across|forward|beyond);
        let (?:\w+ ){1,5}go; call(?:s|ed|ing)? (?:for|on|upon); (?:hold|holds|holding|held) on;
        stay(?:s|ed|ing)?(?: in)?(?! (?:out|away)); remain(?:s|ed|ing)?; keep(?:s|ing)?; kept; continu\w+;
        prolong\w*; renew\w*; exten(?:d|ds|ded|ding|sion); preserv\w+; maintain\w*; impos\w+; deploy\w*;
        send(?:s|ing)?; sent; suppl(?:y|ies|ied|ying); deliver\w*; arm(?:ing)?; recogni[sz]\w+; resum\w+;
        introduc\w+; ratif\w+; approv\w+; adopt\w*; rais(?:e|es|ed|ing); build(?:s|ing)?; built; let in;
        admit\w*; allow\w*; invit\w+; join\w*; participat\w+; tak(?:e|es|ing) part; return\w*; restor\w+;
        implement\w*; releas\w+; freed""",
        "the observers should stay",
        "the observers should stay away",
    ),
    Move(
        "ended or given up",
        -1,
        0.3,
        r"""leav(?:e|es|ing)(?! (?:it|the (?:question|matter|issue|choice|decision)|open|out|no|us|them));
        has left; bring (?:\w+ ){0,2}(?:soldiers|troops|forces|men|sons) home;
        (?:go|goes|gone)(?=\W*$| (?:now|away|first|at once|immediately|soon|before|today|quietly|in peace));
        step(?:s|ped|ping)? (?:down|aside|back); resign\w*; quit(?:s|ting)?; depart\w*; withdr[ae]w\w*; pack up;
        get(?:ting)? out; exit; (?:pull|throw|take|bring|want)\w* (?:\w+ ){0,3}out; pull\w* back;
        stay(?:s|ed|ing)? (?:out|away); out of office;
        forc(?:e|ed|ing) (?:\w+ ){0,4}(?:out|from (?:office|power)); driven? out; thrown out; oust\w*; remov\w+;
        toppl\w+; overthr[oe]w\w*; expel\w*; lift(?:s|ed|ing)?; eas(?:e|es|ed|ing); end(?:s|ed|ing)?;
        stop(?:s|ped|ping)?; halt\w*; clos(?:e|es|ed|ing|ure); scrap\w*; abolish\w*; abolition; repeal\w*;
        cancel\w*; annul\w*; revok\w+; reneg\w+; dissol\w+; dismantl\w+; bann?(?:s|ed|ing)?; outlaw\w*;
        exclu\w+; suspen\w+; boycott\w*; phas\w+ out; phase-out; shut\w* down; call\w* off;
        giv(?:e|es|en|ing) up; gave up; give way; give in; budge; back down; retreat\w*; surrender\w*;
        hand\w* over; abandon\w*; walk\w* away; do(?:ing)? away; be dropped; drop (?:the|this|its|their);
        tear\w* up; torn up; freez\w+; froze\w*; cut(?:s|ting)?; weaken\w*; delay\w*; postpon\w+; los[et]s?;
        losing; forfeit\w+; fall(?:s|en)?; fell""",
        "Orlic must leave",
        "Orlic must leave it open",
    ),
    Move(
        ASKED,
        1,
        0.7,
        r"""must; should; ought; (?:has|have|had|need|needs|needed|going) to; it is time;
        time (?:has come |had come )?(?:to|for); demand\w*; urg(?:e|es|ed|ing|ent|ently); insist\w*;
        want(?:s|ed|ing)?; hop(?:e|es|ed|ing); ask(?:s|ed)?; appeal\w*; plead\w*; request\w*; recommend\w*;
        propos(?:e|es|ed); press(?:es|ed|ing)? for; let us; (?:long )?overdue;
        only (?:way|solution|answer|hope); no (?:choice|alternative|other way); committed to; commitment;
        no doubt; (?:can|could) (?:no longer|not) wait; cannot wait; nothing but""",
        "Orlic must answer",
        "Orlic may answer",
    ),
    Move(
        REFUSED,
        -1,
        0.9,
        r"""reject\w*; refus(?:e|es|ed|ing|al); rul(?:e|es|ed|ing) out; oppos(?:e|es|ed|ing);
        out of the question; (?:firm|strong|its|our|his|her|their) opposition to; no question of; veto\w*;
        vot\w+ down; dismiss\w*;
        (?:am|is|are|was|were|be|vot\w+|came out|decid\w+|spoke|stand\w*|argu\w+|campaign\w*) against;
        den(?:y|ies|ied|ying); denial; block(?:s|ed|ing)?; prevent\w*; avoid\w*; warn\w* against; condemn\w*;
        denounc\w+; deplor\w+; critici[sz]\w+; regret\w*; object(?:s|ed|ing|ion|ions); disagree\w*;
        no intention; never; too (?:early|soon|late|far|dangerous|risky)""",
        "Kestria rejects the plan",
        "Kestria, against which the plan was made",
    ),
    Move(
        DENIED,
        -1,
        0.4,
        r"""not only; not; \w+n[’']t; cannot; no longer; no; nobody; none; nor; neither; without; nowhere;
        hardly; unable""",
        "They will not sign",
        "a no-fly zone over Sarn",
    ),
    Move(
        GOOD,
        1,
        0.8,
        r"""legitima\w+; lawful; legal; valid; free and fair; fair; transparent; right(?:s|ful)?; entitled;
        justified; necessary; needed; essential; vital; important; success\w*; benefi\w+; working; safe;
        sovereign\w*; inalienable; historic; proud; best; better; good; great; solution; ready; willing;
        prepared to; in favou?r; favou?r\w*; welcom\w+; hail\w*; prais\w+; applaud\w*; salut\w+;
        support(?:s|ed|ing|er|ers)?; back(?:s|ed|ing); endors\w+; defend\w*; vot\w+ for;
        agree(?:s|d|ment with)?; accept\w*; protect\w*; sav(?:e|es|ed|ing); trust\w*; confiden\w+; respect\w*;
        honou?r\w*""",
        "the vote was fair",
        "the vote was held",
    ),
    Move(
        BAD,
        -1,
        0.8,
        r"""il(?:legal|legitimate|legally); unlawful; invalid; unfair; unjust\w*; unacceptable; intolerable;
        farce; sham; rigged; fraud\w*; mistake; wrong; error; danger\w*; disast\w+; catastroph\w+; crimes?;
        violat\w+; breach\w*; aggress\w+; threat\w*; harm\w*; hurt\w*; damag\w+; absurd; nonsense; betray\w*;
        ruin\w*; destroy\w*; undermin\w+; hostility; unconstitutional; undemocratic; discriminat\w+;
        provocation; shame\w*; disgrac\w+; illusion; irresponsible; reckless; counterproductive; useless;
        impossible; unrealistic; premature; mad(?:ness)?; cost(?:s|ly)?; burden; bad; worse; worst; horrible;
        terrible; cruel; inhuman\w*; fail\w*; risk\w*; baseless; biased; fabricat\w+; lack\w*; blackmail;
        suicid\w+; murder; leap in the dark; no (?:point|purpose|sense|use); nothing; doubt\w*; attack on;
        insult""",
        "the vote was a farce",
        "the vote was a surprise",
    ),
)

_ROWS = "|".join(f"(?P<m{n}>{move.pattern})" for n, move in enumerate(MOVES))
ANY = re.compile(rf"(?<![\w-])(?:{_ROWS})(?![\w-])", re.IGNORECASE)


def move_of(match: re.Match[str]) -> Move:
    """The row that a match of `ANY` is of.

    >>> [move_of(match).name for match in ANY.finditer("Kestria will not lift the siege of Tolvaz")]
    ['denied', 'ended or given up']
    """
    return MOVES[int(str(match.lastgroup)[1:])]
