"""Effects: "aktiviere F…", "muss G… befüllt werden", "ist F… als Pflichtfeld anzuzeigen", "zeige F… nicht an".

    effects    = effect { ("und" | ",") effect } [ restriction ]
    effect     = imperative | modal elements predicate | elements modal predicate
    imperative = ("aktiviere" | "deaktiviere") elements | "mache" pronoun "zu einer Pflichtangabe"
               | "zeige" [mandatory] elements [mandatory] ["nicht"] ["an"] | "blende" elements ("aus" | "ein")
    predicate  = ["nicht"] ("vor" | "nach") "dem" today "liegen" | ["nicht"] "in der Zukunft liegen"
               | [laender] ["nicht" | "nur"] [mandatory] ( "zu" infinitive | infinitive | participle [auxiliary]
               | "ein(e) Pflichtfeld" | "ein optionales Feld" | preset ) { "und" [elements] … }
    preset     = "mit" value ("vorzubefüllen" | "vorbefüllt") ["und" … hide]
    restriction= "," "wobei" "nur" ("der Code" | "die Codes") values "ausgewählt werden darf"

Negation is read before anything else: "darf nicht befüllt", "deaktiviere" and "darf nicht leer" are words of their own.
"""

from dataclasses import dataclass

from rathaus.engine.regeltext.cursor import Cursor, Unreadable
from rathaus.engine.regeltext.laender import others, read_laender
from rathaus.engine.regeltext.model import Act, Literal, Mention
from rathaus.engine.regeltext.vocabulary import (
    ARTICLES,
    INFINITIVES,
    MANDATORY_NOUNS,
    MODALS,
    PARTICIPLES,
    PRONOUNS,
)

