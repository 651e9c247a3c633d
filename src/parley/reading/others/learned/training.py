"""Training the learned reader on a labelled corpus (PolNeAR's format), on a CPU, in about half an hour.

Loss: whether a cue begins at a piece (binary), the roles of pieces at large (binary, auxiliary), the roles of pieces
given a cue (cross-entropy over words), and whether a proposed cue is one (binary; negatives are the network's own most
confident wrong proposals in the batch).
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from parley.reading.others.learned.network import Network, take_minilm
from parley.reading.others.learned.windows import LIMIT, Window, windows

ROLE_NAMES = ("source", "cue", "content")


@dataclass(slots=True)
class Example:
    """A window with its gold: where cues begin, and the role of every piece for each."""

    window: Window
    cues: list[int]
    roles: list[list[int]]


def examples(tokenizer: Tokenizer, record: dict[str, Any]) -> list[Example]:
    """The windows of one labelled document."""
    out = []
    for window in windows(tokenizer, record["text"]):
        example = Example(window, [], [])
        starts = {i for i, f in enumerate(window.first) if f}
        low = min((window.spans[i][0] for i in starts), default=0)
        high = max((window.spans[i][1] for i in starts), default=0)
        for attribution in record["attributions"]:
            if not attribution.get("cue") or not attribution.get("content"):
                continue
            if not any(low <= s < high for s, _ in attribution["cue"]):
                continue
            roles = [0] * len(window)
            for number, name in enumerate(ROLE_NAMES, 1):
                for begin, end in attribution.get(name) or ():
                    for i in starts:
                        left, right = window.spans[i]
                        if left < end and begin < right:
                            roles[i] = number
            if 2 in roles and 3 in roles:
                example.cues.append(roles.index(2))
                example.roles.append(roles)
        out.append(example)
    return out


def _batch(group: list[Example]) -> dict[str, Tensor]:
    n = LIMIT  # one shape for all batches: the kernels keep a plan for every shape that they meet
    ids = torch.zeros(len(group), n, dtype=torch.int64)
    shapes = torch.zeros(len(group), n, dtype=torch.int64)
    first = torch.zeros(len(group), n, dtype=torch.bool)
    begins = torch.zeros(len(group), n)
    any_role = torch.zeros(len(group), n, 3)
    rows, at, roles = [], [], []
    for b, e in enumerate(group):
        m = len(e.window)
        ids[b, :m] = torch.tensor(e.window.ids)
        shapes[b, :m] = torch.tensor(e.window.shapes)
        first[b, :m] = torch.tensor(e.window.first)
        for cue, role in zip(e.cues, e.roles, strict=True):
            begins[b, cue] = 1
            padded = torch.zeros(n, dtype=torch.int64)
            padded[:m] = torch.tensor(role)
            for r in (1, 2, 3):
                any_role[b, :, r - 1] = torch.maximum(any_role[b, :, r - 1], (padded == r).float())
            rows.append(b)
            at.append(cue)
            roles.append(padded)
    return {
        "ids": ids, "shapes": shapes, "first": first, "begins": begins, "any": any_role,
        "rows": torch.tensor(rows, dtype=torch.int64), "at": torch.tensor(at, dtype=torch.int64),
        "roles": torch.stack(roles) if roles else torch.zeros(0, n, dtype=torch.int64),
    }  # fmt: skip


def _padded(count: int) -> int:
    """The next multiple of 32, so that few shapes occur."""
    return (count + 31) // 32 * 32


def _loss(network: Network, batch: dict[str, Tensor]) -> Tensor:
    hidden, odds = network.encoder(batch["ids"], batch["shapes"])
    first = batch["first"]
    odds = odds.float()
    begin = F.binary_cross_entropy_with_logits(odds[..., 0][first], batch["begins"][first])
    spread = F.binary_cross_entropy_with_logits(odds[..., 1:][first], batch["any"][first])
    total = 4.0 * begin + 0.5 * spread
    wrong = torch.where(first & (batch["begins"] == 0), odds[..., 0].detach(), torch.full_like(odds[..., 0], -1e9))
    good = len(batch["rows"])
    top = torch.topk(wrong.flatten(), k=_padded(good + max(4, good // 3)) - good).indices
    rows = torch.cat([batch["rows"], top // wrong.shape[1]])
    at = torch.cat([batch["at"], top % wrong.shape[1]])
    scores, accept = network.linker(hidden, batch["ids"], rows, at)
    truth = torch.zeros(len(rows))
    truth[:good] = 1
    total = total + 0.3 * F.binary_cross_entropy_with_logits(accept.float(), truth)
    if good:
        mask = first[batch["rows"]]
        total = total + 2.0 * F.cross_entropy(scores[:good].float()[mask], batch["roles"][mask])
    return total


def train(
    corpus: Path, minilm: Path, out: Path, *, epochs: int = 6, seed: int = 0, hold_out: int = 0, resume: Path | None = None,
    rate: float = 1.0,
    say: Callable[[str], None] = print, after_epoch: Callable[[Network, int], None] | None = None,
) -> Network:  # fmt: skip
    """Fine-tune from the MiniLM weights in ``minilm``; writes ``out``/network.pt after each epoch.

    ``resume`` goes on from a network.pt; ``rate`` multiplies the learning rates (2e-4 for the encoder, 1e-3 for the
    heads), which rise over the first 6 in 100 steps and then fall in a line.

    ``corpus`` is a JSONL file of documents with ``text`` and ``attributions``; the last ``hold_out`` are left out.
    """
    from safetensors.torch import load_file  # type: ignore[import-not-found]

    torch.manual_seed(seed)
    shuffle = random.Random(seed)
    tokenizer = Tokenizer.from_file(str(minilm / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    with corpus.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    data = [e for r in records[: len(records) - hold_out] for e in examples(tokenizer, r)]
    network = Network(tokenizer.get_vocab_size())
    take_minilm(network, load_file(str(minilm / "model.safetensors")))
    if resume is not None:
        network.load_state_dict(torch.load(resume, weights_only=True))
    network.encoder.words.weight.requires_grad_(False)
    body = [p for n, p in network.encoder.named_parameters() if p.requires_grad and not n.startswith(("cue", "shapes"))]
    ids = {id(p) for p in body}
    head = [p for p in network.parameters() if p.requires_grad and id(p) not in ids]
    size, steps = 16, 0
    total = epochs * ((len(data) + size - 1) // size)
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": 2e-4 * rate}, {"params": head, "lr": 1e-3 * rate}], weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, (s + 1) / (0.06 * total)) * max(0.02, 1 - s / total)
    )
    out.mkdir(parents=True, exist_ok=True)
    begun = time.monotonic()
    for epoch in range(epochs):
        network.train()
        order = list(range(len(data)))
        shuffle.shuffle(order)
        running, count = 0.0, 0
        for k in range(0, len(order), size):
            batch = _batch([data[i] for i in order[k : k + size]])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = _loss(network, batch)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            steps += 1
            running, count = running + loss.item(), count + 1
            if steps % 50 == 0:
                say(
                    f"epoch {epoch + 1} step {steps}/{total} loss {running / count:.3f} {time.monotonic() - begun:.0f}s"
                )
                running, count = 0.0, 0
        torch.save(network.state_dict(), out / "network.pt")
        if after_epoch:
            after_epoch(network, epoch)
    return network
