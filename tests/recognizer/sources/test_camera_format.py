"""What a user may ask of a camera, and how nonsense is refused."""

import pytest

from recognizer.errors import UserError
from recognizer.sources.camera_format import CameraFormat


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1280x720@30/MJPG", CameraFormat(1280, 720, 30.0, "MJPG")),
        ("1280x720", CameraFormat(1280, 720)),
        ("640x480/yuyv", CameraFormat(640, 480, pixel_format="YUYV")),
        ("@59.94", CameraFormat(fps=59.94)),
        ("/MJPG", CameraFormat(pixel_format="MJPG")),
        ("640x480/Y16", CameraFormat(640, 480, pixel_format="Y16 ")),
        ("", CameraFormat()),
    ],
)
def test_any_part_can_be_asked_for_and_is_written_as_it_is_read(text, meant):
    assert CameraFormat.parse(f" {text} ") == meant
    assert CameraFormat.parse(str(meant)) == meant


@pytest.mark.parametrize(
    "text",
    ["big", "1280", "1280x", "x720", "1280x720@", "1280x720@fast", "0x0", "99999x2", "@0", "@1000", "/M", "-1x5"],
)
def test_nonsense_is_refused_in_one_sentence_that_shows_how_it_is_written(text):
    with pytest.raises(UserError, match=r"1280x720@30/MJPG.*\.$") as failure:
        CameraFormat.parse(text)
    assert "\n" not in str(failure.value)


@pytest.mark.parametrize(
    ("given", "wanted", "fits"),
    [
        ("640x480@30/YUYV", "", True),
        ("640x480@30/YUYV", "640x480", True),
        ("640x480@29.97", "@30", True),
        ("640x480@15", "@30", False),
        ("640x480", "@30/MJPG", True),  # the device does not report these
        ("640x360", "640x480", False),
        ("640x480/YUYV", "/MJPG", False),
    ],
)
def test_what_a_device_gives_is_compared_with_what_was_wanted(given, wanted, fits):
    assert CameraFormat.parse(given).gives(CameraFormat.parse(wanted)) == fits
