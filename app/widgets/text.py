"""How numbers and people are put into words in the window."""

from recognizer.text import clock_text, percent, rounded_up, signed, true_minus

__all__ = ["clock_text", "percent", "person_name", "rounded_up", "signed", "true_minus"]


def person_name(number: int) -> str:
    """A person as the window calls them."""
    return f"Person {number}"
