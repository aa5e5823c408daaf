"""`bench`: what a network costs, and how fast it trains and answers, by device, precision and engine.

Everything is measured through the doors that the program itself uses: training through ``train.training.fit.Run``,
answers through ``Model.probabilities`` and the live ``Recognizer``. A measurement that is impossible here (no
compiler, too little memory) is reported as such, with the reason; it never ends the others.
"""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, TypeVar, cast

import numpy as np
import torch
from pydantic import ValidationError

from recognizer.console import Progress
from recognizer.errors import UserError
from recognizer.model.device import share_cores
from recognizer.model.model_config import ModelConfig, TimeBase
from recognizer.model.model_folder import Model, load_model
from recognizer.network.build import build_network
from recognizer.network.config import Architecture, where
from recognizer.recognizer import Recognizer
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import Bodies, load_npz
from recognizer.skeleton.stream_names import StreamName
from train.bench.engines import fits, prepared, usual_engines, usual_precisions
from train.data.augment import Augmentation
from train.data.inputs import training_inputs
from train.data.synthetic_ntu import SyntheticSet, write_prepared
from train.data.windows import training_windows
from train.evaluation.cost import Cost, cost_of
from train.training.config import Data, FitConfig, Optimisation
from train.training.fit import Run
from train.training.precision import Precision, autocast

NTU60_CLIPS = 40_091  # of the cross-subject training split
LABELS = 60
INFERENCE_BATCHES = (1, 64)
BLOCKS = 5  # a rate is the median of so many stretches of work
LEAST_STEPS = 20  # live windows that a percentile is taken from, at least


@dataclass(frozen=True)
class BenchRequest:
    """What is to be measured. ``model``: a bundled model or a folder; empty: a network of ``width`` and ``frames`` with
    random weights, whose training draws whole clips as NTU's protocol does. ``data``: a prepared set to train on;
    ``None``: ``clips`` clips of the generator's NTU shape. ``precisions`` and ``engines``: empty, the
    usual ones of each device. ``recompute``: as in ``FitConfig``. ``seconds``: for each measurement, about."""

    devices: tuple[torch.device, ...]
    precisions: tuple[Precision, ...] = ()
    engines: tuple[str, ...] = ()
    model: str = ""
    width: int = 64
    frames: int = 64
    batch: int = 32
    data: Path | None = None
    clips: int = 256
    seconds: float = 3.0
    recompute: bool | Literal["auto"] = "auto"


@dataclass(frozen=True)
class BenchSetting:
    """Where, in what precision and by which engine the network runs."""

    device: str
    precision: Precision
    engine: str


@dataclass(frozen=True)
class Throughput:
    """Clips a second of ``inference`` (joints to probabilities, one body a clip) or ``training`` (a whole step, clips
    to updated weights). ``missing``: why there is no figure. ``peak_bytes``: of CUDA memory. Of training alone:
    ``data_share``, the data path's share of a step; ``epoch_seconds``, for NTU-60's 40,091 clips at this rate."""

    setting: BenchSetting
    task: str
    batch: int
    clips_per_second: float | None = None
    peak_bytes: int | None = None
    data_share: float | None = None
    epoch_seconds: float | None = None
    missing: str = ""


@dataclass(frozen=True)
class LiveStep:
    """Milliseconds from joints in the rolling windows to decided labels, for so many ``persons`` at once."""

    setting: BenchSetting
    persons: int
    threads: int
    p50_ms: float | None = None
    p95_ms: float | None = None
    missing: str = ""


@dataclass(frozen=True)
class DataPath:
    """Clips a second of cutting, varying and placing windows alone, without the network."""

    device: str
    batch: int
    clips_per_second: float


@dataclass(frozen=True)
class BenchResult:
    """All that was measured, and under what circumstances. ``bodies``: of a training clip, on average."""

    torch: str
    cores: int
    threads: int
    gpu: str
    model: str
    streams: list[str]
    width: int
    frames: int
    bodies: float
    cost: Cost
    data: list[DataPath]
    rates: list[Throughput]
    live: list[LiveStep]


def bench(request: BenchRequest) -> BenchResult:
    """Measure; progress is shown on standard error."""
    with TemporaryDirectory() as folder:
        file = request.data
        if file is None:
            file = Path(folder) / "generated.safetensors"
            write_prepared(SyntheticSet(request.clips), file, workers=1)
        return _Measuring(request, file, Path(folder)).all()


