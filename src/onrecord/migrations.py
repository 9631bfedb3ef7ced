"""The tables of a ledger, as a plain list of migrations: `PRAGMA user_version` counts those that a file has seen.

Rows that were read (articles, runs, readings and all below) are evidence: triggers forbid to change or delete them.
What is decided later is one more row in `judgements`. `start` and `stop` count code points of `articles.text`, the
stop exclusive; days are ISO 8601 text; text that UTF-8 cannot hold (lone surrogates) stands in its three-byte form.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

APPLICATION_ID = 0x6F6E7263  # "onrc": what `file` and SQLite tell this format by
TOKENIZER = "unicode61 remove_diacritics 2"

_SOURCES = """
CREATE TABLE runs (
    key INTEGER PRIMARY KEY, version TEXT NOT NULL, model TEXT NOT NULL, settings TEXT NOT NULL,
    begun_at TEXT NOT NULL, UNIQUE (version, model, settings));

CREATE TABLE articles (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, outlet TEXT, title TEXT, url TEXT, path TEXT, text TEXT NOT NULL,
    given_earliest TEXT, given_latest TEXT, given_method TEXT NOT NULL, added_at TEXT NOT NULL);
CREATE INDEX articles_by_outlet ON articles (outlet);

CREATE TABLE given_evidence (
    key INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles (key),
    start INTEGER NOT NULL, stop INTEGER NOT NULL, reason TEXT NOT NULL);
CREATE INDEX given_evidence_by_article ON given_evidence (article);

CREATE TABLE readings (
    key INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles (key),
    run INTEGER NOT NULL REFERENCES runs (key),
    published_earliest TEXT, published_latest TEXT, published_method TEXT NOT NULL, read_at TEXT NOT NULL,
    UNIQUE (article, run));

CREATE TABLE published_evidence (
    key INTEGER PRIMARY KEY, reading INTEGER NOT NULL REFERENCES readings (key),
    start INTEGER NOT NULL, stop INTEGER NOT NULL, reason TEXT NOT NULL);
CREATE INDEX published_evidence_by_reading ON published_evidence (reading);

CREATE TABLE reading_doubts (
    key INTEGER PRIMARY KEY, reading INTEGER NOT NULL REFERENCES readings (key), doubt TEXT NOT NULL);
CREATE INDEX reading_doubts_by_reading ON reading_doubts (reading);

CREATE TABLE segments (
    key INTEGER PRIMARY KEY, reading INTEGER NOT NULL REFERENCES readings (key),
    start INTEGER NOT NULL, stop INTEGER NOT NULL, kind TEXT NOT NULL);
CREATE INDEX segments_by_reading ON segments (reading);

CREATE TABLE entities (
    key INTEGER PRIMARY KEY, reading INTEGER NOT NULL REFERENCES readings (key),
    start INTEGER NOT NULL, stop INTEGER NOT NULL, kind TEXT NOT NULL, score REAL NOT NULL);
CREATE INDEX entities_by_reading ON entities (reading)
"""

# `listed` is 0 for an actor that an attribution names and the reading's own list of actors lacks.
_ACTORS = """
CREATE TABLE actors (
    key INTEGER PRIMARY KEY, reading INTEGER NOT NULL REFERENCES readings (key),
    id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, listed INTEGER NOT NULL, UNIQUE (reading, id));
CREATE INDEX actors_by_id ON actors (id);

CREATE TABLE aliases (
    key INTEGER PRIMARY KEY, actor INTEGER NOT NULL REFERENCES actors (key), alias TEXT NOT NULL);
CREATE INDEX aliases_by_actor ON aliases (actor);

CREATE TABLE mentions (
    key INTEGER PRIMARY KEY, reading INTEGER NOT NULL REFERENCES readings (key),
    actor INTEGER NOT NULL REFERENCES actors (key), start INTEGER NOT NULL, stop INTEGER NOT NULL);
CREATE INDEX mentions_by_reading ON mentions (reading);
CREATE INDEX mentions_by_actor ON mentions (actor);

CREATE TABLE offices (
    key INTEGER PRIMARY KEY, reading INTEGER NOT NULL REFERENCES readings (key),
    actor INTEGER NOT NULL REFERENCES actors (key), role TEXT, speaks_for TEXT);
CREATE INDEX offices_by_reading ON offices (reading);
CREATE INDEX offices_by_actor ON offices (actor);

