"""`python -m rathaus.cli`."""

import sys

from rathaus.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
