"""Reading a video file: every frame with its true time, in both directions, from any moment on."""

import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

import numpy as np

from recognizer.errors import UserError
from recognizer.sources.addresses import is_address, without_secrets
from recognizer.sources.libav import av
from recognizer.sources.packet_table import KeyFrame, PacketTable, is_jump, make_table
from recognizer.sources.picture_converter import PictureConverter
from recognizer.sources.video_container import open_video

TABLE_UP_TO = 600_000_000  # bytes; of larger files no table is made, since walking through them takes too long
TOLERANCE = 1e-3  # seconds by which a frame may be earlier than asked for: some files round their stamps to that
EARLIER = (0.0, 1.0, 5.0, 30.0)  # seconds by which a jump is tried too far back, until it lands before what is meant
LEAST_STEP = 1e-3  # seconds between two frames of which the second one claims not to be later
HELD = 32  # frames that are held at most, to go backwards without decoding each of them anew
HELD_BYTES = 100_000_000
FAILURES = 20  # reads in a row without a packet after which a damaged file counts as ended
REORDERED = 17  # frames among which the one is that follows a key frame in the file: codecs allow no more


@dataclass(frozen=True, eq=False)
class VideoFrame:
    """A decoded frame. ``time``: seconds since the file's start; ``index``: its number from 0, which is exact for what
    is read from the start on, and follows from the rate after a jump."""

    time: float
    index: int
    decoded: "av.VideoFrame"
    converter: PictureConverter

    def picture(self) -> np.ndarray:
        """The picture, uint8 RGB ``(H, W, 3)``, in square pixels and the right way up. It is made at each call: who
        needs no picture of a frame saves that."""
        return self.converter.picture(self.decoded)


