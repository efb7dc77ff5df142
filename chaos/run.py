"""The run: open a town hall, let people come while parts of it are killed, count at the end, report."""

import os
import shutil
import time
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

from bench.machine import machine_facts
from bench.scenarios.errand import Errand
from bench.town_hall import TownHall, open_town_hall
from chaos.first_receipt import FirstReceipt, measure_first_receipt
from chaos.people import Outcome, People, receipts_opened
from chaos.proof import losses, read_queue, read_stored, verify, wait_until_drained
from chaos.report import Report, report_text, write_report
from chaos.tormentor import Torment, Tormentor
from chaos.town_hall_process import TownHallProcess
from rathaus.adapters.postgres.supervisor import open_cluster
from rathaus.cli.database import database

_CALM_S, _DRAINED_WITHIN_S = 2.0, 180.0


def run(folder: Path, torment: Torment, *, clients: int, queued: int) -> int:
    """Do everything and write the page; returns the exit status: 1 when anything was lost, doubled or unkind.

    Args:
        folder: for state and logs.
        torment: what is killed and when.
        clients: people at a time.
        queued: receipts to queue for the measure of the first one; 0 leaves it out.
    """
    print(f"chaos: seed {torment.seed}; preparing the town hall …", flush=True)
    with database():
        hall = open_town_hall()
    report = torment_town_hall(folder, hall, torment, clients=clients)
    load = os.getloadavg()[1]
    if queued:
        print(f"chaos: queueing {queued} receipts …", flush=True)
        report = replace(report, first_receipt=_first_receipt(hall, queued))
    report = replace(report, facts=machine_facts() | {"load during the run": f"{load:.1f}"})
    print(report_text(report))
    write_report(report)
    if report.faults:
        print(f"chaos: what the processes said is kept in {_kept(folder)}")
        return 1
    return 0


def _kept(folder: Path) -> Path:
    kept = Path(mkdtemp(prefix="rathaus-chaos-logs-"))
    for log in (folder / "serve.log", open_cluster(folder / "state" / "postgres").log_path):
        if log.exists():
            shutil.copy(log, kept)
    return kept


def torment_town_hall(folder: Path, hall: TownHall, torment: Torment, *, clients: int) -> Report:
    """Let people come while parts are killed, then count; leaves no process behind.

    Args:
        folder: with the state folder; for logs.
        hall: what the errand is about.
        torment: what is killed and when.
        clients: people at a time.
    """
    process = TownHallProcess(folder / "state", folder / "serve.log")
    try:
        process.open()
        print(f"chaos: {clients} people come, {torment.seconds:.0f} s of kills …", flush=True)
        tormentor = Tormentor(process, torment)
        people = People(Errand(hall.addresses, hall.plan.steps, hall.title), port=process.port, clients=clients)
        tormentor.run()
        outcome = people.come_home()
        while not process.answers():
            time.sleep(_CALM_S)
        return _counted(process, outcome, tormentor, torment, clients)
    finally:
        process.kill_for_good()


def _counted(
    process: TownHallProcess, outcome: Outcome, tormentor: Tormentor, torment: Torment, clients: int
) -> Report:
    print("chaos: everybody is home; counting …", flush=True)
    with database():
        drained_s = wait_until_drained(_DRAINED_WITHIN_S)
        queue, stored, chains = read_queue(), read_stored(), verify()
    opened = receipts_opened(outcome.told, port=process.port, clients=clients)
    return Report(
        seed=torment.seed,
        seconds=torment.seconds,
        clients=clients,
        kills=tormentor.kills,
        starts=process.starts,
        begun=outcome.begun,
        told=len(outcome.told),
        stored=len(stored.antraege),
        opened=opened,
        seen=outcome.seen,
        drained_s=drained_s,
        queue=queue,
        chains=chains,
        end_status=process.end(),
        leftovers=len(process.leftovers()),
        losses=losses(outcome.told, stored),
    )


def _first_receipt(hall: TownHall, queued: int) -> FirstReceipt:
    with database():
        return measure_first_receipt(hall, queued=queued)
