"""The rules of furniture: one row a shape of line, in the order in which they are asked."""

from __future__ import annotations

import re
from dataclasses import dataclass

_AGENCY = (
    r"(?:The )?(?:AP|AFP|Reuters|REUTERS|dpa|DPA|EFE|ANSA|APA|ATS|TASS|ITAR-TASS|Itar-Tass|"
    r"RIA(?: Novosti)?|Interfax|Xinhua|XINHUA|"
    r"Kyodo|Yonhap|PTI|IANS|ANI|UPI|UNI|KUNA|SANA|IRNA|MENA|SPA|WAM|EPA|PA|SWNS|Bloomberg|Anadolu(?: Agency)?|AA|"
    r"Agence France-Presse|Associated Press|ASSOCIATED PRESS|Press Association|Press Trust of India|"
    r"Thomson Reuters|"
    r"Getty(?: Images)?|GETTY|Shutterstock|Alamy|Agencies|agencies|Staff|Wires|wires|news agencies|NPR|CNN|BBC)"
)
_MEDIA = (
    r"(?:Getty|Images|AP|AFP|Reuters|REUTERS|EPA|TASS|Press|Pool|pool|Photo|photo|dpa|"
    r"Xinhua|Yonhap|Bloomberg|Times|Post|News|Agency|Agencies|Handout|File|file|Shutterstock|"
    r"Alamy|Corbis|Sipa|Zuma|ZUMA|Rex|Newscom)"
)
_NETWORK = (
    r"(?:facebook|twitter|instagram|telegram|whatsapp|youtube|linkedin|google(?:\+| news)?|tiktok|threads|mastodon|"
    r"pinterest|reddit|tumblr|vk|viber|snapchat|flipboard|messenger|bluesky|rss)"
)
_BUTTON = (
    r"(?:advertis(?:e|ing|ements?)(?: continue reading the main story)?|continue reading(?: the main story)?|"
    r"photos?|videos?|"
    r"images?|pictures?|gallery|audio|slideshow|graphics?|map|listen|watch|share|shares|"
    r"print|save|e-?mail|tweet|pin it|comments?|close|menu|"
    r"search|home|skip to (?:main )?(?:content|navigation)|log ?(?:in|out)|sign (?:in|"
    r"up|out)|register|subscribe(?: now)?|"
    r"donate(?: now)?|remind me later|not now|no,? thanks|maybe later|got it|accept(?: all)?(?: cookies)?|"
    r"i (?:agree|accept)|"
    r"(?:load|show|see|view) (?:more|all|less)|\+? ?show all|back to (?:top|home|news)|"
    r"next|previous|(?:next|previous|prev) (?:story|article|page|post)|"
    r"full ?screen|play(?: (?:video|slideshow))?|pause|mute|loading\W*|sponsored(?: content)?|"
    r"promoted(?: content)?|partner content|"
    r"abstract|full text|topics?|tags?|filed under|related|newsletters?|copy link|link copied|bookmark|text size|"
    r"contact us|about us|terms of use|privacy policy|cookie policy|read (?:it all|the rest) here|"
    r"scroll (?:down|below) for videos?)"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of furniture: `pattern` is searched in lines of at most `longest` characters.

    `opens_list` marks headings after which titles of other pages stand; `even_quoting` marks rules sure enough for
    lines that quote somebody; `anywhere` those that also hold at the top, where a headline would look the same, and
    for a single sentence inside a paragraph; `unclosed` ones only hold for lines that do not end in a full stop.
    """

    name: str
    pattern: re.Pattern[str]
    longest: int
    opens_list: bool = False
    even_quoting: bool = False
    anywhere: bool = True
    unclosed: bool = False


def _rule(name: str, pattern: str, longest: int, *, flags: re.RegexFlag = re.IGNORECASE, **marks: bool) -> Rule:
    return Rule(name, re.compile(pattern, flags), longest, **marks)


_CASED = re.RegexFlag(0)

RULES: tuple[Rule, ...] = (
    _rule("button", rf"^{_BUTTON}$", 60),
    _rule(
        "sharing",
        rf"^(?:(?:share|tweet|print|save|e-?mail|copy link|comments?|link|more|{_NETWORK})(?:[\s,|/•·]+(?:on|"
        rf"via|to|this)\b)?(?:[\s,|/•·:]+|$)){{2,14}}(?:$|[A-Z].{{0,160}}(?:photograph|photo|"
        rf"image|picture):)",
        260,
        even_quoting=True,
    ),
    _rule(
        "sharing",
        r"^(?:share|tweet|e-?mail|print|save|forward|bookmark) (?:this|on|via|with|article|"
        r"story|your)\b",
        90,
    ),
    _rule("sharing", r"^read or share this (?:story|article)\b", 120, even_quoting=True),
    _rule(
        "sharing",
        rf"^(?:please )?(?:like|follow|join|find|connect with|add|subscribe to|watch|visit)\b.{{1,80}}\b(?:on|"
        rf"at|via|in)\b.{{0,40}}(?:\b{_NETWORK}\b|@\w+)",
        220,
        even_quoting=True,
    ),
    _rule("sharing", rf"^(?:on )?(?:{_NETWORK}|x|e-?mail)\s*:\s*@?\S+$|^@\w+$", 80),
    _rule(
        "read more",
        r"^(?:also read|read also|see also|also see|also watch|also on|must[- ]reads?|read more|"
        r"read next|read on|more on this|"
        r"(?:further|related|recommended|suggested|more) (?:reading|reads?|stor(?:y|ies)|articles?|"
        r"content|coverage|links?|topics?|posts?|videos?|news))\s*(?:$|[:|–—-]\s*$)",
        60,
        opens_list=True,
    ),
    _rule(
        "read more",
        r"^(?:also read|read also|see also|also see|also watch|read more|read next|more on this|"
        r"(?:further|related|recommended|suggested) (?:reading|reads?|stor(?:y|ies)|articles?|"
        r"content|coverage|links?|topics?|posts?|videos?))\s*[:|–—-]\s*\S",
        200,
        even_quoting=True,
    ),
    _rule(
        "read more",
        r"^(?:also read|read also|see also|also see|also watch|read more|read next|more on this)\b",
        160,
        unclosed=True,
    ),
    _rule("read more", r"^[\"“]?related:?[\"”]?$", 20, opens_list=True),
    _rule(
        "read more",
        r"^(?:related|more|watch(?: live| now)?|videos?|photos?|gallery|in pictures|read|see|"
        r"listen|podcast)\s*[:|]\s+(?-i:[A-Z0-9\"“‘'])",
        170,
        anywhere=False,
        even_quoting=True,
        unclosed=True,
    ),
    _rule(
        "read more", r"\S (?:Read more|READ MORE|Read More|Continue reading)\W*$", 240, flags=_CASED, even_quoting=True
    ),
    _rule(
        "read more",
        r"^\[[A-Z“\"‘'](?:[^\s\[\]]+\s+){3,24}[^\s\[\]]*[^.\s\[\]]\]\W*$",
        170,
        flags=_CASED,
        even_quoting=True,
    ),
    _rule("read more", r"^(?:click|tap) (?:here|on|the (?:link|image|video|photo|play))\b", 200),
    _rule("read more", r"^(?:story|article) continues (?:below|after)\b|^scroll (?:down|below) for\b", 90),
    _rule(
        "read more",
        r"^more (?:from|on|about|stories|news|in|coverage)\b[^.]{0,60}:?$",
        80,
        opens_list=True,
        anywhere=False,
    ),
    _rule(
        "most read",
        r"^(?:most (?:read|popular|viewed|shared|watched|commented)|trending(?: now| stories)?|"
        r"top (?:stories|news|videos)|latest (?:news|stories|headlines|videos)|"
        r"popular (?:now|stories|posts|articles)|editor[’']?s[’']? (?:picks?|choice)|don[’']?t miss|"
        r"you (?:may|might)(?: also)? (?:like|be interested in)|"
        r"what (?:to read next|others are reading)|up next|recommended for you|from our partners|"
        r"around the web|sponsored (?:links|stories)|"
        r"promoted (?:stories|links)|in case you missed it|people are reading|before you go|"
        r"today[’']s (?:top|best) (?:stories|reads))\b[^.]{0,60}$",
        110,
        opens_list=True,
        anywhere=False,
    ),
    _rule(
        "most read",
        r"^(?:MOST READ|MOST POPULAR|TRENDING|TOP STORIES|DON'T MISS)\b.*[a-z]",
        900,
        flags=_CASED,
        even_quoting=True,
    ),
    _rule("most read", r"^today[’']s coverage from\b", 90),
    _rule("subscription", r"^(?:please )?(?:sign up|subscribe)\b(?! to the (?:view|idea|notion))", 420),
    _rule(
        "subscription",
        r"^(?:register|enter your|get|download|join|stay|never miss|start your|be the first|"
        r"want more|create (?:an|your)|try|choose|discover|read|keep up|receive|sent)\b.*"
        r"\b(?:newsletters?|inbox|e-?mails?|our app|the app|alerts?|notifications?|channel|"
        r"subscri\w+|free trial|unlimited access|digital access|account|breaking news|push|"
        r"for free|the conversation|our podcast)\b",
        320,
    ),
    _rule(
        "subscription",
        r"\bnewsletters?\b.*\b(?:sign up|subscribe|e-?mail|inbox|robot|view all)|\be-?mail address\b.*\b(?:invalid|"
        r"enter|sign up|register)",
        900,
    ),
    _rule(
        "subscription",
        r"^(?:already (?:a subscriber|a member|have an account)|don[’']t have an account|thank(?:s|"
        r" you) for (?:subscribing|signing up|reading|standing|supporting|your support))\b",
        160,
    ),
    _rule(
        "subscription",
        r"^(?:this|the) (?:article|content|story) is (?:for|available to|exclusive to|only for)\b.*\b(?:subscribers|"
        r"members)\b",
        200,
    ),
    _rule(
        "appeal",
        r"^(?:support (?:us|our|independent|free|quality|local|the work)|donate\b|make a (?:donation|"
        r"contribution|gift)|become a (?:member|supporter|subscriber|patron)|we need your (?:help|"
        r"support)|"
        r"your (?:support|donation|contribution|gift)|if you (?:can|value|like|enjoy|appreciate)|"
        r"please (?:support|donate|consider|help)|contribute (?:to|now|today)|(?:from|for) as little as|"
        r"chip in)\b.*"
        r"(?:\b(?:us|our|journalis\w*|newsroom|reporting|donat\w*|contribut\w*|subscri\w*|"
        r"members?|monthly|month)\b|[$£€]\s?\d)",
        420,
    ),
    _rule(
        "cookies",
        r"\b(?:we|our partners|(?:this|our) (?:web)?site|the site)\b.{0,60}\bcookies\b|^(?:cookie|"
        r"privacy|terms)\b.{0,20}\b(?:policy|settings|preferences|notice|of use|of service|"
        r"conditions)\b.{0,60}$|^by (?:continuing|using|clicking|browsing|signing up|subscribing)\b.{0,80}\b(?:you|"
        r"agree|accept)\b|^manage (?:cookies|consent)",
        500,
    ),
    _rule(
        "copyright",
        r"^(?:©|\(c\)\s|copyright\s+(?:©|\(c\)|\d{4}|by\b))|\ball rights reserved\b|"
        r"\bmay not be (?:published|reproduced|redistributed|rewritten)",
        400,
        even_quoting=True,
    ),
    _rule(
        "copyright",
        r"^(?:re-?printed|reproduced|published|republished) (?:with|by) (?:the )?(?:kind )?permission\b|"
        r"^(?:distributed|provided|syndicated) by\b[^.]{0,60}$|^order reprints\b",
        160,
    ),
    _rule(
        "byline",
        r"^(?:By|BY)\s+[A-Z][\w.'’-]*(?:(?:\s+|,\s*|\s*[|&/]\s*)(?:[A-Z][\w.'’-]*|de|la|van|"
        r"von|der|bin|ibn|al-\w+|and|in|of|for|the)){1,16}$",
        130,
        flags=_CASED,
    ),
    _rule("byline", r"^byline\s*:", 120),
    _rule(
        "byline",
        r"^(?:(?:by|from) )?(?:our|an?|the)? ?(?:[\w-]+ ){0,3}(?:correspondents?|reporters?|staff(?: writers?)?|"
        r"news ?desk|agencies|"
        r"web desk|online desk)(?: (?:in|at|and) [\w ,&]{2,40})?$",
        90,
    ),
    _rule(
        "byline",
        r"^[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3}(?:,| \|| [-–—])\s+(?:[\w.'’& -]*\b(?:[Cc]orrespondent|"
        r"[Rr]eporter|[Ss]taff [Ww]riter|[Ee]ditor|[Bb]ureau [Cc]hief|[Cc]olumnist|[Cc]ontributor|"
        r"NEWS|News)|[\w-]+\.(?:com|ca|org|net|co\.uk))$",
        110,
        flags=_CASED,
    ),
    _rule(
        "credit",
        r"^\(?(?:with )?(?:additional |further )?(?:(?:reporting|writing|editing|compiled|"
        r"translat(?:ed|ion)|photographs?|graphics?|research)(?: and (?:writing|editing|reporting))?\s+by\s+"
        r"(?-i:[A-Z])|(?:additional|further) reporting from\b|"
        r"(?:reporting|writing|editing|contributing|contributors?)\s*:)",
        320,
    ),
    _rule(
        "credit",
        r"\bcontributed (?:to|reporting (?:to|for|from)) (?:this|the) (?:report|story|article|"
        r"post|analysis|dispatch|piece)\b|^[A-Z][\w.'’ -]{3,60} contributed from [A-Z]\w+\W*$|"
        r"^contact the (?:writers?|reporters?|authors?) at\b",
        240,
    ),
    _rule(
        "credit",
        r"^(?:with )?(?:files|inputs?|material|information|agency inputs|wire reports) from\b[^.]{0,80}$|"
        r"^as published in\b",
        110,
    ),
    _rule(
        "credit",
        rf"^[\w/.]{{0,8}}[\s—–-]*[(\[]?{_AGENCY}(?:(?:[\s,/|&;-]+|\s+and\s+){_AGENCY})*[)\]]?$",
        80,
        flags=_CASED,
        anywhere=False,
    ),
    _rule("note", r"^\W*(?:eds|editors|desks?)\s*:", 200),
    _rule(
        "note",
        r"^\W*(?:editor(?:s|[’']s|s[’'])? note|correction(?: appended)?|clarification)\s*(?:$|"
        r":)",
        500,
        even_quoting=True,
    ),
    _rule(
        "note",
        r"^\W*(?:this|the) (?:story|article|post|report|piece|page)(?: (?:has been|was|is)(?: being)? (?:first |"
        r"originally )?(?:updated|amended|corrected|modified|published|republished|developing)|"
        r" (?:first|originally) (?:published|appeared))\b|^\W*this (?:story|article) (?:originally|"
        r"first) appeared\b",
        420,
        even_quoting=True,
    ),
    _rule(
        "comments",
        r"^(?:(?:\d[\d,.]*k?|no|all|view|show|read|hide|see|add|load|post a|leave a|be the first to|"
        r"log ?in to|sign in to|join the) ?)+(?:comments?|repl(?:y|ies)|conversation|shares?|"
        r"likes?|views?|retweets?|reactions?)\b[^.]{0,30}$|^(?:comments?|shares?|views?)\s*[(:]?\s*\d*\s*\)?$|"
        r"^comments (?:are|have been) (?:closed|disabled|off|moderated)|^\d+ min(?:ute)?s? (?:read|"
        r"ago)$",
        80,
    ),
    _rule(
        "contact",
        r"^(?:got a (?:story|tip|question)|do you have (?:an?|any|information)\b.*(?:\?|@)|"
        r"we pay for|have (?:a tip|your say)|email us|to contact (?:us|the)|do you support\b.*\blike the page)",
        320,
    ),
    _rule(
        "contact", r"\b(?:can be reached at|email (?:us|me|the author)|e-?mail:|contact:)\s*\S*@\S+|^\S+@\S+\.\w+$", 200
    ),
    _rule(
        "caption",
        r"\b(?:hide|toggle) caption\b|^enlarge (?:this )?image\b|^image (?:copyright|caption|"
        r"credit|source)\b|^media (?:playback|caption)\b",
        700,
        even_quoting=True,
    ),
    _rule(
        "caption",
        r"^(?:file(?: photo| image| picture)?|\(?file photo\)?|(?:photo|photograph|picture|"
        r"image)(?: credit)?|photo by|pictured|courtesy(?: of)?)\s*(?:[:/©]|[-–—]\s|\bby\b)\s*\S",
        700,
        even_quoting=True,
    ),
    _rule(
        "caption",
        rf"[(\[](?:(?:AP |AFP |Reuters |File )?(?:[Pp]hotos?|PHOTO|[Ii]mage|[Pp]hotograph|[Pp]icture|"
        rf"[Cc]redit|[Cc]ourtesy|[Ss]creenshot|[Hh]andout)\b[^()\[\]]*|[^()\[\]]*(?:/|\bvia\b|"
        rf", File)[^()\[\]]*\b{_MEDIA}\b[^()\[\]]*)[)\]](?:\s*\([^()]*\))?$",
        800,
        flags=_CASED,
        even_quoting=True,
    ),
    _rule(
        "caption",
        r"(?:Photograph|Photo|Picture|Credit|Image)s?:\s?[A-Z][^.!?]{2,70}$",
        600,
        flags=_CASED,
        even_quoting=True,
    ),
    _rule(
        "caption",
        rf"^(?:AP:Associated Press|PA:Press Association|Handout|Splash News|Rex Features|Getty|"
        rf"GETTY|{_AGENCY})(?: Images| - Contributor| - Getty)? [A-Z][^.!?]*[^.!?:;,\"”]$",
        230,
        flags=_CASED,
        anywhere=False,
        unclosed=True,
    ),
    _rule(
        "caption",
        r"^[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){0,4}\s?/\s?(?:The )?[A-Z][\w.&-]+(?: [A-Z][\w.&-]+){0,3}$|"
        r"^[\w .'’-]{2,50}\bvia (?:Getty|AP|Reuters|AFP|Associated Press|EPA|Shutterstock)\b(?: Images)?$|"
        r"^Getty(?: Images)?$",
        90,
        flags=_CASED,
        anywhere=False,
    ),
    _rule(
        "caption",
        rf"[^.!?:,;\"”’)]\s[(\[](?:Photo: )?{_AGENCY}(?:(?:[\s,/|&;-]+){_AGENCY})*[)\]]$",
        260,
        flags=_CASED,
        anywhere=False,
        unclosed=True,
    ),
    _rule("caption", r"^CLOSE [A-Z].*[a-z]", 700, flags=_CASED, even_quoting=True),
    _rule("navigation", r"^(?:home|you are here|skip to)\b(?:\s*[>»/|›:]\s*[^>»/|›]{2,40}){1,8}$", 200),
    _rule("navigation", r"^[^|›»>•·.!?]{1,32}(?:\s+[|›»>•·]\s*[^|›»>•·.!?]{1,32}){2,}$", 240),
    _rule("navigation", r"^(?:https?://|www\.)\S+$|^\}$|^[.#]\w+ \{$", 300),
)
PRINTED_DATE = _rule("printed date", r"", 120)
