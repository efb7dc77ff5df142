"""A newer version of the parking permit with all that a procedure can have: a condition, a reason, timers."""

from rathaus.core.leistung.actions import load_package, publish_version
from rathaus.core.leistung.models import LeistungVersion
from rathaus.core.leistung.package import read_folder
from rathaus.core.norm.actions import confirm_parameter
from rathaus.core.norm.parameter_rules import Confirmed
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.models import Stelle
from rathaus.core.stelle.queries import coordination_office
from tests.cast import CONTENT, NOW, TODAY, Member

EXTRA = """
[[aufgabe]]
key = "lageplan"
art = "pruefen_fachlich"
name = { de = "Lageplan prüfen", en = "Check the site plan" }
nach = ["eingang"]
wenn = 'aktenzeichen = "kommt nie vor"'

[[aufgabe]]
key = "nachhaken"
art = "pruefen_fachlich"
name = { de = "Nachhaken", en = "Follow up" }
nach = ["lageplan", "mahnung"]
begruenden = true
wahl = [{ key = "gut", de = "Gut", en = "Good" }, { key = "schlecht", de = "Schlecht", en = "Bad" }]

[[zeitgeber]]
key = "mahnung"
name = { de = "An die Prüfung erinnern", en = "Remind of the check" }
nach = ["eingang"]
dauer = "10 Tage"
ruht = true
folge = "erinnern formell"

[[zeitgeber]]
key = "frist"
name = { de = "Entscheidungsfrist", en = "Time limit for the decision" }
nach = ["eingang"]
dauer = "1 Monat"
folge = "fiktion bewilligung"
norm = "§ 42a VwVfG"
"""


def make_notice_certain(officer: Member) -> None:
    """Leave nothing of a notice open: an objection comes first (HessAGVwGO § 16a), and every body has a seat."""
    Stelle.objects.update(address="Am Markt 1\n63450 Hanau")
    said = Confirmed(value=True, source="GVBl. gesehen", verified_on=TODAY, valid_from=TODAY)
    with open_scope(officer.scope):
        confirm_parameter(
            actor=officer.actor,
            version_id="widerspruch.vorverfahren@HE/always",
            confirmed=said,
            for_body=False,
            now=NOW,
        )


def publish_timed(*, parameter: str = "", remedy: str = "widerspruch", period: str = "1 Monat") -> LeistungVersion:
    """Publish it, valid from the day of the cast.

    Args:
        parameter: key of the legal parameter that says how long the reminder runs; empty = ten days.
        remedy: which remedy the grant names.
        period: how long the period of the Genehmigungsfiktion runs.
    """
    (folder,) = CONTENT.glob("*-bewohnerparkausweis")
    files = dict(read_folder(folder))
    text = files["ablauf.toml"].decode()
    before = next(line for line in text.splitlines() if line.startswith("version = "))
    files["ablauf.toml"] = (text.replace(before, 'version = "9.0.0"', 1) + EXTRA).encode()
    text = files["ablauf.toml"].decode()
    text = text.replace('rechtsbehelf = "widerspruch"', f'rechtsbehelf = "{remedy}"', 1)
    files["ablauf.toml"] = text.replace('dauer = "1 Monat"', f'dauer = "{period}"').encode()
    if parameter:
        text = files["ablauf.toml"].decode()
        files["ablauf.toml"] = text.replace('dauer = "10 Tage"', f'parameter = "{parameter}"', 1).encode()
    with open_scope(Scope(stellen=frozenset({coordination_office().pk}))):
        report = load_package(actor=SYSTEM_ACTOR, files=files)
        assert report.version is not None, report.findings
        return publish_version(actor=SYSTEM_ACTOR, version=report.version, valid_from=TODAY, now=NOW)
