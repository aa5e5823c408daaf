"""Changes within archives and headers: `.npz`, zip, safetensors and pickles that are whole outside and wrong inside."""

import ast
import io
import json
import pickle
import pickletools
import struct
import zipfile
from random import Random

import numpy as np

from benchmarks.fuzzing.byte_mutators import EXTREME_INTEGERS, mutate_bytes
from benchmarks.fuzzing.tree_mutators import mutate_json

_TYPES = ("<f4", "<f8", "<f2", "<i4", "<i8", "<u8", "|b1", "|i1", "<c16", "<U5", "|S3", "|O", "<M8[s]", "|V8", "<f16")
_VALUES = (np.nan, np.inf, -np.inf, -1, 0, 1, 2**31, -(2**31), 2**32 - 1, 2**40, 1e308, -1e308, 1e-320, 127, 255)


WAS_RUN = "was-run"  # the folder that is made where anything of a file is run


class WouldRun:
    """What makes a folder when it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        import os

        return os.mkdir, (WAS_RUN,)


def mutate_zip(random: Random, content: bytes) -> bytes:
    """An archive with one member changed, missing, there twice, or of another name."""
    members = _members(content)
    if not members:
        return mutate_bytes(random, content)
    name = random.choice(list(members))
    kind = random.random()
    if kind < 0.7:
        members[name] = mutate_bytes(random, members[name])
    elif kind < 0.8:
        del members[name]
    elif kind < 0.9:
        members[random.choice(("x", "../x", "/x", name + "x", name.upper()))] = members.pop(name)
    else:
        members[name] = members[random.choice(list(members))]
    return _zipped(random, members)


def mutate_npz(random: Random, content: bytes) -> bytes:
    """An `.npz` file whose archive is whole and one of whose arrays is not what it was."""
    if random.random() < 0.15:
        return mutate_zip(random, content)
    members = _members(content)
    if not members:
        return mutate_bytes(random, content)
    for _ in range(random.choice((1, 1, 2))):
        name = random.choice(list(members))
        members[name] = random.choice((_other_header, _other_header, _other_values, _other_values, _other_array))(
            random, members[name]
        )
    packed = _zipped(random, members)
    return _lying_sizes(random, packed) if random.random() < 0.1 else packed


def mutate_safetensors(random: Random, content: bytes) -> bytes:
    """Safetensors with another header, another length of it, or other values."""
    if len(content) < 8:
        return mutate_bytes(random, content)
    length = int.from_bytes(content[:8], "little")
    header, values = content[8 : 8 + length], content[8 + length :]
    kind = random.random()
    if kind < 0.15:
        return (random.choice(EXTREME_INTEGERS) % 2**64).to_bytes(8, "little") + content[8:]
    if kind < 0.5:
        header = mutate_json(random, header)
    elif kind < 0.7:
        header = _mutate_about(random, header)
    elif kind < 0.8:
        header = mutate_bytes(random, header, most=1)
    else:
        values = _extreme_float(random, values)
    return len(header).to_bytes(8, "little") + header + values


def mutate_pickle(random: Random, content: bytes) -> bytes:
    """A pickle with other operations in it, some of which would run something or take all memory."""
    if random.random() < 0.1:
        return pickle.dumps({"annotations": [WouldRun()]}, random.randint(0, 5))
    try:
        starts = [place for _, _, place in pickletools.genops(content) if place is not None]
    except Exception:  # pickletools raises many kinds on damaged pickles
        return mutate_bytes(random, content)
    place = random.choice(starts)
    return content[:place] + random.choice(_OPERATIONS) + content[place:]


_OPERATIONS = (
    b"cos\nmkdir\n(S'was-run'\ntR",
    b"\x8c\x02os\x8c\x05mkdir\x93\x8c\x07was-run\x85R",
    b"cbuiltins\neval\n(S'1'\ntR",
    b"cnumpy\ndtype\n",
    b"cnumpy.core.multiarray\nscalar\n",
    b"c_codecs\nencode\n",
    b"r\xff\xff\xff\x7f",  # a memo of two thousand million places
    b"j\xff\xff\xff\x7f",
    b"\x8e" + struct.pack("<Q", 2**60),  # bytes that are not there
    b"\x8d" + struct.pack("<Q", 2**40),
    b"\x96" + struct.pack("<Q", 2**40),
    b"\x95" + struct.pack("<Q", 2**50),
    b"\x8b" + struct.pack("<i", -1),
    b"I" + b"9" * 5000 + b"\n",
    *(b"N", b"(", b")", b"]", b"}", b"0", b"2", b"t", b"l", b"d", b"a", b"e", b"s", b"u", b"b", b"R", b".", b"\x81"),
    b"\x82\x01",
    b"K\x01",
    b"G" + struct.pack(">d", float("nan")),
    b"M\xff\xff",
    b"\x85" * 2000,
    b"".join([b")", *[b"2\x86"] * 40]),  # forty times the pair of what is there: 2**40 when it is written out
)


def _members(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # a damaged archive raises many kinds
        return {}


def _zipped(random: Random, members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    kind = random.choice((zipfile.ZIP_STORED, zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA))
    with zipfile.ZipFile(packed, "w", kind) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _lying_sizes(random: Random, packed: bytes) -> bytes:
    """The archive's list of contents says another size, method or flag."""
    place = packed.rfind(b"PK\x01\x02")
    offset = random.choice((8, 10, 16, 20, 24, 28, 30, 42))
    if place < 0:
        return packed
    value = (random.choice(EXTREME_INTEGERS) % 2**32).to_bytes(4, "little")[: 2 if offset in (8, 10, 28, 30) else 4]
    return packed[: place + offset] + value + packed[place + offset + len(value) :]


