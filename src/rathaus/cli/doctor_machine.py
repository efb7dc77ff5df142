"""Looks of `rathaus doctor` at what surrounds the database: settings, disk, clock, fonts, assets, scanner, mail."""

import ctypes
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parseaddr
from pathlib import Path

from django.conf import settings

from rathaus.adapters.clamd.scanner import from_settings as scanner_from_settings
from rathaus.adapters.clamd.self_check import self_check as check_scanner
from rathaus.adapters.siegel.sealer import from_settings as sealer_from_settings
from rathaus.adapters.siegel.self_check import self_check as check_seals
from rathaus.adapters.smtp.mailer import from_settings as mailer_from_settings
from rathaus.adapters.smtp.self_check import self_check as check_mailer
from rathaus.cli.doctor_check import Check, Look, fault, from_finding, warning, well
from rathaus.config.environment import SettingRefused
from rathaus.config.start import refuse_unsafe_settings
from rathaus.core.datei.pdf import render_pdf
from rathaus.values.document import Document, Heading, Letterhead

LITTLE_BYTES, TOO_LITTLE_BYTES = 2_000_000_000, 300_000_000
"""Free space below which somebody should make room, and below which a write may fail any moment."""
_TIMEX_BYTES, _TIME_ERROR, _REFUSED = 512, 5, -1
_SURFACES = Path(__file__).parents[1] / "surfaces"
_BUILD = "Run `make setup` in the clone, or install the package again."


def look_at_settings() -> Iterator[Check]:
    """Whether the settings keep their promises."""
    try:
        refuse_unsafe_settings()
    except SettingRefused as error:
        says, _, remedy = str(error).partition(". ")
        yield fault("settings", f"{says.rstrip('.')}.", remedy=remedy or "Correct this setting; it stops every start.")
        return
    if settings.RATHAUS_DEMO:
        yield warning("settings", "Demo mode: anybody can sign in as anybody.", remedy="Show it no real person's data.")
    elif not settings.RATHAUS_PRODUCTION:
        remedy = "Set RATHAUS_PRODUCTION=1 before real people use it."
        yield warning("settings", "This is no production: cookies and pages also travel without TLS.", remedy=remedy)
    else:
        yield well("settings", "Production.")


def look_at_disk() -> Iterator[Check]:
    """Whether there is room."""
    folder = settings.RATHAUS_STATE_DIR
    place = next(each for each in (folder, *folder.parents) if each.exists())
    usage = shutil.disk_usage(place)
    says = f"{usage.free / 1e9:.1f} GB of {usage.total / 1e9:.1f} GB are free for {folder}."
    remedy = "Make room, or move RATHAUS_STATE_DIR: a full disk stops the town hall."
    if usage.free < TOO_LITTLE_BYTES:
        yield fault("disk", says, remedy=remedy)
    elif usage.free < LITTLE_BYTES:
        yield warning("disk", says, remedy=remedy)
    else:
        yield well("disk", says)


def look_at_time() -> Iterator[Check]:
    """Whether the kernel says that something keeps the clock right; deadlines are counted by it."""
    now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
    told = (
        ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(_TIMEX_BYTES)) if sys.platform == "linux" else _REFUSED
    )
    if told == _REFUSED:  # another system, or a container that may not ask
        says = f"It is {now}; this machine does not tell whether a time server keeps the clock right."
        yield warning("time", says, remedy="Compare it with a clock, and look on the host for a time server.")
    elif told == _TIME_ERROR:
        remedy = "Compare it with a clock, and let chrony, ntpd or systemd-timesyncd keep it right."
        yield warning("time", f"It is {now}, but no time server keeps the clock of this machine right.", remedy=remedy)
    else:
        yield well("time", f"It is {now}; a time server keeps the clock right.")


