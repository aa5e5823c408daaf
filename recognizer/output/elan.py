"""ELAN's annotation files (`.eaf`), the form in which those who study movement, gesture and sign language annotate
videos: written with a tier for each person, and read back with what a hand has corrected.

The format is that of the Max Planck Institute's schema EAFv3.0: times are whole milliseconds in slots that the
annotations refer to, and the annotations of one tier do not overlap.
"""

import io
import os
import re
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element, SubElement

from recognizer.errors import UserError
from recognizer.files import atomic, is_there
from recognizer.model.segments import LATEST
from recognizer.text import path_text

SCHEMA = "http://www.mpi.nl/tools/elan/EAFv3.0.xsd"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
UNDATED = "1970-01-01T00:00:00+00:00"  # the schema wants a date; the same answers are to give the same file
TYPE = "action"
SOURCE = "source"  # the property that names what was annotated, where ELAN has no player for it
MIME = {
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".mov": "video/quicktime",
    ".mpg": "video/mpeg",
    ".mpeg": "video/mpeg",
}


@dataclass(frozen=True)
class Annotation:
    """An action on the tier of a person, from ``start`` to ``end`` seconds of the file."""

    tier: str
    start: float
    end: float
    value: str


def write_eaf(path: Path, annotations: Sequence[Annotation], source: Path | None, video: bool = True) -> None:
    """Write annotations as an ELAN document, atomically. ``source``: the file that they are about, linked absolutely
    and relative to ``path``; ``video``: whether ELAN can play it. Raises ``UserError``."""
    document = Element(
        "ANNOTATION_DOCUMENT",
        {
            "AUTHOR": "",
            "DATE": UNDATED,
            "FORMAT": "3.0",
            "VERSION": "3.0",
            f"{{{INSTANCE}}}noNamespaceSchemaLocation": SCHEMA,
        },
    )
    header = SubElement(document, "HEADER", MEDIA_FILE="", TIME_UNITS="milliseconds")
    if source is not None:
        _add_source(header, path, source, video)
    SubElement(header, "PROPERTY", NAME="lastUsedAnnotationId").text = str(len(annotations))
    # Every end has a slot of its own: one that two annotations share would move the other along in ELAN.
    ends = [
        (time, number, end) for number, one in enumerate(annotations) for end, time in enumerate(_milliseconds(one))
    ]
    slots = {(number, end): f"ts{place}" for place, (_, number, end) in enumerate(sorted(ends), start=1)}
    order = SubElement(document, "TIME_ORDER")
    for time, number, end in sorted(ends):
        SubElement(order, "TIME_SLOT", TIME_SLOT_ID=slots[number, end], TIME_VALUE=str(time))
    tiers: dict[str, Element] = {}
    for name in sorted({one.tier for one in annotations}):
        tiers[name] = SubElement(
            document, "TIER", LINGUISTIC_TYPE_REF=TYPE, PARTICIPANT=_plain(name), TIER_ID=_plain(name)
        )
    for number, one in enumerate(annotations):
        attributes = {
            "ANNOTATION_ID": f"a{number + 1}",
            "TIME_SLOT_REF1": slots[number, 0],
            "TIME_SLOT_REF2": slots[number, 1],
        }
        holder = SubElement(SubElement(tiers[one.tier], "ANNOTATION"), "ALIGNABLE_ANNOTATION", attributes)
        SubElement(holder, "ANNOTATION_VALUE").text = _plain(" ".join(one.value.split()))
    SubElement(document, "LINGUISTIC_TYPE", GRAPHIC_REFERENCES="false", LINGUISTIC_TYPE_ID=TYPE, TIME_ALIGNABLE="true")
    ElementTree.indent(document)
    text = io.BytesIO()
    ElementTree.ElementTree(document).write(text, encoding="UTF-8", xml_declaration=True)
    with atomic(path) as temporary:
        temporary.write_bytes(text.getvalue() + b"\n")


