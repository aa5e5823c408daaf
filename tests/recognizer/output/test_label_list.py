"""Label lists: what is written is read, and what people's spreadsheets make of them is read as well."""

from itertools import chain, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizer.errors import UserError
from recognizer.output.label_list import (
    LabelledSpan,
    merge_label_lists,
    read_label_list,
    read_label_lists,
    write_label_list,
)
from tests.paths import ROOT

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


few_files = st.builds(LabelledSpan, st.sampled_from("abcd"), words, start=st.none() | milliseconds.map(float))


@given(st.lists(st.lists(few_files, max_size=6), max_size=4))
def test_each_file_has_the_rows_of_the_last_list_that_names_it(lists):
    merged = merge_label_lists(lists)
    for file in {span.file for rows in lists for span in rows}:
        naming = [own for rows in lists if (own := [span for span in rows if span.file == file])]
        assert [span for span in merged if span.file == file] == naming[-1]
    assert {span.file for span in merged} == {span.file for rows in lists for span in rows}
    every_row = chain.from_iterable(lists)
    assert all(span in every_row for span in merged)  # a search that goes on where it stopped: they are in order


def test_several_lists_are_read_as_one(tmp_path):
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    write_label_list(first, [LabelledSpan("a", "(sequence)"), LabelledSpan("b", "walk")])
    write_label_list(second, [LabelledSpan("a", "turn", start=1.0, end=2.0), LabelledSpan("a", "walk", start=2.0)])
    assert read_label_lists([first, second]) == [*read_label_list(first)[1:], *read_label_list(second)]


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


def test_our_times_are_of_files_of_the_shared_data_and_follow_one_another(shared: Path):
    given = {row.file: row for row in read_label_list(shared / "camera" / "labels.csv")}
    ours = read_label_list(ROOT / "train" / "label_lists" / "camera_spans.csv")
    for row in ours:
        assert (row.setup, row.person) == (given[row.file].setup, given[row.file].person)
    timed = [row for row in ours if row.end is not None]
    assert {row.action for row in timed} <= {"stand up", "walk", "turn", "sit down", "(rest)"}
    # The others correct the label of a whole file.
    for row in ours:
        assert row in timed or (row.action != given[row.file].action and row.note)
    of_files = {file: [row for row in timed if row.file == file] for file in dict.fromkeys(row.file for row in timed)}
    for rows in of_files.values():
        assert all(row.end is not None and following.start is not None for row, following in pairwise(rows))
        assert all(row.end <= following.start for row, following in pairwise(rows))
    recordings = [rows for file, rows in of_files.items() if file.startswith("phone-a-continuous/")]
    assert len(recordings) == 18 and len(of_files) == 18 + 15
    for rows in recordings:
        actions = [row.action for row in rows if row.known]
        assert (
            actions[:8] == ["stand up", "walk", "turn", "walk", "turn", "sit down", "stand up", "walk"][: len(actions)]
        )
        assert len(actions) >= 7
