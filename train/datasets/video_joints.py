"""The joints of videos, as the program's own front end sees them: found once, and kept beside what is made of them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from recognizer.console import Progress
from recognizer.errors import UserError
from recognizer.skeleton.clip import Clip, ClipBuilder, load_npz, save_npz
from recognizer.skeleton.joints import BODIES
from recognizer.worker_processes import run_tasks


@dataclass(frozen=True)
class Video:
    """A video and where its joints are kept."""

    file: Path
    kept: Path

    def is_kept(self) -> bool:
        """Whether its joints need not be found again."""
        return self.kept.is_file()


@dataclass(frozen=True)
class Outcome:
    """What became of a video; ``problem``: why it cannot be used, in one sentence, or empty."""

    video: Video
    problem: str = ""


def video_in(folder: Path, name: str, keep: Path, mirrored: bool = False) -> Video:
    """The video called ``name`` under ``folder``, whose joints lie under ``keep``. Another file of that name, and
    another way of looking at it, are kept under another name. Raises ``OSError`` where there is no such file."""
    file = folder / name
    state = file.stat()
    mark = hashlib.sha256(f"{state.st_size} {state.st_mtime_ns} {mirrored}".encode()).hexdigest()[:8]
    flat = name.replace("/", "__").replace("\\", "__").replace(":", "_")
    return Video(file, keep / f"{flat}.{mark}.npz")


def observe_videos(videos: Sequence[Video], mirrored: bool = False, workers: int | None = None) -> dict[Path, str]:
    """Find and keep the joints of all videos that are not kept yet, on ``workers`` processes (all cores); what a stop
    leaves undone is done at the next start. Returns the problems, by file."""
    waiting = [video for video in dict.fromkeys(videos) if not video.is_kept()]
    if waiting:
        _fetch_pose_model()
    problems = {}
    with Progress("Finding people", len(videos), "videos") as progress:
        done = len(videos) - len(waiting)
        progress.update(done)
        for outcome in run_tasks(_observe, [(video, mirrored) for video in waiting], workers):
            if outcome.problem:
                problems[outcome.video.file] = outcome.problem
            done += 1
            progress.update(done)
    return problems


def observe_video(file: Path, mirrored: bool = False) -> Clip:
    """The bodies in a video, or in a clip file, frame by frame. Raises ``UserError``."""
    # Not at the top: only who prepares videos needs MediaPipe.
    from recognizer.pose.model_bundle import pose_model_path
    from recognizer.pose.observations import observe
    from recognizer.sources.opening import open_source

    builder = ClipBuilder()
    with open_source(str(file)) as source:
        for observation in observe(source, BODIES, mirrored, None if source.has_bodies else pose_model_path()):
            builder.add(observation.bodies, observation.time)
    return builder.build()


def load_kept(video: Video) -> Clip:
    """The joints that were kept. Raises ``UserError``."""
    return load_npz(video.kept)


def _observe(video: Video, mirrored: bool) -> Outcome:
    """Find the joints of one video and keep them; whatever goes wrong with it is its own."""
    try:
        clip = observe_video(video.file, mirrored)
    except UserError as error:
        return Outcome(video, str(error))
    except Exception as error:  # an hour of work must not end at one odd file
        return Outcome(video, f"unexpected {type(error).__name__}: {error}")
    save_npz(clip, video.kept)
    return Outcome(video)


def _fetch_pose_model() -> None:
    """Once, before several processes want it at the same time."""
    from recognizer.pose.model_bundle import pose_model_path

    pose_model_path()
