"""A small schema that uses every element of the standard, written for these tests, and the parts to vary it."""

NAMESPACE = "urn:xoev-de:fim:standard:xdatenfelder_3.0.0"


def coded(name: str, code: str) -> str:
    return f"<x:{name} listURI='urn:test' listVersionID='1'><code>{code}</code></x:{name}>"


def common(element_id: str, name: str = "Name") -> str:
    return (
        f"<x:identifikation><x:id>{element_id}</x:id><x:version>1.0.0</x:version></x:identifikation>"
        f"<x:name>{name}</x:name>{coded('freigabestatus', '6')}"
        "<x:letzteAenderung>2026-01-02T03:04:05+00:00</x:letzteAenderung>"
    )


def shown(label: str = "Bezeichnung") -> str:
    return f"<x:bezeichnungEingabe>{label}</x:bezeichnungEingabe>{coded('schemaelementart', 'HAR')}"


def feld(element_id: str = "F99000000001", extra: str = "", art: str = "input", typ: str = "text") -> str:
    kind = coded("feldart", art) + coded("datentyp", typ) + coded("vorbefuellung", "keine")
    return f"<x:datenfeld>{common(element_id)}{shown()}{kind}{extra}</x:datenfeld>"


def gruppe(content: str, element_id: str = "G99000000001", extra: str = "") -> str:
    return f"<x:datenfeldgruppe>{common(element_id)}{shown()}{extra}{content}</x:datenfeldgruppe>"


def struktur(element: str, anzahl: str = "1:1", extra: str = "") -> str:
    return f"<x:struktur><x:anzahl>{anzahl}</x:anzahl>{extra}<x:enthaelt>{element}</x:enthaelt></x:struktur>"


def regel(extra: str = "", rule_id: str = "R99000000001") -> str:
    return (
        f"<x:regel><x:identifikation><x:id>{rule_id}</x:id></x:identifikation><x:name>Regel</x:name>"
        f"<x:letzteAenderung>2026-01-02T03:04:05</x:letzteAenderung>{coded('typ', 'K')}{extra}</x:regel>"
    )


def schema(content: str, extra: str = "", element_id: str = "S99000000001") -> str:
    own = (
        "<x:bezeichnung>Testantrag</x:bezeichnung>"
        + coded("ableitungsmodifikationenStruktur", "3")
        + coded("ableitungsmodifikationenRepraesentation", "1")
        + "<x:dokumentsteckbrief><x:id>D99000000001</x:id></x:dokumentsteckbrief>"
    )
    return f"<x:stammdatenschema>{common(element_id)}{own}{extra}{content}</x:stammdatenschema>"


def message(
    content: str, *, root: str = "xdatenfelder.stammdatenschema.0102", namespace: str = NAMESPACE, head: str = ""
) -> bytes:
    header = (
        "<x:header><x:nachrichtID>1</x:nachrichtID>"
        f"<x:erstellungszeitpunkt>2026-01-02T03:04:05Z</x:erstellungszeitpunkt>{head}</x:header>"
    )
    return f"<?xml version='1.0'?><x:{root} xmlns:x='{namespace}'>{header}{content}</x:{root}>".encode()


def with_field(extra: str = "", **kind: str) -> bytes:
    """A schema with one field that holds ``extra``."""
    return message(schema(struktur(feld(extra=extra, **kind))))


FULL = message(
    schema(
        struktur(
            gruppe(
                struktur(
                    feld(
                        "F99000000001",
                        "<x:praezisierung minLength='1' maxLength='9' minValue='0' maxValue='7' pattern='[a-z]+'>nur"
                        "</x:praezisierung><x:inhalt> Inhalt </x:inhalt><x:werte><x:wert><x:code>001</x:code>"
                        "<x:name>eins</x:name><x:hilfe>Hilfe</x:hilfe></x:wert><x:wert><x:code>002</x:code>"
                        "<x:name>zwei</x:name></x:wert></x:werte>",
                        art="select",
                    ),
                    "0:*",
                    "<x:bezug link='https://example.org/'>§ 1 TestG</x:bezug>",
                )
                + struktur(
                    feld(
                        "F99000000002",
                        "<x:codelisteReferenz><x:canonicalIdentification>urn:test:liste</x:canonicalIdentification>"
                        "<x:version>1</x:version><x:canonicalVersionUri>urn:test:liste_1</x:canonicalVersionUri>"
                        "</x:codelisteReferenz><x:codeKey>c</x:codeKey><x:nameKey>n</x:nameKey><x:helpKey>h</x:helpKey>",
                        art="select",
                    ),
                    "0:1",
                )
                + struktur(
                    feld(
                        "F99000000003",
                        "<x:maxSize>1000</x:maxSize><x:mediaType>application/pdf</x:mediaType>"
                        "<x:mediaType>image/png</x:mediaType>",
                        typ="file",
                    ),
                    "2:5",
                ),
                extra=coded("art", "X")
                + regel(
                    "<x:param element='F99000000001' name='a'>" + coded("typ", "wert") + "</x:param>"
                    "<x:ziel element='F99000000002' name='b'/><x:skript>a()</x:skript>"
                    "<x:fehler code='7'>Nein.</x:fehler>"
                ),
            )
        ),
        extra="<x:hilfetext>Hilfe</x:hilfetext><x:beschreibung>B</x:beschreibung><x:gueltigAb>2026-01-01</x:gueltigAb>"
        "<x:gueltigBis>2027-01-01+01:00</x:gueltigBis><x:stichwort uri='urn:s'>Wort</x:stichwort>"
        + "".join(
            f"<x:relation>{coded('praedikat', kind)}<x:objekt><x:id>S99000000009</x:id></x:objekt></x:relation>"
            for kind in ("ABL", "ABL", "ERS")
        )
        + regel(rule_id="R99000000002"),
    ),
    head="<x:produktbezeichnung>Test</x:produktbezeichnung>" + coded("datenqualitaet", "TEST"),
)
