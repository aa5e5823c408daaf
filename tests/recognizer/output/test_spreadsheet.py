"""Tables for spreadsheets: right characters in Excel, no text that is computed, and the text back again."""

import csv

from hypothesis import given
from hypothesis import strategies as st

from recognizer.output.spreadsheet import guarded, unguarded, write_spreadsheet


def test_excel_is_shown_umlauts_and_is_given_nothing_to_compute(tmp_path):
    path = tmp_path / "table.csv"
    write_spreadsheet(path, [["file", "action"], ["-1.mp4", "=HYPERLINK(A1)"], ["+.mp4", "@x"], ["ä.mp4", "a,b"]])
    written = path.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf"), "without the mark, Excel reads UTF-8 as something else"
    rows = list(csv.reader(written.decode("utf-8-sig").splitlines()))
    assert rows == [["file", "action"], ["'-1.mp4", "'=HYPERLINK(A1)"], ["'+.mp4", "'@x"], ["ä.mp4", "a,b"]]


@given(st.text() | st.text("'=+-@a", max_size=5))
def test_what_is_guarded_is_not_computed_and_comes_back(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))
