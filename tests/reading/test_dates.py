from onrecord.reading.dates import published
from onrecord.types import Article


def test_no_evidence_means_unknown() -> None:
    assert published(Article("a", "Rain fell on the hills of Varenia.")).method == "unknown"
