"""How much is taken in at most; beyond it an input is refused by name, never cut short."""

MAX_CHARACTERS = 2_000_000
"""Characters of one article. The longest reports (commissions of inquiry) stay under one million."""

MAX_BYTES = 4 * MAX_CHARACTERS + 4
"""Bytes of a whole-file format: four a character are the most that UTF-8 and UTF-16 take, and a byte order mark."""

MAX_LINE_BYTES = 12 * MAX_CHARACTERS + 65_536
"""Bytes of one JSON line: an escaped character can take twelve (two times \\\\uXXXX); the rest is for other fields."""

MAX_SKIPPED_BYTES = 1 << 30
"""Bytes that are passed over to find the end of a JSON line that is too long; a gzip bomb ends here."""
