"""The legal parameters that come with the product."""

from datetime import date
from functools import lru_cache
from importlib import resources

from rathaus.recht.parameter_file import read_parameter_file
from rathaus.recht.parameters import Parameters, ParameterVersion


@lru_cache(maxsize=1)
def load_parameters() -> Parameters:
    """Read all parameter files of the package, once; a test proves that they are in order."""
    folder = resources.files("rathaus.recht") / "parameter"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    read = (read_parameter_file(file.read_text(encoding="utf-8"), file.name) for file in files)
    return Parameters(tuple(row for each in read for row in each.rows))


def parameter(key: str, jurisdiction: str, day: date) -> ParameterVersion:
    """Return the shipped row that applies; see :meth:`Parameters.find`."""
    return load_parameters().find(key, jurisdiction, day)
