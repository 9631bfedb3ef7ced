"""The stance model's network: the encoder, the part of each word-piece, and a head over the two sides."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from onrecord.models.asks import LABELS, PARTS
from training.network import Dropout
from training.network import fresh as reader


def mean_over(h: Tensor, where: Tensor) -> Tensor:
    """The mean of h [B, n, d] over the pieces where `where` [B, n] is 1; zeros where there are none."""
    w = where[..., None].to(h.dtype)
    return (h * w).sum(1) / w.sum(1).clamp(min=1)


SIDES = 8  # vectors side by side in what the head sees


def pooled(h: Tensor, parts: Tensor) -> Tensor:
    """[B, 8 d]: the first piece; the means of text, question and either end; the product of the text with each of the
    three, which says whether they speak of one thing, and which end the text is nearer to."""
    text, question, one, other = (mean_over(h, parts == p) for p in (5, 1, 2, 3))
    return torch.cat([h[:, 0], text, question, one, other, text * question, text * one, text * other], -1)


class Stance(nn.Module):
    """Pieces, parts and mask [B, n] in; scores of the labels [B, 4] and the vector [B, d] behind them out."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        d = encoder.config.hidden_size
        self.encoder = encoder
        self.part = nn.Embedding(len(PARTS), d)
        nn.init.normal_(self.part.weight, std=0.02)
        self.drop = Dropout(0.1, 1 << 20)
        self.mix = nn.Linear(SIDES * d, d)
        self.out = nn.Linear(d, len(LABELS))

    def forward(self, ids: Tensor, parts: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        emb = self.encoder.embeddings.word_embeddings(ids) + self.part(parts)
        h = self.encoder(inputs_embeds=emb, attention_mask=mask).last_hidden_state
        vector = torch.tanh(self.mix(self.drop(pooled(h, parts))))
        return self.out(self.drop(vector)), vector


def fresh(folder: Path) -> Stance:
    """A stance network on the encoder in `folder`, its head untrained."""
    return Stance(reader(folder).encoder)
