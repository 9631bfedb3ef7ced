"""Which outlet publishes the article, where the input or the text itself says so: it is no link of a chain."""

import re
from functools import lru_cache

_DATELINE = re.compile(r"\((?P<name>[A-Z][\w .&/-]{1,30})\)\s*(?:--?|—|–|:)")
_BYLINE = re.compile(
    r"(?m)^(?:By [^\n]{3,60},\s*|©\s*(?:\d{4}\s)?|\(c\)\s*(?:\d{4}\s)?|Copyright (?:\d{4}\s)?"
    r"|Source:\s*)(?P<name>AFP|Agence France-Presse|Reuters|Associated Press|AP|Xinhua"
    r"|BBC|CNN|Interfax|DPA|UPI)\b"
)
_STAFF = re.compile(
    r"\b(?:an?|the|our) (?P<name>AFP|Xinhua|Reuters|AP|DPA) (?:correspondents?|reporters?"
    r"|journalists?|photographers?)\s(?:\w+\s)?(?:said|saw|witnessed|reported|at the "
    r"scene|on the scene|counted|learned)\b"
)
_LONG = {
    "agence france-presse": "afp",
    "associated press": "ap",
    "xinhua news agency": "xinhua",
    "british broadcasting corporation": "bbc",
}


def plain(name: str) -> str:
    """A name for comparing: small letters, no article, no hyphens, long forms shortened.

    >>> plain("The Associated Press") == plain("AP"), plain("al-Ard TV")
    (True, 'al ard tv')
    """
    low = re.sub(r"^(?:the|a|an)\s+", "", re.sub(r"[\s-]+", " ", name.lower())).strip()
    return _LONG.get(low.replace("france presse", "france-presse"), low)


@lru_cache(maxsize=8)
def publisher(text: str, outlet: str | None = None) -> frozenset[str]:
    """The plain names of the publishing outlet: the given one, and what dateline, byline or own staff show.

    >>> sorted(publisher("SARN, May 3 (KTA) -- Irena Valk told KTA that talks go on."))
    ['kta']
    >>> sorted(publisher("Irena Valk told KTA that talks go on."))
    []
    """
    found = [outlet] if outlet else []
    opening = "\n".join(text.split("\n\n")[:4])[:700]
    found += [m["name"] for m in _DATELINE.finditer(opening)]
    found += [m["name"] for m in _BYLINE.finditer(text)]
    found += [m["name"] for m in _STAFF.finditer(text)]
    return frozenset(plain(part) for name in found for part in re.split(r"/", name))
