"""What an e-mail says: that something waits, and where; never about what, from whom or to whom."""

from datetime import date

from rathaus.recht.dates import english_date, german_date
from rathaus.values.text import Text

NOTICE_SUBJECT = Text("Neue Nachricht in Ihrem Postfach", "New message in your mailbox")
NOTICE = Text(
    "Guten Tag,\n\nSie haben eine neue Nachricht in Ihrem Postfach:\n{link}\n\n"
    "Öffnen Sie sie bald: Von diesem Hinweis an kann eine Frist laufen.\n"
    "Haben Sie ein Konto, dann melden Sie sich an. Ohne Konto öffnen Sie den geheimen Link Ihres Antrags.",
    "Hello,\n\nyou have a new message in your mailbox:\n{link}\n\n"
    "Please open it soon: a period may run from this notice on.\n"
    "If you have an account, sign in. Without an account, open the secret link of your application.",
)
DELETION_SUBJECT = Text("Ein angefangener Antrag wird bald gelöscht", "A draft will be deleted soon")
DELETION = Text(
    "Guten Tag,\n\nSie haben einen Antrag angefangen und noch nicht abgesendet. Er bleibt bis zum {day} gespeichert,\n"
    "danach löschen wir ihn. Wenn Sie ihn noch brauchen, machen Sie vorher weiter:\n{link}\n\n"
    "Haben Sie ein Konto, dann melden Sie sich an. Ohne Konto öffnen Sie den geheimen Link Ihres Entwurfs.",
    "Hello,\n\nyou have begun an application and not sent it yet. It is kept until {day}; after that we delete it.\n"
    "If you still need it, continue before then:\n{link}\n\n"
    "If you have an account, sign in. Without an account, open the secret link of your draft.",
)
DIGEST_SUBJECT = Text("Im Rathaus wartet Arbeit", "Work is waiting in the town hall")
DIGEST = Text(
    "Guten Tag,\n\nSie waren länger nicht angemeldet. Bei Ihrer Stelle sind:\n\n"
    "  neu und noch nicht übernommen: {new}\n  überfällig: {overdue}\n\n{link}",
    "Hello,\n\nyou have not signed in for a while. At your office there are:\n\n"
    "  new and not taken on yet: {new}\n  overdue: {overdue}\n\n{link}",
)
FOOTER = Text(
    "\n\nDiese Nachricht kommt von einem Programm. Bitte antworten Sie nicht darauf.\n"
    "Keine solchen Hinweise mehr, oder war die Adresse ein Versehen? Hier abbestellen:\n{stop_link}\n",
    "\n\nThis message was sent by a program. Please do not reply to it.\n"
    "No more such notices, or was the address a mistake? End them here:\n{stop_link}\n",
)


def written_day(day: date, language: str) -> str:
    """Return a local day as letters and mails in this language write it."""
    return english_date(day) if language.startswith("en") else german_date(day)
