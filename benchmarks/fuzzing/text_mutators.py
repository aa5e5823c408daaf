"""Changes to tables, XML and settings that are special to these formats."""

import re
from random import Random

from benchmarks.fuzzing.byte_mutators import EXTREME_WORDS, mutate_bytes

_XML_HEADS = (
    b'<?xml version="1.0" encoding="cp037"?>',
    b'<?xml version="1.0" encoding="utf-7"?>',
    b'<?xml version="1.0" encoding="idna"?>',
    b'<?xml version="1.0" encoding="hex"?>',
    b'<?xml version="1.0" encoding="shift_jis"?>',
    b'<?xml version="1.0" encoding="nonsense"?>',
    b'<?xml version="1.0" encoding="UTF-16"?>',
    b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>',
    b'<!DOCTYPE a [<!ENTITY z0 "xxxxxxxxxx">'
    + b"".join(b'<!ENTITY z%d "%s">' % (n, b"&z%d;" % (n - 1) * 10) for n in range(1, 12))
    + b"]>",
)
_XML_WORDS = (
    b"&b;",
    b"&z11;",
    b"&#0;",
    b"&#xd800;",
    b"<x>" * 5000,
    b"<![CDATA[",
    b"<!--",
    b"]]>",
    b"file:///%00",
    b"a" * 400,
)
_XML_VALUE = re.compile(rb'(?<=")[^"<>]*(?=")|(?<=>)[^<>\n]+(?=<)')
_SETTINGS = (
    *(b"@Invalid()", b"@ByteArray(\\0\\1)", b"@ByteArray(", b"@Variant(\\0\\0\\0\\x1c\\x7f\\xff\\xff\\xff)", b"@@x"),
    *(b"@Variant(\\0\\0\\0\\x7f\\0\\0\\0\\x0ePyQt_PyObject\\0)", b"@Variant(\\0\\0\\0\\v\\xff\\xff\\xff\\xf0)"),
    *(
        b"@Variant(\\0\\0\\0\\t\\x7f\\xff\\xff\\xff)",
        b"@Rect(0 0 -1 99999999999)",
        b"@Size(1 2)",
        b"@Point(x)",
        b"@DateTime()",
    ),
    *(
        b"a, b, c",
        b'"a", "b"',
        b'"',
        b"\\x0",
        b"x" * 5000,
        b"/" * 300,
        b"y" * 300,
        b"@Variant(\\0\\0\\0\\b\\0\\0\\xff\\xff)",
    ),
)
_SETTING = re.compile(rb"(?<==)[^\n]*")
_CELL = re.compile(rb"[^,;\t\n ]+")


def mutate_xml(random: Random, content: bytes) -> bytes:
    """XML with another head, or another value in it."""
    kind = random.random()
    if kind < 0.2:
        content = random.choice(_XML_HEADS) + content[content.find(b"?>") + 2 :]
        kind = random.random()
    places = list(_XML_VALUE.finditer(content))
    if kind < 0.8 and places:
        place = random.choice(places)
        return content[: place.start()] + random.choice((*_XML_WORDS, *EXTREME_WORDS)) + content[place.end() :]
    return mutate_bytes(random, content, most=1)


def mutate_settings(random: Random, content: bytes) -> bytes:
    """Settings of Qt's with another value, which may say that it is of any of Qt's kinds."""
    return _replaced(random, content, _SETTING, _SETTINGS)


def mutate_table(random: Random, content: bytes) -> bytes:
    """A table as text with another word in a cell."""
    return _replaced(
        random, content, _CELL, (*EXTREME_WORDS, b'"', b'""', b"(", b"=1+1", b"x" * 200_000, b"%00", b"\x00")
    )


def _replaced(random: Random, content: bytes, place: re.Pattern[bytes], words: tuple[bytes, ...]) -> bytes:
    found = place.search(content, random.randint(0, len(content))) or place.search(content)
    if not found:
        return mutate_bytes(random, content)
    return content[: found.start()] + random.choice(words) + content[found.end() :]
