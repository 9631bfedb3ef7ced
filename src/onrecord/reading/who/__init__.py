"""Who each speaking phrase of an article means, and for whom they speak."""

from onrecord.reading.who.cast import Cast, cast, speakers
from onrecord.reading.who.turns import Turn

__all__ = ["Cast", "Turn", "cast", "speakers"]
