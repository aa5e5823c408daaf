"""The pose model: MediaPipe's PoseLandmarker bundle, assembled on first need and kept in the user's cache folder.

MediaPipe's wheels no longer carry the pose model, but an older one does, as two bare network files. That one wheel is
asked for by package name, version and platform (the two files are data, so any system can use them), its SHA-256 is
checked, and the two networks are put into a bundle together with the metadata that today's MediaPipe asks for.
"""

import hashlib
import os
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from recognizer.errors import UserError
from recognizer.files import atomic, user_path

REQUIREMENT = "mediapipe==0.10.21"
PLATFORM = "manylinux_2_28_x86_64"
PYTHON = ("--python-version", "3.11", "--implementation", "cp", "--abi", "cp311")
WHEEL_SHA256 = "05dc4a9e593655a79558d05d6227d31018c2537a4bd3362b51e230cf22aecfe3"
WHEEL_BYTES = 35_640_000  # about; for the progress messages alone
BUNDLE = "pose_landmarker_full.task"

STALLED_AFTER = 150.0  # seconds without a byte before the download is given up; pip's own retries fit in
GIVE_UP_AFTER = 1800.0  # seconds for the whole download

BY_HAND = (
    "Supply the file by hand: get MediaPipe's pose landmarker bundle (pose_landmarker_full.task, or the lite or heavy "
    "one) and name it with --pose-model"
)


@dataclass(frozen=True)
class _Network:
    """One network of the bundle: where the wheel keeps it, what the bundle calls it, how its input is scaled."""

    source: str
    name: str
    mean: float
    std: float


NETWORKS = (
    _Network("mediapipe/modules/pose_detection/pose_detection.tflite", "pose_detector.tflite", 127.5, 127.5),
    _Network("mediapipe/modules/pose_landmark/pose_landmark_full.tflite", "pose_landmarks_detector.tflite", 0.0, 255.0),
)


def cached_bundle() -> Path:
    """Where the assembled bundle lies, or would lie."""
    return Path(platformdirs.user_cache_dir("mssa-studio", appauthor=False)) / BUNDLE


def pose_model_path(given: str | None = None, progress: Callable[[str], None] = lambda text: None) -> Path:
    """The pose model to use: the file given by the user, else the cached bundle, made first where need be.

    ``progress`` gets sentences that report what is being done. Raises ``UserError`` where the given file is absent or
    the bundle cannot be made; the sentence then explains how to supply the file by hand.
    """
    if given is not None:
        path = user_path(given)
        if not path.is_file():
            raise UserError(f"There is no pose model {path}.")
        return path
    bundle = cached_bundle()
    if is_intact(bundle):
        return bundle
    if bundle.exists():
        progress("The pose model in the cache is damaged and is made anew.")
    try:
        with tempfile.TemporaryDirectory(prefix="mssa-pose-", ignore_cleanup_errors=True) as folder:
            wheel = fetch_wheel(Path(folder), progress)
            assemble(wheel, bundle)
    except UserError as error:
        if is_intact(bundle):  # another process was quicker
            return bundle
        raise UserError(f"The pose model could not be made: {_clause(error)}. {BY_HAND}.") from error
    except OSError as error:
        raise UserError(f"The pose model could not be made: {error.strerror or error}. {BY_HAND}.") from error
    progress(f"The pose model is ready: {bundle}")
    return bundle


def is_intact(bundle: Path) -> bool:
    """Whether the file is a whole bundle: an archive that holds both networks with matching checksums."""
    try:
        with zipfile.ZipFile(bundle) as archive:
            return set(archive.namelist()) >= {network.name for network in NETWORKS} and archive.testzip() is None
    except Exception:  # damaged bytes make zipfile and its decompressors raise a dozen kinds
        return False


def fetch_wheel(folder: Path, progress: Callable[[str], None]) -> Path:
    """Download the wheel that holds the networks into ``folder`` with pip, and check its SHA-256.

    Raises ``UserError`` without pip, without a connection, after a stall, or where the file is not the one meant.
    """
    progress(f"Fetching the pose model, once: {REQUIREMENT} (35.6 MB).")
    scratch = folder / "scratch"
    scratch.mkdir()
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:"]
    command += ["--platform", PLATFORM, *PYTHON]
    command += ["--no-input", "--disable-pip-version-check", "--progress-bar", "off", "--retries", "2"]
    command += ["--dest", str(folder), REQUIREMENT]
    scratch_env = {name: str(scratch) for name in ("TMPDIR", "TEMP", "TMP")}  # so that its growth can be watched
    with open(folder / "pip.log", "w+", encoding="utf-8", errors="replace") as log:
        pip = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, env=os.environ | scratch_env
        )
        try:
            _watch(pip, folder, progress)
        finally:
            if pip.poll() is None:
                pip.kill()
                pip.wait()
        log.seek(0)
        output = log.read()
    if pip.returncode:
        raise UserError(_why(output))
    wheel = next(folder.glob("*.whl"), None)
    if wheel is None:
        raise UserError("pip delivered no wheel")
    if _sha256(wheel) != WHEEL_SHA256:
        raise UserError(f"the wheel of {REQUIREMENT} that pip delivered is not the one meant (its SHA-256 differs)")
    return wheel


