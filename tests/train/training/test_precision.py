"""``precision: auto``: what it becomes on which processor, and that a run keeps what it became."""

import json
import os
import platform
import subprocess
import sys

import pytest
import torch

from recognizer.errors import UserError
from tests.paths import ROOT
from train.bench.engines import usual_precisions
from train.release.cross_validation import load_folds
from train.training import precision as formats
from train.training.config import load_fit_config
from train.training.fit import Run, fit, train_once
from train.training.run_folder import recorded_config

CPU, CUDA, MPS = map(torch.device, ("cpu", "cuda", "mps"))
NATIVE, EMULATED = ("bf16", "fp32"), ("fp32",)


@pytest.mark.parametrize(
    ("features", "widest", "multiplies", "expected"),
    [
        ({"avx512_bf16": True}, "AVX512", True, NATIVE),
        ({"amx_bf16": True}, "AVX512", True, NATIVE),
        ({"avx512_f": True, "avx512_bf16": False}, "AVX512", True, EMULATED),
        ({"avx2": True}, "AVX2", True, EMULATED),
        ({"avx512_bf16": True}, "AVX2", True, EMULATED),  # ATEN_CPU_CAPABILITY=avx2
        ({"avx512_bf16": True}, "DEFAULT", True, EMULATED),  # … =default
        ({"avx512_bf16": True}, "AVX512", False, EMULATED),  # a PyTorch without oneDNN
        ({"neon": True, "bf16": True}, "DEFAULT", True, NATIVE),  # ARM
        ({"neon": True, "bf16": True}, "DEFAULT", False, EMULATED),
        ({"neon": True}, "SVE256", True, EMULATED),
    ],
)
def test_a_cpu_computes_bf16_where_it_has_the_instructions_and_pytorch_uses_them(
    monkeypatch, features, widest, multiplies, expected
):
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: features, raising=False)
    monkeypatch.setattr(torch.backends.cpu, "get_cpu_capability", lambda: widest)
    monkeypatch.setattr(torch.backends.mkldnn, "is_available", lambda: multiplies)
    assert formats.native_precisions(CPU) == expected
    assert formats.resolve("auto", CPU) == expected[0]
    assert formats.is_slow("bf16", CPU) == (expected == EMULATED) and not formats.is_slow("fp32", CPU)
    assert usual_precisions(CPU) == expected[::-1]  # what `bench` measures


@pytest.mark.parametrize(("found", "expected"), [(True, NATIVE), (False, EMULATED)])
def test_a_pytorch_with_fewer_questions_is_asked_those_that_it_has(monkeypatch, found, expected):
    monkeypatch.delattr(torch.cpu, "get_capabilities", raising=False)
    monkeypatch.delattr(torch.cpu, "_is_amx_tile_supported", raising=False)
    monkeypatch.setattr(torch.cpu, "_is_avx512_bf16_supported", lambda: found, raising=False)
    monkeypatch.setattr(torch.backends.cpu, "get_cpu_capability", lambda: "AVX512")
    monkeypatch.setattr(torch.backends.mkldnn, "is_available", lambda: True)
    assert formats.native_precisions(CPU) == expected


def test_where_pytorch_s_own_kernels_are_held_back_bf16_is_not_native():
    code = "import torch\nfrom train.training.precision import native_precisions\n"
    code += "print(*native_precisions(torch.device('cpu')))"
    environment = {**os.environ, "ATEN_CPU_CAPABILITY": "default", "PYTHONPATH": str(ROOT)}
    if platform.machine() not in ("x86_64", "AMD64"):
        pytest.skip("x86 alone has kernels of several kinds")
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["fp32"]


@pytest.mark.parametrize(
    ("capability", "expected"),
    [
        ((9, 0), ("bf16", "fp16", "fp32")),
        ((8, 0), ("bf16", "fp16", "fp32")),
        ((7, 5), ("fp16", "fp32")),
        ((6, 1), EMULATED),
    ],
)
def test_a_gpu_takes_what_its_tensor_cores_take(monkeypatch, capability, expected):
    monkeypatch.setattr(torch.cuda, "get_device_capability", lambda device: capability)
    assert formats.native_precisions(CUDA) == expected and formats.resolve("auto", CUDA) == expected[0]
    assert formats.resolve("fp16", CUDA) == "fp16"


def test_of_mps_nothing_is_claimed():
    assert formats.resolve("auto", MPS) == "fp32" and not formats.is_slow("bf16", MPS)


def test_fp16_is_for_cuda_alone():
    with pytest.raises(UserError, match="NVIDIA"):
        formats.resolve("fp16", CPU)


@pytest.fixture
def processor(monkeypatch):
    """A call makes this processor one that computes bf16, or one that does not."""

    def be(native: tuple[str, ...]) -> None:
        monkeypatch.setattr(formats, "native_precisions", lambda device: native)

    return be


def test_a_run_goes_on_in_the_precision_that_auto_became(config_file, processor, capsys):
    words = ["precision=auto", "optimisation.steps=4"]
    config = load_fit_config(config_file, words)
    processor(NATIVE)
    run = Run(config)
    assert run.precision == "bf16"
    run.advance()
    run.save()
    processor(EMULATED)
    with pytest.raises(UserError, match="another configuration"):
        fit(load_fit_config(config_file, [*words, "precision=fp32"]), resume=True)
    model = fit(config, resume=True)
    assert json.loads((model / "training.json").read_text())[0]["precision"] == "bf16"
    assert recorded_config(config).precision == "bf16"
    shown = capsys.readouterr()
    assert shown.err.strip() == (
        "The run goes on in bf16, as it was begun, and slowly: this processor has no instructions for it."
    )
    assert "on cpu in bf16; step 1 of 4" in shown.out
    # What is finished is taken for what it is: not as another training, and not as one in fp32.
    assert train_once(config) == model
    assert train_once(load_fit_config(config_file, [*words, "precision=bf16"])) == model
    with pytest.raises(UserError, match="another configuration"):
        train_once(load_fit_config(config_file, [*words, "precision=fp32"]))


@pytest.mark.parametrize(
    ("asked", "native", "warned"), [("bf16", EMULATED, 1), ("bf16", NATIVE, 0), ("auto", EMULATED, 0)]
)
def test_one_sentence_says_that_a_chosen_precision_is_slow(config_file, processor, capsys, asked, native, warned):
    processor(native)
    fit(load_fit_config(config_file, [f"precision={asked}", "optimisation.steps=1"]))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == warned
    assert all(line.startswith("precision: bf16 is slow here") and "auto or fp32" in line for line in lines)


def test_the_bundled_model_s_results_are_of_its_configuration():
    """They were measured in bf16; the configuration leaves the precision to the processor."""
    file = ROOT / "train" / "configs" / "bundled.yaml"
    config = load_fit_config(file)
    results = load_folds(config, ["joint"], file.with_suffix(".results"))
    assert config.precision == "auto"
    assert [result.training.precision for result in results] == ["bf16"] * 4
