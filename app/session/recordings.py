"""What is being recorded: one recording at a time, and earlier ones that are still being finished. No Qt here."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.session.messages import Notice
from recognizer.pose.frames import CapturedFrame
from recognizer.skeleton.clip import Bodies

if TYPE_CHECKING:
    from app.session.cut_off_recordings import RecoveringThread
    from app.session.recording_thread import RecordingThread


class Recordings:
    """Frames and bodies may come from any thread. ``tell`` gets a sentence about what has become of each recording."""

    def __init__(self, tell: Callable[[Notice], None]) -> None:
        self._tell = tell
        self.threads: list[RecordingThread] = []
        self.recovering: RecoveringThread | None = None

    def begin(self, video: Path | None, clip: Path | None, fps: float) -> None:
        """Record a video, a clip or both, until ``stop``; what is being recorded is finished."""
        from app.session.recording_thread import RecordingThread

        self.stop()
        recording = RecordingThread(video, clip, fps, lambda sentence, problem: self._tell(Notice(sentence, problem)))
        self.threads = [*(old for old in self.threads if old.is_alive()), recording]
        recording.start()

    def recover(self, folder: Path) -> None:
        """Give recordings in this folder a name that the end of a program has cut off; returns at once."""
        from app.session.cut_off_recordings import RecoveringThread

        self.recovering = RecoveringThread(folder, self._tell)
        self.recovering.start()

    def stop(self) -> None:
        """Finish what is being recorded; returns at once."""
        for recording in self.threads:
            recording.stop()

    @property
    def active(self) -> bool:
        """Whether anything is being recorded."""
        return any(recording.active for recording in self.threads)

    def add_frame(self, captured: CapturedFrame) -> None:
        """A frame that was handed on."""
        for recording in self.threads:
            recording.add_frame(captured)

    def add_bodies(self, captured: CapturedFrame, bodies: Bodies) -> None:
        """The bodies that were seen in it."""
        for recording in self.threads:
            recording.add_bodies(captured, bodies)
