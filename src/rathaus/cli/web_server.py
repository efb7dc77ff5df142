"""``python -m rathaus.cli.web_server PARENT …``: Granian with its own options, ended with the process that started it.

Its workers end with it, see ``rathaus.config.wsgi``.
"""

import sys

from granian.cli import entrypoint

from rathaus.config.parent import end_with

if __name__ == "__main__":
    end_with(int(sys.argv.pop(1)))
    entrypoint()  # type: ignore[no-untyped-call]  # Granian says nothing about its types here
