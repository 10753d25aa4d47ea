"""What GitHub Pages takes, in bytes."""

SITE = 1_000_000_000
"""Of a whole site."""
FILE = 100_000_000
"""Of one file."""
NEAR = 0.8
"""The part of a limit from which on a person is warned."""
