"""Words for who acts for the person of a form, German and English: letters, receipts and pages say them alike."""

from collections.abc import Mapping
from types import MappingProxyType

from rathaus.engine.prozess.vertretung import VertretungKind
from rathaus.values.text import Text

ACTS_AS: Mapping[VertretungKind, Text] = MappingProxyType(
    {
        VertretungKind.ELTERN: Text("als Mutter oder Vater", "as mother or father"),
        VertretungKind.VORMUNDSCHAFT: Text("in Vormundschaft oder Pflegschaft", "as guardian or curator"),
        VertretungKind.BETREUUNG: Text("als rechtliche Betreuung", "as legal carer"),
        VertretungKind.VOLLMACHT: Text("mit Vollmacht", "with a mandate"),
        VertretungKind.ORGANISATION: Text("als Organisation, die hilft", "as an organisation that helps"),
    }
)
"""Kind → how somebody acts, as part of a sentence."""
