"""A small code list written for these tests, in the three namespace styles, and the parts to vary it."""

NAMESPACE = "http://docs.oasis-open.org/codelist/ns/genericode/1.0/"

IDENTIFICATION = (
    "<Identification><ShortName>Farbe</ShortName><LongName/><LongName>Liste der Farben</LongName><Version>2</Version>"
    "<CanonicalUri>urn:test:farbe</CanonicalUri><CanonicalVersionUri>urn:test:farbe_2</CanonicalVersionUri>"
    "<Agency><LongName>Amt</LongName></Agency></Identification>"
)
COLUMNS = (
    "<Column Id='hilfe'><ShortName>Hilfe</ShortName></Column>"
    "<Column Id='code' Use='required'><ShortName>Code</ShortName><Data Type='token'/></Column>"
    "<Column Id='name' Use='required'><Data/></Column>"
)
KEYS = "<Key Id='codeKey'><ColumnRef Ref='code'/></Key><Key Id='codenameKey'><ColumnRef Ref='name'/></Key>"


def value(column: str, text: str) -> str:
    return f"<Value ColumnRef='{column}'><SimpleValue>{text}</SimpleValue></Value>"


def row(code: str, name: str = "") -> str:
    return f"<Row>{value('code', code)}{value('name', name) if name else ''}</Row>"


ROWS = row("01", "rot") + row("02", "grün")


def content(*, identification: str = IDENTIFICATION, columns: str = COLUMNS, keys: str = KEYS, rows: str = ROWS) -> str:
    described = f"<ColumnSet>{columns}{keys}</ColumnSet>"
    return f"{identification}{described}<SimpleCodeList>{rows}</SimpleCodeList>"


def codelist(**parts: str) -> bytes:
    """The style with a default namespace."""
    return f"<CodeList xmlns='{NAMESPACE}'>{content(**parts)}</CodeList>".encode()


def with_unqualified_children() -> bytes:
    return f"<gc:CodeList xmlns:gc='{NAMESPACE}'>{content()}</gc:CodeList>".encode()


def with_prefix() -> bytes:
    prefixed = content().replace("</", "\0").replace("<", "<gc:").replace("\0", "</gc:")
    return f"<gc:CodeList xmlns:gc='{NAMESPACE}'>{prefixed}</gc:CodeList>".encode()