_AUXILIARIES = frozenset({"werden", "sein"})
_PRESET = frozenset({"vorbefüllt", "vorbelegt", "vorzubefüllen", "vorzubelegen"})
_STOPS_LIST = frozenset({"aktiviere", "deaktiviere", "zeige", "blende", "mache"}) | MODALS


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing to be done, with its Länder where the sentence itself names them (None = as said before)."""

    act: Act
    mentions: tuple[Mention, ...]
    literals: tuple[Literal, ...] = ()
    land: tuple[str, ...] | None = None


def read_effects(cursor: Cursor) -> list[Effect]:
    """Read one or several effects.

    Raises:
        Unreadable: the tokens are no effect.
    """
    found = _effect(cursor)
    while True:
        start = cursor.at
        if cursor.accept({"und", ","}) and _begins(cursor):
            found += _effect(cursor)
            continue
        cursor.at = start
        return found + _restriction(cursor)


def _begins(cursor: Cursor) -> bool:
    """Return whether another effect follows; an element alone does only when a verb stands behind it."""
    return cursor.sees(_STOPS_LIST) or cursor.sees_mention() or cursor.sees(ARTICLES)


def _effect(cursor: Cursor) -> list[Effect]:
    if cursor.accept("aktiviere"):
        return _on_targets(cursor, Act.SHOW)
    if cursor.accept("deaktiviere"):
        return _on_targets(cursor, Act.FORBID)
    if cursor.accept("mache"):
        cursor.expect(PRONOUNS)
        _mandatory(cursor)
        return [Effect(Act.FILL, _last(cursor))]
    if cursor.accept("zeige"):
        return _show(cursor)
    if cursor.accept("blende"):
        _take_targets(cursor)
        act = Act.FORBID if cursor.expect({"aus", "ein"}).text == "aus" else Act.SHOW
        return [Effect(act, cursor.targets)]
    if cursor.sees(MODALS):
        modal = cursor.take().text
        _take_targets(cursor)
        return _predicate(cursor, modal)
    _take_targets(cursor)
    return _predicate(cursor, cursor.expect(MODALS).text)


def _last(cursor: Cursor) -> tuple[Mention, ...]:
    if not cursor.targets:
        raise Unreadable
    return cursor.targets[-1:]


def _take_targets(cursor: Cursor) -> None:
    """Take the elements that come, or a word that means the last ones: "das Feld", "es"."""
    cursor.accept({"in", "im"})
    if cursor.sees_mention():
        cursor.targets, joints = cursor.mentions()
        if "oder" in joints:
            raise Unreadable
        return
    start = cursor.at
    if not cursor.accept({"es", "sie", "er"}):
        cursor.skip_noun()
    if cursor.at == start or not cursor.targets:
        raise Unreadable
    cursor.targets = _last(cursor)


def _on_targets(cursor: Cursor, act: Act) -> list[Effect]:
    _take_targets(cursor)
    return [Effect(act, cursor.targets)]


def _mandatory(cursor: Cursor) -> None:
    """Take "zu einer Pflichtangabe", "zum Pflichtfeld"."""
    if not cursor.accept("zum"):
        cursor.expect("zu", {"einer", "einem"})
    cursor.expect(MANDATORY_NOUNS)


def _as_mandatory(cursor: Cursor) -> bool:
    return cursor.accept("als", MANDATORY_NOUNS) or cursor.accept("verpflichtend")


def _show(cursor: Cursor) -> list[Effect]:
    mandatory = _as_mandatory(cursor)
    _take_targets(cursor)
    mandatory = _as_mandatory(cursor) or mandatory
    if cursor.accept("nicht"):
        cursor.accept("an")
        if mandatory:
            raise Unreadable
        return [Effect(Act.FORBID, cursor.targets)]
    cursor.accept("an")
    return _shown(cursor.targets, mandatory=mandatory)


def _shown(targets: tuple[Mention, ...], *, mandatory: bool) -> list[Effect]:
    return [Effect(Act.SHOW, targets), *([Effect(Act.FILL, targets)] if mandatory else [])]


def _predicate(cursor: Cursor, modal: str) -> list[Effect]:
    """Read what is said of ``cursor.targets`` behind a modal verb."""
    land = read_laender(cursor)
    limited = cursor.accept("nur")
    land = read_laender(cursor) if limited and land is None else land
    if limited and land is None:
        return _only_if(cursor, modal)
    if limited:
        return _only_in(cursor, modal, land or ())
    found = _choice(cursor, modal) or _preset(cursor) or _beside_today(cursor, modal)
    if found:
        return found
    found = _said(cursor, modal)
    while cursor.sees("und"):
        start = cursor.at
        cursor.take()
        try:
            if cursor.sees_mention():
                _take_targets(cursor)
            more = _said(cursor, modal)
        except Unreadable:
            cursor.at = start
            break
        found += more
    return [Effect(effect.act, effect.mentions, effect.literals, land) for effect in found]


def _only_if(cursor: Cursor, modal: str) -> list[Effect]:
    """Read "darf nur befüllt werden", which needs a condition behind it."""
    if _verb(cursor, modal) not in {Act.SHOW, Act.FILL}:
        raise Unreadable
    return [Effect(Act.ONLY, cursor.targets)]


def _only_in(cursor: Cursor, modal: str, land: tuple[str, ...]) -> list[Effect]:
    """Read "darf nur für die Länder … angezeigt werden": hidden in all others."""
    if _verb(cursor, modal) not in {Act.SHOW, Act.FILL}:
        raise Unreadable
    return [Effect(Act.FORBID, cursor.targets, land=others(land))]


def _said(cursor: Cursor, modal: str) -> list[Effect]:
    """Read one predicate: "nicht befüllt werden", "zu befüllen", "ein Pflichtfeld", "als Pflichtfeld anzuzeigen"."""
    negated = cursor.accept("nicht")
    targets = cursor.targets
    if modal in {"ist", "sind", "wird", "werden"} and not negated:
        if _is_mandatory(cursor):
            return [Effect(Act.FILL, targets)]
        if cursor.accept({"ein", "eine"}, {"optionales", "optionale"}, {"feld", "datenfeld", "gruppe", "angabe"}):
            return [Effect(Act.OPTIONAL, targets)]
        if cursor.accept("optional"):
            return [Effect(Act.OPTIONAL, targets)]
    if cursor.accept("leer"):
        cursor.accept(_AUXILIARIES)
        return [Effect(Act.FILL if negated else Act.FORBID, targets)]
    mandatory = _as_mandatory(cursor)
    act = _verb(cursor, modal)
    if mandatory and (negated or act is Act.FORBID):
        raise Unreadable
    if mandatory and act is Act.SHOW:
        return _shown(targets, mandatory=True)
    return [Effect(_turned(act, modal, negated=negated), targets)]


def _is_mandatory(cursor: Cursor) -> bool:
    """Take "ein Pflichtfeld", "zur Pflichtangabe", "verpflichtend"; not "verpflichtend anzugeben"."""
    if cursor.accept({"ein", "eine", "zur", "zum"}, MANDATORY_NOUNS):
        return True
    following = cursor.peek(1)
    goes_on = following is not None and following.text in {"zu", *INFINITIVES, *PARTICIPLES}
    return not goes_on and cursor.accept({"pflicht", "verpflichtend"})


def _verb(cursor: Cursor, modal: str) -> Act:
    cursor.accept("in", "der", {"antragsstrecke", "antragstrecke"})
    if modal in {"ist", "sind"}:
        cursor.accept("zu")
        token = cursor.peek()
        if cursor.accept(set(INFINITIVES)) and token is not None:
            return INFINITIVES[token.text]
    act = PARTICIPLES[cursor.expect(set(PARTICIPLES)).text]
    cursor.accept(_AUXILIARIES)
    return act


def _turned(act: Act, modal: str, *, negated: bool) -> Act:
    """Return the act after negation and permission: "darf nicht", "darf", "muss nicht"."""
    may = modal in {"darf", "dürfen"}
    if not may and not negated:
        return act
    if may and not negated:
        if act is Act.FILL:
            return Act.OPTIONAL
        raise Unreadable
    if act is Act.SHOW and modal not in {"muss", "müssen"}:
        return Act.FORBID
    if act is Act.FILL and may:
        return Act.FORBID
    if act is Act.FILL and modal in {"muss", "müssen"}:
        return Act.OPTIONAL
    raise Unreadable


def _preset(cursor: Cursor) -> list[Effect]:
    """Read "mit 001 "x" vorzubefüllen und in der Antragsstrecke auszublenden"."""
    start = cursor.at
    if not cursor.accept("mit") or not cursor.sees_literal():
        cursor.at = start
        return []
    literal = cursor.literal()
    cursor.expect(_PRESET)
    preset = Effect(Act.PRESET, cursor.targets, (literal,))
    if not cursor.accept("und"):
        cursor.accept(_AUXILIARIES)
        return [preset]
    cursor.accept("in", "der", {"antragsstrecke", "antragstrecke"})
    cursor.expect({"auszublenden", "ausgeblendet"})
    cursor.accept(_AUXILIARIES)
    return [preset, Effect(Act.CONCEAL, cursor.targets)]


def _choice(cursor: Cursor, modal: str) -> list[Effect]:
    """Read what is said of the choice in a field: "darf Auswahl 01 nicht ausgewählt werden"."""
    start = cursor.at
    cursor.accept("die")
    if not cursor.accept({"auswahl", "wert", "code"}) or not cursor.sees_literal():
        cursor.at = start
        return []
    literal = cursor.literal()
    if modal == "darf":
        cursor.expect("nicht", {"ausgewählt", "gewählt"}, "werden")
        return [Effect(Act.DISALLOW, cursor.targets, (literal,))]
    cursor.expect("als", {"vorbefüllung", "vorbelegung"}, {"gewählt", "ausgewählt"}, _AUXILIARIES)
    preset = Effect(Act.PRESET, cursor.targets, (literal,))
    before = cursor.at
    if cursor.accept("und") and _hidden_too(cursor):
        return [preset, Effect(Act.CONCEAL, cursor.targets)]
    cursor.at = before
    return [preset]


def _hidden_too(cursor: Cursor) -> bool:
    """Take "dieses Feld soll nicht angezeigt werden" when it comes."""
    cursor.accept(PRONOUNS | {"diese", "das"})
    cursor.skip_noun()
    return cursor.accept({"soll", "darf"}, "nicht", "angezeigt", "werden")


_BESIDE_TODAY = {
    ("muss", False, True): Act.AFTER_TODAY,
    ("darf", True, True): Act.NOT_AFTER_TODAY,
    ("muss", False, False): Act.BEFORE_TODAY,
    ("darf", True, False): Act.NOT_BEFORE_TODAY,
}


def _beside_today(cursor: Cursor, modal: str) -> list[Effect]:
    """Read "darf nicht in der Zukunft liegen", "muss vor dem Tag der Antragstellung liegen"."""
    start = cursor.at
    negated = cursor.accept("nicht")
    later: bool | None = None
    if cursor.sees("in", "der", {"zukunft", "vergangenheit"}, "liegen"):
        later = cursor.sees("in", "der", "zukunft")
        cursor.at += 4
    elif cursor.sees({"vor", "nach"}, "dem"):
        later = cursor.take().text == "nach"
        cursor.take()
        if not (_today(cursor) and cursor.accept("liegen")):
            later = None
    act = None if later is None else _BESIDE_TODAY.get((modal, negated, later))
    if act is None:
        cursor.at = start
        return []
    return [Effect(act, cursor.targets)]


def _today(cursor: Cursor) -> bool:
    """Take "heutigen Tag" or "Tag der Antragstellung" when it comes."""
    day = {"tag", "datum"}
    return cursor.accept("heutigen", day) or cursor.accept(day, "der", {"antragstellung", "antragsstellung"})


def _restriction(cursor: Cursor) -> list[Effect]:
    """Read ", wobei nur die Codes G "x" ODER X "y" ausgewählt werden dürfen"."""
    if not cursor.accept(",", "wobei"):
        return []
    cursor.expect("nur")
    cursor.expect({"der", "die"}, {"code", "codes", "wert", "werte"})
    literals = [cursor.literal()]
    while cursor.accept({"oder", "und", ","}):
        literals.append(cursor.literal())
    cursor.expect({"ausgewählt", "gewählt"}, "werden", {"darf", "dürfen"})
    return [Effect(Act.ALLOW, _last(cursor), tuple(literals))]
