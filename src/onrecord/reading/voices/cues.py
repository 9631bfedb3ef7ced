"""The verbs and nouns by which relays and addressees are told from the rest of a sentence."""

import re


def _any(words: str) -> str:
    return "|".join(words.split())


_ADVERB = r"(?:(?:has|have|had|also|later|earlier|previously|first|separately|then|was|is|had been|however|\w+ly) )*"

_SAY = """
said says say reported reports wrote writes announced announces claimed claims revealed reveals disclosed
confirmed confirms added noted stated alleged explained recalled warned insisted stressed indicated showed
shows told suggested suggests acknowledged admitted testified learned
"""
SAYS = rf"{_ADVERB}(?:{_any(_SAY)})"

QUOTES = rf"{_ADVERB}(?:{_any('quoted quotes quote cited cites cite')})"

_SHOW = """
showed shows aired airs broadcast broadcasts carried carries ran published publishes printed released
posted played quoted quotes cited cites interviewed televised
"""
SHOWS = rf"{_ADVERB}(?:{_any(_SHOW)})"

CITES = (
    r"\b(?:quoting|citing|which quoted|which cited|quoted|cited|who quoted|attributing "
    r"(?:it|this|the report|the information) to)\b"
)

TELLS = re.compile(
    r"\b(?:told|tells?|telling|informed|informs?|informing|assured|assures?|assuring"
    r"|reminded|reminding|advised|advising|notified|notifying|briefed|briefing|warned"
    r"|warning|warns|urged|urging|urges|asked|asking|asks|reassured|reassuring"
    r"|promised|promising|convinced|persuaded|instructed|addressed|addressing|lectured"
    r"|cautioned|cautioning|thanked|implored|begged|invited|pressed|petitioned|ordered"
    r"|ordering|lobbied)\b",
    re.IGNORECASE,
)
SURE_TELLS = re.compile(
    r"\b(?:told|tells?|telling|informed|informs?|informing|assured|assures?|assuring"
    r"|reminded|notified|notifying|briefed|briefing|reassured|reassuring|addressed|addressing)\b",
    re.IGNORECASE,
)

# Nouns by which words reach a public: "in an interview with", "in remarks carried by", "in an article in".
WORK = (
    r"(?:interviews?|remarks?|comments?|statements?|speech|speeches|articles?|columns?"
    r"|op-ed|opinion piece|editorial|commentary|essay|piece|dispatch|dispatches|reports?"
    r"|story|broadcasts?|programmes?|programs?|show|appearances?|conversations?|messages?"
    r"|footage|videos?|tapes?|recordings?"
    r"|transcripts?|quotes|excerpts?|extracts?|letters?|e-?mails?|declarations?|communiqu[eé]s?"
    r"|telephone calls?|phone calls?|faxe?s?|testimony|address|edition|news conference "
    r"broadcast|briefing|chat|memo|documents?|notes?|cable|text)"
)
PUBLISHED = (
    r"(?:published|carried|broadcast|aired|printed|posted|released|shown|televised|distributed"
    r"|relayed|transmitted|reported|quoted|cited|run|made|given|sent|e-?mailed|faxed"
    r"|issued|addressed|delivered|provided|supplied|leaked|handed|obtained|seen|viewed"
    r"|reviewed|reproduced|appearing|monitored|made available|live|conducted|recorded"
    r"|read|read out|excerpted)"
)

HUMAN = re.compile(
    r"\b(?:officials?|sources?|spokes\w+|witness(?:es)?|diplomats?|police|prosecutors?"
    r"|investigators?|ministers?|ministr(?:y|ies)|analysts?|experts?|residents?|lawyers?"
    r"|doctors?|military|army|officers?|commanders?|lawmakers?|experts|documents?|statements?"
    r"|reports?|stud(?:y|ies)|figures|data|relatives|"
    r"employees|aides?|insiders?|people|members?|leaders?|survivors?|medics?|agency|agencies"
    r"|media|newspapers?|authorities|researchers?|scientists|economists|informants?|executives?"
    r"|government|surveys?|polls?|intelligence|security|hospital|embassy|president|secretary"
    r"|director|head|chief|general|colonel|traders|dealers|letter|memo|memorandum|transcript"
    r"|records|files|court|judges?|organi[sz]ers|company|guideline|law|website|statistics"
    r"|bureau|department|commission|committee|council|party|union|televisions?|radio"
    r"|unnamed|anonymous|one|him|her|them)\b",
    re.IGNORECASE,
)
REASONS = re.compile(
    r"\b(?:reasons?|concerns?|need|lack|fears?|risks?|security concerns|costs?|weather"
    r"|pressure|difficulties|problems?|health|privacy|grounds|evidence|threats?|shortage"
    r"|conflict|the case|case|cases|examples?|rules?|policy|example|importance|instance"
    r"|status|failure|progress|fact)\b",
    re.IGNORECASE,
)

DOCUMENT = re.compile(
    r"\b(?:report|reports|statement|statements|letter|memo|memorandum|document|documents"
    r"|resolution|communiqu[eé]|study|survey|poll|transcript|paper|declaration|text|guideline"
    r"|article|ruling|verdict|indictment|briefing|chart|press release|release|book|memoir"
    r"|note|cable|recording|tape|video|excerpts|data|figures|statistics|results|records"
    r"|agreement|law|constitution|charter)$",
    re.IGNORECASE,
)
NOT_A_VOICE = re.compile(
    r"\b(?:law|laws|rules?|plans?|schedule|constitution|agreement|agreements|protocol"
    r"|tradition|custom|regulations?|timetable|programme|program|principles?|their|its"
    r"|his|needs?|size|age|type|terms|charter|standards?|treaty|accord|wishes|weight"
    r"|calendar|international law)$",
    re.IGNORECASE,
)

PRESS = re.compile(
    r"^(?:(?:the|a|an|some|local|foreign|visiting|assembled|waiting|western|state|accredited"
    r"|international|several|group of|all|\w+ian|\w+ese|\w+ish) )*(?:reporters?|journalists?"
    r"|newsm[ae]n|newspersons?|correspondents|press|cameramen|pressmen|(?<=the )(?:news "
    r")?media|^media)$",
    re.IGNORECASE,
)
STAFF = re.compile(
    r"^(?:'s|’s)? ?(?:correspondents?|reporters?|journalists?|photographers?|editors?"
    r"|bureaus?|cameram[ae]n|producers?|presenters?|anchors?|hosts?|interviewers?|staff"
    r"|stringers?)\b",
    re.IGNORECASE,
)

ABOUT = re.compile(
    r"\b(?:referr\w+|refers?|reference|respon[ds]\w*|react\w+|link\w+|despite|request\w*"
    r"|reject\w+|dismiss\w+|den(?:y|ied|ying)"
    r"|critici[sz]\w+|complain\w+ (?:about|of)|accus\w+|su(?:e|ed|ing)|owns?|hosted|attack\w*"
    r"|contrary|comment\w* on|asked about)\b"
)
PRONOUN = re.compile(r"(?:he|she|they|it|we|i|you|who|which|that|this|there|one|both|and|or)$", re.IGNORECASE)
NO_PARTY = re.compile(r"(?:to|of|in|for|with|by|on|at|from|and|or|according|not|is|was|be|as|than)\b", re.IGNORECASE)
REPORTING = re.compile(r"\b(?:said|says|told|reported|announced|claimed|insisted|denied|quoted|wrote)\b")
RELATIVE = re.compile(r"that|which|who|whom|whose")
