"""Reading with the trained network: text to attributions, as spans. Needs onnxruntime and tokenizers only.

For every window: the encoder marks where cues may begin; for each such place the linker gives every word a role and says
whether the cue is one. Attributions that share a cue or nearly all their content are one, the surer.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parley.core.errors import InputError
from parley.reading.others.learned.windows import Window, windows

WEIGHTS = Path(__file__).resolve().parent / "weights"
PROPOSE = -1.4
"""Log-odds above which a place is tried as the beginning of a cue."""
ACCEPT = -0.2
"""Least mean of the two log-odds, that a cue begins and that it is one."""
_BATCH = 24
_CUES = 96


@dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution; spans are code points of the text read. ``sure`` is a log-odds."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    sure: float


def available(folder: Path = WEIGHTS) -> bool:
    """Whether trained weights are there."""
    return all((folder / name).is_file() for name in ("encoder.onnx", "linker.onnx", "tokenizer.json"))


class Tagger:
    """The network of one folder of weights; loading takes about 0.2 s."""

    def __init__(self, folder: Path = WEIGHTS, *, threads: int = 1) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        if not available(folder):
            raise InputError.one(
                f"no trained weights in {folder}", hint="make them with: parley train reading CORPUS -o FOLDER"
            )
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        sessions = [
            onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])
            for name in ("encoder.onnx", "linker.onnx")
        ]
        self.encoder, self.linker = sessions

    def read(self, text: str) -> list[Tagged]:
        """Attributions of one text, in order."""
        return next(iter(self.read_all([text])))

    def read_all(self, texts: Iterable[str]) -> Iterator[list[Tagged]]:
        """Attributions of each text, in order; windows of one text are batched by length."""
        for text in texts:
            cut = windows(self.tokenizer, text)
            order = sorted(range(len(cut)), key=lambda i: len(cut[i]))
            found: dict[int, list[Tagged]] = {}
            for start in range(0, len(order), _BATCH):
                group = order[start : start + _BATCH]
                for index, tagged in zip(group, self._batch([cut[i] for i in group]), strict=True):
                    found[index] = tagged
            yield [t for i in range(len(cut)) for t in found[i]]

    def _batch(self, group: Sequence[Window]) -> list[list[Tagged]]:
        length = max(len(w) for w in group)
        ids = np.zeros((len(group), length), dtype=np.int64)
        shapes = np.zeros_like(ids)
        first = np.zeros((len(group), length), dtype=bool)
        for row, window in enumerate(group):
            ids[row, : len(window)] = window.ids
            shapes[row, : len(window)] = window.shapes
            first[row, : len(window)] = window.first
        hidden, odds = self.encoder.run(None, {"ids": ids, "shapes": shapes})
        begins = np.where(first, odds[..., 0], -np.inf)
        rows, at = np.nonzero(begins > PROPOSE)
        out: list[list[tuple[float, int, NDArray[np.float32]]]] = [[] for _ in group]
        for start in range(0, len(rows), _CUES):
            r, a = rows[start : start + _CUES], at[start : start + _CUES]
            roles, accept = self.linker.run(None, {"hidden": hidden, "ids": ids, "rows": r, "at": a})
            for k in range(len(r)):
                sure = float(begins[r[k], a[k]] + accept[k]) / 2
                if sure > ACCEPT:
                    out[r[k]].append((sure, int(a[k]), roles[k]))
        return [_decoded(window, found) for window, found in zip(group, out, strict=True)]


@cache
def tagger(folder: Path = WEIGHTS) -> Tagger:
    """The network, loaded once."""
    return Tagger(folder, threads=max(1, int(os.environ.get("PARLEY_THREADS", "1"))))


def _decoded(window: Window, found: list[tuple[float, int, NDArray[np.float32]]]) -> list[Tagged]:
    """Roles of pieces to spans; weaker readings of the same words dropped."""
    words = [i for i, f in enumerate(window.first) if f]
    kept: list[tuple[float, dict[int, int]]] = []
    for sure, at, roles in sorted(found, key=lambda f: -f[0]):
        best = roles.argmax(axis=-1)
        given = {i: int(best[i]) for i in words if best[i]}
        given[at] = 2
        content = {i for i, r in given.items() if r == 3}
        cue = {i for i, r in given.items() if r == 2}
        if not content or any(_same(cue, content, other) for _, other in kept):
            continue
        kept.append((sure, given))
    out = [
        Tagged(_spans(window, words, given, 1), _spans(window, words, given, 2), _spans(window, words, given, 3), sure)
        for sure, given in kept
    ]
    return sorted(out, key=lambda t: min(t.cue + t.content))


def _same(cue: set[int], content: set[int], other: dict[int, int]) -> bool:
    theirs = {i for i, r in other.items() if r == 3}
    if cue & {i for i, r in other.items() if r == 2}:
        return True
    return 2 * len(content & theirs) > 1.6 * (len(content) + len(theirs)) / 2


def _spans(window: Window, words: list[int], given: dict[int, int], role: int) -> tuple[tuple[int, int], ...]:
    """Runs of words of one role; a single mark or word of no role between two runs does not part them."""
    out: list[list[int]] = []
    last = -10
    for number, index in enumerate(words):
        if given.get(index) != role:
            continue
        begin, end = window.spans[index]
        if number == last + 1 and out:
            out[-1][1] = end
        else:
            out.append([begin, end])
        last = number
    return tuple((a, b) for a, b in out)
