"""The kinds of video that can be read and written here, by the names that people know them by."""

from recognizer.sources.libav import av
from recognizer.sources.video_writer import video_encoder

READ = {
    "H.264": ("h264",),
    "H.265": ("hevc",),
    "AV1": ("libdav1d", "libaom-av1"),  # the decoder that is just called av1 needs a graphics card
    "VP8": ("vp8",),
    "VP9": ("vp9",),
    "MPEG-4": ("mpeg4",),
    "MPEG-2": ("mpeg2video",),
    "MJPEG": ("mjpeg",),
    "ProRes": ("prores",),
    "DV": ("dvvideo",),
    "Theora": ("theora",),
    "WMV": ("wmv3",),
}
WRITTEN = {"libx264": "H.264", "libopenh264": "H.264", "mpeg4": "MPEG-4"}


def decoders() -> dict[str, bool]:
    """Which kinds of video can be read."""
    return {name: any(_is_there(codec) for codec in codecs) for name, codecs in READ.items()}


def encoder() -> str:
    """What an MP4 is written with; empty where none can be written."""
    return WRITTEN.get(video_encoder(".mp4") or "", "")


def _is_there(codec: str) -> bool:
    try:
        av.Codec(codec, "r")
    except (av.error.FFmpegError, ValueError):
        return False
    return True
