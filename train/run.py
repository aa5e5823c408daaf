"""Runs the trainer from a checkout: ``python train/run.py --help``."""

import sys
from pathlib import Path

if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    # Python puts a script's own folder first on sys.path, where this package's data, bench, training and so on would
    # take the place of other packages that have these names.
    sys.path[:] = [str(here.parent), *(entry for entry in sys.path if Path(entry).resolve() != here)]
    from train.cli import main

    sys.exit(main())
