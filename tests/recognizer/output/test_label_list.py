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
from recognizer.own_actions.example_files import spans_of_list
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


@pytest.mark.parametrize("name", ["a" * 300, "a/" * 3000, "a\nb"])
def test_a_file_whose_name_no_system_takes_is_not_there(name: str, tmp_path: Path):
    (tmp_path / "a.csv").write_text(f'file,action\n"{name}",wave\n')
    with pytest.raises(UserError, match="which is not there") as told:
        spans_of_list(tmp_path / "a.csv")
    assert "\n" not in str(told.value) and len(str(told.value)) < 400 + len(str(tmp_path))


def test_a_name_with_a_character_that_no_file_has_and_a_number_without_end_are_told(tmp_path: Path):
    (tmp_path / "a.csv").write_text("file,action\na\0b,wave\n")
    with pytest.raises(UserError, match=r"line 2: no file has such a name"):
        read_label_list(tmp_path / "a.csv")
    (tmp_path / "a.csv").write_text(f"file,action,start\na,wave,{'9' * 5000}x\n")
    with pytest.raises(UserError, match="must be seconds") as told:
        read_label_list(tmp_path / "a.csv")
    assert len(str(told.value)) < 200 + len(str(tmp_path))


ELAN = """<?xml version="1.0" encoding="{encoding}"?><ANNOTATION_DOCUMENT><HEADER><MEDIA_DESCRIPTOR MEDIA_URL="{file}"/>
</HEADER><TIME_ORDER><TIME_SLOT TIME_SLOT_ID="a" TIME_VALUE="0"/><TIME_SLOT TIME_SLOT_ID="b" TIME_VALUE="{end}"/>
</TIME_ORDER><TIER TIER_ID="t"><ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1="a" TIME_SLOT_REF2="b">
<ANNOTATION_VALUE>wave</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>"""
SOUND = {"encoding": "UTF-8", "file": "a.mp4", "end": "900"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        *(({"encoding": name}, "cannot be read as an ELAN") for name in ("nonsense", "hex", "idna", "shift_jis")),
        ({"end": "9" * 400}, "no whole number"),
        ({"end": "-5"}, "before the beginning"),
        ({"end": "9" * 30}, "beyond the end"),
        ({"file": "a" * 5000}, "which is not there"),
        ({"file": "%00"}, "which is not there"),
    ],
)
def test_an_elan_document_that_says_what_cannot_be_is_one_sentence(change: dict[str, str], told: str, tmp_path: Path):
    (tmp_path / "a.eaf").write_text(ELAN.format(**{**SOUND, **change}))
    with pytest.raises(UserError, match=told):
        spans_of_list(tmp_path / "a.eaf")


def test_a_document_whose_parts_stand_for_ever_more_parts_is_refused(tmp_path: Path):
    bomb = '<!DOCTYPE a [<!ENTITY z0 "xxxxxxxxxx">'
    bomb += "".join(f'<!ENTITY z{n} "{f"&z{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
    text = ELAN.format(**SOUND).replace("?>", f"?>{bomb}", 1).replace("wave", "&z9;")
    (tmp_path / "a.eaf").write_text(text)
    with pytest.raises(UserError, match="cannot be read as an ELAN document"):
        read_label_list(tmp_path / "a.eaf")
