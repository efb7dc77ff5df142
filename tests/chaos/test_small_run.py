"""The chaos run, small, against a real town hall: a few kills, and everything that was told is stored, once."""

import subprocess
import sys
import tempfile
from pathlib import Path

from bench.servers import CLONE

SECONDS, CLIENTS, SEED = 20, 4, 20261122
"""Enough for each of a few kills to be felt; the long run is `make chaos`."""

RUN = f"""
import sys
from pathlib import Path
import django
from chaos.environment import set_environment
folder = Path(sys.argv[1])
set_environment(folder)
django.setup()
from bench.town_hall import open_town_hall
from chaos.report import report_text
from chaos.run import torment_town_hall
from chaos.tormentor import Torment
from rathaus.cli.database import database
with database():
    hall = open_town_hall()
torment = Torment({SEED}, seconds={SECONDS}, shortest_pause_s=0.5, longest_pause_s=4.0)
report = torment_town_hall(folder, hall, torment, clients={CLIENTS})
print(report_text(report))
assert report.faults == [], report.faults
assert sum(report.kills.values()) >= 2, report.kills
assert report.told == report.stored == report.opened > 0
"""


def test_nothing_that_was_acknowledged_is_lost() -> None:
    with tempfile.TemporaryDirectory(prefix="rathaus-chaos-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)  # the database server runs under an account of its own
        command = [sys.executable, "-c", RUN, folder]
        done = subprocess.run(command, cwd=CLONE, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
