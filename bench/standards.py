"""`python -m bench standards FOLDER`: read, check and compile real schemas in one process; needs no database.

FOLDER holds ``xdf3/*.xml`` and ``xdf2/*/S*.xml``, and perhaps ``xsd/`` with the official XML schemas. Every file is
timed alone; the raw parse by lxml of the same bytes in the same run is the limit that it is compared with.
"""

import gc
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.errors import BenchFailed
from bench.tables import table
from rathaus.cli.schema_sources import SchemaSources, codelists_in
from rathaus.engine.compiler.compile import compile_formular
from rathaus.engine.compiler.internal_lists import inline_internal_lists
from rathaus.standards.xdatenfelder.codes import StandardVersion
from rathaus.standards.xdatenfelder.read import ReadResult, read_schema
from rathaus.standards.xdatenfelder.validate import XsdCheck
from rathaus.standards.xdatenfelder.write import write_message
from rathaus.values.xml import parse_xml

AIM_S = 8.0
"""Seconds for reading, checking and compiling everything."""
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class FileTimes:
    """Seconds that one file took."""

    name: str
    size_bytes: int
    parse_s: float
    read_s: float
    compile_s: float
    write_s: float
    validate_s: float | None

    @property
    def whole_s(self) -> float:
        """Return the seconds for reading, checking and compiling."""
        return self.read_s + self.compile_s


def run(folder: Path) -> int:
    """Measure all schemas of a folder and print a table; exit status 1 when they took longer than the aim.

    Raises:
        BenchFailed: there is nothing to measure, or a schema gives no form.
    """
    files = [*sorted((folder / "xdf3").glob("*.xml")), *sorted((folder / "xdf2").glob("*/S*.xml"))]
    if not files:
        raise BenchFailed(f"no schemas in {folder}")
    xsd = XsdCheck(folder / "xsd") if (folder / "xsd").is_dir() else None
    for file in files[:3]:
        _time_file(file, xsd)  # what is loaded only once does not count for the first file
    gc.collect()
    idle = _peak_kilobytes()
    times = [_time_file(file, xsd) for file in files]
    print(_report(times, grown_kilobytes=_peak_kilobytes() - idle))
    return 0 if sum(each.whole_s for each in times) <= AIM_S else 1


def _time_file(file: Path, xsd: XsdCheck | None) -> FileTimes:
    data = file.read_bytes()
    sources = SchemaSources(data, codelists_in(file.parent) if file.parent.parent.name == "xdf2" else ())
    parse_s, _ = _timed(lambda: parse_xml(data))
    read_s, result = _timed(lambda: read_schema(data))
    schema, header = result.schema, result.header
    if schema is None or header is None:
        raise BenchFailed(f"{file.name} cannot be read: {[finding.code for finding in result.findings]}")
    compile_s, has_form = _timed(lambda: _compile(result, sources))
    if not has_form:
        raise BenchFailed(f"{file.name} gives no form")
    write_s, _ = _timed(lambda: write_message(schema, header=header))
    validate_s = _timed(lambda: xsd.check(data))[0] if xsd else None
    return FileTimes(file.stem, len(data), parse_s, read_s, compile_s, write_s, validate_s)


def _compile(result: ReadResult, sources: SchemaSources) -> bool:
    schema = result.schema
    if schema is None:
        return False
    if result.version is StandardVersion.V2:
        schema = inline_internal_lists(schema, sources.codelists)
    lists = {each.version_uri: each for each in sources.codelists}
    return compile_formular(schema, codelists=lists).draft is not None


def _timed[T](work: Callable[[], T]) -> tuple[float, T]:
    begun_at = time.perf_counter()
    result = work()
    return time.perf_counter() - begun_at, result


def _peak_kilobytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _report(times: Sequence[FileTimes], *, grown_kilobytes: int) -> str:
    return table(["measure", "figure"], list(_rows(times, grown_kilobytes)))


def _rows(times: Sequence[FileTimes], grown_kilobytes: int) -> Iterator[list[str]]:
    megabytes = sum(each.size_bytes for each in times) / _MEGABYTE
    parse_s = sum(each.parse_s for each in times)
    yield ["files", f"{len(times)}, {megabytes:.1f} MB"]
    whole_s = sum(each.whole_s for each in times)
    verdict = "yes" if whole_s <= AIM_S else "**no**"
    yield [
        f"read, checked and compiled in < {AIM_S:g} s",
        f"{whole_s:.2f} s, {megabytes / whole_s:.1f} MB/s: {verdict}",
    ]
    yield ["… compared with the raw parse by lxml", f"{whole_s / parse_s:.1f} times as long ({parse_s:.2f} s)"]
    named = [
        ("reading", sum(each.read_s for each in times)),
        ("checking and compiling", sum(each.compile_s for each in times)),
        ("writing", sum(each.write_s for each in times)),
    ]
    for name, seconds in named:
        yield [name, f"{seconds:.2f} s, {megabytes / seconds:.1f} MB/s"]
    if times[0].validate_s is not None:
        seconds = sum(each.validate_s or 0 for each in times)
        yield ["validating against the XML schema", f"{seconds:.2f} s, {megabytes / seconds:.1f} MB/s"]
    slowest = max(times, key=lambda each: each.whole_s)
    size = slowest.size_bytes / _MEGABYTE
    yield ["slowest file", f"{slowest.name}, {size:.2f} MB: {slowest.whole_s * 1000:.0f} ms"]
    yield ["peak memory above the idle process", f"{grown_kilobytes / 1024:.1f} MB"]
