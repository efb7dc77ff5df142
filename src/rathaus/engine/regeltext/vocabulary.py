"""The words of the grammar: closed sets, written in lower case."""

from collections.abc import Mapping
from types import MappingProxyType

from rathaus.engine.regeltext.model import Act

#: Land as in ISO 3166-2 without ``DE-`` → name in lower case.
LAENDER: Mapping[str, str] = MappingProxyType(
    {
        "BB": "brandenburg",
        "BE": "berlin",
        "BW": "baden-württemberg",
        "BY": "bayern",
        "HB": "bremen",
        "HE": "hessen",
        "HH": "hamburg",
        "MV": "mecklenburg-vorpommern",
        "NI": "niedersachsen",
        "NW": "nordrhein-westfalen",
        "RP": "rheinland-pfalz",
        "SH": "schleswig-holstein",
        "SL": "saarland",
        "SN": "sachsen",
        "ST": "sachsen-anhalt",
        "TH": "thüringen",
    }
)

ARTICLES = frozenset(
    "der die das des dem den diese dieses dieser diesem diesen ein eine eines einer einem einen beide beiden".split()
)
ADJECTIVES = frozenset("folgende folgenden folgendes darin enthaltene enthaltenen drei zwei vier fünf beiden".split())
NOUNS = frozenset(
    "feld felder feldes feldern datenfeld datenfelder datenfeldes datenfeldern auswahlfeld auswahlfeldes "
    "gruppe gruppen feldgruppe feldgruppen datenfeldgruppe datenfeldgruppen datengruppe datengruppen "
    "element elemente elementes angabe angaben".split()
)
IF = frozenset("wenn falls sofern bei".split())
ELSE = frozenset("ansonsten sonst andernfalls".split())
MODALS = frozenset(
    "muss müssen darf dürfen ist sind wird werden soll sollen".split(),
)
PRONOUNS = frozenset("es sie er ihn dieses diese".split())
MANDATORY_NOUNS = frozenset(
    "pflicht pflichtfeld pflichtfelder pflichtfeldgruppe pflichtfeldgruppen pflichtangabe pflichtangaben "
    "pflichtgruppe".split()
)
TRUE_WORDS = frozenset("ja wahr true".split())
FALSE_WORDS = frozenset("nein falsch unwahr false".split())

#: Participles: "ist befüllt", "muss … werden".
PARTICIPLES: Mapping[str, Act] = MappingProxyType(
    {
        **dict.fromkeys(
            ("befüllt", "ausgefüllt", "gefüllt", "angegeben", "eingetragen", "hochgeladen", "ausgewählt"), Act.FILL
        ),
        **dict.fromkeys(("angezeigt", "eingeblendet", "aktiviert", "sichtbar"), Act.SHOW),
        **dict.fromkeys(("ausgeblendet", "deaktiviert", "verborgen"), Act.FORBID),
    }
)
#: Infinitives: "ist zu befüllen", "ist auszublenden".
INFINITIVES: Mapping[str, Act] = MappingProxyType(
    {
        **dict.fromkeys(("befüllen", "auszufüllen", "anzugeben", "füllen"), Act.FILL),
        **dict.fromkeys(("anzuzeigen", "einzublenden", "aktivieren"), Act.SHOW),
        **dict.fromkeys(("auszublenden", "deaktivieren"), Act.FORBID),
    }
)
#: Words that end an unquoted name which the schema does not know.
STOPS = (
    IF
    | ELSE
    | MODALS
    | set(PARTICIPLES)
    | set(INFINITIVES)
    | set("oder und nicht an aus ein zu mit als dann kein leer hat haben liegen zeige blende mache aktiviere".split())
)
#: Words that never begin such a name.
FIRST_STOPS = STOPS | set(
    "auswahl antwort ungleich gleich größer kleiner den der das die eine nur für in im zur zum wobei "
    "optional verpflichtend pflicht".split()
)
