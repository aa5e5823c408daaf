"""How addresses are told from files, and how they are shown: never with a password."""

import pytest

from recognizer.errors import UserError
from recognizer.sources.addresses import as_file, is_address, name_of, signed_in, without_secrets


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("rtsp://admin:pass@10.0.0.7:554/stream1", "rtsp://10.0.0.7:554/stream1"),
        ("rtsp://admin@cam/", "rtsp://cam/"),
        ("http://admin:p@ss/w?rd#1@cam/video", "http://cam/video"),
        ("http://cam/video?user=me&pwd=hunter2&channel=3", "http://cam/video?user=…&pwd=…&channel=3"),
        ("rtsp://cam/user=me_password=hunter2_channel=1.sdp", "rtsp://cam/user=…_password=…_channel=1.sdp"),
        ("ftp://me:hunter2@host/film.mp4", "ftp://host/film.mp4"),
        ("https://host/film.mp4", "https://host/film.mp4"),
        ("0", "0"),
        ("films/a:b.mp4", "films/a:b.mp4"),
        ("file:///films/a.mp4", "file:///films/a.mp4"),
    ],
)
def test_what_is_shown_holds_no_name_and_no_password(given: str, shown: str) -> None:
    assert without_secrets(given) == shown
    assert without_secrets(shown) == shown


def test_an_address_gives_a_file_name_without_signs_and_secrets() -> None:
    assert name_of("rtsp://me:hunter2@10.0.0.7:554/live/ch1?token=abc") == "10.0.0.7-554-live-ch1"


def test_a_name_and_a_password_of_any_signs_are_written_into_an_address() -> None:
    signed = signed_in("rtsp://old:one@cam/live", "me@home", "p:/?#@")
    assert signed == "rtsp://me%40home:p%3A%2F%3F%23%40@cam/live" and without_secrets(signed) == "rtsp://cam/live"
    assert signed_in("rtsp://cam/live", "", "ignored") == "rtsp://cam/live"


def test_drives_files_and_numbers_are_no_addresses() -> None:
    assert is_address("RTSP://cam/") and is_address("http://cam")
    for spec in ("0", "C:/films/a.mp4", "a.mp4", "file:///a.mp4", "frame: 1.mp4"):
        assert not is_address(spec)


def test_the_file_of_another_machine_is_refused() -> None:
    assert as_file("file:///films/a%20b.mp4").replace("\\", "/").endswith("/films/a b.mp4")
    with pytest.raises(UserError, match="another machine"):
        as_file("file://server/films/a.mp4")
