"""What those who annotate get of a result: subtitles, ELAN, Audacity, a label list; and the way back to training."""

import csv
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from recognizer.errors import UserError
from recognizer.model.segments import Segment
from recognizer.output.elan import read_eaf
from recognizer.output.formats import RESULT_FORMATS
from recognizer.output.label_list import LabelledSpan, read_label_list
from recognizer.output.result import ModelSummary, Percentiles, Result, Timing
from recognizer.output.summary import SourceSummary, summarize, write_summary

NONE = Percentiles(0.0, 0.0)
SEGMENTS = [
    Segment((1,), 0.5, 2.25, "walk", 0.9),
    Segment((2,), 1.0, 1.2, "rock <&> roll", 0.8),
    Segment((1,), 2.25, 3723.0, "=sit\ndown", 0.7),
]


@pytest.fixture
def result(tmp_path):
    video = tmp_path / "in here" / "a 100% ä#b.mp4"
    video.parent.mkdir()
    video.touch()
    model = ModelSummary("m", 3, ["joint"])
    return Result(str(video), model, "cpu", 10, 30.0, SEGMENTS, [], Timing(1.0, 1.0, NONE, NONE, NONE))


def test_every_form_is_written_and_called_by_its_key(result, tmp_path):
    for one in RESULT_FORMATS:
        one.save(result, tmp_path / f"out{one.suffix}")
        assert (tmp_path / f"out{one.suffix}").stat().st_size


def test_web_subtitles_have_points_in_their_times_and_nothing_that_is_taken_for_markup(result, tmp_path):
    result.save_vtt(tmp_path / "a.vtt")
    blocks = (tmp_path / "a.vtt").read_text(encoding="utf-8").split("\n\n")
    assert blocks[0] == "WEBVTT"
    assert blocks[1] == "00:00:00.500 --> 00:00:02.250\nwalk (person 1)"
    assert blocks[2] == "00:00:01.000 --> 00:00:01.500\nrock &lt;&amp;&gt; roll (person 2)"
    assert blocks[3] == "00:00:02.250 --> 01:02:03.000\n=sit down (person 1)\n"


def test_subtitles_keep_each_action_on_one_line(result, tmp_path):
    result.save_srt(tmp_path / "a.srt")
    assert "00:00:02,250 --> 01:02:03,000\n=sit down (person 1)\n" in (tmp_path / "a.srt").read_text(encoding="utf-8")


def test_audacity_is_given_a_line_for_each_label(result, tmp_path):
    result.save_audacity(tmp_path / "a.txt")
    rows = [line.split("\t") for line in (tmp_path / "a.txt").read_text(encoding="utf-8").splitlines()]
    assert rows[0] == ["0.500000", "2.250000", "walk (person 1)"] and len(rows) == 3
    assert all(len(row) == 3 and float(row[0]) < float(row[1]) for row in rows)


def test_an_elan_document_has_a_tier_for_each_person_and_links_the_video(result, tmp_path):
    path = tmp_path / "out" / "a.eaf"
    result.save_eaf(path)
    document = ElementTree.parse(path).getroot()
    children = [child.tag for child in document]
    assert children == ["HEADER", "TIME_ORDER", "TIER", "TIER", "LINGUISTIC_TYPE"], "in the schema's order"
    slots = {slot.get("TIME_SLOT_ID"): int(slot.get("TIME_VALUE")) for slot in document.iter("TIME_SLOT")}
    tiers = {
        tier.get("TIER_ID"): [
            (slots[one.get("TIME_SLOT_REF1")], slots[one.get("TIME_SLOT_REF2")], one.findtext("ANNOTATION_VALUE"))
            for one in tier.iter("ALIGNABLE_ANNOTATION")
        ]
        for tier in document.iter("TIER")
    }
    assert tiers == {
        "person 1": [(500, 2250, "walk"), (2250, 3723000, "=sit down")],
        "person 2": [(1000, 1200, "rock <&> roll")],
    }
    assert list(slots.values()) == sorted(slots.values()) and len(slots) == 6, "a slot for every end, in order of time"
    types = {one.get("LINGUISTIC_TYPE_ID") for one in document.iter("LINGUISTIC_TYPE")}
    assert {tier.get("LINGUISTIC_TYPE_REF") for tier in document.iter("TIER")} == types
    media = document.find("HEADER/MEDIA_DESCRIPTOR")
    assert media.get("RELATIVE_MEDIA_URL") == "../in here/a 100% ä#b.mp4" and media.get("MIME_TYPE") == "video/mp4"
    assert media.get("MEDIA_URL") == "file:///" + result.source.removeprefix("/")


