"""How long the pages take: `python benchmarks/pages.py [STATEMENTS] [PATH]`, a million statements by default.

A made-up ledger, written past reader and resolver: ten statements an article, 40,000 actors of whom few say most, words
of which some are in every third statement and some in fifty. Each address is asked for ten times; times are of the
whole answer, without a network. The ledger is deleted at the end unless PATH is given; one that is there is used.
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
    "/statements.json",
)


def main(statements: int, path: Path) -> None:
    """A line for each address: its median, its 95th percentile, and its size."""
    if not path.exists():
        fill(path, statements)
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


def _about_one(client: TestClient) -> Iterator[str]:
    """The pages about one thing: the actor with most statements, one with few, a statement, an article."""
    for query in ("", "?page=300"):
        yield f"/actors/{client.get(f'/actors.json{query}').json()['lines'][0]['id']}"
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
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
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
        db.execute(record_store._INDEX)
        s = record_store.stamp(db)
        stamp = (s.reading, s.judgement, s.listed_actor, s.version)
        columns = "key, reading, judgement, listed_actor, version, made_at"
        db.execute(f"INSERT INTO record_state ({columns}) VALUES (1, ?, ?, ?, ?, '2031-01-01T00:00:00+00:00')", stamp)
        db.execute("COMMIT")


def _rows(chance: random.Random, names: list[str], article: int) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    """What one article adds to each table."""
    lines = [" ".join([*chance.choices(COMMON, k=10), f"rare{chance.randrange(RARE):05}"]) for _ in range(PER_ARTICLE)]
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
        "attitude, speaker, speaker_name, speaker_kind, speaker_confidence, speaker_why, when_earliest, when_latest, "
        "when_from, confidence) VALUES (?, ?, ?, 0, 'said', ?, ?, 'affirmed', 'asserted', 'assertion', ?, ?, 'person', "
        "1, '', ?, ?, ?, 1)",
        [
            (key, k, f"{id_}:{key}", line, form, key, names[who], day, day, "published" if day else "unknown")
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
        [(key, f"{chance.getrandbits(64):016x}", who + 1, None, line, day, day, key) for key, who, line, *_ in said],
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
