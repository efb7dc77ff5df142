"""The closed code lists of XDatenfelder 3.0.0; the value of a member is the code as it stands in the file."""

from enum import StrEnum


class StandardVersion(StrEnum):
    """Version of the standard that a file is written in; the model is that of 3.0.0."""

    V2 = "2.0"
    V3 = "3.0.0"


class MessageKind(StrEnum):
    """The six messages that carry content; the value is the name of the root element."""

    DOKUMENTSTECKBRIEF = "xdatenfelder.dokumentsteckbrief.0101"
    STAMMDATENSCHEMA = "xdatenfelder.stammdatenschema.0102"
    DATENFELDGRUPPE = "xdatenfelder.datenfeldgruppe.0103"
    DATENFELD = "xdatenfelder.datenfeld.0104"
    CODELISTE = "xdatenfelder.codeliste.0105"
    UEBERSETZUNG = "xdatenfelder.uebersetzung.0106"


class Feldart(StrEnum):
    """How a field meets the person. Source: XDatenfelder 3.0.0, Feldart 2.0."""

    INPUT = "input"
    SELECT = "select"
    LABEL = "label"
    HIDDEN = "hidden"
    LOCKED = "locked"


class Datentyp(StrEnum):
    """What a field holds. Source: XDatenfelder 3.0.0, Datentyp 2.0."""

    TEXT = "text"
    TEXT_LATIN = "text_latin"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    BOOL = "bool"
    NUM = "num"
    NUM_INT = "num_int"
    NUM_CURRENCY = "num_currency"
    FILE = "file"
    OBJ = "obj"


class Vorbefuellung(StrEnum):
    """Whether a field may be prefilled from registers. Source: XDatenfelder 3.0.0, Vorbefuellung 1.0."""

    KEINE = "keine"
    OPTIONAL = "optional"
    VERPFLICHTEND = "verpflichtend"


class Schemaelementart(StrEnum):
    """Where an element comes from: abstract, harmonised, bound to a norm. Source: Schemaelementart 1.0."""

    ABSTRAKT = "ABS"
    HARMONISIERT = "HAR"
    RECHTSNORMGEBUNDEN = "RNG"


class Gruppenart(StrEnum):
    """Special groups: exactly one child of an Auswahlgruppe is used. Source: Gruppenart 1.0."""

    AUSWAHLGRUPPE = "X"


class Regeltyp(StrEnum):
    """What kind of rule it is. Source: XDatenfelder 3.0.0, Regeltyp 1.0."""

    KOMPLEX = "K"
    MULTIPLIZITAET = "M"
    VALIDIERUNG = "V"
    BERECHNUNG = "B"


class RegelParamTyp(StrEnum):
    """What a trigger hands to the script of a rule. Source: XDatenfelder 3.0.0, RegelParamTyp 1.0."""

    WERT = "wert"
    ANZAHL = "anzahl"
    OBJEKT = "objekt"
    SELEKTOR = "selektor"


class AbleitungStruktur(StrEnum):
    """How far a derived schema may change the structure. Source: AbleitungsmodifikationenStruktur 1.0."""

    NICHT_MODIFIZIERBAR = "0"
    NUR_EINSCHRAENKBAR = "1"
    NUR_ERWEITERBAR = "2"
    ALLES_MODIFIZIERBAR = "3"


class AbleitungRepraesentation(StrEnum):
    """Whether a derived schema may change the presentation. Source: AbleitungsmodifikationenRepraesentation 1.0."""

    NICHT_MODIFIZIERBAR = "0"
    MODIFIZIERBAR = "1"


class Freigabestatus(StrEnum):
    """How far an element is released. Source: urn:xoev-de:xprozess:codeliste:status 2022-07-12."""

    IN_PLANUNG = "1"
    IN_BEARBEITUNG = "2"
    ENTWURF = "3"
    METHODISCH_FREIGEGEBEN = "4"
    FACHLICH_FREIGEGEBEN_SILBER = "5"
    FACHLICH_FREIGEGEBEN_GOLD = "6"
    INAKTIV = "7"
    VORGESEHEN_ZUM_LOESCHEN = "8"


class Relationsart(StrEnum):
    """How two elements relate. Source: urn:xoev-de:fim-datenfelder:codeliste:relation 1.2."""

    IST_ABGELEITET_VON = "ABL"
    ERSETZT = "ERS"
    AEQUIVALENT = "EQU"
    VERKNUEPFT = "VKN"


class Datenqualitaet(StrEnum):
    """Whether a message carries productive or test data. Source: Datenqualitaet 1.0."""

    PRODUKTIV = "PROD"
    TEST = "TEST"
