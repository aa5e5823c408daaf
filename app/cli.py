"""The command line of the program: reads it, and hands over to the window or to a command."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from app import argument_types
from recognizer.console import invocation, run_command
from recognizer.model.operating_points import BALANCED, OPERATING_POINTS
from recognizer.output.formats import LABEL_LIST, RESULT_FORMATS
from recognizer.output.video_style import PictureStyle, VideoStyle
from recognizer.resources import SAMPLE_CLIP
from recognizer.sources.addresses import without_secrets
from recognizer.sources.camera_format import ANY_FORMAT

if TYPE_CHECKING:
    from recognizer.offline import RecognitionOptions

ABOUT = "MS-SA Studio: recognizes human actions in a camera's picture, a video or a skeleton clip, and shows why."
EXAMPLES = """examples:
  python main.py                                   the window, with the camera used last
  python main.py video.mp4                         the window, playing a video
  python main.py recognize video.mp4 --srt video.srt
  python main.py recognize folder/ --json results/ --summary seconds.csv
  python main.py recognize video.mp4 --eaf video.eaf --overwrite
  python main.py recognize video.mp4 --render annotated.mp4 --picture faces-hidden
  python main.py recognize video.mp4 --decisions eager
  python main.py recognize frames/%05d.png --picture-rate 25
  python main.py extract video.mp4 --out clip.npz
  python main.py recognize 0 --camera-format 1280x720@30/MJPG
  python main.py recognize rtsp://camera/stream --json camera.json
  python main.py recognize 0 --events              for other programs, as it happens
  python main.py explain clip.npz --out explained/
  python main.py teach mine --from examples/      a folder for each action
  python main.py recognize video.mp4 --pack mine
  python main.py doctor