def assemble(wheel: Path, bundle: Path) -> None:
    """Put the two networks of ``wheel``, with metadata, into ``bundle``; load it once before it takes its place.

    Raises ``UserError`` where the wheel lacks them, the bundle cannot be written or MediaPipe does not accept it.
    """
    from recognizer.pose.pose_estimator import PoseEstimator

    with atomic(bundle) as temporary:
        try:
            with zipfile.ZipFile(wheel) as archive, zipfile.ZipFile(temporary, "w", zipfile.ZIP_STORED) as out:
                for network in NETWORKS:
                    model = with_metadata(archive.read(network.source), network.mean, network.std)
                    out.writestr(_aligned(network.name, out.start_dir), model)
        except (KeyError, zipfile.BadZipFile) as error:
            raise UserError(f"{wheel.name} does not hold the two networks") from error
        PoseEstimator(temporary).close()


def with_metadata(model: bytes, mean: float, std: float) -> bytes:
    """The TFLite ``model`` with metadata that describes how its input image is scaled: (pixel - mean) / std, RGB."""
    import flatbuffers
    from mediapipe.tasks.metadata import metadata_schema_py_generated as metadata
    from mediapipe.tasks.metadata import schema_py_generated as schema

    network = schema.ModelT.InitFromPackedBuf(model, 0)
    graph = network.subgraphs[0]
    image = metadata.TensorMetadataT(
        name="image",
        content=metadata.ContentT(
            contentPropertiesType=metadata.ContentProperties.ImageProperties,
            contentProperties=metadata.ImagePropertiesT(colorSpace=metadata.ColorSpaceType.RGB),
        ),
        processUnits=[
            metadata.ProcessUnitT(
                optionsType=metadata.ProcessUnitOptions.NormalizationOptions,
                options=metadata.NormalizationOptionsT(mean=[mean], std=[std]),
            )
        ],
    )
    outputs = [metadata.TensorMetadataT(name=f"output {number}") for number in range(len(graph.outputs))]
    described = metadata.ModelMetadataT(
        subgraphMetadata=[metadata.SubGraphMetadataT(inputTensorMetadata=[image], outputTensorMetadata=outputs)],
        minParserVersion="1.0.0",
    )
    builder = flatbuffers.Builder(0)
    builder.Finish(described.Pack(builder), b"M001")

    network.buffers.append(schema.BufferT(data=list(builder.Output())))
    entry = schema.MetadataT(name="TFLITE_METADATA", buffer=len(network.buffers) - 1)
    others = [kept for kept in network.metadata or [] if kept.name not in (entry.name, entry.name.encode())]
    network.metadata = [*others, entry]
    builder = flatbuffers.Builder(len(model))
    builder.Finish(network.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def _aligned(name: str, offset: int) -> zipfile.ZipInfo:
    """The header of a member written at ``offset``, padded so that its data can be mapped into memory as it lies."""
    entry = zipfile.ZipInfo(name)
    padding = -(offset + 30 + len(name) + 4) % 64  # 30: the fixed part of a header; 4: that of an extra field
    entry.extra = struct.pack("<HH", 0xD935, padding) + bytes(padding)  # the number that zip aligners use for it
    return entry


def _watch(pip: subprocess.Popen, folder: Path, progress: Callable[[str], None]) -> None:
    """Wait for pip, reporting how far it is by the size of what it wrote; give up when nothing more comes."""
    started = moved = time.monotonic()
    size, reported = 0, 0
    while pip.poll() is None:
        time.sleep(0.1)
        now = time.monotonic()
        grown = _bytes_in(folder)
        if grown != size:
            size, moved = grown, now
        tenth = min(10 * size // WHEEL_BYTES, 9)
        if tenth > reported:
            reported = tenth
            progress(f"Fetching the pose model: {10 * tenth} %")
        if now - moved > STALLED_AFTER or now - started > GIVE_UP_AFTER:
            raise UserError("the download does not get on")


def _bytes_in(folder: Path) -> int:
    total = 0
    for root, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.path.getsize(os.path.join(root, name))
            except OSError:  # removed between listing and looking
                continue
    return total


def _why(output: str) -> str:
    """pip's own reason in one clause."""
    if "No module named pip" in output:
        return "this Python has no pip to fetch it with"
    errors = [line.removeprefix("ERROR: ") for line in output.splitlines() if line.startswith("ERROR: ")]
    reason = errors[0].rstrip(".") if errors else "no reason given"
    return f"pip could not fetch {REQUIREMENT} ({reason})"


def _clause(error: Exception) -> str:
    return str(error).rstrip(".")


def _sha256(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
