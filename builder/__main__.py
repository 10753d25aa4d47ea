"""`python -m builder` is `banmian`."""

import sys

from builder.cli import main

sys.exit(main())
