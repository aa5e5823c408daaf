"""Recording what the source shows: a video of its pictures and a clip of the bodies in them, by a thread of its own."""

import errno
import tempfile
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path

import numpy as np

from app.session.cut_off_recordings import MARK, Hold, open_lasting
from app.session.worker import Worker, sentence_of
from app.texts import mark, tr
from recognizer.errors import UserError
from recognizer.files import atomic
from recognizer.output.annotated_video import draw_bodies, draw_front
from recognizer.pose.frames import CapturedFrame
from recognizer.skeleton.clip import NOBODY, Bodies, Clip, save_npz
from recognizer.skeleton.joints import BODIES, JOINTS
from recognizer.skeleton.projection import Ground
from recognizer.sources.source import Frame
from recognizer.sources.video_writer import Opener, VideoFile, check_room
from recognizer.text import clock_text

WAITING = 64_000_000  # bytes of pictures that may wait for the encoder; what comes beyond that is left out
LONGEST = 2 * 3600.0  # seconds after which a recording ends by itself: the clip is brought into memory at the end
PAUSE = 1.0  # seconds without a picture that are taken for a pause and left out
FRONT = (480, 640)  # height and width of a picture of bodies that come without one
MOMENT = np.dtype(
    [
        ("time", "<f8"),
        ("keypoints", "<f4", (BODIES, JOINTS, 3)),
        ("confidence", "<f4", (BODIES, JOINTS)),
        ("identity", "<i4", (BODIES,)),
    ]
)


class RecordingThread(Worker):
    """Writes ``video``, ``clip`` or both, under other names until it is stopped; then gives ``done`` a sentence, and
    whether it is one of a problem. When the disk is full it ends by itself and keeps what it has. Of a video that is
    cut off by the end of the program, the next start finds what was written.

    ``add_frame`` and ``add_bodies`` are given everything and never wait. ``opener`` stands in for the encoder in tests.
    """

    def __init__(
        self,
        video: Path | None,
        clip: Path | None,
        fps: float,
        done: Callable[[str, bool], None],
        opener: Opener = open_lasting,
    ) -> None:
        super().__init__("recording", lambda failure: done(failure.sentence, True))
        self._video, self._clip, self._fps, self._done, self._opener = video, clip, fps, done, opener
        self._changed = threading.Condition()
        self._items: deque[tuple[float, Frame | Bodies]] = deque()
        self._waiting = 0
        self._stopping = False
        self._offsets: dict[int, float] = {}  # from a source's time to the recording's, by generation
        self._newest = -1 / fps
        self._ground = Ground()
        self.left_out = 0

    @property
    def active(self) -> bool:
        """Whether it still takes what it is given: it was not stopped, and has not ended by itself."""
        return not self._stopping

    def add_frame(self, captured: CapturedFrame) -> None:
        """A picture, or a clip's frame, as it is handed on."""
        with self._changed:
            if self._stopping:
                return
            time = self._place(captured)
            if time > LONGEST:
                self._stopping = True
            elif self._video is not None:
                size = 0 if captured.frame.image is None else captured.frame.image.nbytes
                if self._waiting + size > WAITING:
                    self.left_out += 1
                else:
                    self._items.append((time, captured.frame))
                    self._waiting += size
            self._changed.notify_all()

    def add_bodies(self, captured: CapturedFrame, bodies: Bodies) -> None:
        """The bodies that were seen in a captured."""
        with self._changed:
            if self._stopping or self._clip is None or captured.generation not in self._offsets:
                return
            time = captured.frame.time + self._offsets[captured.generation]
            if time >= 0:
                self._items.append((time, bodies))
                self._changed.notify_all()

    def stop(self) -> None:
        """End it; what waits is still written."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()

    def _place(self, captured: CapturedFrame) -> float:
        """The captured's time in the recording, which goes on over jumps and pauses of the source."""
        time, follows = captured.frame.time, self._newest + 1 / self._fps
        offset = self._offsets.get(captured.generation)
        if offset is None or time + offset - self._newest > PAUSE or time + offset < self._newest:
            self._offsets = {captured.generation: follows - time}
        self._newest = time + self._offsets[captured.generation]
        return self._newest

    # The thread itself.

    def work(self) -> None:
        """Write what comes, until it is stopped or something fails; then finish what there is, whatever happened."""
        problem, kept, missing = "", [], []
        parts: list[tuple[VideoFile | _Spool, Path]] = []
        held: Hold | None = None
        try:
            video = spool = None
            if self._video is not None:
                video = VideoFile(self._video, self._fps, self._opener, mark=MARK)
                held = Hold(video)
                parts.append((video, self._video))
            if self._clip is not None:
                spool = _Spool(self._clip)
                parts.append((spool, self._clip))
            while (item := self._take()) is not None:
                time, content = item
                if isinstance(content, Bodies):
                    if spool is not None:
                        spool.add(content, time)
                elif video is not None:
                    video.write(_picture(content, self._ground), time)
        except Exception as error:
            problem = _problem(error, mark("Recording"))
        finally:
            self.stop()  # nothing is recorded any more, and the window shows it
        for part, path in parts:
            try:
                part.finish()
                kept.append(path)
            except Exception as error:
                missing.append(_problem(error, tr("Writing {name}", name=path.name)))
        if held is not None:
            held.end()
        self._report(problem, kept, missing)

    def _take(self) -> tuple[float, "Frame | Bodies"] | None:
        with self._changed:
            self._changed.wait_for(lambda: self._items or self._stopping)
            if not self._items:
                return None
            item = self._items.popleft()
            if isinstance(item[1], Frame) and item[1].image is not None:
                self._waiting -= item[1].image.nbytes
            return item

    def _report(self, problem: str, kept: list[Path], missing: list[str]) -> None:
        """What has become of it: why it ended by itself, if it did, what is kept, and what is not."""
        files, length = " and ".join(path.name for path in kept), clock_text(max(self._newest, 0.0))
        problem = problem.rstrip(".")
        if not kept:
            sentences = [f"{problem}." if problem else "", tr("Nothing was recorded."), *missing]
        elif problem:
            sentences = [
                tr(
                    "{problem}: the recording ended after {length} and is kept in {files}.",
                    problem=problem,
                    length=length,
                    files=files,
                ),
                *missing,
            ]
        else:
            sentences = [tr("Recorded {length} to {files}.", length=length, files=files), *missing]
        if self.left_out:
            sentences.append(tr("{count} pictures were left out, since writing took too long.", count=self.left_out))
        self._done(" ".join(filter(None, sentences)), bool(problem or missing))


