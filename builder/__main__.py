"""Where the command `banmian` begins, and `python -m builder`."""

import sys


def run() -> int:
    """Run the command; its exit code. Ctrl-C while the program itself is still being read ends it without a word."""
    try:
        from builder.cli import main  # half a second, in which nothing has been begun

        return main()
    except KeyboardInterrupt:
        return 3


if __name__ == "__main__":
    sys.exit(run())
