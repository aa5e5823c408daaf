"""Collects the window's texts into its translations: python -m app.refresh_translations

Qt's lupdate takes them out of the code, where they stand in ``tr`` and ``mark``, and beside them what the window shows
of tables and files: commands, the lesson, the glossary, names of joints. New ones are marked as unfinished in
``resources/translations/*.ts``; once they are translated there, by hand or with Qt Linguist, the same command makes
anew what the window reads (``.qm``). It says what is missing.
"""

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
from collections.abc import Iterator
from pathlib import Path

import PySide6

from app.commands import COMMANDS, GESTURES, MENUS, menu_title
from app.dialogs.export_dialog import RESULTS
from app.dialogs.glossary_dialog import glossary_texts
from app.languages import SPOKEN
from app.lesson.text import lesson_texts
from recognizer.explain.maps import MapKind
from recognizer.model.model_folder import GPU_FULL
from recognizer.model.thresholds import BELOW, NONE_MORE_PROBABLE
from recognizer.output.video_style import FACES_NOTE
from recognizer.own_actions.separation import FEW, SELDOM, TO_TRAIN
from recognizer.pose.camera_advice import NO_FEET, NO_HEAD, TOO_DARK, TOO_SMALL
from recognizer.resources import CHECKOUT, TRANSLATIONS
from recognizer.skeleton.joints import BODY_PARTS, NAMES
from recognizer.text import NOTHING

TOOLS = Path(PySide6.__file__).parent
CODES = tuple(code for code in SPOKEN if code != "en")


def table_texts() -> Iterator[str]:
    """What the window shows of tables and files that are data, in their order, some of it twice."""
    yield from map(menu_title, MENUS)
    for command in COMMANDS:
        yield from (command.text, command.short)
    for done, does in GESTURES:
        yield from (done, does)
    for one in RESULTS:
        yield from (one.name, one.what)
    yield from (GPU_FULL, FACES_NOTE, NOTHING, NONE_MORE_PROBABLE, BELOW, FEW, SELDOM, TO_TRAIN)
    yield from (TOO_DARK, NO_HEAD, NO_FEET, TOO_SMALL)
    for name in (*NAMES, *(part.name for part in BODY_PARTS)):
        yield from (name, name.removeprefix("left ").removeprefix("right "))
    yield from (kind.value for kind in MapKind)
    yield from lesson_texts()
    yield from glossary_texts()


def source_file(code: str) -> Path:
    """The translations into a language, to be edited."""
    return TRANSLATIONS / f"mssa_{code}.ts"


def collect(targets: list[Path]) -> None:
    """Bring the files of translations up to date with the texts."""
    with tempfile.TemporaryDirectory() as folder:
        tables = Path(folder, "tables.py")
        texts = (text for text in dict.fromkeys(table_texts()) if text)
        tables.write_text("".join(f"mark({_quoted(text)})\n" for text in texts), encoding="utf-8")
        files = sorted(str(file.relative_to(CHECKOUT)) for file in (CHECKOUT / "app").rglob("*.py"))
        subprocess.run(
            [
                str(TOOLS / "lupdate"),
                *("-silent", "-no-obsolete", "-locations", "none", "-tr-function-alias", "QT_TR_NOOP+=mark"),
                *("-disable-heuristic", "sametext", "-disable-heuristic", "similartext"),
                *files,
                str(tables),
                *("-ts", *map(str, targets)),
            ],
            cwd=CHECKOUT,
            check=True,
        )


def unfinished(file: Path) -> list[str]:
    """The texts that a file has no translation of."""
    messages = xml.parse(file).iter("message")
    return [one.findtext("source", "") for one in messages if one.find("translation[@type]") is not None]


def main() -> int:
    """Collect, compile, and say what is missing; returns the exit code."""
    files = [source_file(code) for code in CODES]
    collect(files)
    missing = 0
    for file in files:
        subprocess.run([str(TOOLS / "lrelease"), "-silent", str(file)], check=True)
        lacking = unfinished(file)
        missing += len(lacking)
        print(f"{file.name}: {len(lacking)} texts are not translated")
        for text in lacking:
            print(f"  {text}")
    return 1 if missing else 0


def _quoted(text: str) -> str:
    """As lupdate reads it out of Python."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


if __name__ == "__main__":
    sys.exit(main())
