"""The letters of a draft: short and right for every Leistung, to be replaced by better ones.

Source: VwVfG § 37 (what a Bescheid says), § 39 (its reasons); notation in ``docs/reference/ablauf.md``.
"""

from typing import Final

from rathaus.engine.prozess.model import ErgebnisKind
from rathaus.engine.prozess_import.draft import DraftResult

_BEGINNING: Final = "Sie haben am {{ antrag_datum | datum }} einen Antrag gestellt: {{ leistung }}."
_REASONS: Final = """## Gründe

{% wenn begruendung %}
{{ begruendung }}
{% ende %}
"""
_FEE: Final = """{% wenn gebuehr_cent %}
## Gebühr

Für diese Entscheidung zahlen Sie {{ gebuehr_cent | euro }}.

{% wenn gebuehr_norm %}
Grundlage ist: {{ gebuehr_norm }}.
{% ende %}
{% ende %}
"""

_BURDEN: Final = """## Gründe

{{ grund }}

{% wenn grund_norm %}
Grundlage ist: {{ grund_norm }}.
{% ende %}
"""

_LETTERS: Final = {
    ErgebnisKind.GRANT: f"""# Bescheid

{_BEGINNING} Wir haben Ihre Angaben geprüft.

**Wir geben Ihrem Antrag statt.**

{_REASONS}
Die Voraussetzungen sind nach Ihren Angaben und unserer Prüfung erfüllt.

{_FEE}""",
    ErgebnisKind.PARTIAL: f"""# Bescheid

{_BEGINNING} Wir haben Ihre Angaben geprüft.

**1. Wir geben Ihrem Antrag zum Teil statt.**

{{% wenn begruendung %}}
**2. Im Einzelnen: {{{{ begruendung }}}}**
{{% ende %}}

**3. Im Übrigen lehnen wir Ihren Antrag ab.**

{_BURDEN}
Ändern sich die Umstände, können Sie einen neuen Antrag stellen.

{_FEE}""",
    ErgebnisKind.REFUSE: f"""# Bescheid

{_BEGINNING} Wir haben Ihre Angaben geprüft.

**Wir lehnen Ihren Antrag ab.**

{_BURDEN}
{{% wenn begruendung %}}
Im Einzelnen: {{{{ begruendung }}}}
{{% ende %}}

Ändern sich die Umstände, können Sie einen neuen Antrag stellen.

{_FEE}""",
    ErgebnisKind.WITHDRAW: f"""# Mitteilung über das Ende des Verfahrens

{_BEGINNING} Diesen Antrag haben Sie zurückgenommen.

**Wir stellen das Verfahren ein.**

{_REASONS}
Sie haben uns mitgeteilt, dass Sie den Antrag nicht weiterführen. Sie können jederzeit einen neuen stellen.
""",
}


def letter_for(result: DraftResult) -> bytes:
    """Return the letter of a result, UTF-8."""
    return _LETTERS[result.kind].encode()
