"""Reading ``[vertretung]`` of ``ablauf.toml``."""

from rathaus.engine.prozess.table import TableReader, nearest
from rathaus.engine.prozess.vertretung import VertretungKind, VertretungRule


def read_vertretung(root: TableReader) -> VertretungRule | None:
    """Return what the form asks about representation itself; None when it asks nothing.

    Args:
        root: reader of the whole file.
    """
    if "vertretung" not in root.data:
        return None
    table = root.table("vertretung")
    rule = VertretungRule(feld=table.string("feld"), arten=_read_kinds(table))
    table.finish()
    return rule


def _read_kinds(table: TableReader) -> tuple[VertretungKind, ...]:
    names, known = table.strings("arten", required=True), {kind.value: kind for kind in VertretungKind}
    for name in dict.fromkeys(names):
        if name not in known:
            table.report("PRO-005", "arten", value=name, hint=nearest(name, known))
        elif names.count(name) > 1:
            table.report("PRO-011", "arten", key=name)
    if table.data.get("arten") == []:
        table.report("PRO-003", "arten", key="arten")
    return tuple(known[name] for name in dict.fromkeys(names) if name in known)
