"""The fee of a decision as a clerk enters it: an amount, units, minutes, or a group that pays nothing."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django.http import QueryDict

from rathaus.core.bescheid.errors import FeeRefused
from rathaus.core.bescheid.fee_rules import FeeChoice
from rathaus.core.leistung.errors import TarifOverflows
from rathaus.recht.errors import FeeNotPossible
from rathaus.recht.gebuehren import FeeKind
from rathaus.surfaces.amt.amount import FEE_UNREADABLE, posted_fee, typed_cents
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.values.text import Text

if TYPE_CHECKING:
    from rathaus.core.bescheid.models import Bescheid
    from rathaus.core.leistung.tarif_rules import Tarif

_NAMES = ("gebuehr", "einheiten", "minuten", "befreiung")
NOTHING_TYPED: Mapping[str, str] = dict.fromkeys(_NAMES, "")
_DIGITS = 9
_NO_NUMBER = Text("Schreiben Sie eine ganze Zahl, zum Beispiel 3.", "Write a whole number, for example 3.")
_FIELDS = {FeeKind.PER_UNIT: "einheiten", FeeKind.BY_TIME: "minuten"}


def posted_choice(form: QueryDict) -> tuple[FeeChoice, Problems]:
    """Return what was entered about the fee, and what cannot be read."""
    problems: list[tuple[str, Text]] = []
    try:
        cents = posted_fee(form)
    except ValueError:
        cents = None
        problems.append(("gebuehr", FEE_UNREADABLE))
    units, minutes = (_posted_number(form, name, problems) for name in ("einheiten", "minuten"))
    return FeeChoice(cents, units, minutes, form.get("befreiung", "")), tuple(problems)


def _posted_number(form: QueryDict, name: str, problems: list[tuple[str, Text]]) -> int | None:
    typed = "".join(form.get(name, "").split()).replace(".", "")
    if not typed:
        return None
    if not typed.isascii() or not typed.isdigit() or len(typed) > _DIGITS:
        problems.append((name, _NO_NUMBER))
        return None
    return int(typed)


def typed_choice(form: QueryDict) -> dict[str, str]:
    """Return what was typed about the fee."""
    return {name: form.get(name, "") for name in _NAMES}


def stored_choice(bescheid: "Bescheid") -> dict[str, str]:
    """Return what stands in the fields by a draft."""
    basis = bescheid.gebuehr_basis or {}
    units, minutes = basis.get("units"), basis.get("minutes")
    is_counted = units is not None or minutes is not None or basis.get("exemption")
    return {
        "gebuehr": "" if is_counted else typed_cents(bescheid.gebuehr_cent),
        "einheiten": "" if units is None else str(units),
        "minuten": "" if minutes is None else str(minutes),
        "befreiung": basis.get("exemption", ""),
    }


def attempt_fee(act: Callable[[], object], *, tarif: "Tarif | None", field: str) -> Problems:
    """Run an act; what is wrong with the fee leads to its field, and a frame says its bounds.

    Args:
        act: one call of an action.
        tarif: the tariff of the case; None where none holds.
        field: where the summary leads to for everything else.
    """
    refused: list[str] = []

    def run() -> object:
        try:
            return act()
        except (FeeNotPossible, FeeRefused, TarifOverflows) as error:
            refused.append(error.code)
            raise

    errors = attempt(run, field=field)
    if not refused:
        return errors
    name = _FIELDS.get(tarif.kind, "gebuehr") if tarif else "gebuehr"
    if tarif and tarif.kind is FeeKind.FRAME and refused[0] == FeeNotPossible.code:
        least, most = (typed_cents(cents) for cents in (tarif.betrag_cent, tarif.highest_cent))
        return (
            (name, Text(f"Der Rahmen reicht von {least} bis {most} Euro.", f"The frame is {least} to {most} euros.")),
        )
    return tuple((name, each) for _, each in errors)
