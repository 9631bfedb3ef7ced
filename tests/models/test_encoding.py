"""Windows of words: nothing lost, nothing twice, offsets true for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from onrecord.models.encoding import WINDOW, batch, quote_marks, windows
from onrecord.models.reader import FOLDER


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(FOLDER / "tokenizer.json"))


TOKENIZER = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=400))
def test_words_of_any_text_stand_in_it_in_order_and_fit(text: str) -> None:
    last = 0
    for window in windows(TOKENIZER, text, [(0, len(text))]):
        assert 0 < window.size <= WINDOW - 2
        for start, end in window.spans:
            assert last <= start < end <= len(text)
            last = start


@pytest.mark.parametrize("text", ["word. " * 2000, "x " * 3000, '"' * 3000, "a" * 5000, "1." * 2000, "“No. " * 900])
def test_a_long_line_is_cut_into_windows_that_hold_all_its_words(tokenizer: Tokenizer, text: str) -> None:
    found = list(windows(tokenizer, text, [(0, len(text))]))
    assert max(w.size for w in found) <= WINDOW - 2
    whole = tokenizer.encode(text, add_special_tokens=False)
    assert sum(len(w) for w in found) == len({i for i in whole.word_ids if i is not None})


def test_a_long_paragraph_is_cut_where_a_sentence_ends(tokenizer: Tokenizer) -> None:
    text = "The envoy of the northern states left the table again on Friday evening. " * 40
    found = list(windows(tokenizer, text, [(0, len(text))]))
    assert len(found) > 1
    assert all(text[w.spans[-1][0] : w.spans[-1][1]] == "." for w in found)


def test_only_the_areas_are_read(tokenizer: Tokenizer) -> None:
    text = "Talks failed.\nSupport us!\nThey will go on."
    words = [text[s:e] for w in windows(tokenizer, text, [(0, 13), (26, 42)]) for s, e in w.spans]
    assert words == ["Talks", "failed", ".", "They", "will", "go", "on", "."]


def test_marks_tell_inside_from_outside() -> None:
    assert list(quote_marks('a "b" c')) == [0, 0, 2, 1, 3, 0, 0]


def test_a_batch_is_padded_with_nothing(tokenizer: Tokenizer) -> None:
    text = "Short.\n" + "Longer than that, said Orlic.\n"
    items = [next(windows(tokenizer, text, [(0, 6)])), next(windows(tokenizer, text, [(7, len(text))]))]
    made = batch(items)
    assert made.mask.sum(1).tolist() == [items[0].size + 2, items[1].size + 2]
    assert made.ids[0, made.mask[0] == 0].sum() == 0
