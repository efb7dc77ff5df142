"""What a result hands out besides its letter: a certificate with a term, which others may check.

Source: the notation is ours and defined in ``docs/reference/ablauf.md``, section ``[nachweis]``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rathaus.values.text import Text


@dataclass(frozen=True, slots=True)
class NachweisFact:
    """One line of the certificate; whoever checks it reads the line too.

    Args:
        key: unique in the certificate.
        name: label.
        feld: template path of the answer that suggests the value; empty when a clerk writes it.
        required: whether a certificate without it is none.
    """

    key: str
    name: Text
    feld: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class NachweisTerm:
    """How long a certificate holds.

    Args:
        monate: months, where the answers choose none.
        erinnerung_tage: days before its end on which its holder is reminded.
        beginn: template path of the answer with the first day that is asked for; empty when it is the day of issue.
        dauer: template path of the answer that chooses the months; empty when nobody chooses.
        auswahl: code of that answer → months.
    """

    monate: int
    erinnerung_tage: int
    beginn: str = ""
    dauer: str = ""
    auswahl: Mapping[str, int] = MappingProxyType({})

    def months_for(self, answers: Mapping[str, object]) -> int:
        """Return the months that the answers choose (path key → value), else the usual ones."""
        return self.auswahl.get(str(answers.get(self.dauer, "")), self.monate)


@dataclass(frozen=True, slots=True)
class NachweisFollowUp:
    """How the same form asks for the next certificate: a renewal or a change.

    Args:
        anlass: template path of the answer that says what the Antrag is about.
        verlaengerung: its code for a renewal.
        aenderung: its code for a change.
        nummer: template path of the answer with the number of the present certificate.
        neu: template paths of answers that are given anew and never taken over; files never are.
    """

    anlass: str
    verlaengerung: str
    aenderung: str
    nummer: str
    neu: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NachweisRule:
    """The certificate of a Leistung.

    Args:
        kind: what it is, such as ``bewohnerparkausweis``: a certificate replaces one of its own kind.
        name: title on the certificate.
        ergebnis: key of the result that hands it out.
        hinweis: one sentence on the certificate about its use; may be empty.
        facts: what it says, in order.
        term: how long it holds.
        follow_up: how it is renewed or changed; None when every certificate begins anew.
    """

    kind: str
    name: Text
    ergebnis: str
    hinweis: Text
    facts: tuple[NachweisFact, ...]
    term: NachweisTerm
    follow_up: NachweisFollowUp | None = None

    @property
    def shown_paths(self) -> tuple[str, ...]:
        """Template paths of the answers that strangers read on it."""
        return tuple(fact.feld for fact in self.facts if fact.feld)

    @property
    def paths(self) -> tuple[str, ...]:
        """Every template path that it names."""
        follow = self.follow_up
        others = (follow.anlass, follow.nummer, *follow.neu) if follow else ()
        return tuple(path for path in (*self.shown_paths, self.term.beginn, self.term.dauer, *others) if path)