class _Measuring:
    def __init__(self, request: BenchRequest, file: Path, folder: Path) -> None:
        self._request, self._file, self._folder = request, file, folder
        self._model = make_model(request)
        self._ready: tuple[tuple[BenchSetting, int], Model] | None = None

    def all(self) -> BenchResult:
        request = self._request
        settings = [
            BenchSetting(str(device), precision, engine)
            for device in request.devices
            for precision in request.precisions or usual_precisions(device)
            for engine in request.engines or usual_engines(device)
            if fits(device, precision, engine)
        ]
        data: list[DataPath] = []
        rates: list[Throughput] = []
        live: list[LiveStep] = []
        with Progress("Measuring", len(settings) + len(request.devices), "settings") as progress:
            for device in request.devices:
                run = self._run(BenchSetting(str(device), "fp32", "eager"))
                data.append(self._data_path(run))
                progress.update(len(data))
            bodies = float(run.corpus.bodies.double().mean())
            for number, setting in enumerate(settings, start=1):
                rates.extend(self._inference(setting))
                if setting.engine != "onnx":
                    path = next(path for path in data if path.device == setting.device)
                    rates.append(self._training(setting, path))
                live.extend(self._live(setting))
                progress.update(len(data) + number)
        config = self._model.config
        return BenchResult(
            torch=torch.__version__,
            cores=os.cpu_count() or 1,
            threads=torch.get_num_threads(),
            gpu=next((torch.cuda.get_device_name(d) for d in request.devices if d.type == "cuda"), ""),
            model=config.title,
            streams=config.streams,
            width=config.architecture.width,
            frames=config.architecture.frames,
            bodies=bodies,
            cost=cost_of([self._model]),
            data=data,
            rates=rates,
            live=live,
        )

    def _inference(self, setting: BenchSetting) -> Iterator[Throughput]:
        frames = self._model.config.architecture.frames
        device = torch.device(setting.device)
        for batch in INFERENCE_BATCHES:
            rate = Throughput(setting, "inference", batch)
            windows = torch.from_numpy(sample_windows(batch, frames)).to(device)

            def measure(rate: Throughput = rate, windows: torch.Tensor = windows) -> Throughput:
                model = self._prepared(setting)
                with autocast(setting.precision, model.device):
                    return self._rate(rate, lambda: model.probabilities(windows), device)

            yield _tried(measure, rate)

    def _prepared(self, setting: BenchSetting) -> Model:
        """The model in this setting and for torch's present number of threads, prepared once for all that is measured
        in it."""
        key = setting, torch.get_num_threads()
        if self._ready is None or self._ready[0] != key:
            self._ready = key, prepared(self._model, torch.device(setting.device), setting.engine, self._folder)
        return self._ready[1]

    def _training(self, setting: BenchSetting, path: DataPath) -> Throughput:
        rate = Throughput(setting, "training", self._request.batch)

        def measure() -> Throughput:
            run = self._run(setting)
            if setting.engine == "compiled":
                torch.compiler.reset()
                run.network.compile(fullgraph=True)
            found = self._rate(rate, run.advance, run.device)
            speed = found.clips_per_second
            assert speed is not None
            return replace(found, data_share=speed / path.clips_per_second, epoch_seconds=NTU60_CLIPS / speed)

        return _tried(measure, rate)

    def _rate(self, rate: Throughput, action: Callable[[], object], device: torch.device) -> Throughput:
        """The rate with its figures; one ``action`` is one batch."""
        if device.type == "cuda":
            torch.cuda.reset_peak_memory_stats(device)
        seconds = seconds_of(action, self._request.seconds, device)
        peak = torch.cuda.max_memory_allocated(device) if device.type == "cuda" else None
        return replace(rate, clips_per_second=rate.batch / seconds, peak_bytes=peak)

    def _live(self, setting: BenchSetting) -> Iterator[LiveStep]:
        threads = torch.get_num_threads()
        share_cores()  # as the app does it, whose pose model has the other cores
        for persons in (1, 2):
            step = LiveStep(setting, persons, torch.get_num_threads())

            def measure(step: LiveStep = step) -> LiveStep:
                model = self._prepared(setting)
                with autocast(setting.precision, model.device):
                    taken = live_steps(model, step.persons, self._request.seconds)
                p50, p95 = np.percentile(taken, [50, 95]) * 1000
                return replace(step, p50_ms=float(p50), p95_ms=float(p95))

            yield _tried(measure, step)
        torch.set_num_threads(threads)

    def _data_path(self, run: Run) -> DataPath:
        config, batch = run.config, self._request.batch
        draw = torch.Generator(run.corpus.device).manual_seed(0)

        def prepare() -> None:
            clips = torch.randint(len(run.corpus), (batch,), generator=draw, device=run.corpus.device)
            windows = training_windows(run.corpus, clips, config.time_base, config.architecture.frames, draw)
            training_inputs(windows, config.stream, config.normalisation, config.augmentation, draw).to(run.device)

        seconds = seconds_of(prepare, self._request.seconds, run.device)
        return DataPath(str(run.device), batch, batch / seconds)

    def _run(self, setting: BenchSetting) -> Run:
        """A training run of the network's first stream, as ``fit`` would do it. It writes nothing."""
        config, request = self._model.config, self._request
        return Run(
            FitConfig(
                name="bench",
                out=str(self._folder / "run"),
                stream=cast(StreamName, config.streams[0]),  # as every model's configuration is checked to have
                data=Data(files=[str(self._file)]),
                architecture=config.architecture,
                time_base=config.time_base,
                normalisation=config.normalisation,
                augmentation=Augmentation(yaw=0.3, pitch=0.3, roll=0.3),
                optimisation=Optimisation(batch=request.batch, steps=1_000_000, rate=0.01),
                precision=setting.precision,
                recompute=False if setting.engine == "compiled" else request.recompute,
                device=setting.device,
                tensorboard=False,
            )
        )


