"""A Leistung whose form asks for a number that a fee can be counted by: how many more dogs somebody keeps."""

from rathaus.core.leistung.actions import load_package, publish_version
from rathaus.core.leistung.package import read_folder
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import coordination_office
from tests.cast import CONTENT, NOW, TODAY

DOGS = "hundesteuer-anmeldung"
COUNT = "G06900001004.F06900001025"


def publish_dog_fee() -> None:
    """Publish the registration of a dog in a version that leaves its fee to the body, from today on."""
    files = dict(read_folder(CONTENT / f"99102013002000-{DOGS}"))
    head, rest = files["ablauf.toml"].decode().split("[gebuehr]", 1)
    after = rest[rest.index("\n[") :]
    number = head.replace(next(line for line in head.splitlines() if line.startswith("version")), 'version = "99.0.0"')
    fee = (
        'art = "fest"\nbetrag_cent = 1000\nrechtsgrundlage = "§ 9 KAG"\nanpassbar = true\nvorschuss = "§ 16 HVwKostG"\n'
        'hinweis = { de = "Je Hund.", en = "Per dog." }\n'
    )
    files["ablauf.toml"] = f"{number}[gebuehr]\n{fee}{after}".encode()
    with open_scope(Scope(stellen=frozenset({coordination_office().pk}))):
        version = load_package(actor=SYSTEM_ACTOR, files=files).version
        assert version is not None
        publish_version(actor=SYSTEM_ACTOR, version=version, valid_from=TODAY, now=NOW)
