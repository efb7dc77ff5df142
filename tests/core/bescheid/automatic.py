"""A deregistration that a program may decide: under the code of the Land, without tasks before the decision."""

from rathaus.core.antrag.models import Antrag
from rathaus.core.leistung.actions import load_package, publish_version
from rathaus.core.leistung.adoption import Overlay, change_overlay
from rathaus.core.leistung.models import Uebernahme
from rathaus.core.leistung.package import read_folder
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import coordination_office
from tests.cast import CONTENT, NOW, TODAY, Member
from tests.errand import begin, example, fill_in

SLUG, NORM = "hundesteuer-abmeldung", "§ 7 Mustersatzung"
BESONDERHEITEN = "G06900004005.F06900000003"

_TABLE = f"""
[automation]
stufe = "voll"
norm = "{NORM}"
tabelle = "ende"
besonderheiten = ["{BESONDERHEITEN}"]

[[tabelle]]
key = "ende"
name = {{ de = "Ende der Haltung nach den Angaben", en = "End of keeping according to the answers" }}
zweck = "voraussetzung"
treffer = "erste"
eingaben = [
  {{ key = "grund", name = {{ de = "Grund", en = "Reason" }}, feld = "G06900004004.F06900004022", art = "auswahl" }},
]
ausgaben = [{{ key = "ergebnis", name = {{ de = "Ergebnis", en = "Result" }}, art = "auswahl" }}]

[[tabelle.regel]]
wenn = {{ grund = '"001"' }}
dann = {{ ergebnis = "bewilligung" }}
grund = {{ de = "Der Hund ist gestorben.", en = "The dog has died." }}
norm = "{NORM}"

[[tabelle.regel]]
wenn = {{}}
dann = {{ ergebnis = "-" }}
grund = {{ de = "Wohin der Hund kam, prüft eine Person.", en = "Where the dog went is checked by a person." }}
"""


def publish_automatic(*, keeps_tasks: bool = False, keeps_law: bool = False, letter: str = "", extra: str = "") -> None:
    """Publish it, valid from the day of the cast.

    Args:
        keeps_tasks: whether the checks before the decision stay, which a person does.
        keeps_law: whether the code of procedure and the remedy stay, whose law is not verified.
        letter: what is added to the letter of the grant.
        extra: what is added to the procedure.
    """
    (folder,) = CONTENT.glob(f"*-{SLUG}")
    files = dict(read_folder(folder))
    text = files["ablauf.toml"].decode().replace('version = "1.1.1"', 'version = "9.0.0"', 1)
    if not keeps_law:
        lines = text.replace('verfahrensrecht = "AO"', 'verfahrensrecht = "VwVfG"', 1).splitlines(keepends=True)
        text = "".join(line for line in lines if not line.startswith("verfahrensrecht_hinweis"))
        text = text.replace('rechtsbehelf = "widerspruch"', 'rechtsbehelf = "keiner"')
    if not keeps_tasks:
        checks, decision = (text.index(f'[[aufgabe]]\nkey = "{key}"') for key in ("formell", "entscheiden"))
        text = text[:checks] + text[decision:]
        text = text.replace('nach = ["fachlich oder formell = unvollstaendig"]', 'nach = ["eingang"]')
        text = text.replace('nach = ["fachlich"]\n', "")
    files["bescheid/bewilligung.md"] += letter.encode()
    before_tables = text.index("[[rechtsgrundlage]]")
    files["ablauf.toml"] = (text[:before_tables] + _TABLE.lstrip() + extra + "\n" + text[before_tables:]).encode()
    with open_scope(Scope(stellen=frozenset({coordination_office().pk}))):
        report = load_package(actor=SYSTEM_ACTOR, files=files)
        assert report.version is not None, [finding for finding in report.findings if finding.severity == "error"]
        publish_version(actor=SYSTEM_ACTOR, version=report.version, valid_from=TODAY, now=NOW)


def allow(clerk: Member) -> None:
    """Let the body of a clerk say that the software may decide alone."""
    with open_scope(clerk.scope):
        row = Uebernahme.objects.get(
            leistung__slug=SLUG, stelle_id=clerk.actor.stelle_id, withdrawn_at=None)  # fmt: skip
        change_overlay(actor=clerk.actor, uebernahme=row, overlay=Overlay(decides_alone=True))


def deregistered(citizen: Member, *, name: str = "bewilligung", **other: object) -> Antrag:
    """Return a submitted deregistration in Hanau; other answers by path key, None leaves one out."""
    from rathaus.core.vorgang.actions import receive_antrag

    answers = {**example(SLUG, name)["antworten"], **other}
    answers = {key: value for key, value in answers.items() if value is not None}
    with open_scope(citizen.scope):
        entwurf = fill_in(citizen, begin(citizen, SLUG, "Hanau"), answers)
        return receive_antrag(actor=citizen.actor, entwurf=entwurf, now=NOW)
