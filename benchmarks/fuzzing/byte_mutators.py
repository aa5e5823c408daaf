"""Changes to a file that need no knowledge of its format: to single bits, to stretches, to numbers, to the encoding."""

import re
from collections.abc import Callable
from random import Random

ByteMutator = Callable[[Random, bytes], bytes]

LONGEST = 400_000  # bytes that a file may grow to
# What stands in for a number, in text and in binary.
EXTREME_WORDS = (
    *(b"0", b"-0.0", b"-1", b"nan", b"-inf", b"inf", b"1e308", b"-1e308", b"1e-320", b"1e400", b"2147483647"),
    *(b"2147483648", b"-2147483649", b"4294967296", b"9223372036854775807", b"9223372036854775808", b"1e18"),
    *(b"0x10", b"1_0", b"1,5", b"+7", b"007", b"1.", b".5", b"-", b"\xd9\xa3", b"", b"9" * 400, b"9" * 5000),
)
EXTREME_INTEGERS = (0, 1, -1, 2**7, 2**15, 2**31 - 1, 2**31, 2**32 - 1, 2**40, 2**53, 2**63 - 1, 2**64 - 1)
# Bytes with a meaning in one format or another.
NOTED = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n", b"\t", b'"', b"'", b",", b";", b":", b"[", b"{", b"]", b"}"),
    *(
        b"<",
        b">",
        b"&",
        b"%",
        b"%00",
        b"\\",
        b"/",
        b"../",
        b"~",
        b"#",
        b"=",
        b" ",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
    ),
    *("\u2028".encode(), "\u202e".encode(), "\U0001f600".encode(), b"x" * 300, b"\n" * 50, b"[" * 3000),
)
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")


def mutate_bytes(random: Random, content: bytes, most: int = 3) -> bytes:
    """One to ``most`` changes to ``content``, drawn by ``random``."""
    for _ in range(random.randint(1, most)):
        content = random.choice(BYTE_MUTATORS)(random, content)[:LONGEST]
    return content


def flip_bits(random: Random, content: bytes) -> bytes:
    """One to eight bits turned over."""
    changed = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 8)) if changed else 0):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def cut_end(random: Random, content: bytes) -> bytes:
    """The end is missing, as after a copy that was stopped."""
    return content[: random.randint(0, len(content))]


def cut_out(random: Random, content: bytes) -> bytes:
    """A stretch is missing, a beginning perhaps."""
    begin, end = _stretch(random, content)
    return content[:begin] + content[end:]


def duplicate(random: Random, content: bytes) -> bytes:
    """A stretch is there several times."""
    begin, end = _stretch(random, content)
    return content[:end] + content[begin:end] * random.choice((1, 1, 2, 20)) + content[end:]


def insert(random: Random, content: bytes) -> bytes:
    """Noise, or bytes with a meaning somewhere, in between."""
    place = random.randint(0, len(content))
    noise = random.randbytes(random.choice((1, 2, 8, 100))) if random.random() < 0.3 else random.choice(NOTED)
    return content[:place] + noise + content[place:]


def overwrite(random: Random, content: bytes) -> bytes:
    """A stretch is noise, or zeros as after a power failure."""
    begin, end = _stretch(random, content)
    return content[:begin] + random.choice((bytes, random.randbytes))(end - begin) + content[end:]


def extreme_integer(random: Random, content: bytes) -> bytes:
    """An extreme integer of one to eight bytes over what is there."""
    size = random.choice((1, 2, 4, 8))
    value = random.choice(EXTREME_INTEGERS) % (1 << 8 * size)
    place = random.randint(0, max(len(content) - size, 0))
    return content[:place] + value.to_bytes(size, random.choice(("little", "big"))) + content[place + size :]


def extreme_number(random: Random, content: bytes) -> bytes:
    """An extreme word in the place of a number that is written out."""
    found = _NUMBER.search(content, random.randint(0, len(content))) or _NUMBER.search(content)
    if not found:
        return content
    return content[: found.start()] + random.choice(EXTREME_WORDS) + content[found.end() :]


def change_encoding(random: Random, content: bytes) -> bytes:
    """The same text in another encoding."""
    text = content.decode("utf-8", "replace")
    return text.encode(random.choice(("utf-8-sig", "utf-16", "utf-16-be", "utf-32", "latin-1", "cp037")), "replace")


def move_line(random: Random, content: bytes) -> bytes:
    """A line is missing, is there twice, or stands elsewhere."""
    lines = content.splitlines(keepends=True)
    if len(lines) < 2:
        return content
    line = lines.pop(random.randrange(len(lines)))
    for _ in range(random.randint(0, 2)):
        lines.insert(random.randint(0, len(lines)), line)
    return b"".join(lines)


def _stretch(random: Random, content: bytes) -> tuple[int, int]:
    """Where a stretch begins and ends: short ones as often as long ones."""
    length = random.randint(0, random.choice((1, 4, 32, 256, max(len(content), 1))))
    begin = random.randint(0, max(len(content) - length, 0))
    return begin, min(begin + length, len(content))


BYTE_MUTATORS: tuple[ByteMutator, ...] = (
    flip_bits,
    cut_end,
    cut_out,
    duplicate,
    insert,
    overwrite,
    extreme_integer,
    extreme_number,
    extreme_number,
    change_encoding,
    move_line,
)
