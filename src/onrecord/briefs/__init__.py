"""Briefings of one to two pages on an issue: who stands where, what changed, who waits for whom, where accounts part.

A briefing says nothing about the world in words of its own: it sets names, numbers and quotations between fixed words,
and every figure leads to its quotations and sources. `gather` reads the ledger, `compose` is pure, and a writer makes
a file of it. To add a form: write a file beside `markdown`, and its row in `WRITERS`.
"""

from onrecord.briefs.compose import compose
from onrecord.briefs.material import Material, gather
from onrecord.briefs.model import Brief
from onrecord.briefs.writers import WRITERS, write

__all__ = ["WRITERS", "Brief", "Material", "compose", "gather", "write"]
