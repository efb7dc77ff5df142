"""``python -m rathaus.cli.web_server PARENT …``: Granian with its own options, ended with the process that started it.

Its workers end with it, see ``rathaus.config.wsgi``.
"""

import sys

from granian.cli import entrypoint

from rathaus.config.parent import end_with
from rathaus.config.stop_signals import wake_main_thread

if __name__ == "__main__":
    end_with(int(sys.argv.pop(1)))
    wake_main_thread()
    entrypoint()  # type: ignore[no-untyped-call]  # Granian says nothing about its types here