class VideoReader:
    """Reads one video; ``close`` may come from any thread, everything else from one at a time.

    ``read`` gives frame after frame, in order of time. ``seek`` and ``back`` say which one it gives next. Times are
    seconds since the file's start: where sound begins before the pictures, the first frame's time is greater than 0.

    ``fps``: the average rate; ``duration``: seconds from the file's start to the end of its last frame, and ``frames``:
    how many there are, both ``None`` where the file does not tell; ``start``: the first frame's time; ``width`` and
    ``height``: those of its picture, as it is to be seen.
    """

    def __init__(self, place: str | Path, threads: int = 0) -> None:
        """``place``: a path, or an address of a video on the network. ``threads``: how many decode, 0 for as many as
        help. Raises ``UserError`` where it cannot be read as a video, or holds no frame."""
        self.place = str(place)
        self._network = is_address(self.place)
        self._threads = threads
        self._lock = threading.Lock()
        self._closed = False
        self._video = open_video(place, threads)
        self._converter = PictureConverter(self._video.pixel)
        self._behind: deque[VideoFrame] = deque()  # frames before the one read last, while one goes backwards
        self._ahead: deque[VideoFrame] = deque()  # frames to be given before the decoder goes on
        self._last: VideoFrame | None = None  # read last
        self._late = 0.0  # seconds by which the file's stamps come later than they mean
        self._held = HELD
        try:
            self._table = self._tabled()
            self._describe()
            first = self._decode_first()
        except BaseException:
            self._video.container.close()
            raise
        self.start = first.time
        self.width, self.height = self._converter.size(first.decoded)
        self._held = int(np.clip(HELD_BYTES // (2 * self.width * self.height), 2, HELD))

    # What others call

    def read(self) -> VideoFrame | None:
        """The next frame; ``None`` at the end, and once closed. Raises ``UserError`` where the network breaks off."""
        with self._lock:
            if self._closed:
                return None
            frame = self._ahead.popleft() if self._ahead else self._decode()
            if frame is None:
                return None
            if self._behind and self._last is not None:
                self._behind.append(self._last)
            self._last = frame
            return frame

    def seek(self, time: float) -> None:
        """Go on from the first frame at or after ``time`` seconds; beyond the end, from the last frame."""
        with self._lock:
            if self._closed:
                return
            before, found = self._passing(time - TOLERANCE, exactly=2 * TOLERANCE)
            frame = found or (before[-1] if before else None)
            self._last, self._behind = None, deque()
            self._ahead = deque(() if frame is None else [frame])

    def back(self) -> None:
        """Go on from the frame before the one that was read last; at the start, from the first one."""
        with self._lock:
            if self._closed or self._last is None:
                return
            if not self._behind:
                self._behind, found = self._passing(self._last.time)
                self._ahead, self._last = deque(), found or self._last
            self._ahead.appendleft(self._last)
            if self._behind:
                self._ahead.appendleft(self._behind.pop())
            self._last = self._behind.pop() if self._behind else None

    @property
    def missing(self) -> float | None:
        """How many seconds the file promises beyond the last frame that was read; ``None`` where it does not promise
        anything about its pictures, or where the end was not reached."""
        if self._table is not None or self._video.duration is None or not self._video.certain or not self._ended:
            return None
        return self._video.duration - self._time

    def close(self) -> None:
        """Let go of the file. May be called twice."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._video.container.close()

    def __enter__(self) -> "VideoReader":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Frame after frame

    def _decode_first(self) -> VideoFrame:
        """The first frame, which ``read`` will give: it tells whether there is any."""
        if self._table is None:
            self._begin_pass()
        else:
            self._rewind()
        first = self._decode()
        if first is None:
            raise UserError(f"{without_secrets(self.place)} is a video without a single frame that can be read.")
        self._late = min(first.time, 0.0)
        if self._video.only_decoding_times and 0 < first.time - self._video.begins < REORDERED / self.fps:
            self._late = first.time - self._video.begins
        self._time -= self._late
        first = replace(first, time=self._time)
        self._ahead.append(first)
        return first

    def _begin_pass(self, key: KeyFrame | None = None, index: int | None = 0) -> None:
        """Decode from here on. ``key``: a key frame of the table, whose packet is to be reached first. ``index``: the
        number of the frame that comes next, where that is known."""
        self._index = index if key is None else key.packet
        self._epoch = 0 if key is None else key.epoch
        self._time, self._shift, self._ended = -np.inf, 0.0, False
        if self._table is not None:
            self._shift = self._table.epochs[self._epoch].shift
        self._decoder: Iterator[av.VideoFrame] = self._decoded(0 if key is None else key.packet)

    def _decode(self) -> VideoFrame | None:
        frame = next(self._decoder, None)
        if frame is None:
            self._ended = True
            return None
        self._time = self._time_of(frame)
        index = round((self._time - self.start) * self.fps) if self._index is None else self._index
        self._index = index + 1
        return VideoFrame(self._time, index, frame, self._converter)

    def _decoded(self, skipped: int) -> "Iterator[av.VideoFrame]":
        """What the decoder makes of the packets that follow, without the first ones; damaged ones are left out."""
        for number, packet in enumerate(self._packets()):
            if number < skipped:
                continue
            if self._video.counted and packet.size:
                packet.pts = number
            try:
                yield from packet.decode()
            except av.error.FFmpegError:
                continue

    def _packets(self) -> "Iterator[av.Packet]":
        """The packets of the pictures up to the end. Where a file is damaged, reading goes on behind that."""
        failures = 0
        while failures < FAILURES:
            try:
                for packet in self._video.container.demux(self._video.stream):
                    failures = 0
                    yield packet
                return
            except av.error.FFmpegError:
                failures += 1
            if self._network:
                raise UserError(f"{without_secrets(self.place)} broke off: no more of it comes over the network.")

    def _time_of(self, frame: "av.VideoFrame") -> float:
        """Seconds since the file's start by the frame's own stamp where it has one, else by the rate."""
        step, first = 1 / self.fps, self._time == -np.inf
        stamp = self._video.stamp_of(frame)
        if self._video.counted or (first and stamp is None):
            return (self._index or 0) * step
        if stamp is None:
            return self._time + step
        unshifted = stamp * self._video.time_base - self._video.start - self._late
        if not first and self._video.may_jump and is_jump(unshifted + self._shift - self._time):
            self._shift = self._next_shift(self._time + step - unshifted)
        time = unshifted + self._shift
        return time if first or time > self._time else self._time + min(LEAST_STEP, step / 2)

    def _next_shift(self, following: float) -> float:
        """The shift from a jump of the stamps on: the table's, so that times are the same from wherever one begins to
        read; else the one that lets the frame follow the last one."""
        if self._table is None or self._epoch + 1 == len(self._table.epochs):
            return following
        self._epoch += 1
        return self._table.epochs[self._epoch].shift

    # Jumps

    def _passing(self, time: float, exactly: float | None = None) -> tuple[deque[VideoFrame], VideoFrame | None]:
        """Decode up to the first frame at or after ``time``: that one, and those directly before it, of which there is
        one at least where the file has any. ``exactly``: those are not needed where a frame is this close."""
        for earlier in EARLIER:
            if not self._go_to(max(time - earlier, self.start)):
                break
            before, found = self._decode_up_to(time)
            close = found is not None and exactly is not None and found.time <= time + exactly
            if before or close or (found is not None and found.time <= self.start):
                return before, found
            if time - earlier <= self.start:
                break
        self._rewind()
        return self._decode_up_to(time)

    def _decode_up_to(self, time: float) -> tuple[deque[VideoFrame], VideoFrame | None]:
        before: deque[VideoFrame] = deque(maxlen=self._held)
        while (frame := self._decode()) is not None:
            if frame.time >= time:
                return before, frame
            before.append(frame)
        return before, None

    def _go_to(self, time: float) -> bool:
        """Have the decoder go on from a key frame before ``time``, by the table or by FFmpeg's own ways. Whether it
        could; where not, reading from the start is left."""
        if self._video.counted:
            return self._table is not None and self._count_from(self._table.key_before_packet(int(time * self.fps)))
        if self._table is not None and (self._table.jumps or self._video.misses_jumps):
            self._rewind(self._table.key_before(time + self._video.start))
            return True
        try:
            stamp = round((time + self._late + self._video.start) / self._video.time_base)
            self._video.container.seek(stamp, stream=self._video.stream)
        except av.error.FFmpegError:
            return False
        self._begin_pass(index=None)
        return True

    def _count_from(self, key: KeyFrame) -> bool:
        """Go to a key frame of a file without time stamps. Whether the number of the first frame is certain: where
        pictures that follow the key frame in the file are shown before it, they are lost, and nobody knows how many."""
        self._rewind(key)
        decoder = self._decoder
        coming = list(islice(decoder, REORDERED))
        self._decoder = chain(coming, decoder)
        numbers = [frame.pts or 0 for frame in coming]
        return numbers[:1] == [key.packet] and (len(numbers) == 1 or min(numbers[1:]) == key.packet + 1)

    def _rewind(self, key: KeyFrame | None = None) -> None:
        """Open the file once more: after an end, or damage, this is the one way back that every format knows."""
        self._video.container.close()
        self._video = open_video(self.place, self._threads)
        self._begin_pass(key)

    # What the file does not say by itself

    def _tabled(self) -> PacketTable | None:
        """A table of the packets, where the file's own words do not do, and where it is not too long for that."""
        video = self._video
        if self._network or not (video.counted or video.may_jump or video.duration is None):
            return None
        if video.container.size > TABLE_UP_TO:
            return None
        try:
            return make_table(video.container.demux(video.stream), video.time_base, 1 / video.fps, video.may_jump)
        except av.error.FFmpegError:
            return None

    def _describe(self) -> None:
        """Rate, duration and number of frames, by the table where there is one."""
        video, table = self._video, self._table
        self.fps, self.duration, self.frames = video.fps, video.duration, video.frames
        if table is None:
            return
        self.frames = table.packets
        if video.counted:
            self.duration = table.packets / self.fps
        elif table.end is not None and table.keys[0].time is not None:
            seconds = table.end - table.keys[0].time
            self.duration = table.end - video.start
            if seconds > 0 and table.packets > 1:
                self.fps = table.packets / seconds
