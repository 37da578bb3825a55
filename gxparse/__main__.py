"""`python -m gxparse` is `gxparse`."""

import sys

from gxparse.cli import main

if __name__ == "__main__":
    sys.exit(main())
