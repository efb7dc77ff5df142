"""Files of the standards written for these tests, and answers to everything that they do not say."""

from tests.standards.xdatenfelder.samples import feld, message, schema, struktur

SCHEMA_FILE = message(
    schema(
        struktur(feld("F99000000001", art="input")),
        extra="<x:bezug>§ 3 TestG vom 1.2.2024</x:bezug>",
    )
)

XZUFI_FILE = """<?xml version="1.0" encoding="UTF-8"?>
<xzufi:leistung xmlns:xzufi="http://xoev.de/schemata/xzufi/2_2_0" xzufiVersion="2.2.0">
  <xzufi:id>L1</xzufi:id>
  <xzufi:referenzLeiKa>99102013002000</xzufi:referenzLeiKa>
  <xzufi:modulText><xzufi:inhalt languageCode="de">Probe anmelden</xzufi:inhalt>
    <xzufi:leikaTextmodul><code>03</code></xzufi:leikaTextmodul></xzufi:modulText>
  <xzufi:modulText>
    <xzufi:inhalt languageCode="de"><![CDATA[<ul><li>§ 4 ProbG</li><li>§ 9 SGB I</li></ul>]]></xzufi:inhalt>
    <xzufi:leikaTextmodul><code>07</code></xzufi:leikaTextmodul></xzufi:modulText>
</xzufi:leistung>
""".encode()

ANSWERS = {
    "titel": "Testantrag",
    "teaser": "",
    "schluessel": "99102013002000",
    "slug": "testantrag",
    "version": "1.0.0",
    "norm": "§ 3 TestG",
    "ebene": "gemeinde",
    "stelle": "",
    "zustaendigkeit": "§ 1 TestG",
    "verfahrensrecht": "VwVfG",
    "formvorschrift": "keine",
    "formvorschrift_norm": "",
    "gebuehr": "keine",
    "betrag": "",
    "gebuehr_norm": "",
    "minuten": "5",
    "bearbeitung_tage": "14",
    "rechtsbehelf": "widerspruch",
}
