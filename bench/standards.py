"""`python -m bench standards [FOLDER]`: evaluate a large form; read, check and compile real schemas. Needs no database.

FOLDER holds ``xdf3/*.xml`` and ``xdf2/*/S*.xml``, and perhaps ``xsd/`` with the official XML schemas; where it is not
there, the rows about real schemas are left out, and the page says so. Every file is timed alone; the raw parse by lxml
of the same bytes in the same run is the limit that it is compared with.
"""

import gc
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.errors import BenchFailed
from bench.figures import percentile
from bench.large_form import Evaluated, time_evaluation
from bench.machine import machine_facts
from bench.page import PAGE, write_between
from bench.servers import CLONE
from bench.tables import ms, table
from rathaus.cli.schema_sources import SchemaSources, codelists_in
from rathaus.engine.compiler.compile import compile_formular
from rathaus.engine.compiler.internal_lists import inline_internal_lists
from rathaus.standards.xdatenfelder.codes import StandardVersion
from rathaus.standards.xdatenfelder.read import ReadResult, read_schema
from rathaus.standards.xdatenfelder.validate import XsdCheck
from rathaus.standards.xdatenfelder.write import write_message
from rathaus.values.xml import parse_xml

FOLDER = Path(os.environ.get("RATHAUS_SHARED", CLONE.parent / "shared")) / "fim"
"""Where the released schemas lie, by default beside the project; ``RATHAUS_SHARED`` names another folder."""
AIM_S, PAGE_AIM_S, WHOLE_AIM_S = 8.0, 0.005, 0.015
"""Seconds for reading, checking and compiling everything; for evaluating one page; for the whole form."""
READING_AIM_BYTES = 60_000_000
_BEGIN, _END = "<!-- Written by `python -m bench standards`; do not edit. -->", "<!-- End of the standards. -->"
_PACKAGE = "99107021017000-unterhaltsvorschuss"
_REPETITIONS = 100
_MEGABYTE = 1_000_000

type Rows = Iterator[list[str]]


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


@dataclass(frozen=True, slots=True)
class Corpus:
    """What the schemas of a folder took.

    Args:
        times: of each file.
        grown_bytes: how far the process grew.
        reading_bytes: how far one grew that read the largest file only.
    """

    times: tuple[FileTimes, ...]
    grown_bytes: int
    reading_bytes: int

    @property
    def whole_s(self) -> float:
        """Return the seconds for reading, checking and compiling everything."""
        return sum(each.whole_s for each in self.times)


def run(folder: Path, page: Path = PAGE) -> int:
    """Measure, print the tables and write them into the page; exit status 1 when an aim was missed.

    Args:
        folder: of real schemas; may be missing.
        page: with the marks.

    Raises:
        BenchFailed: a schema gives no form.
    """
    large = time_evaluation(CLONE / "leistungen" / _PACKAGE, repetitions=_REPETITIONS)
    corpus = _measure_corpus(folder)
    text = standards_text(large, corpus)
    print(text)
    write_between(page, text, begin=_BEGIN, end=_END)
    return 1 if "**no**" in text else 0


def standards_text(large: Evaluated, corpus: Corpus | None) -> str:
    """Return the tables as Markdown."""
    facts = " · ".join(f"{name} {value}" for name, value in machine_facts().items())
    form = table(["large form", "figure"], list(_form_rows(large)))
    if corpus is None:
        return f"{facts}\n\n{form}\n\nThe released schemas were not at hand: the rows about them are left out."
    return f"{facts}\n\n{form}\n\n{table(['real schemas', 'figure'], list(_corpus_rows(corpus)))}"


def _measure_corpus(folder: Path) -> Corpus | None:
    files = [*sorted((folder / "xdf3").glob("*.xml")), *sorted((folder / "xdf2").glob("*/S*.xml"))]
    if not files:
        return None
    xsd = XsdCheck(folder / "xsd") if (folder / "xsd").is_dir() else None
    for file in files[:3]:
        _time_file(file, xsd)  # what is loaded only once does not count for the first file
    gc.collect()
    idle = _peak_bytes()
    times = tuple(_time_file(file, xsd) for file in files)
    grown = _peak_bytes() - idle
    return Corpus(times, grown, _reading_bytes(max(files, key=lambda file: file.stat().st_size)))


def _reading_bytes(file: Path) -> int:
    command = [sys.executable, "-m", "bench.one_reading", str(file.absolute())]
    return int(subprocess.run(command, cwd=CLONE, check=True, capture_output=True, text=True).stdout)


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


def _peak_bytes() -> int:
    return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _verdict(is_met: bool) -> str:  # noqa: FBT001 - the only word about it
    return "yes" if is_met else "**no**"


def _form_rows(large: Evaluated) -> Rows:
    yield ["fields, rules, answers", f"{large.fields}, {large.rules}, {large.answers}"]
    named = [("one page", PAGE_AIM_S, large.page_s), ("the whole form", WHOLE_AIM_S, large.whole_s)]
    for name, aim_s, times in named:
        median = statistics.median(times)
        spread = f"{ms(1000 * median)} ms at the median, p95 {ms(1000 * percentile(times, 0.95))} ms of processor time"
        yield [f"{name} evaluated in < {1000 * aim_s:g} ms", f"{spread}: {_verdict(median < aim_s)}"]
    ratio = statistics.median(large.whole_s) / statistics.median(large.schema_s)
    checked = f"{ratio:.0f} times as long ({ms(1000 * statistics.median(large.schema_s))} ms)"
    yield ["… compared with jsonschema-rs, which knows no rules", checked]


def _corpus_rows(corpus: Corpus) -> Rows:
    times, whole_s = corpus.times, corpus.whole_s
    megabytes = sum(each.size_bytes for each in times) / _MEGABYTE
    parse_s = sum(each.parse_s for each in times)
    yield ["files", f"{len(times)}, {megabytes:.1f} MB"]
    took = f"{whole_s:.2f} s, {megabytes / whole_s:.1f} MB/s: {_verdict(whole_s <= AIM_S)}"
    yield [f"read, checked and compiled in < {AIM_S:g} s", took]
    yield ["… compared with the raw parse by lxml", f"{whole_s / parse_s:.1f} times as long ({parse_s:.2f} s)"]
    named = [
        ("reading", sum(each.read_s for each in times)),
        ("checking and compiling", sum(each.compile_s for each in times)),
        ("writing", sum(each.write_s for each in times)),
    ]
    if times[0].validate_s is not None:
        named.append(("validating against the XML schema by lxml", sum(each.validate_s or 0 for each in times)))
    for name, seconds in named:
        yield [name, f"{seconds:.2f} s, {megabytes / seconds:.1f} MB/s"]
    slowest = max(times, key=lambda each: each.whole_s)
    size = slowest.size_bytes / _MEGABYTE
    yield ["slowest file", f"{slowest.name}, {size:.2f} MB: {slowest.whole_s * 1000:.0f} ms"]
    yield ["peak memory above the idle process, all files", f"{corpus.grown_bytes / _MEGABYTE:.1f} MB"]
    reading, wanted = corpus.reading_bytes / _MEGABYTE, READING_AIM_BYTES / _MEGABYTE
    verdict = _verdict(corpus.reading_bytes <= READING_AIM_BYTES)
    yield [f"reading the largest file alone in ≤ {wanted:g} MB more", f"{reading:.1f} MB: {verdict}"]
