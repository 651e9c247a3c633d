"""The network: MiniLM's six layers, a head that finds where a cue begins, and a head that reads one cue's attribution.

The second head is what links. Given the position of a cue, it sees every piece of the window together with that cue
(and how far it is from it) through two narrow attention layers, and calls it source, cue, content or none of them.
Needs torch, the ``train`` extra.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from parley.reading.others.learned.windows import SHAPES

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
NARROW, NARROW_LAYERS, NARROW_HEADS = 192, 2, 6
REACH = 32
"""Distances from the cue are told apart up to this many buckets on either side (exact to 8, then by logarithm)."""
ROLES = 4
"""none, source, cue, content."""


class Layer(nn.Module):  # type: ignore[misc]
    """A post-norm transformer layer (Vaswani et al. 2017), as BERT has it."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``x`` (B, N, W); ``mask`` (B, 1, 1, N) added to the attention's scores."""
        b, n, w = x.shape
        size = w // self.heads
        q, k, v = (f(x).view(b, n, self.heads, size).transpose(1, 2) for f in (self.query, self.key, self.value))
        score = torch.matmul(q, k.transpose(2, 3)) / math.sqrt(size) + mask
        mixed = torch.matmul(torch.softmax(score, dim=-1), v).transpose(1, 2).reshape(b, n, w)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):  # type: ignore[misc]
    """Pieces to hidden states, and for each piece the log-odds that a cue begins there and of its roles at large."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(WIDTH, HEADS, INNER) for _ in range(LAYERS))
        self.cue = nn.Linear(WIDTH, 1 + 3)
        nn.init.zeros_(self.shapes.weight)

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor]:
        """``ids`` and ``shapes`` (B, N) → hidden (B, N, W), log-odds (B, N, 4): cue begins, in source, cue, content."""
        mask = (ids == 0).to(torch.float32)[:, None, None, :] * -1e4
        place = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.words(ids) + self.places(place)[None] + self.shapes(shapes)))
        for layer in self.layers:
            x = layer(x, mask)
        return x, self.cue(x)


def buckets(distance: Tensor) -> Tensor:
    """Signed distances as buckets 0 … 2·REACH: exact to 8 pieces, then by logarithm to a window's length."""
    size = distance.abs().to(torch.float32)
    far = 8 + (torch.log(size.clamp(min=8) / 8) * (REACH - 9) / math.log(256 / 8)).floor()
    bucket = torch.where(size < 8, size, far.clamp(max=REACH - 1)).to(torch.int64)
    return torch.where(distance < 0, REACH - bucket, REACH + bucket)


class Linker(nn.Module):  # type: ignore[misc]
    """One cue and its window to the roles of every piece, and whether the cue is one at all."""

    def __init__(self) -> None:
        super().__init__()
        self.piece, self.anchor = nn.Linear(WIDTH, NARROW), nn.Linear(WIDTH, NARROW)
        self.distance = nn.Embedding(2 * REACH + 1, NARROW)
        self.norm = nn.LayerNorm(NARROW, eps=1e-12)
        self.layers = nn.ModuleList(Layer(NARROW, NARROW_HEADS, 2 * NARROW) for _ in range(NARROW_LAYERS))
        self.role = nn.Linear(NARROW, ROLES)
        self.accept = nn.Linear(NARROW, 1)

    def forward(self, hidden: Tensor, ids: Tensor, rows: Tensor, at: Tensor) -> tuple[Tensor, Tensor]:
        """``hidden`` (B, N, W), ``rows`` (K,) and ``at`` (K,) → role scores (K, N, 4), log-odds of acceptance (K,)."""
        window = self.piece(hidden)[rows]
        anchor = self.anchor(hidden[rows, at])[:, None, :]
        place = torch.arange(hidden.shape[1], device=hidden.device)
        x = self.norm(window + anchor + self.distance(buckets(place[None, :] - at[:, None])))
        mask = (ids[rows] == 0).to(torch.float32)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        index = at[:, None, None].expand(-1, 1, NARROW)
        return self.role(x), self.accept(torch.gather(x, 1, index)[:, 0])[:, 0]


class Network(nn.Module):  # type: ignore[misc]
    """Encoder and linker together."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary)
        self.linker = Linker()


def take_minilm(network: Network, weights: dict[str, Tensor]) -> None:
    """Start the encoder from the tensors of all-MiniLM-L6-v2 (BERT's names)."""
    e = network.encoder
    with torch.no_grad():
        e.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
        kind = weights["embeddings.token_type_embeddings.weight"][0]
        e.places.weight.copy_(weights["embeddings.position_embeddings.weight"] + kind)
        e.norm.weight.copy_(weights["embeddings.LayerNorm.weight"])
        e.norm.bias.copy_(weights["embeddings.LayerNorm.bias"])
        parts = {
            "attention.self.query": "query", "attention.self.key": "key", "attention.self.value": "value",
            "attention.output.dense": "out", "attention.output.LayerNorm": "norm1", "intermediate.dense": "up",
            "output.dense": "down", "output.LayerNorm": "norm2",
        }  # fmt: skip
        for number, layer in enumerate(e.layers):
            for theirs, ours in parts.items():
                for kind_ in ("weight", "bias"):
                    tensor = getattr(getattr(layer, ours), kind_)
                    tensor.copy_(weights[f"encoder.layer.{number}.{theirs}.{kind_}"])
