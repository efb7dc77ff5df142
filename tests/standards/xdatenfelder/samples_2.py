"""A small schema of version 2.0, and the parts to vary it."""

from tests.standards.xdatenfelder.samples import coded, message

NAMESPACE_2 = "urn:xoev-de:fim:standard:xdatenfelder_2"
OPENED_AT = "2026-01-02T03:04:05Z"


def common(element_id: str, status: str = "aktiv", bezug: str = "") -> str:
    return (
        f"<x:identifikation><x:id>{element_id}</x:id><x:version>1.1</x:version></x:identifikation><x:name>Name</x:name>"
        "<x:bezeichnungEingabe>Bezeichnung</x:bezeichnungEingabe><x:beschreibung/><x:definition>Definition</x:definition>"
        f"<x:bezug>{bezug}</x:bezug>{coded('status', status)}<x:fachlicherErsteller>Redaktion</x:fachlicherErsteller>"
        "<x:freigabedatum>2021-10-20</x:freigabedatum>"
    )


def shown(element_id: str, bezug: str = "") -> str:
    return (
        f"{common(element_id, bezug=bezug)}{coded('schemaelementart', 'HAR')}"
        "<x:hilfetextEingabe>Hilfe</x:hilfetextEingabe><x:hilfetextAusgabe/>"
    )


def feld(element_id: str = "F60000243", praezisierung: str = "", extra: str = "", art: str = "input") -> str:
    return (
        f"<x:datenfeld>{shown(element_id)}{coded('feldart', art)}{coded('datentyp', 'text')}"
        f"<x:praezisierung>{praezisierung}</x:praezisierung><x:inhalt/>{extra}</x:datenfeld>"
    )


def gruppe(content: str, element_id: str = "G60000083", bezug: str = "") -> str:
    return f"<x:datenfeldgruppe>{shown(element_id, bezug)}{content}</x:datenfeldgruppe>"


def struktur(element: str, anzahl: str = "1:1", bezug: str = "") -> str:
    position = f"<x:anzahl>{anzahl}</x:anzahl><x:bezug>{bezug}</x:bezug>"
    return f"<x:struktur>{position}<x:enthaelt>{element}</x:enthaelt></x:struktur>"


def regel(definition: str, script: str = "function script() {\n}") -> str:
    return (
        "<x:regel><x:identifikation><x:id>R60000001</x:id><x:version>1.2</x:version></x:identifikation>"
        f"<x:name>Regel</x:name><x:bezeichnungEingabe/><x:beschreibung/><x:definition>{definition}</x:definition><x:bezug/>"
        f"{coded('status', 'aktiv')}<x:fachlicherErsteller>Redaktion</x:fachlicherErsteller>"
        f"<x:script>{script}</x:script></x:regel>"
    )


def reference(uri: str, version: str = "2021-01-11") -> str:
    return (
        "<x:codelisteReferenz><x:identifikation><x:id>C60000001</x:id></x:identifikation><x:genericodeIdentification>"
        f"<x:canonicalIdentification>{uri}</x:canonicalIdentification><x:version>{version}</x:version>"
        f"<x:canonicalVersionUri>{uri}_{version}</x:canonicalVersionUri></x:genericodeIdentification></x:codelisteReferenz>"
    )


def schema(content: str) -> str:
    return (
        f"<x:stammdatenschema>{common('S60000001', bezug='§ 1 A-G; § 2 B-G;')}<x:hilfetext>Hilfe</x:hilfetext>"
        f"{coded('ableitungsmodifikationenStruktur', '3')}{coded('ableitungsmodifikationenRepraesentation', '1')}"
        f"{content}</x:stammdatenschema>"
    )


def message_2(content: str, root: str = "stammdatenschema.0102") -> bytes:
    return message(content, root=f"xdatenfelder.{root}", namespace=NAMESPACE_2)
