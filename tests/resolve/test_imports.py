"""Lists of actors: each format reads names, kinds, offices and days; a bad line is named and the rest is read."""

from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path

import pytest
from tests.resolve.make import people

from onrecord.errors import InputError, UsageError
from onrecord.resolve import resolve
from onrecord.resolve.imports import FORMATS, read_list
from onrecord.resolve.tenures import office_on
from onrecord.types import ListedActor, ListedOffice

PHOENIX = """# actors of an invented coast
VARENIA_  [VRN]
+VARENIAN_
IRENA_VALK_  ; a list
+VALK_
\t[VRNGOV 960927-010416]
\t[VRNELI 500101-960927]
\t[VRNGOV >08010]
TOMAS_ORLIC_
\t[VRNGOV >20120131]
"""
FTM = """{"id": "p1", "schema": "Person", "properties": {"name": ["Irena Valk"], "alias": ["Valk"], "country": ["vr"]}}
{"id": "x1", "schema": "Position", "properties": {"name": ["foreign minister"], "country": ["vr"]}}
not json
{"id":"o1","schema":"Occupancy","properties":{"holder":["p1"],"post":["x1"],"startDate":["1996-09"],"endDate":["2001"]}}
{"id": "b1", "schema": "PublicBody", "properties": {"name": ["Varenian Foreign Ministry"], "jurisdiction": ["zz"]}}
{"id": "v1", "schema": "Vessel", "properties": {"name": ["Tolvaz"]}}
"""
CSV = """name,kind,aliases,country,role,speaks_for,since,until
Irena Valk,person,Valk|I. Valk,vr,foreign minister,Varenia,1996-09,2001
Irena Valk,,,vr,president,Varenia,2012,
Tolvaz Post,outlet,,,,,,
Jan Novak,dragon,,,,,,
"""
GOOD = {
    "phoenix": (".actors.txt", PHOENIX, 8),
    "ftm": (".ftm.json", FTM, 3),
    "csv": (".csv", CSV, 5),
}


def write(tmp_path: Path, ending: str, text: str) -> Path:
    path = tmp_path / f"list{ending}"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_reads_its_actors_and_names_the_bad_line(format: str, tmp_path: Path) -> None:
    ending, text, bad = GOOD[format]
    path = write(tmp_path, ending, text)
    found = read_list(path, countries={"vr": "Varenia"})
    valk = next(a for a in found.actors if a.name == "Irena Valk")
    assert (valk.kind, valk.country, valk.source) == ("person", "Varenia", str(path))
    assert "Valk" in valk.aliases
    assert [(e.name, e.line) for e in found.errors] == [(str(path), bad)]


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_bears_an_empty_file_and_odd_bytes(format: str, tmp_path: Path) -> None:
    for data in (b"", b'\x00\xff\xfe\n[[[\n"\n{\n', b"\n\n+\n\t[ABC 1]\n"):
        path = tmp_path / f"odd{GOOD[format][0]}.gz"
        path.write_bytes(gzip.compress(data))
        read_list(path)


def offices(actors: tuple[ListedActor, ...]) -> tuple[ListedOffice, ...]:
    return next(a.offices for a in actors if a.name == "Irena Valk")


def test_offices_carry_their_days(tmp_path: Path) -> None:
    one, last = dt.date(1996, 9, 1), dt.date(2001, 12, 31)
    assert offices(read_list(write(tmp_path, ".actors.txt", PHOENIX)).actors) == (
        ListedOffice(None, "Varenia", dt.date(1996, 9, 27), dt.date(2001, 4, 16)),
    )
    listed = ListedOffice("foreign minister", "Varenia", one, last)
    assert offices(read_list(write(tmp_path, ".ftm.json", FTM), countries={"vr": "Varenia"}).actors) == (listed,)
    later = ListedOffice("president", "Varenia", dt.date(2012, 1, 1), None)
    assert offices(read_list(write(tmp_path, ".csv", CSV)).actors) == (listed, later)


def test_a_list_of_mixed_encodings_keeps_every_letter(tmp_path: Path) -> None:
    path = tmp_path / "mixed.actors.txt"
    path.write_bytes("JOSÉ_ORLIĆ_\n".encode() + "ANA_MÖLLER_\n".encode("cp1252"))
    assert [a.name for a in read_list(path).actors] == ["José Orlić", "Ana Möller"]


def test_a_listed_office_tells_for_whom_a_reported_person_spoke(tmp_path: Path) -> None:
    listed = read_list(write(tmp_path, ".csv", CSV)).actors
    record = resolve(people(("a", "Irena Valk", None, None)), listed=listed)
    assert [a.id for a in record.actors] == ["irena-valk"]
    assert "I. Valk" in record.actors[0].aliases
    office = office_on(record.tenures, "irena-valk", dt.date(1999, 1, 1))
    assert office and (office.role, office.speaks_for, office.origin) == ("foreign minister", "Varenia", "import")


def test_a_bare_surname_is_a_listed_person_s_only_with_the_side_and_then_has_the_full_name(tmp_path: Path) -> None:
    listed = read_list(write(tmp_path, ".csv", CSV)).actors
    sided = resolve(people(("a", "Valk", None, "Varenia")), listed=listed).actors
    bare = resolve(people(("a", "Valk", None, None)), listed=listed).actors
    assert [(a.id, a.name) for a in (*sided, *bare)] == [("irena-valk", "Irena Valk"), ("valk", "Valk")]


def test_a_file_that_cannot_be_read_and_a_format_that_is_none_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing\.csv"):
        read_list(tmp_path / "nothing.csv")
    broken = tmp_path / "broken.csv.gz"
    broken.write_bytes(b"\x1f\x8b broken")
    with pytest.raises(InputError, match=r"broken\.csv\.gz"):
        read_list(broken)
    with pytest.raises(UsageError, match="phoenix, ftm, csv"):
        read_list(broken, "xml")
    with pytest.raises(UsageError, match="ending"):
        read_list(tmp_path / "list.xml")
