"""Codings made elsewhere: read from tables, brat and DNA, matched to attributions, never guessed."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.ledger.samples import TEXT, sample

from onrecord.cli import main
from onrecord.errors import InputError, UsageError
from onrecord.ledger import Ledger
from onrecord.stance.imports import FORMATS, Found, Wishes, read_codings
from onrecord.stance.imports.matching import Missed, Place, Places

ISSUE = """\
id = "corridor"
question = "Must Varenia open the corridor before talks?"
for = "The corridor must open first."
against = "Talks may not depend on the corridor."
"""
REFUSAL = "Varenia will not open the corridor,” Foreign Minister Irena Valk told"
AT = TEXT.index(REFUSAL), TEXT.index(REFUSAL) + len(REFUSAL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Ledger.open(tmp_path / "onrecord.db") as ledger:
        ledger.add(sample())
    (tmp_path / "corridor.toml").write_text(ISSUE)
    return tmp_path


def run(folder: Path, *arguments: str) -> Result:
    given = ["import", *arguments, "--issue", str(folder / "corridor.toml"), "--ledger", str(folder / "onrecord.db")]
    return CliRunner().invoke(main, given)


def held(folder: Path) -> list[tuple[str, str, str, str]]:
    with Ledger.open(folder / "onrecord.db", create=False) as ledger:
        digests = [line.digest for line in ledger.issues()]
        found = [coding for digest in digests for coding in ledger.codings(digest)]
        assert all(coding.stance.coder == "person" for coding in found)
        return [(c.attribution.partition("#")[2], c.stance.label, c.by, c.stance.why) for c in found]


def table(folder: Path, text: str) -> str:
    (folder / "codings.csv").write_text(text)
    return str(folder / "codings.csv")


# --- tables ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "attribution"),
    [
        ("attribution,label\nmeridian-1#a1,against\n", "a1"),
        ("text,label\ntalks resume,against\n", "a3"),
        ("quote;stance\n“Ostmark hopes that talks  resume”;Against\n", "a2"),
        (f"article,start,end,label\nmeridian-1,{AT[0]},{AT[1]},against\n", "a1"),
        (f"article\tstart\tend\tcode\nreports/meridian-1.txt\t{AT[0]}\t{AT[1]}\tagainst\n", "a1"),
        ("id,content,label\n17,talks resume,against\n", "a3"),
    ],
    ids=["id", "words", "other names and marks", "place", "path", "words where the id is the table's own"],
)
def test_a_row_finds_its_attribution(folder: Path, row: str, attribution: str) -> None:
    shown = run(folder, table(folder, row), "--as", "ana")
    assert (shown.exit_code, held(folder)) == (0, [(attribution, "against", "ana", "")])
    assert "corridor: 1 coding by ana imported: 1 against" in shown.stderr


def test_coder_reason_and_date_come_from_the_row(folder: Path) -> None:
    text = "text,label,coder,why,date,blind\ntalks resume,neither,bo,no side,2031-05-01,yes\n"
    run(folder, table(folder, text))
    with Ledger.open(folder / "onrecord.db", create=False) as ledger:
        (coding,) = ledger.codings(ledger.issue("corridor").digest)
    assert (coding.by, coding.stance.why, f"{coding.at:%Y-%m-%d}", coding.is_blind) == (
        "bo",
        "no side",
        "2031-05-01",
        True,
    )


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("text,label\nWe never said a word,for\n", "its words stand in no attribution, and not in any article"),
        ("text,label\nVALK REJECTS CORRIDOR PLAN,for\n", "no attribution stands at its place"),
        ("text,label\nthe KTA agency said,for\n", "no attribution stands at its place"),
        ("attribution,label\nmeridian-1#a9,for\n", "no attribution or statement 'meridian-1#a9'"),
        ("article,text,label\nnowhere,talks resume,for\n", "no article 'nowhere'"),
        ("text,label\ntalks resume,yes\n", "the label 'yes' is none of for, against, neither, unrelated, unsure"),
        ("text,label,date\ntalks resume,for,May 3\n", "the date 'May 3' is not ISO 8601"),
        ("article,start,end,label\nmeridian-1,5,9999,for\n", "its place lies behind the end of the article"),
        (f"article,start,end,label\nmeridian-1,0,{len(TEXT)},for\n", "it can be any of"),
    ],
)
def test_a_row_that_belongs_nowhere_is_named_with_its_reason_and_the_rest_is_kept(
    folder: Path, row: str, reason: str
) -> None:
    columns = row.split("\n")[0].split(",")
    good = {"attribution": "meridian-1#a3", "text": "talks resume", "label": "for", "article": "meridian-1"}
    start = TEXT.index("talks resume")
    good |= {"start": str(start), "end": str(start + 12), "date": "2031-01-01"}
    shown = run(folder, table(folder, row + ",".join(good[name] for name in columns) + "\n"), "--as", "ana")
    assert shown.exit_code == 1
    assert "codings.csv:2: " in shown.stderr and reason in shown.stderr
    assert "1 skipped (named above)" in shown.stderr
    assert held(folder) == [("a3", "for", "ana", "")]


def test_what_the_ledger_has_already_is_not_kept_again_and_a_check_keeps_nothing(folder: Path) -> None:
    path = table(folder, "text,label\ntalks resume,for\n")
    assert "1 coding by ana would be imported: 1 for" in run(folder, path, "--as", "ana", "--check").stderr
    assert held(folder) == []
    run(folder, path, "--as", "ana")
    again = run(folder, path, "--as", "ana")
    assert again.stderr == "corridor: 0 codings imported; 1 known already\n"
    assert len(held(folder)) == 1


def test_two_rows_of_one_coder_that_contradict_each_other_are_told(folder: Path) -> None:
    text = "text,label,coder\ntalks resume,for,ana\ntalks resume,against,ana\ntalks resume,against,bo\n"
    shown = run(folder, table(folder, text))
    assert shown.exit_code == 1
    assert "it is against, and" in shown.stderr and "says for of the same statement" in shown.stderr
    assert [(label, by) for _, label, by, _ in held(folder)] == [("for", "ana"), ("against", "bo")]


def test_a_row_needs_a_coder_and_labels_of_other_names_can_be_mapped(folder: Path) -> None:
    path = table(folder, "text,label\ntalks resume,Pro\n")
    assert "it names no coder; --as NAME" in run(folder, path, "--label", "pro=for").stderr
    assert run(folder, path, "--label", "pro=for", "--as", "ana").exit_code == 0
    assert held(folder) == [("a3", "for", "ana", "")]
    wrong = run(folder, path, "--label", "pro=yes")
    assert (wrong.exit_code, "write NAME=LABEL" in wrong.stderr) == (2, True)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("text,mark\nx,for\n", "no column of labels"), ("label\nfor\n", "no column tells what was coded")],
)
def test_a_table_without_what_it_takes_is_refused(folder: Path, text: str, reason: str) -> None:
    shown = run(folder, table(folder, text), "--as", "ana")
    assert (shown.exit_code, reason in shown.stderr) == (2, True) or reason in shown.stderr
    assert held(folder) == []


# --- brat -----------------------------------------------------------------------------------------------------


def test_stances_added_to_our_own_brat_export_come_back(folder: Path) -> None:
    out = folder / "brat"
    assert CliRunner().invoke(
        main, ["export", str(out), "--to", "brat", "--ledger", str(folder / "onrecord.db")]
    ).exit_code == 0  # fmt: skip
    (file,) = out.glob("*.ann")
    cues = [line.split("\t")[0] for line in file.read_text().splitlines() if "\tCue " in line]
    with file.open("a") as opened:
        opened.writelines(f"A{900 + n}\tStance {cue} against\n" for n, cue in enumerate(cues))
    assert run(folder, str(out), "--as", "ana").exit_code == 0
    assert [name for name, *_ in held(folder)] == ["a1", "a2", "a3"]


def test_brat_files_of_others_are_matched_by_place_with_other_line_ends(folder: Path) -> None:
    text = TEXT.replace("\n", "\r\n")
    start, end = text.index("“Varenia"), text.index("corridor,”") + len("corridor,”")
    (folder / "x").mkdir()
    (folder / "x" / "one.txt").write_bytes(text.encode())
    hope = text.index("talks resume")
    (folder / "x" / "one.ann").write_text(
        f"T1\tStatement {start} {end}\t…\nA1\tstance T1 no\n#1\tAnnotatorNotes T1\tplainly\n"
        f"T2\tFor {hope} {hope + 12}\ttalks resume\nT3\tStatement 0 5\tVALK\n"
        "A2\tStance T3 for\nA3\tStance T8 for\nT9\tX\n"
    )
    shown = run(folder, str(folder / "x"), "--as", "ana", "--label", "no=against")
    assert held(folder) == [("a1", "against", "ana", "plainly"), ("a3", "for", "ana", "")]
    assert "one.ann:6: no attribution stands at its place" in shown.stderr
    assert "one.ann:7: T8 is annotated nowhere" in shown.stderr
    assert "one.ann:8: is no line of brat" in shown.stderr


# --- DNA ------------------------------------------------------------------------------------------------------

_COMMON = """
CREATE TABLE CODERS (ID INTEGER PRIMARY KEY, Name TEXT);
CREATE TABLE DOCUMENTS (ID INTEGER PRIMARY KEY, Title TEXT, Text TEXT, Coder INTEGER, Source TEXT, Date INTEGER);
CREATE TABLE STATEMENTTYPES (ID INTEGER PRIMARY KEY, Label TEXT);
CREATE TABLE VARIABLES (ID INTEGER PRIMARY KEY, Variable TEXT, DataType TEXT, StatementTypeId INTEGER);
CREATE TABLE STATEMENTS (ID INTEGER PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER,
    Stop INTEGER, Coder INTEGER);