CREATE TABLE office_evidence (
    key INTEGER PRIMARY KEY, office INTEGER NOT NULL REFERENCES offices (key),
    start INTEGER NOT NULL, stop INTEGER NOT NULL, reason TEXT NOT NULL);
CREATE INDEX office_evidence_by_office ON office_evidence (office)
"""

# `when_*` is the day said, else the day published, so that one index serves every dated question.
_ATTRIBUTIONS = """
CREATE TABLE attributions (
    key INTEGER PRIMARY KEY, reading INTEGER NOT NULL REFERENCES readings (key), id TEXT NOT NULL,
    depth INTEGER NOT NULL, within INTEGER REFERENCES attributions (key) DEFERRABLE INITIALLY DEFERRED,
    source_text TEXT, cue_text TEXT NOT NULL, content_text TEXT NOT NULL,
    form TEXT NOT NULL, polarity TEXT NOT NULL, modality TEXT NOT NULL, attitude TEXT NOT NULL,
    speaker INTEGER REFERENCES actors (key), speaker_name TEXT, speaker_kind TEXT, speaker_role TEXT,
    speaks_for TEXT, speaker_confidence REAL, speaker_why TEXT,
    said_earliest TEXT, said_latest TEXT, said_granularity TEXT,
    when_earliest TEXT, when_latest TEXT, when_from TEXT NOT NULL CHECK (when_from IN ('said', 'published', 'unknown')),
    confidence REAL NOT NULL, UNIQUE (reading, id));
CREATE INDEX attributions_by_day ON attributions (when_earliest DESC);
CREATE INDEX attributions_by_id ON attributions (id);
CREATE INDEX attributions_by_speaker ON attributions (speaker);
CREATE INDEX attributions_by_within ON attributions (within) WHERE within IS NOT NULL;
CREATE INDEX attributions_undated ON attributions (reading) WHERE when_from = 'unknown';

CREATE TABLE spans (
    key INTEGER PRIMARY KEY, attribution INTEGER NOT NULL REFERENCES attributions (key),
    part TEXT NOT NULL CHECK (part IN ('source', 'cue', 'content')),
    start INTEGER NOT NULL, stop INTEGER NOT NULL, words TEXT NOT NULL);
CREATE INDEX spans_by_attribution ON spans (attribution);

CREATE TABLE chain_links (
    key INTEGER PRIMARY KEY, attribution INTEGER NOT NULL REFERENCES attributions (key), place INTEGER NOT NULL,
    actor INTEGER NOT NULL REFERENCES actors (key), name TEXT NOT NULL, role TEXT NOT NULL,
    start INTEGER NOT NULL, stop INTEGER NOT NULL);
CREATE INDEX chain_links_by_attribution ON chain_links (attribution);
CREATE INDEX chain_links_by_actor ON chain_links (actor);

CREATE TABLE addressees (
    key INTEGER PRIMARY KEY, attribution INTEGER NOT NULL UNIQUE REFERENCES attributions (key),
    actor INTEGER NOT NULL REFERENCES actors (key), name TEXT NOT NULL,
    start INTEGER NOT NULL, stop INTEGER NOT NULL);
CREATE INDEX addressees_by_actor ON addressees (actor);

CREATE TABLE said_evidence (
    key INTEGER PRIMARY KEY, attribution INTEGER NOT NULL REFERENCES attributions (key),
    start INTEGER NOT NULL, stop INTEGER NOT NULL, reason TEXT NOT NULL);
CREATE INDEX said_evidence_by_attribution ON said_evidence (attribution);

CREATE TABLE doubts (
    key INTEGER PRIMARY KEY, attribution INTEGER NOT NULL REFERENCES attributions (key), doubt TEXT NOT NULL);
CREATE INDEX doubts_by_attribution ON doubts (attribution)
"""

_JUDGEMENTS = """
CREATE TABLE judgements (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    actor TEXT, name TEXT, role TEXT, speaks_for TEXT, since TEXT, until TEXT,
    judged_by TEXT NOT NULL, judged_at TEXT NOT NULL, note TEXT NOT NULL);

CREATE TABLE judgement_subjects (
    key INTEGER PRIMARY KEY, judgement INTEGER NOT NULL REFERENCES judgements (key), id TEXT NOT NULL);
CREATE INDEX judgement_subjects_by_judgement ON judgement_subjects (judgement);
CREATE INDEX judgement_subjects_by_id ON judgement_subjects (id);