def _problem(error: Exception, doing: str) -> str:
    """A failure in one sentence."""
    if isinstance(error, OSError):
        if error.errno == errno.ENOSPC:
            return tr("The disk is full.")
        return tr("{doing} failed: {strerror}.", doing=tr(doing), strerror=error.strerror or error)
    return sentence_of(error, doing)


class _Spool:
    """The bodies of a recording, on disk until it ends: an hour takes 90 MB, which need not lie in memory meanwhile."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = tempfile.TemporaryFile(prefix=f".{path.stem}-", dir=path.parent)  # noqa: SIM115, closed by finish
        except OSError as error:
            raise UserError(
                tr("Cannot write {path}: {strerror}.", path=path, strerror=error.strerror or error)
            ) from error
        self._count, self._last = 0, -np.inf

    def add(self, bodies: Bodies, time: float) -> None:
        if time <= self._last:
            return
        if self._count % 100 == 0:
            check_room(self._path)
        moment = np.zeros((), MOMENT)
        slots = len(bodies.identity)
        moment["time"] = time
        moment["identity"] = NOBODY
        moment["keypoints"][:slots], moment["confidence"][:slots] = bodies.keypoints, bodies.confidence
        moment["identity"][:slots] = bodies.identity
        self._file.write(moment.tobytes())
        self._count, self._last = self._count + 1, time

    def finish(self) -> None:
        """Write the clip. Raises ``UserError``."""
        with self._file:
            if not self._count:
                raise UserError(tr("{name} was not written, since recognition saw no frame.", name=self._path.name))
            self._file.flush()
            self._file.seek(0)
            moments = np.fromfile(self._file, MOMENT)
        persons = 2 if (moments["identity"][:, 1] != NOBODY).any() else 1
        clip = Clip(
            moments["keypoints"][:, :persons].swapaxes(0, 1),
            moments["confidence"][:, :persons].swapaxes(0, 1),
            moments["time"],
            moments["identity"][:, :persons].swapaxes(0, 1),
        )
        save_npz(clip, self._path, compressed=False)


def _picture(frame: Frame, ground: Ground) -> np.ndarray:
    """The frame's picture; where it has none, its bodies from the front."""
    if frame.image is not None:
        return frame.image
    assert frame.bodies is not None, "a frame without a picture is a clip's"
    image = np.empty((*FRONT, 3), np.uint8)
    ground.follow(frame.bodies)
    draw_front(image, frame.bodies, ground)
    return image


class Snapshot:
    """What is shown at one moment, as pictures: uint8 RGB ``(H, W, 3)``. ``plain`` is ``None`` for a clip, which has no
    pictures; ``drawn`` has the skeletons in it."""

    def __init__(self, frame: Frame, bodies: Bodies | None) -> None:
        self.time, self.plain = frame.time, frame.image
        if frame.image is None:
            ground = Ground()
            self.drawn = _picture(Frame(None, frame.time, frame.index, bodies or frame.bodies), ground)
        else:
            self.drawn = frame.image.copy()
            if bodies is not None:
                draw_bodies(self.drawn, bodies)

    def save(self, path: Path, drawn: bool) -> None:
        """As PNG or JPEG, by the name. Raises ``UserError``."""
        from recognizer.sources.opencv import cv2

        image = self.drawn if drawn or self.plain is None else self.plain
        if not cv2.haveImageWriter(path.name):
            raise UserError(tr("{path} is not a picture's name: end it with .png or .jpg.", path=path))
        with atomic(path) as temporary:
            _, packed = cv2.imencode(path.suffix, cv2.cvtColor(image, cv2.COLOR_RGB2BGR))
            temporary.write_bytes(packed.tobytes())
