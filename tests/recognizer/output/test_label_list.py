"""Label lists: what is written is read, and what people's spreadsheets make of them is read as well."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizer.errors import UserError
from recognizer.output.label_list import LabelledSpan, read_label_list, write_label_list

words = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), min_size=1, max_size=12)
milliseconds = st.integers(0, 36_000_000)


@st.composite
def spans(draw: st.DrawFn) -> LabelledSpan:
    start = draw(st.none() | milliseconds)
    end = draw(st.none() | st.integers((start or 0) + 1, 40_000_000))
    return LabelledSpan(
        file=draw(words),
        action=draw(words),
        setup=draw(words | st.just("")),
        person=draw(words | st.just("")),
        start=None if start is None else start / 1000,
        end=None if end is None else end / 1000,
        note=draw(words | st.just("")),
    )


@given(st.lists(spans(), min_size=1, max_size=8))
def test_what_is_written_is_read(tmp_path_factory, written):
    path = tmp_path_factory.mktemp("list") / "labels.csv"
    write_label_list(path, written)
    assert read_label_list(path) == written


def test_a_spreadsheets_list_is_read(tmp_path):
    path = tmp_path / "labels.csv"
    path.write_bytes(
        "\ufeffAction;File;start;colour;end\r\nwave;a b.mp4;0,5;red;2\r\n\r\n(daily life);ä.mp4;;;\r\n".encode()
    )
    assert read_label_list(path) == [
        LabelledSpan("a b.mp4", "wave", start=0.5, end=2.0),
        LabelledSpan("ä.mp4", "(daily life)"),
    ]
    assert [span.known for span in read_label_list(path)] == [True, False]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "does not name the column file"),
        (b"file,start\na.mp4,1\n", "does not name the column action"),
        (b"file,action\n", "holds no rows"),
        (b"file,action\na.mp4,\n", "line 2: the column action is empty"),
        (
            b"file,action,start\na.mp4,wave,0\nb.mp4,wave,1:20\n",
            "line 3: start must be seconds, 0 or more, and is '1:20'",
        ),
        (b"file,action,start\na.mp4,wave,-1\n", "0 or more"),
        (b"file,action,start\na.mp4,wave,nan\n", "0 or more"),
        (b"file,action,start,end\na.mp4,wave,3,2\n", "before it starts"),
        (b"file,action\n\xff\xfe.mp4,wave\n", "not text in UTF-8"),
        (b'file,action\n"a.mp4,wave', "action is empty"),
    ],
)
def test_a_faulty_list_is_one_sentence_that_names_the_line(tmp_path, content, words):
    path = tmp_path / "labels.csv"
    path.write_bytes(content)
    with pytest.raises(UserError, match=words.replace("(", r"\(")):
        read_label_list(path)


def test_a_list_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UserError, match=r"nothing\.csv"):
        read_label_list(tmp_path / "nothing.csv")


def test_the_camera_lists_of_the_shared_data_are_read(shared: Path):
    rows = read_label_list(shared / "camera" / "labels.csv")
    assert len(rows) == 672 and {row.setup for row in rows} >= {"gestures", "phone-a", "falls"}