INSERT INTO CODERS VALUES (1, 'Ana');
INSERT INTO STATEMENTTYPES VALUES (1, 'DNA Statement');
INSERT INTO VARIABLES VALUES (1, 'person', 'short text', 1), (2, 'organization', 'short text', 1),
    (3, 'concept', 'short text', 1), (4, 'agreement', 'boolean', 1);
"""
# How short texts are kept, and yes or no: DNA 2, the first files of 3, 3, and 3 since roles came.
_SHORT = "CREATE TABLE DATASHORTTEXT (ID INTEGER PRIMARY KEY, StatementId INTEGER, "
_FLAG = "CREATE TABLE DATABOOLEAN (ID INTEGER PRIMARY KEY, StatementId INTEGER, "
_NAMED = "(ID INTEGER PRIMARY KEY, VariableId INTEGER, Value TEXT);"
LAYOUTS = {
    "2": f"""{_SHORT} VariableId INTEGER, StatementTypeId INTEGER, Value TEXT);
        {_FLAG} VariableId INTEGER, StatementTypeId INTEGER, Value INTEGER);""",
    "3 alpha": f"""CREATE TABLE ATTRIBUTES {_NAMED} {_SHORT} VariableId INTEGER, Value INTEGER);
        {_FLAG} VariableId INTEGER, Value INTEGER);""",
    "3": f"""CREATE TABLE ENTITIES {_NAMED} {_SHORT} VariableId INTEGER, Entity INTEGER);
        {_FLAG} VariableId INTEGER, Value INTEGER);""",
    "3 roles": f"""CREATE TABLE ENTITIES {_NAMED} {_SHORT} RoleVariableLinkId INTEGER, Entity INTEGER);
        {_FLAG} RoleVariableLinkId INTEGER, Value INTEGER);
        CREATE TABLE ROLEVARIABLELINKS (ID INTEGER PRIMARY KEY, RoleId INTEGER, VariableId INTEGER);
        INSERT INTO ROLEVARIABLELINKS SELECT ID + 40, ID + 20, ID FROM VARIABLES;""",
}
Row = tuple[str, str, str, bool | None]  # the words that are marked, the person, the concept, the agreement


def dna(path: Path, layout: str, rows: Sequence[Row], text: str = TEXT) -> Path:
    """A database of DNA in that layout, with one document."""
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(_COMMON + LAYOUTS[layout])
        db.execute("INSERT INTO DOCUMENTS VALUES (1, 'Valk rejects', ?, 1, 'Meridian News', 0)", (text,))
        for n, (words, person, concept, agreement) in enumerate(rows, 1):
            start = len(text[: text.index(words)].encode("utf-16-le")) // 2
            stop = start + len(words.encode("utf-16-le")) // 2
            db.execute("INSERT INTO STATEMENTS VALUES (?, 1, 1, ?, ?, 1)", (n, start, stop))
            for variable, value in ((1, person), (3, concept)):
                _short_text(db, layout, n, variable, value)
            if agreement is not None:
                link = 44 if layout == "3 roles" else 4
                name = "RoleVariableLinkId" if layout == "3 roles" else "VariableId"
                db.execute(
                    f"INSERT INTO DATABOOLEAN (StatementId, {name}, Value) VALUES (?, ?, ?)", (n, link, agreement)
                )
    return path


def _short_text(db: sqlite3.Connection, layout: str, statement: int, variable: int, value: str) -> None:
    if layout == "2":
        db.execute(
            "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Value) VALUES (?, ?, ?)", (statement, variable, value)
        )
        return
    names = "ATTRIBUTES" if layout == "3 alpha" else "ENTITIES"
    key = db.execute(f"INSERT INTO {names} (VariableId, Value) VALUES (?, ?)", (variable, value)).lastrowid
    link = ("RoleVariableLinkId", variable + 40) if layout == "3 roles" else ("VariableId", variable)
    column = "Value" if layout == "3 alpha" else "Entity"
    db.execute(
        f"INSERT INTO DATASHORTTEXT (StatementId, {link[0]}, {column}) VALUES (?, ?, ?)", (statement, link[1], key)
    )


HOPE = "Ostmark hopes that talks resume, the KTA agency said, citing diplomats."
ROWS: tuple[Row, ...] = (
    ("Varenia will not open the corridor", "Irena Valk", "Open the corridor first", False),
    ("talks resume", "Ostmark", "Talks now", True),
)
BOTH = ("--concept", "Open the corridor first=for", "--concept", "talks now=against")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_statements_of_dna_become_codings_in_every_layout_of_its_files(folder: Path, layout: str) -> None:
    shown = run(folder, str(dna(folder / "debate.dna", layout, ROWS)), *BOTH)
    assert shown.exit_code == 0, shown.stderr
    assert held(folder) == [("a1", "against", "Ana", ""), ("a3", "against", "Ana", "")]


def test_a_marked_sentence_of_two_attributions_is_that_of_the_speaker_or_nobodys(folder: Path) -> None:
    path = dna(folder / "debate.dna", "3", [(HOPE, "Ostmark", "Talks now", False), (HOPE, "", "Talks now", False)])
    found = list(read_codings(path, None, Wishes(concepts={"Talks now": "against"})))
    assert [each.speakers for each in found if isinstance(each, Found)] == [("Ostmark",), ()]
    run(folder, str(path), "--concept", "Talks now=against")
    assert ("a3", "for", "Ana", "") in held(folder)


def test_concepts_that_no_end_is_told_of_are_counted_and_none_at_all_is_an_error(folder: Path) -> None:
    path = str(dna(folder / "debate.dna", "3", ROWS))
    shown = run(folder, path, *BOTH[:2])
    assert (shown.exit_code, held(folder)) == (1, [("a1", "against", "Ana", "")])
    assert "its concept 'Talks now' (1) is mapped to no end by --concept" in shown.stderr
    for more, told in (
        ((), "'Open the corridor first' (1), 'Talks now' (1)"),
        (("--concept", "Peace=for"), "no concept 'Peace'"),
    ):
        refused = run(folder, path, *more)
        assert (refused.exit_code, told in refused.stderr) == (2, True)


def test_places_of_dna_are_counted_as_java_counts(folder: Path) -> None:
    text = TEXT.replace("VALK", "😀😀😀")
    path = dna(folder / "debate.dna", "3", ROWS, text)
    found = list(read_codings(path, None, Wishes(concepts={"Open the corridor first": "for", "Talks now": "for"})))
    assert [each.words for each in found if isinstance(each, Found)] == [row[0] for row in ROWS]


def test_a_statement_without_agreement_and_a_file_that_is_none_are_told(folder: Path) -> None:
    path = dna(folder / "debate.dna", "2", [("talks resume", "Ostmark", "Talks now", None)])
    assert "statement 1: tells no agreement" in run(folder, str(path), *BOTH[2:]).stderr
    (folder / "bad.dna").write_text("no database at all, whatever its ending says")
    shown = run(folder, str(folder / "bad.dna"), *BOTH)
    assert "is no database of DNA" in shown.stderr and held(folder) == []


# --- all formats ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_refuses_what_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        list(read_codings(tmp_path / "none", name))


def test_an_unknown_format_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no format 'nvivo' of codings; there are csv, brat, dna"):
        read_codings(tmp_path, "nvivo")
    with pytest.raises(UsageError, match=r"x\.xls: its ending names no format of codings; say which with --from"):
        read_codings(tmp_path / "x.xls")


def test_the_same_words_in_two_statements_are_not_guessed() -> None:
    texts = {"one": "Valk: yes, we will. Orlic: yes, we will.", "two": "Nothing here."}
    places = [
        Place("one#a", "s1", "one", "yes, we will", "Irena Valk", ((6, 18),), ((0, 4),)),
        Place("one#b", "s2", "one", "yes, we will", "Tomas Orlic", ((27, 39),), ((20, 25),)),
    ]
    ledger = Places(texts, {"one": places})
    with pytest.raises(Missed, match="any of 2 statements: one#a, one#b"):
        ledger.find(Found("x", "for", "Yes, we will."))
    assert ledger.find(Found("x", "for", "Yes, we will.", speakers=("Orlic",))).key == "one#b"
    assert ledger.find(Found("x", "for", "", spans=((20, 40),)), "one").key == "one#b"
