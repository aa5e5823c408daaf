"""The one exception that a user is meant to see."""


class UserError(Exception):
    """A failure explained by one plain sentence: what is wrong and, where possible, what to do about it.

    The programs print it on standard error and exit with 1; the window shows it as it stands.
    """
