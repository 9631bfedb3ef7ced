"""On whose word an attribution stands: the chain that a person decided on, where one did, else the one that was read.

Parts of SELECTs, with the name of the attribution's key put in; a view over both would be read whole by SQLite.
"""

from __future__ import annotations

# A judged link has the role that the reader gave the same actor there, if it did.
_ROLE = """coalesce((SELECT x.role FROM chain_links AS x JOIN members AS m ON m.actor = x.actor
        WHERE x.attribution = j.attribution AND m.recorded_actor = j.recorded_actor ORDER BY x.place LIMIT 1),
    CASE ra.kind WHEN 'outlet' THEN 'relay' ELSE 'speaker' END)"""
READ = """SELECT l.attribution AS attribution, l.place AS place, l.name AS name, l.role AS role, k.kind AS kind,
        m.recorded_actor AS actor
    FROM chain_links AS l JOIN actors AS k ON k.key = l.actor LEFT JOIN members AS m ON m.actor = l.actor
    WHERE NOT EXISTS (SELECT 1 FROM occurrence_chains WHERE attribution = l.attribution)"""
JUDGED = f"""SELECT j.attribution, j.place, ra.name, {_ROLE}, ra.kind, j.recorded_actor
    FROM occurrence_chains AS j JOIN recorded_actors AS ra ON ra.key = j.recorded_actor WHERE 1"""


def links(attribution: str) -> str:
    """The links of one attribution's chain: attribution, place, name, role, kind and recorded actor."""
    return f"({READ} AND l.attribution = {attribution} UNION ALL {JUDGED} AND j.attribution = {attribution})"


def names(attribution: str, separator: str) -> str:
    """Their names as one text, nearest to the speaker first; NULL where it is first hand."""
    return f"(SELECT group_concat(name, {separator}) FROM (SELECT name FROM {links(attribution)} ORDER BY place))"