CREATE TABLE judgement_anchors (
    key INTEGER PRIMARY KEY, subject INTEGER NOT NULL REFERENCES judgement_subjects (key), anchor TEXT NOT NULL);
CREATE INDEX judgement_anchors_by_subject ON judgement_anchors (subject)
"""

_VIEWS = """
CREATE VIEW current_readings AS
SELECT * FROM readings AS r
WHERE NOT EXISTS (SELECT 1 FROM readings AS n WHERE n.article = r.article AND n.key > r.key);

CREATE VIEW said AS
SELECT a.key, ar.id || '#' || a.id AS id, ar.id AS article, ar.outlet, ar.title,
       a.when_earliest AS earliest, a.when_latest AS latest, a.when_from AS dated_by,
       s.id AS speaker, a.speaker_name, a.speaker_kind, a.speaker_role, a.speaks_for, a.source_text AS source,
       a.cue_text AS cue, a.content_text AS content,
       (SELECT group_concat(name, '; ') FROM
           (SELECT name FROM chain_links WHERE attribution = a.key ORDER BY place)) AS chain,
       (SELECT name FROM addressees WHERE attribution = a.key) AS addressee,
       a.form, a.polarity, a.modality, a.attitude, a.depth, a.confidence
FROM attributions AS a
JOIN readings AS r ON r.key = a.reading
JOIN articles AS ar ON ar.key = r.article
LEFT JOIN actors AS s ON s.key = a.speaker
WHERE NOT EXISTS (SELECT 1 FROM readings AS n WHERE n.article = r.article AND n.key > r.key);

CREATE VIEW attribution_words AS
SELECT a.key,
       coalesce(a.speaker_name, a.source_text, '') || ' '
           || coalesce((SELECT group_concat(alias, ' . ') FROM aliases WHERE actor = a.speaker), '') AS speaker,
       a.speaks_for, a.source_text AS source, a.cue_text AS cue, a.content_text AS content
FROM attributions AS a
"""

_SEARCH = (
    f"""CREATE VIRTUAL TABLE articles_fts USING fts5
        (title, text, content='articles', content_rowid='key', tokenize="{TOKENIZER}")""",
    """CREATE TRIGGER articles_are_indexed AFTER INSERT ON articles BEGIN
        INSERT INTO articles_fts (rowid, title, text) VALUES (new.key, new.title, new.text); END""",
    f"""CREATE VIRTUAL TABLE attributions_fts USING fts5
        (speaker, speaks_for, source, cue, content,
         content='attribution_words', content_rowid='key', tokenize="{TOKENIZER}")""",
    """CREATE TRIGGER attributions_are_indexed AFTER INSERT ON attributions BEGIN
        INSERT INTO attributions_fts (rowid, speaker, speaks_for, source, cue, content)
        SELECT key, speaker, speaks_for, source, cue, content FROM attribution_words WHERE key = new.key; END""",
)

_LISTS = """
CREATE TABLE listed_actors (
    key INTEGER PRIMARY KEY, source TEXT NOT NULL, line INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
    country TEXT, imported_at TEXT NOT NULL);
CREATE INDEX listed_actors_by_source ON listed_actors (source, line);

CREATE TABLE listed_aliases (
    key INTEGER PRIMARY KEY, listed_actor INTEGER NOT NULL REFERENCES listed_actors (key), alias TEXT NOT NULL);
CREATE INDEX listed_aliases_by_actor ON listed_aliases (listed_actor);

CREATE TABLE listed_offices (
    key INTEGER PRIMARY KEY, listed_actor INTEGER NOT NULL REFERENCES listed_actors (key),
    role TEXT, speaks_for TEXT, since TEXT, until TEXT);
CREATE INDEX listed_offices_by_actor ON listed_offices (listed_actor)
"""

# From here on nothing is evidence: it is computed from evidence and judgements, and made anew when either grows.
_ACROSS = """
CREATE TABLE recorded_actors (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT);

CREATE TABLE recorded_aliases (
    key INTEGER PRIMARY KEY, recorded_actor INTEGER NOT NULL REFERENCES recorded_actors (key), alias TEXT NOT NULL);
CREATE INDEX recorded_aliases_by_actor ON recorded_aliases (recorded_actor);

CREATE TABLE members (
    key INTEGER PRIMARY KEY, recorded_actor INTEGER NOT NULL REFERENCES recorded_actors (key),
    actor INTEGER NOT NULL REFERENCES actors (key), score REAL NOT NULL, reason TEXT NOT NULL);
