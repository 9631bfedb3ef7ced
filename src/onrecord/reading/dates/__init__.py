"""When a report was published and when its statements were said, each with the words that tell.

`published` dates an article, `said` a statement in it, `narrow` an undated article by dated reports of the same words.
"""

from onrecord.reading.dates.narrowing import Kin, narrow
from onrecord.reading.dates.publication import published
from onrecord.reading.dates.saying import said

__all__ = ["Kin", "narrow", "published", "said"]
