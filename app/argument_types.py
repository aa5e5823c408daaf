"""What stands on the command line, read and checked: each takes an argument's text, and raises ``ArgumentTypeError`` in
one sentence where it is none of its kind."""

import argparse
import math
from typing import TYPE_CHECKING

from recognizer.errors import UserError
from recognizer.sources.camera_format import CameraFormat

if TYPE_CHECKING:
    from recognizer.cli.shard import Shard
    from recognizer.events.stream_address import StreamAddress
    from recognizer.pose.pose_rate import PoseRate

LEAST_RATE, HIGHEST_RATE = 0.001, 20_000.0  # pictures a second


def camera_format(text: str) -> CameraFormat:
    """What a camera is asked for, as ``1280x720@30/MJPG`` or a part of it."""
    try:
        return CameraFormat.parse(text)
    except UserError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def pose_rate(text: str) -> "PoseRate":
    """How many frames a second of a file are looked at, or all of them."""
    from recognizer.pose.pose_rate import PoseRate

    try:
        return PoseRate.parse(text)
    except UserError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def rate(text: str) -> float:
    """How many numbered pictures there are a second."""
    try:
        hertz = float(text)
    except ValueError:
        hertz = math.nan
    if not LEAST_RATE <= hertz <= HIGHEST_RATE:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of pictures a second, such as 25")
    return hertz


def stream_address(text: str) -> "StreamAddress":
    """Where events are offered, as ``8765`` or with a host."""
    from recognizer.events.stream_address import StreamAddress

    try:
        return StreamAddress.parse(text)
    except UserError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def positive(text: str) -> int:
    """A number of 1 or more."""
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of 1 or more")
    return int(text)


def shard(text: str) -> "Shard":
    """Which share of the sources, as ``2/8``."""
    from recognizer.cli.shard import Shard

    try:
        return Shard.parse(text)
    except UserError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
