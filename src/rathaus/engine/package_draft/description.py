"""The description of a Leistung when there is no file of XZuFi: title, one sentence, key.

Source: XZuFi 2.2.0, text modules 03 (name) and 05 (short text), as in the packages that are shipped.
"""

from xml.sax.saxutils import escape


def write_description(*, schluessel: str, title: str, teaser: str) -> bytes:
    """Return a short ``leistung.xzufi.xml``; texts stay texts, whatever they hold.

    Args:
        schluessel: LeiKa key.
        title: name of the Leistung.
        teaser: one sentence.
    """
    modules = "".join(_module(code, text) for code, text in (("03", title), ("05", teaser)) if text)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<xzufi:leistung xmlns:xzufi="http://xoev.de/schemata/xzufi/2_2_0" xzufiVersion="2.2.0">\n'
        f'  <xzufi:id schemeID="rathaus.leistung">{escape(schluessel)}</xzufi:id>\n'
        f"  <xzufi:referenzLeiKa>{escape(schluessel)}</xzufi:referenzLeiKa>\n"
        f'{modules}  <xzufi:sprachversion languageCode="de"/>\n'
        "</xzufi:leistung>\n"
    ).encode()


def _module(code: str, text: str) -> str:
    return (
        f'  <xzufi:modulText>\n    <xzufi:inhalt languageCode="de">{escape(text)}</xzufi:inhalt>\n'
        '    <xzufi:leikaTextmodul listURI="urn:de:xzufi:codeliste:leistungstextmodulleika" listVersionID="1.0">'
        f"<code>{code}</code></xzufi:leikaTextmodul>\n  </xzufi:modulText>\n"
    )