CREATE INDEX members_by_recorded ON members (recorded_actor);
CREATE INDEX members_by_actor ON members (actor);

CREATE TABLE tenures (
    key INTEGER PRIMARY KEY, recorded_actor INTEGER NOT NULL REFERENCES recorded_actors (key),
    role TEXT, speaks_for TEXT, first TEXT, last TEXT, origin TEXT NOT NULL);
CREATE INDEX tenures_by_actor ON tenures (recorded_actor);

CREATE TABLE tenure_articles (
    key INTEGER PRIMARY KEY, tenure INTEGER NOT NULL REFERENCES tenures (key),
    article INTEGER NOT NULL REFERENCES articles (key));
CREATE INDEX tenure_articles_by_tenure ON tenure_articles (tenure);

CREATE TABLE copy_links (
    key INTEGER PRIMARY KEY, kind TEXT NOT NULL, article INTEGER NOT NULL REFERENCES articles (key),
    other INTEGER REFERENCES articles (key), score REAL NOT NULL, reason TEXT NOT NULL);
CREATE INDEX copy_links_by_article ON copy_links (article);
CREATE INDEX copy_links_by_other ON copy_links (other);

CREATE TABLE copy_spans (
    key INTEGER PRIMARY KEY, copy_link INTEGER NOT NULL REFERENCES copy_links (key),
    side TEXT NOT NULL CHECK (side IN ('article', 'other')), start INTEGER NOT NULL, stop INTEGER NOT NULL);
CREATE INDEX copy_spans_by_link ON copy_spans (copy_link);

CREATE TABLE roots (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, origin TEXT, reason TEXT NOT NULL);

CREATE TABLE root_articles (
    key INTEGER PRIMARY KEY, root INTEGER NOT NULL REFERENCES roots (key),
    article INTEGER NOT NULL REFERENCES articles (key));
CREATE INDEX root_articles_by_root ON root_articles (root);
CREATE INDEX root_articles_by_article ON root_articles (article)
"""

_STATEMENTS = """
CREATE TABLE statements (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, recorded_actor INTEGER REFERENCES recorded_actors (key),
    speaks_for TEXT, text TEXT NOT NULL, earliest TEXT, latest TEXT,
    representative INTEGER NOT NULL REFERENCES attributions (key),
    reports INTEGER NOT NULL, independent INTEGER NOT NULL);
CREATE INDEX statements_by_day ON statements (earliest DESC);
CREATE INDEX statements_by_actor ON statements (recorded_actor);

CREATE TABLE statement_roots (
    key INTEGER PRIMARY KEY, statement INTEGER NOT NULL REFERENCES statements (key),
    root INTEGER NOT NULL REFERENCES roots (key));
CREATE INDEX statement_roots_by_statement ON statement_roots (statement);

CREATE TABLE occurrences (
    key INTEGER PRIMARY KEY, statement INTEGER NOT NULL REFERENCES statements (key),
    attribution INTEGER NOT NULL REFERENCES attributions (key), score REAL NOT NULL, reason TEXT NOT NULL);
CREATE INDEX occurrences_by_statement ON occurrences (statement);
CREATE INDEX occurrences_by_attribution ON occurrences (attribution);

CREATE TABLE occurrence_roots (
    key INTEGER PRIMARY KEY, occurrence INTEGER NOT NULL REFERENCES occurrences (key),
    root INTEGER NOT NULL REFERENCES roots (key));
CREATE INDEX occurrence_roots_by_occurrence ON occurrence_roots (occurrence);

CREATE TABLE variants (
    key INTEGER PRIMARY KEY, statement INTEGER NOT NULL REFERENCES statements (key), text TEXT NOT NULL);
CREATE INDEX variants_by_statement ON variants (statement);

CREATE TABLE variant_prints (
    key INTEGER PRIMARY KEY, variant INTEGER NOT NULL REFERENCES variants (key),
    attribution INTEGER NOT NULL REFERENCES attributions (key));
CREATE INDEX variant_prints_by_variant ON variant_prints (variant);

CREATE TABLE edits (
    key INTEGER PRIMARY KEY, variant INTEGER NOT NULL REFERENCES variants (key), was TEXT NOT NULL, now TEXT NOT NULL);
CREATE INDEX edits_by_variant ON edits (variant);

CREATE TABLE pending (
    key INTEGER PRIMARY KEY, judgement INTEGER NOT NULL REFERENCES judgements (key), reason TEXT NOT NULL);