`recognize`, `extract`, `explain`, `teach` and `doctor` are commands; `python main.py recognize --help` says more.
"""
STYLE = argparse.RawDescriptionHelpFormatter


@dataclass(frozen=True)
class Subcommand:
    """What a word after the program's name stands for: a parser for what follows it, and what is then done."""

    make_parser: Callable[[], argparse.ArgumentParser]
    run: Callable[[argparse.Namespace], int | None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and do what it says; returns the exit code. Without a subcommand, it opens the window."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    subcommand = SUBCOMMANDS.get(words[0]) if words else None
    if subcommand is None:
        subcommand = WINDOW
    else:
        del words[0]
    options = subcommand.make_parser().parse_args(words)
    return run_command(lambda: subcommand.run(options), options.debug)


def _parser(name: str, description: str, viewing: bool = True) -> argparse.ArgumentParser:
    started = invocation("main.py", "mssa-studio")
    examples = EXAMPLES.replace("python main.py", started)
    parser = argparse.ArgumentParser(started + name, description=description, epilog=examples, formatter_class=STYLE)
    parser.add_argument("--debug", action="store_true", help="show a traceback on failure")
    if viewing:
        parser.add_argument("--mirrored", action="store_true", help="the source shows people as in a mirror")
        parser.add_argument("--persons", type=int, choices=(1, 2), default=2, help="how many people to follow (2)")
        parser.add_argument("--pose-model", metavar="F", help="a MediaPipe pose landmarker bundle of your own")
    return parser


def _add_model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", default="open", metavar="M", help="a bundled model's name or a model folder (open)")
    parser.add_argument("--device", default="auto", metavar="D", help="auto, cpu, cuda, cuda:N or mps (auto)")


def _add_pack(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pack", metavar="P", help="a folder with actions of your own, as `teach` writes it")


def _add_decisions(parser: argparse.ArgumentParser) -> None:
    text = "how readily a label is given: careful, balanced or eager, as far as the model has rules for it (balanced)"
    parser.add_argument("--decisions", choices=OPERATING_POINTS, default=BALANCED, help=text)


def _add_camera(parser: argparse.ArgumentParser) -> None:
    text = "what a camera is asked for: size, pictures a second, pixel format, or a part of it, as 1280x720 or @60"
    parser.add_argument(
        "--camera-format", type=argument_types.camera_format, default=ANY_FORMAT, metavar="1280x720@30/MJPG", help=text
    )


def _add_pose_rate(parser: argparse.ArgumentParser) -> None:
    text = "how many frames a second of a video file are looked at, or all of them (about 30)"
    parser.add_argument("--pose-rate", type=argument_types.pose_rate, metavar="HZ", help=text)


def _add_picture_rate(parser: argparse.ArgumentParser) -> None:
    text = "how many pictures of a numbered series there are a second (30)"
    parser.add_argument("--picture-rate", type=argument_types.rate, metavar="HZ", help=text)


def _recognize_parser() -> argparse.ArgumentParser:
    parser = _parser(" recognize", "Name the actions in cameras, videos, clips, or folders of them.")
    parser.add_argument(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help="camera number, address, video, numbered pictures (%%05d.png), clip (.npz, .skeleton), folder",
    )
    _add_model(parser)
    _add_pack(parser)
    _add_decisions(parser)
    _add_camera(parser)
    _add_pose_rate(parser)
    _add_picture_rate(parser)
    for one in RESULT_FORMATS:
        text = f"{one.what}: a file, or a folder where there are several sources"
        parser.add_argument(f"--{one.key}", type=Path, metavar=f"F{one.suffix}", help=text)
    parser.add_argument("--render", type=Path, metavar="F.mp4", help="the annotated video: a file or a folder as well")
    text = "what that video shows: the picture, the picture with faces hidden, or the skeletons alone (shown)"
    parser.add_argument("--picture", choices=[one.value for one in PictureStyle], help=text)
    text = "leave the sound out of that video: voices can tell who people are, also where nobody is seen"
    parser.add_argument("--no-sound", action="store_true", help=text)
    text = f"{LABEL_LIST.what}: one file for all sources"
    parser.add_argument(f"--{LABEL_LIST.key}", type=Path, metavar=f"F{LABEL_LIST.suffix}", help=text)
    text = "how many seconds of each action there are in each source: one table for all"
    parser.add_argument("--summary", type=Path, metavar="F.csv", help=text)
    text = "how many processes look at videos, several at a time and parts of long ones (as many as help)"
    parser.add_argument("--jobs", type=argument_types.positive, metavar="N", help=text)
    text = "do the K-th of N shares of the sources, for N machines that share them"
    parser.add_argument("--shard", type=argument_types.shard, metavar="K/N", help=text)
    text = "also do sources again whose JSON is there already, made from the same file in the same way"
    parser.add_argument("--again", action="store_true", help=text)
    _add_overwrite(parser)
    text = "tell as it happens who comes and what is done: lines of JSON, and nothing else, on standard output"
    parser.add_argument("--events", action="store_true", help=text)
    parser.add_argument("--every-window", action="store_true", help="as --events, with a line for each window as well")
    text = "offer the same events by WebSocket, as 8765; to this machine alone, unless a host is given"
    parser.add_argument("--stream", type=argument_types.stream_address, metavar="[HOST:]PORT", help=text)
    return parser


def _add_overwrite(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--overwrite", action="store_true", help="replace outputs that are there already")


def _recognize(options: argparse.Namespace) -> None:
    from recognizer.cli.recognize import Batch, Outputs, recognize
    from recognizer.cli.shard import WHOLE
    from recognizer.cli.told_events import EventOutlets

    keys = [one.key for one in RESULT_FORMATS]
    files = {key: getattr(options, key) for key in keys if getattr(options, key) is not None}
    style = VideoStyle.chosen(options.render, options.picture, options.no_sound)
    outputs = Outputs(files, options.render, options.labels, options.summary, options.overwrite, style)
    batch = Batch(options.jobs, options.shard or WHOLE, options.again)
    outlets = EventOutlets(options.events or options.every_window, options.every_window, options.stream)
    recognize(options.sources, _recognition_options(options), outputs, batch, outlets)


def _extract_parser() -> argparse.ArgumentParser:
    parser = _parser(" extract", "Write the joints of a camera, video or clip as a clip file.")
    parser.add_argument("source", metavar="SOURCE", help="camera number, address, video, numbered pictures or clip")
    parser.add_argument("--out", required=True, type=Path, metavar="F", help="the clip to write, .npz or .skeleton")
    _add_camera(parser)
    _add_pose_rate(parser)
    _add_picture_rate(parser)
    _add_overwrite(parser)
    return parser


def _extract(options: argparse.Namespace) -> None:
    from recognizer.cli.extract import extract

    extract(options.source, options.out, _recognition_options(options), options.overwrite)


def _explain_parser() -> argparse.ArgumentParser:
    parser = _parser(" explain", "Write what lies behind an answer: maps, what it hangs on, and a page to hand out.")
    parser.add_argument("source", metavar="CLIP", help="a clip (.npz, .skeleton) or a video")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="the folder to write into")
    parser.add_argument("--block", type=int, metavar="B", help="the block to draw (where attention is least even)")
    parser.add_argument("--at", type=float, metavar="S", help="the moment, in seconds (the most certain one)")
    _add_model(parser)
    _add_pack(parser)
    _add_picture_rate(parser)
    _add_overwrite(parser)
    return parser


def _explain(options: argparse.Namespace) -> None:
    from recognizer.cli.explain import explain

    viewing = _recognition_options(options)
    explain(options.source, options.out, viewing, options.block, options.at, options.overwrite)


def _teach_parser() -> argparse.ArgumentParser:
    parser = _parser(" teach", "Teach actions of your own from examples, or tell how well they are told apart.")
    parser.add_argument(
        "target", type=Path, metavar="PACK", help="the folder of the pack, which is made where it is new"
    )
    examples = parser.add_mutually_exclusive_group()
    text = "a folder that holds a folder for each action, named after it, with videos or clips"
    examples.add_argument("--from", dest="folder", type=Path, metavar="DIR", help=text)
    text = "a label list (file, start, end, action) or an ELAN document"
    examples.add_argument("--list", dest="label_list", type=Path, metavar="F.csv", help=text)
    text = "take up the examples of another pack; may be given several times"
    parser.add_argument("--merge", action="append", default=[], type=Path, metavar="PACK", help=text)
    beside = parser.add_mutually_exclusive_group()
    text = "recognize the pack's actions alone, in place of what the model knows"
    beside.add_argument("--alone", action="store_true", default=None, help=text)
    text = "recognize the pack's actions beside what the model knows (as it was, at first so)"
    beside.add_argument("--beside", dest="alone", action="store_false", help=text)
    text = "tell how well the actions are told apart: printed, and as separation.md and .json in the pack"
    parser.add_argument("--check", action="store_true", help=text)
    _add_model(parser)
    _add_pose_rate(parser)
    _add_picture_rate(parser)
    return parser


def _teach(options: argparse.Namespace) -> None:
    from recognizer.cli.teach import TeachRequest, teach

    request = TeachRequest(options.folder, options.label_list, options.merge, options.alone, options.check)
    teach(options.target, _recognition_options(options), request)


def _doctor_parser() -> argparse.ArgumentParser:
    parser = _parser(" doctor", "Say what works on this machine, and what to install.", viewing=False)
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")
    return parser


def _doctor(options: argparse.Namespace) -> int:
    from recognizer.setup.doctor import run_doctor

    return run_doctor(options.json)


def _window_parser() -> argparse.ArgumentParser:
    parser = _parser("", ABOUT)
    parser.add_argument(
        "source",
        nargs="?",
        metavar="SOURCE",
        help="camera number, address, video, numbered pictures or clip; none: the camera",
    )
    _add_model(parser)
    _add_pack(parser)
    _add_decisions(parser)
    _add_camera(parser)
    _add_picture_rate(parser)
    # What is not given is as it was chosen in the window last.
    parser.set_defaults(model=None, device=None, persons=None, camera_format=None, decisions=None)
    return parser


def _window(options: argparse.Namespace) -> int | None:
    """Open the window; without a display, recognize the same source in the terminal."""
    if sys.platform.startswith("linux") and not _has_display():
        from recognizer.cli.recognize import Outputs, recognize

        source = options.source or str(SAMPLE_CLIP)
        print(
            f"There is no display, so no window can be shown: recognizing {without_secrets(source)} in the terminal.",
            flush=True,
        )
        recognize([source], _recognition_options(options), Outputs())
        return None
    from app.options import GivenOptions
    from app.window.program import run

    return run(GivenOptions(**vars(options)))


def _recognition_options(options: argparse.Namespace) -> "RecognitionOptions":
    """The options that the commands share, as far as this command has them and they were given."""
    from recognizer.offline import RecognitionOptions

    names = {field.name for field in fields(RecognitionOptions)}
    given = {name: value for name, value in vars(options).items() if name in names and value is not None}
    return RecognitionOptions(**given)


def _has_display() -> bool:
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


WINDOW = Subcommand(_window_parser, _window)
SUBCOMMANDS = {
    "recognize": Subcommand(_recognize_parser, _recognize),
    "extract": Subcommand(_extract_parser, _extract),
    "explain": Subcommand(_explain_parser, _explain),
    "teach": Subcommand(_teach_parser, _teach),
    "doctor": Subcommand(_doctor_parser, _doctor),
}
