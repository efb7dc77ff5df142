"""The limits of this machine, measured in the same run."""

from pathlib import Path

from bench import inserts
from bench.errors import BenchFailed
from bench.figures import Measured
from bench.fleet import http_load, measure
from bench.loads import Times
from bench.scenarios.hello import Hello
from bench.servers import WEB_WORKERS, free_port, hello_command, running
from rathaus.adapters.postgres.cluster import OWNER, Cluster
from rathaus.cli.processes import web_command

_MANY = 10_000_000


def measure_hello(folder: Path, times: Times) -> Measured:
    """Measure the least that the same web server can answer: nothing but a greeting."""
    port = free_port()
    command = hello_command(web_command(host="127.0.0.1", port=port, workers=WEB_WORKERS))
    with running(command, port=port, log=folder / "hello.log") as pid:
        measure(http_load(Hello(), port=port, seconds=times.warm_up, numbers=range(_MANY)), servers={"web": pid})
        load = http_load(Hello(), port=port, seconds=times.limit, numbers=range(_MANY))
        return measure(load, servers={"web": pid})


def measure_inserts(cluster: Cluster, *, payload: str, database_pid: int, times: Times) -> Measured:
    """Measure durable rows: one INSERT per transaction, in a database of its own on the same server.

    Raises:
        BenchFailed: the number of rows is not the number of acknowledged inserts.
    """
    cluster.prepare("limits")
    url = cluster.url(OWNER, "limits")
    inserts.create_table(url)
    servers = {"database": database_pid}
    warm_up = measure(inserts.insert_load(url, payload=payload, seconds=times.warm_up), servers=servers)
    measured = measure(inserts.insert_load(url, payload=payload, seconds=times.limit), servers=servers)
    if inserts.stored(url) != warm_up.operations + measured.operations:
        raise BenchFailed("the durable inserts: the rows stored are not the inserts acknowledged")
    return measured