CREATE TABLE record_state (
    key INTEGER PRIMARY KEY CHECK (key = 1), reading INTEGER NOT NULL, judgement INTEGER NOT NULL,
    listed_actor INTEGER NOT NULL, version TEXT NOT NULL, made_at TEXT NOT NULL)
"""

_RECORD_SEARCH = f"""CREATE VIRTUAL TABLE statements_fts USING fts5 (names, speaks_for, tokenize="{TOKENIZER}")"""

# What coders answered. An issue's row is one version of its codebook; codings are evidence; an undo is one more row.
_CODINGS = """
CREATE TABLE issues (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL, digest TEXT NOT NULL UNIQUE, question TEXT NOT NULL,
    "for" TEXT NOT NULL, against TEXT NOT NULL, neither TEXT, added_at TEXT NOT NULL);
CREATE INDEX issues_by_id ON issues (id);

CREATE TABLE issue_words (
    key INTEGER PRIMARY KEY, issue INTEGER NOT NULL REFERENCES issues (key), word TEXT NOT NULL);
CREATE INDEX issue_words_by_issue ON issue_words (issue);

CREATE TABLE issue_examples (
    key INTEGER PRIMARY KEY, issue INTEGER NOT NULL REFERENCES issues (key),
    text TEXT NOT NULL, label TEXT NOT NULL, why TEXT NOT NULL);
CREATE INDEX issue_examples_by_issue ON issue_examples (issue);

CREATE TABLE codings (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, issue INTEGER NOT NULL REFERENCES issues (key),
    attribution INTEGER NOT NULL REFERENCES attributions (key), coder TEXT NOT NULL, coded_by TEXT NOT NULL,
    label TEXT NOT NULL CHECK (label IN ('for', 'against', 'neither', 'unrelated', 'unsure')),
    score REAL NOT NULL, confidence REAL, why TEXT NOT NULL,
    blind INTEGER NOT NULL, adjudicated INTEGER NOT NULL, coded_at TEXT NOT NULL);
CREATE INDEX codings_by_issue ON codings (issue, attribution);
CREATE INDEX codings_by_attribution ON codings (attribution);

CREATE TABLE coding_undos (
    key INTEGER PRIMARY KEY, coding INTEGER NOT NULL UNIQUE REFERENCES codings (key),
    undone_by TEXT NOT NULL, undone_at TEXT NOT NULL)
"""

# Computed: conditions from attributions, stances (one a statement, issue and principal) from codings and the record.
# `stance_columns` holds the same rows as arrays, sorted by principal, so that a million of them are weighed at once.
_CODED = """
CREATE TABLE conditions (
    key INTEGER PRIMARY KEY, attribution INTEGER NOT NULL REFERENCES attributions (key),
    state TEXT NOT NULL CHECK (state IN ('set', 'rejected', 'met', 'dropped')),
    cue TEXT NOT NULL, gate TEXT, demand TEXT, whom TEXT, holder TEXT, confidence REAL NOT NULL, why TEXT NOT NULL,
    gate_goes_on INTEGER NOT NULL, demand_is_bar INTEGER NOT NULL);
CREATE INDEX conditions_by_attribution ON conditions (attribution);

CREATE TABLE condition_spans (
    key INTEGER PRIMARY KEY, condition INTEGER NOT NULL REFERENCES conditions (key),
    part TEXT NOT NULL CHECK (part IN ('cue', 'gate', 'demand', 'whom', 'holder')),
    start INTEGER NOT NULL, stop INTEGER NOT NULL, words TEXT NOT NULL);
CREATE INDEX condition_spans_by_condition ON condition_spans (condition);

CREATE TABLE condition_state (
    key INTEGER PRIMARY KEY CHECK (key = 1), attribution INTEGER NOT NULL, version TEXT NOT NULL);

CREATE TABLE stances (
    key INTEGER PRIMARY KEY, issue INTEGER NOT NULL REFERENCES issues (key),
    statement INTEGER NOT NULL REFERENCES statements (key), recorded_actor INTEGER REFERENCES recorded_actors (key),
    principal TEXT, earliest TEXT, latest TEXT, coding INTEGER NOT NULL REFERENCES codings (key),
    label TEXT NOT NULL, score REAL NOT NULL, confidence REAL, hearsay INTEGER NOT NULL, relayed INTEGER NOT NULL,
    unnamed INTEGER NOT NULL, contested INTEGER NOT NULL, roots INTEGER NOT NULL);
CREATE INDEX stances_by_issue ON stances (issue, recorded_actor);

