"""``python -m rathaus.cli.mail_catcher PARENT PORT FOLDER``: keeps the mails of a demonstration, sends none.

It ends with the process that started it.
"""

import sys
from pathlib import Path

from rathaus.adapters.smtp.catcher import Catcher
from rathaus.config.parent import end_with

if __name__ == "__main__":
    _, parent, port, folder = sys.argv
    end_with(int(parent))
    with Catcher(Path(folder), port=int(port)) as catcher:
        catcher.serve_forever()
