"""How long the pages take: `python benchmarks/pages.py [STATEMENTS] [PATH]`, a million statements by default.

A made-up ledger, written past reader and resolver: ten statements an article, 40,000 actors of whom few say most, words
of which some are in every third statement and some in fifty, every third statement coded on an issue, one in fifty a
condition, one in fifty a figure. Each address is asked for ten times; times are of the whole answer, without a network.
What is counted beside the pages is waited for first, and the processor's seconds for it are told. The ledger is deleted
at the end unless PATH is given; one that is there is used.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from starlette.testclient import TestClient

from onrecord.ledger import Ledger, record_store
from onrecord.web.app import application
from onrecord.web.asked import Asked
from onrecord.web.registry import PAGES
from onrecord.web.settings import Settings

PER_ARTICLE, ACTORS, RARE = 10, 40_000, 20_000
TIMES = 10
DAY = dt.date(2011, 1, 1)
COMMON = (
    "talks", "strait", "ships", "harbour", "minister", "treaty", "council", "vote", "border", "election", "budget",
    "sanctions", "pilots", "tanker", "mediator", "ceasefire", "convoy", "grain", "port", "envoy", "president",
    "accord", "deadline", "condition", "withdrawal", "demand", "offer", "proposal", "frigate",
)  # fmt: skip
FIRST = ["Irena", "Tomas", "Lena", "Pavel", "Mara", "Joris", "Dina", "Samir", "Ruben", "Henrik"]
LAST = ["Valk", "Orlic", "Brandvold", "Dorn", "Tessin", "Haak", "Marsh", "Kadri", "Falk", "Aldous"]
OUTLETS = ("Meridian News", "Harbour Post", "KTA", "Brennick Gazette", "Sarn Courier", "Strait Observer")
STATES = ("Varenia", "Ostmark", "Kestria", "Sundmark", "Tarsk", "Belmora", "Norrholm", "Esk", "Valdria", "Irmelia")
STEPS = ("attend the talks", "sign the accord", "open the strait", "lift the sanctions", "recognise the council")
ASKED = (
    "/",
    "/statements",
    "/statements?by=irena",
    "/statements?by=irena+valk&about=talks",
    "/statements?about=talks",
    "/statements?about=rare00012",
    "/statements?about=rare00012+talks",
    "/statements?about=nothing",
    "/statements?outlet=KTA",
    "/statements?outlet=nowhere",
    "/statements?since=2013&until=2014",
    "/statements?until=2011-03",
    "/statements?about=talks&form=direct&until=2012",
    "/statements?after=undated.500000",
    "/actors",
    "/actors?q=valk",
    "/actors?page=300",
    "/articles",
    "/articles?outlet=KTA",
    "/search?q=talks",
    "/search?q=rare00012",
    "/search?q=talks+strait+ships",
    "/judgements",
    "/issues/strait",
    "/issues/strait?since=2013&until=2014",
    "/issues/strait/network",
    "/issues/strait/conflicts",
    "/issues/strait/conditions",
    "/conflicts",
    "/conditions",
    "/statements.json",
)


def main(statements: int, path: Path) -> None:
    """A line for each count beside the pages, and one for each address: its median, its slowest, and its size."""
    if not path.exists():
        fill(path, statements)
    _count(path)
    with TestClient(application(Settings(path, small=0)), base_url="http://127.0.0.1") as client:
        every: list[float] = []
        for address in [*ASKED, *_about_one(client)]:
            times, size = _asked(client, address)
            every += times
            print(
                f"{1000 * times[len(times) // 2]:7.0f} ms {1000 * times[-1]:7.0f} ms {size / 1000:7.0f} kB  {address}"
            )
        every.sort()
        print(f"95 of 100 answers within {1000 * every[len(every) * 95 // 100]:.0f} ms")


def _count(path: Path) -> None:
    """What pages rest on, counted here and now; the pages then find it."""
    with Ledger.open(path, create=False) as ledger:
        for page in PAGES:
            if page.prepare is not None and page.is_foreseen:
                begun = time.process_time()
                page.prepare(ledger, Asked("strait" if page.has_id else ""))
                print(f"{time.process_time() - begun:7.1f} s of the processor to count for {page.path}", flush=True)


def _about_one(client: TestClient) -> Iterator[str]:
    """The pages about one thing: the actor with most statements, one with few, a statement, an article."""
    most = client.get("/actors.json").json()["lines"]
    few = client.get("/actors.json?page=300").json()["lines"] or most[-1:]
    yield from (f"/actors/{lines[0]['id']}" for lines in (most, few))
    line = client.get("/statements.json").json()["listing"]["lines"][0]
    yield f"/statements/{line['statement']}"
    yield f"/articles/{line['article']}"


def _asked(client: TestClient, address: str) -> tuple[list[float], int]:
    """The sorted times of an address, and the size of its answer."""
    times, size = [], 0
    for _ in range(TIMES):
        begun = time.perf_counter()
        answer = client.get(address, headers={"accept-encoding": "identity"})
        times.append(time.perf_counter() - begun)
        assert answer.status_code in (200, 503), f"{address}: {answer.status_code}"
        size = len(answer.content)
    return sorted(times), size


def fill(path: Path, statements: int) -> None:
    """A ledger of so many statements."""
    chance = random.Random(7)
    names = [f"{chance.choice(FIRST)} {chance.choice(LAST)} {n}" for n in range(ACTORS)]
    with Ledger.open(path) as ledger:
        db = ledger._db
        db.execute("PRAGMA journal_mode = MEMORY")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("BEGIN")
        db.execute("INSERT INTO runs VALUES (1, 'bench', 'none', '{}', '')")
        db.executemany(
            "INSERT INTO recorded_actors (key, id, name, kind) VALUES (?, ?, ?, 'person')",
            ((n + 1, f"actor-{n}", name) for n, name in enumerate(names)),
        )
        for article in range(1, statements // PER_ARTICLE + 1):
            for insert, rows in _rows(chance, names, article):
                db.executemany(insert, rows)
        for statement in CODED:
            db.execute(statement)
        db.execute(record_store._INDEX)
        s = record_store.stamp(db)
        stamp = (s.reading, s.judgement, s.listed_actor, s.version)
        columns = "key, reading, judgement, listed_actor, version, made_at"
        db.execute(f"INSERT INTO record_state ({columns}) VALUES (1, ?, ?, ?, ?, '2031-01-01T00:00:00+00:00')", stamp)
        db.execute("COMMIT")


# Each state leans to its own end, and a third of what is said leans the other way.
CODED = (
    """INSERT INTO issues (key, id, digest, question, "for", against, added_at)
    VALUES (1, 'strait', 'strait', 'Should the strait be opened?', 'open it', 'keep it closed',
    '2031-01-01T00:00:00+00:00')""",
    "INSERT INTO issue_words (issue, word) VALUES (1, 'strait')",
    """INSERT INTO codings SELECT key, 'c' || key, 1, representative, 'model', 'model',
    CASE WHEN key * 31 % 20 < 11 THEN iif(coalesce(unicode(speaks_for), recorded_actor) % 3, 'for', 'against')
    WHEN key * 31 % 20 < 15 THEN iif(coalesce(unicode(speaks_for), recorded_actor) % 3, 'against', 'for')
    WHEN key * 31 % 20 < 17 THEN 'neither' WHEN key * 31 % 20 < 19 THEN 'unrelated' ELSE 'unsure' END,
    0, 0.5 + (key % 50) / 100.0, '', 0, 0, '2031-01-01T00:00:00+00:00' FROM statements WHERE key % 3 = 0""",
)


def _line(chance: random.Random) -> str:
    """Words without sense; at times before them a condition, or a figure."""
    words, kind = [*chance.choices(COMMON, k=10), f"rare{chance.randrange(RARE):05}"], chance.random()
    if kind < 0.02:
        gate, demand = chance.choice(STEPS), chance.choice(STATES)
        words.insert(0, f"we will not {gate} until {demand} has withdrawn from {chance.choice(COMMON)} {words[-1]}:")
    elif kind < 0.04:
        words.insert(0, f"{chance.randrange(2, 90)} people were killed at the {chance.choice(COMMON)} of {words[-1]}:")
    return " ".join(words)


def _side(who: int) -> str | None:
    """Six of ten actors speak for a state."""
    return STATES[who * who % len(STATES)] if who % 10 < 6 else None


def _rows(chance: random.Random, names: list[str], article: int) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    """What one article adds to each table."""
    lines = [_line(chance) for _ in range(PER_ARTICLE)]
    day = (DAY + dt.timedelta(days=chance.randrange(5_000))).isoformat() if chance.random() < 0.9 else None
    text, outlet, k = "\n\n".join(lines), chance.choice(OUTLETS), article
    id_ = f"{chance.getrandbits(64):016x}"
    yield (
        "INSERT INTO articles (key, id, outlet, title, text, given_method, added_at) "
        "VALUES (?, ?, ?, ?, ?, 'unknown', '')",
        [(k, id_, outlet, lines[0][:60], text)],
    )
    yield "INSERT INTO readings VALUES (?, ?, 1, ?, ?, 'printed', '')", [(k, k, day, day)]
    yield "INSERT INTO segments (reading, start, stop, kind) VALUES (?, 0, ?, 'body')", [(k, len(text))]
    yield "INSERT INTO roots (key, id, reason) VALUES (?, ?, '')", [(k, f"root-{k}")]
    yield "INSERT INTO root_articles (root, article) VALUES (?, ?)", [(k, k)]
    said = []
    for n, line in enumerate(lines):
        key, who = (k - 1) * PER_ARTICLE + n + 1, min(int(chance.paretovariate(0.6)) - 1, ACTORS - 1)
        said.append((key, who, line, text.index(line), chance.choice(["direct", "indirect", "mixed"])))
    yield (
        "INSERT INTO actors VALUES (?, ?, ?, ?, 'person', 1)",
        [(key, k, f"p{key}", names[who]) for key, who, *_ in said],
    )
    yield (
        "INSERT INTO members (recorded_actor, actor, score, reason) VALUES (?, ?, 1, 'same full name')",
        [(who + 1, key) for key, who, *_ in said],
    )
    yield (
        "INSERT INTO attributions (key, reading, id, depth, cue_text, content_text, form, polarity, modality, "
        "attitude, speaker, speaker_name, speaker_kind, speaker_confidence, speaker_why, speaks_for, when_earliest, "
        "when_latest, when_from, confidence) VALUES (?, ?, ?, 0, 'said', ?, ?, 'affirmed', 'asserted', 'assertion', "
        "?, ?, 'person', 1, '', ?, ?, ?, ?, 1)",
        [
            (
                key,
                k,
                f"{id_}:{key}",
                line,
                form,
                key,
                names[who],
                _side(who),
                day,
                day,
                "published" if day else "unknown",
            )
            for key, who, line, _, form in said
        ],
    )
    yield (
        "INSERT INTO spans (attribution, part, start, stop, words) VALUES (?, ?, ?, ?, ?)",
        [
            (key, part, start, start + length, line[:length])
            for key, _, line, start, _ in said
            for part, length in (("content", len(line)), ("cue", 1))
        ],
    )
    yield (
        "INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, 1)",
        [
            (key, f"{chance.getrandbits(64):016x}", who + 1, _side(who), line, day, day, key)
            for key, who, line, *_ in said
        ],
    )
    yield "INSERT INTO occurrences VALUES (?, ?, ?, 1, '')", [(key, key, key) for key, *_ in said]
    yield "INSERT INTO statement_roots (statement, root) VALUES (?, ?)", [(key, k) for key, *_ in said]
    yield "INSERT INTO occurrence_roots (occurrence, root) VALUES (?, ?)", [(key, k) for key, *_ in said]


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    if len(sys.argv) > 2:
        main(number, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(number, Path(folder) / "bench.db")
