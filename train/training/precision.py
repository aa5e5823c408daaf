"""In which format of numbers a network computes while it trains: what a processor is quick at, and what "auto" becomes.

Master weights, statistics and the loss stay in single precision; convolutions and matrix products are done in the
format that is meant here (PyTorch's autocast).
"""

from collections.abc import Mapping
from typing import Literal

import torch

from recognizer.errors import UserError

Precision = Literal["fp32", "bf16", "fp16"]
AnyPrecision = Literal["auto", "fp32", "bf16", "fp16"]  # as a configuration may have it

_BF16_CUDA, _FP16_CUDA = (8, 0), (7, 0)  # compute capabilities from which on tensor cores take these formats
_HALF = {"bf16": torch.bfloat16, "fp16": torch.float16}


def native_precisions(device: torch.device) -> tuple[Precision, ...]:
    """What ``device`` has instructions for, the preferred first; fp32 always, last. Any other format is emulated, on a
    CPU at several times the cost of fp32.

    Of MPS nothing but fp32 is claimed: PyTorch has no query for it, and it has not been measured."""
    found: list[Precision] = []
    if device.type == "cuda":
        capability = torch.cuda.get_device_capability(device)
        found += ["bf16"] if capability >= _BF16_CUDA else []
        found += ["fp16"] if capability >= _FP16_CUDA else []
    elif device.type == "cpu" and _cpu_computes_bf16():
        found.append("bf16")
    return (*found, "fp32")


def resolve(precision: AnyPrecision, device: torch.device) -> Precision:
    """``auto`` as the format that ``device`` prefers; any other as it is. Raises ``UserError`` for fp16 where it cannot
    be trained in."""
    if precision == "auto":
        return native_precisions(device)[0]
    check_possible(precision, device)
    return precision


def check_possible(precision: Precision, device: torch.device) -> None:
    """Raises ``UserError`` for fp16, whose loss is scaled, elsewhere than on CUDA."""
    if precision == "fp16" and device.type != "cuda":
        raise UserError("precision: fp16 needs an NVIDIA GPU; auto, bf16 and fp32 work everywhere.")


def is_slow(precision: Precision, device: torch.device) -> bool:
    """Whether it is known that ``device`` has to emulate this format."""
    return device.type in ("cpu", "cuda") and precision not in native_precisions(device)


def autocast(precision: Precision, device: torch.device) -> torch.autocast:
    """A context in which the network computes in this format."""
    kind = _HALF.get(precision)
    return torch.autocast(device.type, dtype=kind, enabled=kind is not None)


def _cpu_computes_bf16() -> bool:
    """Whether PyTorch multiplies matrices by this CPU's own bf16 instructions.

    It does so through oneDNN; its other operations go by ``ATEN_CPU_CAPABILITY``. Where that holds them back, they may
    take more time than the products save [measured: docs/performance.md]."""
    if not torch.backends.mkldnn.is_available():
        return False
    features = _cpu_features()
    if features.get("bf16") or features.get("sve_bf16"):  # ARM
        return True
    widest = torch.backends.cpu.get_cpu_capability()
    return widest.startswith("AVX512") and bool(features.get("avx512_bf16") or features.get("amx_bf16"))


def _cpu_features() -> Mapping[str, object]:
    """The instruction sets that PyTorch finds, by name. Older versions have single questions for x86 alone."""
    query = getattr(torch.cpu, "get_capabilities", None)
    if query is not None:
        return query()
    questions = {"avx512_bf16": "_is_avx512_bf16_supported", "amx_bf16": "_is_amx_tile_supported"}
    return {name: bool(getattr(torch.cpu, question, bool)()) for name, question in questions.items()}