CREATE TABLE stance_state (
    key INTEGER PRIMARY KEY, issue INTEGER NOT NULL UNIQUE REFERENCES issues (key), coding INTEGER NOT NULL,
    coding_undo INTEGER NOT NULL, version TEXT NOT NULL);

CREATE TABLE stance_columns (
    key INTEGER PRIMARY KEY, issue INTEGER NOT NULL REFERENCES issues (key),
    name TEXT NOT NULL, type TEXT NOT NULL, cells BLOB NOT NULL);
CREATE INDEX stance_columns_by_issue ON stance_columns (issue)
"""

# Chains as a person decided them: one row a link, nearest to the speaker first, or one without an actor: first hand.
_JUDGED_CHAINS = """
CREATE INDEX codings_by_coder ON codings (issue, coder, coded_by);

CREATE TABLE occurrence_chains (
    key INTEGER PRIMARY KEY, occurrence INTEGER NOT NULL REFERENCES occurrences (key),
    attribution INTEGER NOT NULL REFERENCES attributions (key), place INTEGER NOT NULL,
    recorded_actor INTEGER REFERENCES recorded_actors (key));
CREATE INDEX occurrence_chains_by_occurrence ON occurrence_chains (occurrence);
CREATE INDEX occurrence_chains_by_attribution ON occurrence_chains (attribution)
"""

COMPUTED = (  # those that point to others first, so that they can be emptied in this order
    *("stance_columns", "stance_state", "stances"),
    *("record_state", "pending", "edits", "variant_prints", "variants", "occurrence_chains", "occurrence_roots"),
    "occurrences",
    *("statement_roots", "statements", "root_articles", "roots", "copy_spans", "copy_links", "tenure_articles"),
    *("tenures", "members", "recorded_aliases", "recorded_actors"),
)

EVIDENCE = (
    *("runs", "articles", "given_evidence", "readings", "published_evidence", "reading_doubts", "segments", "entities"),
    *("actors", "aliases", "mentions", "offices", "office_evidence"),
    *("attributions", "spans", "chain_links", "addressees", "said_evidence", "doubts"),
    *("judgements", "judgement_subjects", "judgement_anchors"),
)
CODINGS = ("issues", "issue_words", "issue_examples", "codings", "coding_undos")
LISTS = ("listed_actors", "listed_aliases", "listed_offices")
IMMUTABLE = EVIDENCE + LISTS + CODINGS


def _evidence(db: sqlite3.Connection) -> None:
    """Everything that is read, the judgements on top, the views, full text, and the locks on evidence."""
    for script in (_SOURCES, _ACTORS, _ATTRIBUTIONS, _JUDGEMENTS, _VIEWS):
        _each(db, script.split(";\n"))
    _each(db, _SEARCH)
    _lock(db, EVIDENCE)


def _record(db: sqlite3.Connection) -> None:
    """Imported lists of actors, and what is computed across articles."""
    for script in (_LISTS, _ACROSS, _STATEMENTS):
        _each(db, script.split(";\n"))
    db.execute(_RECORD_SEARCH)
    _lock(db, LISTS)


def _coded(db: sqlite3.Connection) -> None:
    """Issues, codings, and what is computed from them."""
    for script in (_CODINGS, _CODED):
        _each(db, script.split(";\n"))
    _lock(db, CODINGS)


def _judged_chains(db: sqlite3.Connection) -> None:
    """Chains as a person decided them, and a way to one coder's codings."""
    _each(db, _JUDGED_CHAINS.split(";\n"))


def _lock(db: sqlite3.Connection, tables: Sequence[str]) -> None:
    for table in tables:
        for verb in ("UPDATE", "DELETE"):
            db.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is evidence: it is never changed'); END"
            )


def _each(db: sqlite3.Connection, statements: Sequence[str]) -> None:
    for statement in statements:
        db.execute(statement)


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (_evidence, _record, _coded, _judged_chains)
VERSION = len(MIGRATIONS)


def version_of(db: sqlite3.Connection) -> int:
    """The number of migrations that the file has seen; 0 for an empty one."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: sqlite3.Connection) -> None:
    """The tables brought up to `VERSION` in one transaction; nothing where they are there already.

    `db` is in autocommit mode. Two processes may call it at once: the second finds the work done.
    """
    if version_of(db) >= VERSION:
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        for number in range(version_of(db), VERSION):
            MIGRATIONS[number](db)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {max(VERSION, version_of(db))}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
