"""Errors of the rooms of core below the Antrag in words; in the order of their codes."""

from collections.abc import Mapping

from rathaus.surfaces.ui.error_text import ErrorText, say

CORE: Mapping[str, ErrorText] = {
    "COD-001": say(
        409,
        de=(
            "Diese Version der Codeliste gibt es schon mit anderem Inhalt.",
            "Eine Version ändert sich nie. Laden Sie die Liste unter ihrer eigenen Version.",
        ),
        en=(
            "This version of the code list exists already with another content.",
            "A version never changes. Load the list under its own version.",
        ),
    ),
    "COD-002": say(
        422,
        de=(
            "Die Kennung oder die Version der Codeliste ist zu lang.",
            "Bitten Sie den Herausgeber um eine kürzere, oder prüfen Sie, ob die Datei die richtige ist.",
        ),
        en=(
            "The identification or the version of the code list is too long.",
            "Ask its publisher for a shorter one, or check whether this is the right file.",
        ),
    ),
    "EIN-001": say(
        404,
        de=(
            "Diese Einspielung gibt es nicht mehr.",
            "Sie wurde verworfen oder vierzehn Tage lang nicht bearbeitet. Laden Sie die Dateien neu hoch.",
        ),
        en=(
            "This import does not exist any more.",
            "It was discarded, or nobody worked on it for fourteen days. Upload the files again.",
        ),
    ),
    "EIN-002": say(
        422,
        de=(
            "Das ist zu viel für ein Paket.",
            "Erlaubt sind 300 Dateien mit zusammen 20 MB. Lassen Sie weg, was nicht zur Leistung gehört.",
        ),
        en=(
            "This is too much for one package.",
            "Allowed are 300 files with 20 MB together. Leave out what does not belong to the service.",
        ),
    ),
    "EIN-003": say(
        409,
        de=(
            "Daraus kann noch keine Version werden.",
            "Beheben Sie die Fehler und beantworten Sie die offenen Fragen auf dieser Seite.",
        ),
        en=(
            "This cannot become a version yet.",
            "Settle the errors and answer the open questions on this page.",
        ),
    ),
    "EIN-004": say(
        422,
        de=("Sie haben keine Datei ausgewählt.", "Wählen Sie mindestens das Datenschema aus."),
        en=("You have not chosen a file.", "Choose at least the schema."),
    ),
    "KON-001": say(
        401,
        de=("Name und Passwort passen nicht zusammen.", "Prüfen Sie beides und versuchen Sie es noch einmal."),
        en=("Name and password do not match.", "Check both and try again."),
    ),
    "KON-002": say(
        429,
        de=(
            "Das waren sehr viele Versuche in kurzer Zeit.",
            "Bitte warten Sie einige Minuten und versuchen Sie es dann noch einmal.",
        ),
        en=("That was a lot of attempts in a short time.", "Please wait a few minutes and then try again."),
    ),
    "KON-003": say(
        422,
        de=("Diese E-Mail-Adresse ist nicht vollständig.", "Schreiben Sie zum Beispiel name@beispiel.de."),
        en=("This e-mail address is not complete.", "Write, say, name@example.org."),
    ),
    "KON-004": say(
        404,
        de=(
            "Dieser Link zum Abbestellen ist nicht vollständig oder veraltet.",
            (
                "Nehmen Sie den ganzen Link aus der neuesten E-Mail. "
                "Sie können die Adresse auch unter „Meine Anträge“ löschen."
            ),
        ),
        en=(
            "This link to end the notices is not complete or out of date.",
            "Take the whole link from the newest e-mail. You can also delete the address under “My applications”.",
        ),
    ),
    "KON-005": say(
        422,
        de=(
            "An diese E-Mail-Adresse können wir nicht schreiben.",
            (
                "Vor dem @ dürfen nur Buchstaben von a bis z, Ziffern und Zeichen stehen, keine Umlaute. "
                "Nehmen Sie eine andere Adresse."
            ),
        ),
        en=(
            "We cannot write to this e-mail address.",
            (
                "Before the @ there may be letters from a to z, digits and signs only, no letters such as ü or é. Take "
                "another address."
            ),
        ),
    ),
    "LEI-001": say(
        422,
        de=(
            "Dieses Paket kann nicht gelesen werden.",
            "Prüfen Sie Größe, Dateinamen (bis 200 Zeichen) und ob ablauf.toml dabei ist.",
        ),
        en=(
            "This package cannot be read.",
            "Check its size, the file names (up to 200 characters) and whether ablauf.toml is in it.",
        ),
    ),
    "LEI-002": say(
        409,
        de=(
            "Eine veröffentlichte Fassung ändert sich nicht mehr.",
            "Erhöhen Sie die Fassung in ablauf.toml und laden Sie das Paket neu.",
        ),
        en=("A published version never changes.", "Raise the version in ablauf.toml and load the package again."),
    ),
    "LEI-003": say(
        409,
        de=("Diese Fassung hat noch Fehler.", "Beheben Sie die Fehler in der Liste und laden Sie das Paket neu."),
        en=("This version still has errors.", "Correct the errors in the list and load the package again."),
    ),
    "LEI-004": say(
        404,
        de=("Diese Fassung gibt es nicht.", "Wählen Sie eine Fassung aus der Liste der Leistung."),
        en=("There is no such version.", "Choose a version from the list of the service."),
    ),
    "LEI-005": say(
        409,
        de=(
            "Ihre Stelle ist für diese Leistung nicht zuständig.",
            "Fragen Sie die Koordinierungsstelle, wenn das nicht stimmt.",
        ),
        en=("Your office is not responsible for this service.", "Ask the coordination office if that is wrong."),
    ),
    "LEI-006": say(
        422,
        de=(
            "Das lässt sich bei dieser Leistung nicht anpassen.",
            "Ändern können Sie Kontakt, Hinweise und, wenn erlaubt, die Gebühr.",
        ),
        en=("This cannot be adjusted for this service.", "You can change contact, hints and, where allowed, the fee."),
    ),
    "LEI-007": say(
        409,
        de=("Dieser Tag passt nicht zur Geltung der Fassungen.", "Wählen Sie einen anderen Tag."),
        en=("This day does not fit the validity of the versions.", "Choose another day."),
    ),
    "LEI-008": say(
        404,
        de=(
            "Diese Leistung gibt es hier nicht.",
            "Suchen Sie Ihr Anliegen auf der Startseite oder rufen Sie die 115 an.",
        ),
        en=("This service does not exist here.", "Search for your errand on the start page or call 115."),
    ),
    "LEI-009": say(
        409,
        de=(
            "Dieser Name steht schon in der Adresse einer Leistung mit einem anderen Schlüssel.",
            "Wählen Sie einen anderen Namen für die Adresse (slug) oder berichtigen Sie den Leistungsschlüssel.",
        ),
        en=(
            "This name already stands in the address of a service with another key.",
            "Choose another name for the address (slug), or correct the LeiKa key.",
        ),
    ),
    "LEI-010": say(
        409,
        de=(
            "Die Stelle des Landes, die zuständig sein soll, gibt es hier nicht.",
            "Berichtigen Sie „stelle“ unter [zustaendigkeit] in ablauf.toml und laden Sie das Paket neu.",
        ),
        en=(
            "The body of the state that is to be competent does not exist here.",
            "Correct “stelle” under [zustaendigkeit] in ablauf.toml and load the package again.",
        ),
    ),
    "LEI-011": say(
        422,
        de=("Mit diesem Tarif lässt sich nicht rechnen.", "Prüfen Sie Betrag, Rahmen, Zeittakt, Einheit und Tage."),
        en=(
            "This tariff cannot be calculated.",
            "Check the amount, the frame, the step of time, the unit and the days.",
        ),
    ),
    "LEI-012": say(
        409,
        de=(
            "An einem dieser Tage gilt schon ein anderer Tarif.",
            "Beenden Sie zuerst den anderen, oder wählen Sie andere Tage.",
        ),
        en=("Another tariff already holds on one of these days.", "End that one first, or choose other days."),
    ),
    "LEI-013": say(
        409,
        de=(
            "Dieser Tarif hat schon begonnen oder ist schon beendet.",
            "Er endet frühestens heute. Danach gilt ein neuer Tarif, den Sie eintragen.",
        ),
        en=(
            "This tariff has begun already or has ended.",
            "It ends today at the earliest. After it holds a new tariff that you enter.",
        ),
    ),
    "LEI-014": say(
        404,
        de=("Diesen Tarif gibt es nicht.", "Wählen Sie einen Tarif aus der Liste der Leistung."),
        en=("There is no such tariff.", "Choose a tariff of the list of the service."),
    ),
    "LEI-015": say(
        422,
        de=(
            "Die Gebühr wäre höher als 999.999,00 Euro.",
            "Prüfen Sie Anzahl oder Minuten. So viel kann niemand auf einmal zahlen.",
        ),
        en=(
            "The fee would be more than 999,999.00 euros.",
            "Check the number or the minutes. Nobody can pay so much at once.",
        ),
    ),
    "NOR-001": say(
        409,
        de=(
            "Dieser Wert wartet nicht auf eine Bestätigung.",
            "Laden Sie die Seite neu. Vielleicht gilt schon eine andere Fassung.",
        ),
        en=("This value does not wait for a confirmation.", "Reload the page. Another version may hold already."),
    ),
    "NOR-002": say(
        422,
        de=("Dieser Wert steht nicht zur Wahl.", "Wählen Sie einen der genannten Werte."),
        en=("This value is not among the choices.", "Choose one of the values named."),
    ),
    "NOR-003": say(
        422,
        de=(
            "Einer der beiden Tage passt nicht.",
            "Der Wert muss am ersten Tag schon gelten, und geprüft haben Sie ihn spätestens heute.",
        ),
        en=(
            "One of the two days does not fit.",
            "The value must already hold on the first day, and you checked it today at the latest.",
        ),
    ),
    "NOR-004": say(
        422,
        de=("Es fehlt, wo Sie den Gesetzestext gesehen haben.", "Nennen Sie die Quelle in höchstens 300 Zeichen."),
        en=("It is missing where you saw the text of the law.", "Name the source in at most 300 characters."),
    ),
    "NOR-005": say(
        413,
        de=("Die Datei ist zu groß.", "Teilen Sie sie in Dateien von höchstens einem Megabyte auf."),
        en=("The file is too large.", "Split it into files of at most one megabyte."),
    ),
    "RGE-001": say(
        422,
        de=(
            "Es fehlt der Grund.",
            "Schreiben Sie in einem Satz, warum die Regel nicht oder anders gelten soll.",
        ),
        en=(
            "The reason is missing.",
            "Write in one sentence why the rule should not hold, or hold in another way.",
        ),
    ),
    "RGE-002": say(
        422,
        de=(
            "Diese Worte werden nicht vollständig verstanden.",
            "Schreiben Sie die Regel mit Wenn und Dann und mit den Kennungen der Felder, wie in sicheren Regeln.",
        ),
        en=(
            "These words are not understood as a whole.",
            "Write the rule with if and then and the ids of the fields, as the rules do that are read with certainty.",
        ),
    ),
    "RGE-003": say(
        422,
        de=(
            "An dieser Regel wurde nichts verstanden, also gibt es nichts zu bestätigen.",
            "Schreiben Sie sie in anderen Worten oder lehnen Sie sie ab.",
        ),
        en=(
            "Nothing of this rule was understood, so there is nothing to confirm.",
            "Write it in other words or reject it.",
        ),
    ),
    "RGE-004": say(
        409,
        de=(
            "Jemand anderes hat inzwischen über diese Regel entschieden.",
            "Sehen Sie sich die Entscheidung an und entscheiden Sie dann noch einmal.",
        ),
        en=(
            "Somebody else has decided about this rule in the meantime.",
            "Look at that decision and then decide again.",
        ),
    ),
    "RGE-005": say(
        422,
        de=(
            "Das ist zu lang.",
            "Kürzen Sie den Grund auf 2.000 und die Worte auf 5.000 Zeichen.",
        ),
        en=(
            "This is too long.",
            "Shorten the reason to 2,000 and the words to 5,000 characters.",
        ),
    ),
    "RGE-006": say(
        404,
        de=(
            "Diese Version hat keine solche Regel, über die zu entscheiden wäre.",
            "Gehen Sie zurück zur Liste der Regeln.",
        ),
        en=(
            "This version has no such rule to decide about.",
            "Go back to the list of rules.",
        ),
    ),
    "RGE-007": say(
        409,
        de=(
            "Die Regel wird jetzt anders gelesen als auf der Seite, die Sie gesehen haben.",
            "Lesen Sie die Lesart und entscheiden Sie dann noch einmal.",
        ),
        en=(
            "The rule is now read in another way than the page showed that you saw.",
            "Read how it is read now and then decide again.",
        ),
    ),
    "RGE-008": say(
        422,
        de=(
            "So gelesen nennt die Regel einen Wert oder ein Feld, mit dem das Formular nicht übersetzt werden kann.",
            "Schreiben Sie die Regel in anderen Worten oder lehnen Sie sie ab.",
        ),
        en=(
            "As it is read the rule names a value or a field with which the form cannot be compiled.",
            "Write the rule in other words or reject it.",
        ),
    ),
    "SCO-001": say(
        403,
        de=(
            "Das dürfen Sie mit diesem Konto nicht.",
            "Melden Sie sich mit dem passenden Konto an oder fragen Sie die Leitung Ihrer Stelle.",
        ),
        en=("You may not do this with this account.", "Sign in with the right account or ask the head of your office."),
    ),
    "SCO-002": say(
        500,
        de=(
            "Das hat nicht geklappt.",
            "Der Fehler liegt bei uns. Bitte versuchen Sie es in einigen Minuten noch einmal.",
        ),
        en=("That did not work.", "The fault is ours. Please try again in a few minutes."),
    ),
    "SCO-003": say(
        503,
        de=(
            "Die Datenbank ist nicht so geschützt, wie es sein muss.",
            "Führen Sie `rathaus migrate` aus und starten Sie neu.",
        ),
        en=("The database is not protected as it must be.", "Run `rathaus migrate` and start again."),
    ),
    "SCO-004": say(
        403,
        de=(
            "Dieser Browser kennt Ihren Antrag nicht mehr.",
            "Öffnen Sie Ihren geheimen Link noch einmal, oder melden Sie sich an.",
        ),
        en=("This browser no longer knows your application.", "Open your secret link again, or sign in."),
    ),
    "STE-001": say(
        422,
        de=(
            "In den Stammdaten der Stellen stimmt eine Zeile nicht.",
            "Berichtigen Sie die genannte Zeile und laden Sie die Daten neu.",
        ),
        en=(
            "A row in the facts about public bodies is wrong.",
            "Correct the row that is named and load the data again.",
        ),
    ),
    "STE-002": say(
        422,
        de=("Nur die Koordinierungsstelle hat Koordinatoren.", "Wählen Sie eine andere Rolle oder Stelle."),
        en=("Only the coordination office has officers.", "Choose another role or body."),
    ),
    "STE-003": say(
        422,
        de=(
            "So lässt sich die Vertretung nicht eintragen.",
            "Wählen Sie jemanden aus Ihrer Stelle und Tage ab heute, an denen noch keine Vertretung eingetragen ist.",
        ),
        en=(
            "The substitute cannot be entered like this.",
            "Choose somebody of your body and days from today on that have no substitute yet.",
        ),
    ),
    "STE-004": say(
        404,
        de=("Diese Vertretung läuft nicht mehr.", "Öffnen Sie die Seite neu. Beenden können Sie nur Ihre eigene."),
        en=("This substitution no longer runs.", "Open the page again. You can only end your own."),
    ),
}
