"""Where a file's key frames are and at which times, found by walking through it once without decoding anything.

Most files tell all this by themselves. A table is made of those that do not: streams without time stamps (raw H.264),
streams whose stamps may jump (MPEG), and files that do not know how long they are (what browsers record).
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

JUMP_AHEAD, JUMP_BACK = 10.0, 0.5  # seconds between two frames beyond which their stamps count as a jump


class Packet(Protocol):
    """What is needed of PyAV's ``Packet``."""

    pts: int | None
    dts: int | None
    duration: int | None
    is_keyframe: bool
    size: int


def is_jump(step: float) -> bool:
    """Whether time stamps that are ``step`` seconds apart do not belong to one run of time."""
    return step > JUMP_AHEAD or step < -JUMP_BACK


@dataclass(frozen=True)
class Epoch:
    """A stretch of packets whose stamps belong together. ``first``: its first packet's number; ``shift``: seconds to be
    added to its stamps, so that it goes on where the one before it ended."""

    first: int
    shift: float


@dataclass(frozen=True)
class KeyFrame:
    """The ``packet`` (its number, from 0) from which on the file can be decoded, its time in seconds on the file's own
    stamps with the shift of its epoch (by that one's number); ``None`` where the file has no stamps."""

    packet: int
    time: float | None
    epoch: int


@dataclass(frozen=True)
class PacketTable:
    """``end``: when the last frame ends, in seconds like those of the key frames, ``None`` without stamps."""

    packets: int
    keys: list[KeyFrame]
    epochs: list[Epoch]
    end: float | None

    @property
    def jumps(self) -> bool:
        """Whether the stamps jump somewhere."""
        return len(self.epochs) > 1

    def key_before(self, time: float) -> KeyFrame:
        """The last key frame at or before ``time``, else the first."""
        times = [key.time if key.time is not None else 0.0 for key in self.keys]
        return self.keys[max(bisect_right(times, time) - 1, 0)]

    def key_before_packet(self, number: int) -> KeyFrame:
        """The last key frame at or before the packet of this ``number``, else the first."""
        return self.keys[max(bisect_right([key.packet for key in self.keys], number) - 1, 0)]


def make_table(packets: Iterable[Packet], time_base: float, usual_step: float, may_jump: bool) -> PacketTable:
    """Walk through a video stream's ``packets``. ``time_base``: seconds that one unit of a stamp stands for;
    ``usual_step``: seconds from frame to frame, where stamps do not tell; ``may_jump``: look for jumps."""
    keys: list[KeyFrame] = []
    epochs = [Epoch(0, 0.0)]
    number = 0
    last: float | None = None  # when the packet before was to be decoded, by its own stamp
    end: float | None = None
    epoch_end: float | None = None
    for packet in packets:
        if not packet.size:
            continue  # what ends the stream holds nothing
        decoded = packet.dts if packet.dts is not None else packet.pts
        shown = packet.pts if packet.pts is not None else packet.dts
        if decoded is not None and shown is not None:
            step = None if last is None else decoded * time_base - last
            if may_jump and step is not None and is_jump(step):
                assert epoch_end is not None, "the packet before it had a stamp"
                epochs.append(Epoch(number, epoch_end - shown * time_base))
                epoch_end = None
            last = decoded * time_base
            time = shown * time_base + epochs[-1].shift
            length = (packet.duration or 0) * time_base or usual_step
            epoch_end = time + length if epoch_end is None else max(epoch_end, time + length)
            end = epoch_end
            if packet.is_keyframe:
                keys.append(KeyFrame(number, time, len(epochs) - 1))
        elif packet.is_keyframe:
            keys.append(KeyFrame(number, None, len(epochs) - 1))
        number += 1
    if not keys or keys[0].packet:
        keys.insert(0, KeyFrame(0, None if not keys else keys[0].time, 0))
    return PacketTable(number, keys, epochs, end)
