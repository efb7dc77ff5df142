"""``python -m rathaus.surfaces.ui.build [--node-modules DIR]``: build static files and translations."""

import argparse
import sys
from pathlib import Path

from rathaus.surfaces.ui.build.assets import NodeModulesMissing, build_assets
from rathaus.surfaces.ui.catalogues import compile_catalogues

_REPOSITORY = Path(__file__).resolve().parents[5]


def main(arguments: list[str] | None = None) -> int:
    """Build everything and print one line per file; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m rathaus.surfaces.ui.build", description=__doc__)
    parser.add_argument("--node-modules", type=Path, default=_REPOSITORY / "node_modules")
    options = parser.parse_args(arguments)
    try:
        written = build_assets(options.node_modules)
    except NodeModulesMissing as error:
        print(error, file=sys.stderr)
        return 1
    for path in (*written, *compile_catalogues()):
        print(f"{path.stat().st_size:>8}  {path.relative_to(Path(__file__).resolve().parents[2])}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
