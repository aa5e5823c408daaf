"""The fast reading of `.skeleton` text beside the word by word one: the same bodies, or the same refusal."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from recognizer.skeleton.skeleton_parser import Fault, parse, parse_at_once, parse_by_word

DIGITS = st.text("0123456789", min_size=1, max_size=17)
SIGN = st.sampled_from(["", "-", "+"])
NUMBERS = st.one_of(
    st.floats(-1e4, 1e4).map(lambda value: f"{value:.7g}"),
    st.floats(-1e4, 1e4).map(repr),
    st.builds(lambda sign, whole, part: f"{sign}{whole}.{part}", SIGN, st.text("0123456789", max_size=4), DIGITS),
    st.builds(lambda sign, whole: f"{sign}{whole}", SIGN, st.text("0123456789", min_size=1, max_size=4)),
    st.sampled_from(["1e-05", "-4.7E-5", "1.", "-0", "+0.5"]),
)
ODD = st.sampled_from(
    ["nan", "-inf", "-", ".", "1.2.3", "3-4", "--1", "x", "1_0", "\x00", "1e", "25", "é", "-1.#IND", ""]
)


@st.composite
def texts(draw, garble: bool) -> bytes:
    """A file of up to three frames of up to two bodies, from a handful of drawn numbers so that drawing is quick."""
    pool = draw(st.lists(NUMBERS, min_size=5, max_size=40))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    words = [str(frames := draw(st.integers(0, 3)))]
    for _ in range(frames):
        words.append(str(bodies := draw(st.integers(0, 2))))
        for body in range(bodies):
            words += [str(72057594037930000 + body), *("0",) * 8, "2", "25"]
            for _ in range(25):
                words += [*(pool[i] for i in rng.integers(len(pool), size=11)), str(rng.integers(3))]
    for _ in range(draw(st.integers(1, 2)) if garble else 0):
        place = int(rng.integers(len(words)))
        words[place : place + draw(st.integers(0, 2))] = [draw(st.one_of(ODD, NUMBERS))]
    gaps = draw(st.sampled_from([" ", "\n", "\r\n", "\t "]))
    return (gaps.join(words) + draw(st.sampled_from(["", "\n"]))).encode("latin-1")


def outcome(read, text):
    try:
        raw = read(text)
    except (Fault, UnicodeDecodeError) as error:
        return str(error)
    return raw.frames, [
        (b.tracking, b.frames.tolist(), b.keypoints.shape, b.keypoints.tobytes(), b.state.tolist()) for b in raw.bodies
    ]


@settings(max_examples=150, deadline=None)
@given(st.one_of(texts(garble=False), texts(garble=True)))
def test_both_ways_of_reading_agree_to_the_last_bit(text):
    assert outcome(parse, text) == outcome(parse_by_word, text)


@settings(max_examples=60, deadline=None)
@given(texts(garble=False))
def test_whole_files_are_read_the_fast_way(text):
    raw = parse_at_once(text)
    assert raw is not None and raw.frames == int(text.split()[0])
