"""Whoever is quoted is the source, however the sentence is turned, and whoever quotes is the relay."""

from __future__ import annotations

import pytest

from onrecord.reading import Reader
from onrecord.types import Article

READER = Reader.load(threads=1)


@pytest.mark.parametrize(
    ("text", "speaker", "chain", "content"),
    [
        (
            "Harbour Minister Lena Brandvold was quoted by Kestrian television as saying that she saw no way out.",
            "Lena Brandvold", ["Kestrian television"], "she saw no way out",
        ),
        (
            'Brandvold was quoted on Friday by the KTA news agency as saying: "We wait."',
            "Brandvold", ["KTA"], '"We wait."',
        ),
        ("KTA quoted Brandvold on Friday as saying that she would wait.", "Brandvold", ["KTA"], "she would wait"),
        (
            '"We shall not sign," Minister Irena Valk was quoted as saying by the KTA news agency on Friday.',
            "Irena Valk", ["KTA"], '"We shall not sign,"',
        ),
        ('"It seems they won," AFP quoted Orlic in Sarn as saying.', "Orlic", ["AFP"], '"It seems they won,"'),
    ],
)  # fmt: skip
def test_who_is_quoted_speaks_and_who_quotes_relays(text: str, speaker: str, chain: list[str], content: str) -> None:
    found = READER.read(Article("x", text)).attributions
    assert [(a.speaker.name, [link.name for link in a.chain], a.content.text) for a in found if a.speaker] == [
        (speaker, chain, content)
    ]