def make_model(request: BenchRequest) -> Model:
    """The model that is measured, on the CPU. Raises ``UserError`` where there cannot be such a network."""
    if request.model:
        return load_model(request.model)
    torch.manual_seed(0)
    try:
        architecture = Architecture(width=request.width, frames=request.frames)
    except ValidationError as error:
        fault = error.errors()[0]
        raise UserError(f"There is no such network: {where(fault)}: {fault['msg']}.") from error
    config = ModelConfig(
        name="untrained",
        labels=[f"class {number}" for number in range(1, LABELS + 1)],
        architecture=architecture,
        time_base=TimeBase(kind="whole-clip", seconds=3.0),
    )
    return Model(config, {"joint": build_network(config.network())}, torch.device("cpu"))


def seconds_of(action: Callable[[], object], budget: float, device: torch.device) -> float:
    """The seconds that one ``action`` takes: the median over stretches which together fill the budget, after it has
    been warmed up. A stretch is waited for at its end alone, so that a GPU is kept busy as it is in earnest."""
    _stretch(action, 2, device)
    count = max(round(budget / BLOCKS / max(_stretch(action, 1, device), 1e-6)), 1)
    return float(np.median([_stretch(action, count, device) / count for _ in range(BLOCKS)]))


def _stretch(action: Callable[[], object], count: int, device: torch.device) -> float:
    _wait(device)
    started = time.perf_counter()
    for _ in range(count):
        action()
    _wait(device)
    return time.perf_counter() - started


def _wait(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.synchronize(device)
    elif device.type == "mps":
        torch.mps.synchronize()


def live_steps(model: Model, persons: int, budget: float) -> list[float]:
    """The seconds of successive recognition steps of a live recognizer, the first ones apart: they warm it up."""
    person = load_npz(SAMPLE_CLIP).keypoints[0]  # (T, 25, 3)
    aside = np.arange(persons, dtype=np.float32)[:, None, None] * np.array([1.0, 0, 0], np.float32)
    confidence = np.ones((persons, person.shape[1]), np.float32)
    identity = np.arange(1, persons + 1, dtype=np.int32)
    recognizer, frame, started = Recognizer(model), 0, time.perf_counter()
    taken: list[float] = []
    while len(taken) < 3 + LEAST_STEPS or time.perf_counter() - started < budget:
        bodies = Bodies(person[frame % len(person)] + aside, confidence, identity)
        answer = recognizer.push(bodies, frame / 30)
        if len(answer.windows) == persons:
            taken.append(answer.model_seconds)
        frame += 1
    return taken[3:]


def sample_windows(count: int, frames: int) -> np.ndarray:
    """Windows ``(count, frames, 25, 3)`` in metres from the sample clip, each begun a little later."""
    person = load_npz(SAMPLE_CLIP).keypoints[0]
    index = (np.arange(frames) + 3 * np.arange(count)[:, None]) % len(person)
    return person[index]


Figures = TypeVar("Figures", Throughput, LiveStep)


def _tried(measure: Callable[[], Figures], otherwise: Figures) -> Figures:
    """What ``measure`` found, or ``otherwise`` with the reason why it found nothing."""
    try:
        return measure()
    except Exception as error:  # whatever a compiler, a driver or a full memory may raise
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        return replace(otherwise, missing=f"{type(error).__name__}: {lines[0] if lines else ''}"[:160])