def read_eaf(path: Path) -> tuple[str, list[Annotation]]:
    """What an ELAN document says: the file that it is about, as a path relative to the document, empty where it names
    none; and all annotations that have times of their own, in order of time. Raises ``UserError``."""
    try:
        document = ElementTree.parse(path).getroot()
    except OSError as error:
        raise UserError(f"Cannot read {path}: {error.strerror or error}.") from error
    except ElementTree.ParseError as error:
        raise UserError(f"{path} cannot be read as an ELAN document: {error}.") from error
    except (LookupError, ValueError, UnicodeError) as error:
        raise UserError(f"{path} cannot be read as an ELAN document: its encoding is not known.") from error
    if document.tag != "ANNOTATION_DOCUMENT":
        raise UserError(f"{path} is no ELAN document.")
    annotations = sorted(_annotations(path, document), key=lambda one: (one.start, one.tier))
    return _source(path, document), annotations


def _add_source(header: Element, path: Path, source: Path, video: bool) -> None:
    whole = source.resolve()
    try:
        relative = Path(os.path.relpath(whole, path.parent.resolve())).as_posix()
    except ValueError:  # on another drive
        relative = ""
    address = "file:///" + whole.as_posix().removeprefix("/")  # with blanks and umlauts as they are, as ELAN has it
    if relative and not relative.startswith("../"):
        relative = f"./{relative}"
    if video:
        media = {"MEDIA_URL": _plain(address), "MIME_TYPE": MIME.get(source.suffix.lower(), "unknown")}
        if relative:
            media["RELATIVE_MEDIA_URL"] = _plain(relative)
        SubElement(header, "MEDIA_DESCRIPTOR", media)
    SubElement(header, "PROPERTY", NAME=SOURCE).text = _plain(relative or address)


def _source(path: Path, document: Element) -> str:
    """The file that is meant, of all that the document says the one that is there, else the first."""
    media = document.find("HEADER/MEDIA_DESCRIPTOR")
    addresses = [] if media is None else [media.get("RELATIVE_MEDIA_URL"), media.get("MEDIA_URL")]
    addresses += [entry.text for entry in document.iterfind("HEADER/PROPERTY") if entry.get("NAME") == SOURCE]
    plain = [_local(address) for address in addresses if address]
    names = [name for address in plain for name in (address, unquote(address))]
    return next((name for name in names if is_there(path.parent / name)), names[0] if names else "")


def _local(address: str) -> str:
    """A path of a `file:` address or of a relative one."""
    if not address.startswith("file:"):
        return address.removeprefix("./")
    whole = "/" + address.removeprefix("file:").lstrip("/")
    return whole[1:] if re.match("/[A-Za-z]:", whole) else whole


def _annotations(path: Path, document: Element) -> Iterator[Annotation]:
    times = {slot.get("TIME_SLOT_ID"): slot.get("TIME_VALUE") for slot in document.iterfind("TIME_ORDER/TIME_SLOT")}
    for tier in document.iterfind("TIER"):
        name = tier.get("PARTICIPANT") or tier.get("TIER_ID") or ""
        for one in tier.iterfind("ANNOTATION/ALIGNABLE_ANNOTATION"):
            start, end = (times.get(one.get(f"TIME_SLOT_REF{number}")) for number in (1, 2))
            value = " ".join((one.findtext("ANNOTATION_VALUE") or "").split())
            if start is None or end is None or not value:
                continue  # a slot without a time lies somewhere between its neighbours; nothing is said without words
            yield Annotation(name, _seconds(path, start), _seconds(path, end), value)


def _seconds(path: Path, milliseconds: str) -> float:
    try:
        seconds = int(milliseconds) / 1000
    except (ValueError, OverflowError) as error:
        raise UserError(f"{path}: a time slot holds no whole number of milliseconds.") from error
    if not 0 <= seconds <= LATEST:
        raise UserError(f"{path}: a time slot lies before the beginning, or beyond the end of any video.")
    return seconds


def _milliseconds(one: Annotation) -> tuple[int, int]:
    start = round(max(one.start, 0.0) * 1000)
    return start, max(round(one.end * 1000), start + 1)


def _plain(text: str) -> str:
    """Without the characters that XML has no way to write."""
    return "".join(
        character
        for character in path_text(text)
        if unicodedata.category(character) != "Cc" and character not in "\ufffe\uffff"
    )