def look_at_fonts() -> Iterator[Check]:
    """Whether letters look as they should, and whether one can be made at all."""
    folder = settings.RATHAUS_FONT_DIR
    count = len(list(folder.glob("*.ttf"))) if folder.is_dir() else 0
    document = Document("Probe", "de", Letterhead("Rathaus"), (Heading(1, "Größe, Straße, €"),))
    size = len(render_pdf(document, created_at=datetime.now(UTC)))
    if count:
        yield well("fonts", f"{count} fonts for letters; a letter of {size / 1e3:.0f} kB was made.")
    else:
        yield warning("fonts", f"There is no font in {folder}: letters are set in another one.", remedy=_BUILD)


def look_at_assets() -> Iterator[Check]:
    """Whether browsers get style sheet and script, and English readers English."""
    (folder, *_) = settings.STATICFILES_DIRS
    missing = [name for name in ("rathaus.css", "rathaus.js", "favicon.svg") if not (folder / name).is_file()]
    if missing:
        yield fault("assets", f"{', '.join(missing)} not found in {folder}: pages have no style.", remedy=_BUILD)
    else:
        yield well("assets", "Style sheet, script and icon are built.")
    texts = sorted(_SURFACES.glob("*/locale/*/LC_MESSAGES/*.po"))
    missing = [path.parents[3].name for path in texts if not path.with_suffix(".mo").is_file()]
    if missing:
        yield fault(
            "translations", f"Not built for {', '.join(missing)}: English pages are German there.", remedy=_BUILD
        )
    else:
        yield well("translations", f"{len(texts)} catalogues are built.")


def look_at_scanner() -> Iterator[Check]:
    """Whether uploads are scanned."""
    if not settings.RATHAUS_CLAMD_ADDRESS:
        yield _absent("scanner", "Uploads are not scanned for malware.", "Set RATHAUS_CLAMD_ADDRESS.")
        return
    scanner = scanner_from_settings()
    found = [from_finding("scanner", finding) for finding in check_scanner(scanner)]
    yield from found or [well("scanner", f"clamd at {scanner.host}:{scanner.port} finds the test file.")]


def look_at_mail() -> Iterator[Check]:
    """Whether notices can be sent."""
    if not settings.RATHAUS_SMTP_HOST:
        yield _absent("mail", "Nobody is told by e-mail that something waits.", "Set RATHAUS_SMTP_HOST.")
        return
    mailer = mailer_from_settings()
    found = [from_finding("mail", finding) for finding in check_mailer(mailer)]
    yield from found or [well("mail", f"The mail server {mailer.host}:{mailer.port} lets us in.")]
    if parseaddr(mailer.sender)[1].endswith("@localhost"):
        remedy = "Set RATHAUS_SMTP_SENDER to an address of your domain: many servers refuse mails from this one."
        yield warning("mail", f"Mails come from {mailer.sender}: nobody can answer, and few arrive.", remedy=remedy)


def look_at_seals() -> Iterator[Check]:
    """Whether letters can carry the electronic seals of bodies."""
    if not settings.RATHAUS_SEALER:
        yield _absent("seals", "Decisions carry no electronic seal.", "Set RATHAUS_SIEGEL_DIR.")
        return
    keys = sealer_from_settings().keys
    found = [from_finding("seals", finding) for finding in check_seals(keys, now=datetime.now(UTC))]
    yield from found or [well("seals", f"{len(list(keys.path.glob('*.p12')))} keys in {keys.path} can seal.")]


def _absent(name: str, says: str, remedy: str) -> Check:
    """Return what is said of something that production should have."""
    return (
        warning(name, says, remedy=remedy)
        if settings.RATHAUS_PRODUCTION
        else well(name, f"{says} Production needs it.")
    )


MACHINE_LOOKS: tuple[tuple[str, Look], ...] = (
    ("settings", look_at_settings),
    ("disk", look_at_disk),
    ("time", look_at_time),
    ("fonts", look_at_fonts),
    ("assets", look_at_assets),
    ("scanner", look_at_scanner),
    ("mail", look_at_mail),
    ("seals", look_at_seals),
)