def test_nothing_recognized_is_a_whole_document_too(result, tmp_path):
    replace(result, segments=[]).save_eaf(tmp_path / "a.eaf")
    assert read_eaf(tmp_path / "a.eaf") == ("in here/a 100% ä#b.mp4", [])
    with pytest.raises(UserError, match="holds no annotations"):
        read_label_list(tmp_path / "a.eaf")


def test_a_clip_is_named_in_the_document_but_is_no_video_that_elan_could_play(result, tmp_path):
    (tmp_path / "a.npz").touch()
    replace(result, source=str(tmp_path / "a.npz")).save_eaf(tmp_path / "a.eaf")
    assert ElementTree.parse(tmp_path / "a.eaf").find("HEADER/MEDIA_DESCRIPTOR") is None
    assert {span.file for span in read_label_list(tmp_path / "a.eaf")} == {"a.npz"}


def test_a_label_list_is_read_back_and_opens_rightly_in_excel(result, tmp_path):
    path = tmp_path / "lists" / "labels.csv"
    result.save_labels(path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with open(path, newline="", encoding="utf-8-sig") as file:
        assert [row["action"] for row in csv.DictReader(file)] == ["walk", "rock <&> roll", "'=sit\ndown"]
    spans = read_label_list(path)
    name = "../in here/a 100% ä#b.mp4"
    assert spans[0] == LabelledSpan(name, "walk", "a 100% ä#b.mp4", "1", 0.5, 2.25)
    assert [(one.action, one.person, one.start, one.end) for one in spans] == [
        (one.label, str(one.persons[0]), one.start, one.end) for one in SEGMENTS
    ]


def test_what_was_corrected_in_elan_is_read_as_a_label_list(result, tmp_path):
    path = tmp_path / "a.eaf"
    result.save_eaf(path)
    text = path.read_text(encoding="utf-8").replace(">walk<", ">stroll<").replace('"2250"', '"2000"', 2)
    path.write_text(text, encoding="utf-8")
    assert read_label_list(path) == [
        LabelledSpan("in here/a 100% ä#b.mp4", "stroll", "a", "person 1", 0.5, 2.0),
        LabelledSpan("in here/a 100% ä#b.mp4", "rock <&> roll", "a", "person 2", 1.0, 1.2),
        LabelledSpan("in here/a 100% ä#b.mp4", "=sit down", "a", "person 1", 2.0, 3723.0),
    ]


@pytest.mark.parametrize(
    "address", ["file:///C:/films/a b.mp4", "./a%20b.mp4", "./a b.mp4", "file:///home/somebody/a%20b.mp4"]
)
def test_links_are_read_as_different_programs_write_them(tmp_path, address):
    (tmp_path / "a b.mp4").touch()
    key = "MEDIA_URL" if address.startswith("file") else "RELATIVE_MEDIA_URL"
    (tmp_path / "a.eaf").write_text(
        f'<ANNOTATION_DOCUMENT><HEADER><MEDIA_DESCRIPTOR {key}="{address}"/></HEADER></ANNOTATION_DOCUMENT>'
    )
    absolute = {"file:///C:/films/a b.mp4": "C:/films/a b.mp4", "file:///home/somebody/a%20b.mp4": "/home/somebody/"}
    assert read_eaf(tmp_path / "a.eaf")[0].startswith(absolute.get(address, "a b.mp4"))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<ANNOTATION_DOCUMENT>", "cannot be read as an ELAN document"),
        (b"<html/>", "is no ELAN document"),
        (b"<ANNOTATION_DOCUMENT/>", "does not say which video"),
    ],
)
def test_what_is_no_elan_document_is_one_sentence(tmp_path, content, told):
    (tmp_path / "a.eaf").write_bytes(content)
    with pytest.raises(UserError, match=f"a.eaf.*{told}"):
        read_label_list(tmp_path / "a.eaf")


def test_a_camera_has_no_file_that_a_list_could_name(result, tmp_path):
    camera = replace(result, source="0")
    with pytest.raises(UserError, match="names files, and 0 is none"):
        camera.save_labels(tmp_path / "a.csv")
    camera.save_eaf(tmp_path / "a.eaf")
    assert len(read_eaf(tmp_path / "a.eaf")[1]) == 3


def test_the_summary_has_the_seconds_of_each_action_in_each_source(result, tmp_path):
    others = [SourceSummary("-b.mp4", 1, {"walk": 2.0}), SourceSummary("c.mp4", problem="c.mp4 cannot be read.")]
    write_summary(tmp_path / "s.csv", [summarize(result), *others])
    with open(tmp_path / "s.csv", newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [row["source"] for row in rows] == [result.source, "'-b.mp4", "c.mp4"]
    assert [row["walk"] for row in rows] == ["1.75", "2.00", ""]
    assert rows[0]["rock <&> roll"] == "0.20" and rows[1]["rock <&> roll"] == "0.00"
    assert rows[2]["problem"] == "c.mp4 cannot be read." and rows[0]["problem"] == ""