def _other_header(random: Random, array: bytes) -> bytes:
    """The `.npy` header states another shape, type or order."""
    try:
        length = int.from_bytes(array[8:10], "little")
        header, values = ast.literal_eval(array[10 : 10 + length].decode("latin-1")), array[10 + length :]
        shape = list(header["shape"])
    except Exception:  # another mutation was here before
        return mutate_bytes(random, array)
    kind = random.randrange(4)
    if kind == 0 and shape:
        shape[random.randrange(len(shape))] = random.choice((0, 1, 2, 3, 26, -1, 2**31, 2**40, 2**62))
    elif kind == 1:
        shape = random.choice(([], [0], [1, *shape], shape[1:], [*shape, 1], [2**20] * 4))
    elif kind == 2:
        header["descr"] = random.choice((*_TYPES, [("a", "<f4"), ("b", "<i8")], f"<U{2**28}"))
    else:
        header["fortran_order"] = not header["fortran_order"]
    text = repr({**header, "shape": tuple(shape)}).encode() + b"\n"
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text + values


def _other_values(random: Random, array: bytes) -> bytes:
    """Some values are extreme."""
    loaded = _loaded(array)
    if loaded is None or loaded.dtype.kind not in "fiu" or not loaded.size:
        return mutate_bytes(random, array)
    flat = loaded.reshape(-1).copy()
    for _ in range(random.choice((1, 1, 5))):
        with np.errstate(all="ignore"):
            flat[random.randrange(flat.size)] = np.array(random.choice(_VALUES)).astype(flat.dtype)
    return _saved(flat.reshape(loaded.shape))


def _other_array(random: Random, array: bytes) -> bytes:
    """An array of another kind, one that would have to be unpickled among them."""
    loaded = _loaded(array)
    if loaded is None:
        return mutate_bytes(random, array)
    kind = random.randrange(5)
    if kind == 0:
        return _saved(np.array([WouldRun()], dtype=object), pickled=True)
    if kind == 1:
        return _saved(loaded[: len(loaded) // 2] if loaded.ndim else loaded.reshape(1))
    if kind == 2:
        return _saved(np.concatenate([loaded, loaded]) if loaded.ndim else loaded.repeat(3))
    if kind == 3 and loaded.dtype.kind in "fiu":
        with np.errstate(all="ignore"):
            return _saved(loaded.astype(random.choice(("f8", "f2", "i8", "u4", "i1", "c16", "U8", "?", ">f4"))))
    return _saved(np.asfortranarray(loaded[::-1] if loaded.ndim else loaded))


def _loaded(array: bytes) -> np.ndarray | None:
    try:
        return np.load(io.BytesIO(array), allow_pickle=False) if len(array) < 10**6 else None
    except Exception:  # another mutation was here before
        return None


def _saved(array: np.ndarray, pickled: bool = False) -> bytes:
    written = io.BytesIO()
    np.save(written, array, allow_pickle=pickled)
    return written.getvalue()


def _mutate_about(random: Random, header: bytes) -> bytes:
    """JSON within the header's own metadata, as prepared sets have it."""
    try:
        tree = json.loads(header)
        about = tree["__metadata__"]["about"]
    except (ValueError, KeyError, TypeError):
        return mutate_json(random, header)
    tree["__metadata__"]["about"] = mutate_json(random, about.encode()).decode("utf-8", "replace")
    return json.dumps(tree).encode()


def _extreme_float(random: Random, values: bytes) -> bytes:
    size, kind = random.choice(((4, "<f"), (8, "<d"), (8, "<q"), (2, "<h")))
    place = random.randint(0, max(len(values) - size, 0)) // size * size
    value = random.choice((-1, 0, 1, 100, -32768)) if kind in ("<q", "<h") else random.choice((np.nan, np.inf, 1e38))
    return values[:place] + struct.pack(kind, value) + values[place + size :]
