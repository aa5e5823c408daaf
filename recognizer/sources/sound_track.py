"""The sound of a video, brought into another one beside its pictures: as it is where that works, else encoded anew."""

from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from recognizer.errors import UserError
from recognizer.sources.libav import av
from recognizer.sources.packet_table import is_jump
from recognizer.sources.video_container import open_video

# The codecs that a kind of file takes and that players play there; Matroska takes any.
TAKEN = {
    ".mp4": {"aac", "mp3", "ac3", "eac3", "alac", "opus"},
    ".mov": {"aac", "mp3", "ac3", "alac", "pcm_s16le"},
    ".avi": {"mp3", "ac3", "pcm_s16le"},
}
ENCODED = {".avi": "pcm_s16le"}  # where it has to be encoded anew; AAC in all other files
RATES = (48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000)  # that AAC knows, the usual one first
LAYOUTS = {1: "mono", 6: "5.1"}  # by the number of channels; stereo for all others


class SoundTrack:
    """A stream of sound in the file ``out`` (whose name ends with ``suffix``), taken from the video ``place``; make it
    before anything was written to ``out``. Raises ``UserError`` where ``place`` cannot be read; nothing is written
    where it has no sound."""

    def __init__(self, place: str | Path, out: "av.container.OutputContainer", suffix: str) -> None:
        self._out = out
        self._video = open_video(place)
        stream = cast("av.AudioStream | None", self._video.container.streams.best("audio"))
        self._packets: Iterator[av.Packet] = iter(())
        self._waiting: deque[av.Packet] = deque()
        if stream is None or stream.codec_context is None:
            return
        codec, copied = stream.codec_context.name, None
        if codec in TAKEN.get(suffix, {codec}):
            try:
                copied = out.add_stream_from_template(stream)
            except (av.error.FFmpegError, ValueError):
                copied = None  # this file takes it from no other
        self._packets = self._copied(stream, copied) if copied is not None else self._encoded(stream, suffix)

    def write_up_to(self, time: float | None) -> None:
        """Write what is heard before ``time`` seconds since the source's start; ``None``: all that is left."""
        while True:
            if not self._waiting:
                packet = next(self._packets, None)
                if packet is None:
                    return
                self._waiting.append(packet)
            packet = self._waiting[0]
            if time is not None and (packet.pts or 0) * float(packet.time_base or 0) >= time:
                return
            self._out.mux(self._waiting.popleft())

    def close(self) -> None:
        """Let go of the source."""
        self._video.container.close()

    def _read(self, stream: "av.AudioStream") -> "Iterator[av.Packet]":
        """The packets of the source's sound, their stamps counted from its start, and without jumps."""
        assert stream.time_base is not None, "a stream of a file has one"
        unit = float(stream.time_base)
        shift, last = -round(self._video.start / unit), None
        try:
            for packet in self._video.container.demux(stream):
                if packet.dts is None or packet.pts is None:
                    continue
                if last is not None and self._video.may_jump and is_jump((packet.dts + shift - last) * unit):
                    shift = last - packet.dts
                packet.pts += shift
                packet.dts += shift
                last = packet.dts + (packet.duration or 0)
                yield packet
        except av.error.FFmpegError:
            return  # a damaged file: what was read of it is there

    def _copied(self, stream: "av.AudioStream", target: "av.AudioStream") -> "Iterator[av.Packet]":
        for packet in self._read(stream):
            packet.stream = target
            yield packet

    def _encoded(self, stream: "av.AudioStream", suffix: str) -> "Iterator[av.Packet]":
        codec, source = ENCODED.get(suffix, "aac"), stream.codec_context
        rate = source.sample_rate if source.sample_rate in RATES else RATES[0]
        layout = LAYOUTS.get(source.layout.nb_channels, "stereo")
        target = self._out.add_stream(codec, rate=rate, layout=layout)
        return self._encode(stream, cast("av.AudioStream", target))

    def _encode(self, stream: "av.AudioStream", target: "av.AudioStream") -> "Iterator[av.Packet]":
        for packet in self._read(stream):
            try:
                frames = cast("list[av.AudioFrame]", packet.decode())
            except av.error.FFmpegError:
                continue
            for frame in frames:
                yield from target.encode(frame)
        yield from target.encode(None)


def sound_of(place: str | Path | None, out: "av.container.OutputContainer", suffix: str) -> SoundTrack | None:
    """The sound of ``place`` for a file that is about to be written, ``None`` where there is none to be had."""
    if place is None:
        return None
    try:
        return SoundTrack(place, out, suffix)
    except UserError:
        return None
