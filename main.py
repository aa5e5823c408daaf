"""MS-SA Studio: recognizes human actions in a camera's picture, a video or a skeleton clip, and shows why."""

import sys

from app.cli import main

if __name__ == "__main__":
    sys.exit(main())
