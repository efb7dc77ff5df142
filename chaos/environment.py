"""What this process and the town hall that it starts read from the environment."""

import os
from pathlib import Path


def set_environment(folder: Path) -> None:
    """Point everything at a folder of its own.

    Args:
        folder: for state and logs; on a real disk, so that what survives is what was written.
    """
    for name in [name for name in os.environ if name.startswith("RATHAUS_")]:
        del os.environ[name]
    os.environ["DJANGO_SETTINGS_MODULE"] = "rathaus.config.settings"
    os.environ["RATHAUS_STATE_DIR"] = str(folder / "state")
    # Each person has an address of their own, so that limits per sender are counted, and never reached.
    os.environ["RATHAUS_TRUST_FORWARDED"] = "1"
