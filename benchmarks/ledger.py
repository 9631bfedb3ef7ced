"""How long a ledger takes to fill and to answer: `python benchmarks/ledger.py [ARTICLES] [PATH]`.

Made-up readings, ten attributions an article, so 10,000 articles are 100,000 attributions. Times are on the clock and
of the processor, the best of three for questions; the peak of memory is the whole process's. The file is deleted at
the end unless PATH is given.
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from onrecord.ledger import Ledger, Question
from onrecord.types import (
    Actor,
    Article,
    Attribution,
    Link,
    Manner,
    Passage,
    Published,
    Reading,
    Run,
    Said,
    Segment,
    Speaker,
)

PER_ARTICLE = 10
SEED = 11
VOCABULARY = [
    a + b for a in ("cor", "tal", "ver", "min", "sol", "par", "hal", "den") for b in ("ri", "ka", "ono", "ent", "ul")
]
NAMES = [
    f"{first} {last}"
    for first in ("Irena", "Tomas", "Ada", "Jon")
    for last in ("Valk", "Orlic", "Senn", "Brandt", "Kovar")
]
OUTLETS = ["Meridian News", "KTA", "Tolvaz Herald", "Brennick Post", "Sarn Courier"]


def readings(articles: int) -> Iterator[Reading]:
    """Made-up readings over five years."""
    chance = random.Random(SEED)
    for number in range(articles):
        sentences = [_sentence(chance) for _ in range(PER_ARTICLE)]
        yield _reading(chance, f"{number:08x}", sentences)


def _sentence(chance: random.Random) -> tuple[str, str]:
    return chance.choice(NAMES), " ".join(chance.choices(VOCABULARY, k=20))


def _reading(chance: random.Random, id_: str, sentences: list[tuple[str, str]]) -> Reading:
    day = dt.date(2030, 1, 1) + dt.timedelta(days=chance.randrange(1800))
    published = Published(day, day, "given") if chance.random() < 0.8 else Published()
    text, found = "", list[Attribution]()
    for number, (name, words) in enumerate(sentences, 1):
        start = len(text)
        text += f"{name} said “{words}.” "
        cue, content = start + len(name) + 1, start + len(name) + 6
        link = (Link("kta", "KTA", "relay", (start, start + 1)),) if chance.random() < 0.1 else ()
        found.append(
            Attribution(
                id=f"{id_}:{number}",
                depth=0,
                within=None,
                source=Passage.of(text, [(start, start + len(name))]),
                cue=Passage.of(text, [(cue, cue + 4)]),
                content=Passage.of(text, [(content, len(text) - 1)]),
                manner=Manner("direct", "affirmed", "asserted", "assertion"),
                speaker=Speaker(name.lower().replace(" ", "-"), name, "person", None, "Varenia"),
                chain=link,
                said=Said(),
            )
        )
    actors = tuple(
        {a.speaker.actor: Actor(a.speaker.actor, a.speaker.name, "person") for a in found if a.speaker}.values()
    )
    article = Article(id_, text, None, None, chance.choice(OUTLETS), " ".join(text.split()[:6]), published)
    return Reading(article, published, (Segment(0, len(text), "body"),), tuple(found), actors, run=Run("bench", "none"))


def timed(name: str, deed: Callable[[], object], times: int = 3) -> None:
    """One line with the best time of the deed, on the clock and of the processor."""
    best = (float("inf"), float("inf"))
    for _ in range(times):
        begun = time.perf_counter(), time.process_time()
        deed()
        best = min(best, (time.perf_counter() - begun[0], time.process_time() - begun[1]))
    print(f"{name:52} {1000 * best[0]:10.1f} ms {1000 * best[1]:10.1f} ms", flush=True)


def questions(ledger: Ledger) -> None:
    """The questions that users ask most."""
    day = dt.date(2032, 3, 1)
    asked = {
        "newest 50": Question(),
        "by a name": Question(by="irena valk"),
        "about two words": Question(about="talka verono"),
        "by a name, about a word": Question(by="senn", about="corri"),
        "of a month": Question(since=day, until=dt.date(2032, 3, 31)),
        "of an outlet": Question(outlet="herald"),
        "by a name, of a year, of an outlet": Question(by="orlic", since=day, outlet="kta"),
    }
    for name, question in asked.items():
        timed(f"said, 50 of them: {name}", lambda question=question: ledger.ask(question, 50, each=True))  # type: ignore[misc]
    timed("search a phrase", lambda: ledger.search('"talka verono"'))
    timed("search a beginning", lambda: ledger.search("cor* minul"))
    timed("every line, streamed", lambda: sum(1 for _ in ledger.lines(Question(), each=True)), 1)


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(folder) / "bench.db"
        made = list(readings(min(articles, 10_000)))
        with Ledger.open(path) as ledger:
            timed(f"add {articles:,} articles", lambda: [ledger.add(r) for r in readings(articles)], 1)
            timed("add 10,000 known articles again", lambda: [ledger.add(r) for r in made], 1)
            questions(ledger)
            timed("every reading, loaded", lambda: sum(1 for _ in ledger.readings()), 1)
            timed("check", lambda: list(ledger.check()), 1)
        timed("open and close", lambda: Ledger.open(path, create=False).close())
        print(f"{'file':52} {path.stat().st_size / 2**20:10.1f} MiB")
    print(f"{'peak memory':52} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10:10.1f} MiB")


if __name__ == "__main__":
    main()
