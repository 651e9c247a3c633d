"""The trained network as two ONNX graphs with 8-bit weights: ``encoder.onnx`` and ``linker.onnx``.

The word table is the larger half; it is cut to 8 bits row by row, like the matrices. Needs torch and onnx to make; to
use the result needs onnxruntime only.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import torch

from parley.reading.others.learned.network import WIDTH, Network


def export(network: Network, out: Path) -> None:
    """Write both graphs into the folder ``out``."""
    import onnx  # type: ignore[import-not-found]
    from onnxruntime.quantization import QuantType, quantize_dynamic

    network.eval()
    out.mkdir(parents=True, exist_ok=True)
    ids = torch.full((2, 16), 5, dtype=torch.int64)
    batch, length, cues = (
        torch.export.Dim("batch", max=512),
        torch.export.Dim("length", max=512),
        torch.export.Dim("cues", max=4096),
    )
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder)
        torch.onnx.export(
            network.encoder, (ids, torch.zeros_like(ids)), str(raw / "encoder.onnx"), dynamo=True, external_data=False,
            input_names=["ids", "shapes"], output_names=["hidden", "odds"],
            dynamic_shapes=({0: batch, 1: length}, {0: batch, 1: length}),
        )  # fmt: skip
        torch.onnx.export(
            network.linker, (torch.zeros(2, 16, WIDTH), ids, torch.tensor([0, 1, 1]), torch.tensor([3, 4, 5])),
            str(raw / "linker.onnx"), dynamo=True, external_data=False,
            input_names=["hidden", "ids", "rows", "at"], output_names=["roles", "accept"],
            dynamic_shapes=({0: batch, 1: length}, {0: batch, 1: length}, {0: cues}, {0: cues}),
        )  # fmt: skip
        for name in ("encoder.onnx", "linker.onnx"):
            graph = onnx.load(str(raw / name))
            del graph.graph.value_info[:]  # shapes noted before matrices were turned round
            onnx.save(graph, str(raw / name))
            quantize_dynamic(
                str(raw / name), str(out / name), weight_type=QuantType.QInt8, per_channel=True,
                op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            )  # fmt: skip
            made = onnx.load(str(out / name))
            _bare(made)
            onnx.save(made, str(out / name))


def _bare(model: Any) -> None:
    """Without the exporter's notes on every node: they say in which files and folders the network was made."""
    parts = [model, model.graph, *model.graph.node, *model.graph.input, *model.graph.output, *model.graph.initializer]
    for function in model.functions:
        parts += [function, *function.node]
    for part in parts:
        part.doc_string = ""
        del part.metadata_props[:]
