"""Whether command lines are ones that their programs take: read as a JSON list of ``[script, arguments]`` on standard
input; written is a JSON list with a complaint for each, empty where there is none. Nothing is carried out.

In a process of its own, since the scripts set environment variables and import half of the world.
"""

import argparse
import contextlib
import io
import json
import runpy
import sys
import traceback

from recognizer.errors import UserError


class Parsed(BaseException):
    """Ends a program as soon as it has read its arguments. No ``Exception``, so that no program catches it."""


def main() -> None:
    parse = argparse.ArgumentParser.parse_args

    def parse_and_end(parser: argparse.ArgumentParser, *arguments: object, **named: object) -> None:
        raise Parsed(parse(parser, *arguments, **named))

    argparse.ArgumentParser.parse_args = parse_and_end
    print(json.dumps([complaint(script, arguments) for script, arguments in json.load(sys.stdin)]))


def complaint(script: str, arguments: list[str]) -> str:
    """What the script has against these arguments, or ""."""
    said = io.StringIO()
    sys.argv = [script, *arguments]
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
            runpy.run_path(script, run_name="__main__")
    except Parsed as parsed:
        return configuration_complaint(parsed.args[0])
    except SystemExit as end:
        return "" if not end.code else said.getvalue() or str(end.code)
    except Exception:
        return traceback.format_exc()
    return "it read no arguments"


def configuration_complaint(options: argparse.Namespace) -> str:
    """What the trainer's configuration has against the values given for it."""
    if not hasattr(options, "overrides"):
        return ""
    from train.training.config import load_fit_config

    try:
        load_fit_config(options.config, options.overrides)
    except UserError as error:
        return str(error)
    return ""


if __name__ == "__main__":
    main()
