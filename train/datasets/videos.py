"""Labelled videos: spans of any videos with their actions, by label lists (see ``recognizer.output.label_list``).

Every video goes through the program's own front end once, so that what is trained on is what a user's camera gives. A
list's ``setup`` (one camera in one place) is the clips' group, and there are splits for each: ``SETUP`` and
``without-SETUP``, since a setup that trains must not test. People are unique within a setup; where a row names nobody,
its whole setup counts as one person.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from recognizer.errors import UserError
from recognizer.output.label_list import LabelledSpan, read_label_lists
from recognizer.skeleton.clip import Clip
from train.datasets.folder import bodies_of
from train.datasets.reader import Entry, Listing, RawClip, Unreadable, stamp
from train.datasets.video_joints import Video, load_kept, observe_videos, video_in

NAME, TITLE = "videos", "labelled videos"


def list_spans(
    label_lists: Sequence[Path],
    keep: Path,
    mirrored: bool = False,
    workers: int | None = None,
    folder: Path | None = None,
) -> Listing:
    """All spans of label lists, ready to be read; a later list's rows replace all that earlier ones hold of the same
    file. The videos lie under ``folder``, or beside the first list. Their joints that are not under ``keep`` yet are
    found first, which takes about as long as the videos last, divided by ``workers``. Raises ``UserError``."""
    spans = read_label_lists(label_lists)
    videos, problems = _videos(folder or label_lists[0].parent, spans, keep, mirrored)
    problems |= {
        name: problem
        for file, problem in observe_videos(list(videos.values()), mirrored, workers).items()
        for name, video in videos.items()
        if video.file == file
    }
    setups = sorted({span.setup for span in spans if span.setup})
    entries = [
        Entry(_name(span), partial(_read, span, videos.get(span.file), problems.get(span.file, ""), tuple(setups)))
        for span in spans
    ]
    return Listing(entries, len(entries), stamp([*label_lists, *(v.file for v in videos.values())]) + str(mirrored))


def _videos(
    folder: Path, spans: list[LabelledSpan], keep: Path, mirrored: bool
) -> tuple[dict[str, Video], dict[str, str]]:
    """The list's files that are there, by name, and the problems of those that are not."""
    videos, problems = {}, {}
    for name in dict.fromkeys(span.file for span in spans):
        try:
            videos[name] = video_in(folder, name, keep, mirrored)
        except OSError as error:
            problems[name] = f"it cannot be opened ({error.strerror or error})"
    return videos, problems


def _read(span: LabelledSpan, video: Video | None, problem: str, setups: tuple[str, ...]) -> RawClip:
    """One span's clip. Raises ``Unreadable``."""
    if video is None or problem:
        raise Unreadable(problem)
    try:
        clip = load_kept(video)
    except UserError as error:
        raise Unreadable(str(error)) from error
    keypoints, fps = bodies_of(_cut(clip, span))
    return RawClip(
        name=_name(span),
        keypoints=keypoints,
        fps=fps,
        label=span.action,
        person=f"{span.setup}/{span.person}" if span.person else span.setup or span.file,
        group=span.setup or NAME,
        splits=tuple(_splits(span.setup, setups)),
    )


def _cut(clip: Clip, span: LabelledSpan) -> Clip:
    """The frames of a span. Raises ``Unreadable`` where there are none."""
    time = clip.time - clip.time[0]
    kept = (time >= (span.start or 0.0)) & (time < (np.inf if span.end is None else span.end))
    if not kept.any():
        raise Unreadable(f"the video ends before that, at {time[-1]:.2f} s")
    return Clip(clip.keypoints[:, kept], clip.confidence[:, kept], clip.time[kept], clip.identity[:, kept])


def _splits(setup: str, setups: tuple[str, ...]) -> Iterator[str]:
    for other in setups:
        yield other if other == setup else f"without-{other}"


def _name(span: LabelledSpan) -> str:
    if span.start is None and span.end is None:
        return span.file
    end = "the end" if span.end is None else f"{span.end:g} s"
    return f"{span.file}, {span.start or 0:g} s to {end}"
