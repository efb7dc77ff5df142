"""Errors of bescheid in words, as clerks meet them; in the order of their codes."""

from collections.abc import Mapping

from rathaus.surfaces.ui.error_text import ErrorText, say

DECISION: Mapping[str, ErrorText] = {
    "BES-001": say(
        404,
        de=("Diesen Bescheid gibt es hier nicht.", "Öffnen Sie ihn aus dem Vorgang oder aus dem Postfach."),
        en=("There is no such decision here.", "Open it from the case or from the mailbox."),
    ),
    "BES-002": say(
        409,
        de=(
            "Dieses Ergebnis ist noch nicht wählbar.",
            "Erledigen Sie zuerst die Aufgaben, die der Ablauf davor verlangt.",
        ),
        en=("This result cannot be chosen yet.", "First finish the tasks that the procedure demands before it."),
    ),
    "BES-003": say(
        422,
        de=("Eine Ablehnung braucht einen Grund.", "Wählen Sie mindestens einen Grund aus."),
        en=("A refusal needs a reason.", "Choose at least one reason."),
    ),
    "BES-004": say(
        422,
        de=("Dieser Grund gehört nicht zum gewählten Ergebnis.", "Wählen Sie die Gründe noch einmal aus."),
        en=("This reason does not belong to the chosen result.", "Choose the reasons again."),
    ),
    "BES-005": say(
        422,
        de=(
            "Diese Gebühr ist bei diesem Ergebnis nicht möglich.",
            "Nehmen Sie die vorgeschlagene Gebühr oder verzichten Sie mit 0 Euro darauf.",
        ),
        en=("This fee is not possible with this result.", "Take the proposed fee or waive it with 0 euros."),
    ),
    "BES-006": say(
        409,
        de=(
            "Der Rechtsbehelf ist noch nicht bestätigt.",
            "Prüfen Sie Art, Frist und, wo eines genannt wird, das Gericht. Bestätigen Sie es und erlassen Sie dann.",
        ),
        en=(
            "The remedy has not been confirmed yet.",
            "Check its kind and period and, where one is named, the court. Confirm it and then issue the decision.",
        ),
    ),
    "BES-007": say(
        422,
        de=("Name oder Sitz des Gerichts fehlt.", "Tragen Sie beides ein: So steht es in der Rechtsbehelfsbelehrung."),
        en=("The name or the seat of the court is missing.", "Enter both, as the remedy notice needs them."),
    ),
    "BES-008": say(
        409,
        de=(
            "Dieser Bescheid ist schon erlassen.",
            "Er lässt sich nicht mehr ändern. Sie finden ihn im Vorgang als PDF.",
        ),
        en=("This decision has been issued already.", "It can no longer be changed. You find it in the case as a PDF."),
    ),
    "BES-009": say(
        409,
        de=(
            "Der Bescheid wäre nicht mehr der, den Sie gesehen haben.",
            "Lesen Sie die Vorschau noch einmal und erlassen Sie den Bescheid dann.",
        ),
        en=("The decision would no longer be the one you saw.", "Read the preview again, then issue the decision."),
    ),
    "BES-010": say(
        422,
        de=(
            "Die Gebühr ist noch nicht festgelegt.",
            "Tragen Sie im Entwurf den Betrag ein, den Ihre Satzung vorsieht. 0 heißt: keine Gebühr.",
        ),
        en=(
            "The fee has not been set yet.",
            "Enter in the draft the amount that your statute provides for. 0 means: no fee.",
        ),
    ),
    "BES-011": say(
        422,
        de=(
            "Auf dem Ausweis fehlt noch eine Angabe.",
            "Tragen Sie im Entwurf ein, was auf dem Ausweis stehen muss, zum Beispiel das Parkquartier.",
        ),
        en=(
            "A line of the certificate is still missing.",
            "Enter in the draft what the certificate must say, such as the parking area.",
        ),
    ),
    "BES-012": say(
        422,
        de=("Der letzte Tag liegt vor dem ersten.", "Prüfen Sie, von wann bis wann der Ausweis gelten soll."),
        en=("The last day lies before the first.", "Check from when to when the certificate should be valid."),
    ),
    "BES-013": say(
        404,
        de=("Diesen Ausweis gibt es hier nicht.", "Suchen Sie ihn unter „Meine Anträge“ oder im Vorgang."),
        en=("There is no such certificate here.", "Look for it under “My applications” or in the case."),
    ),
    "BES-014": say(
        422,
        de=("Der Grund fehlt.", "Schreiben Sie in einem Satz, warum der Ausweis endet. Die Person liest ihn."),
        en=("The reason is missing.", "Write in one sentence why the certificate ends. The person will read it."),
    ),
    "BES-015": say(
        409,
        de=(
            "Dieser Ausweis lässt sich jetzt nicht verlängern oder ändern.",
            "Sehen Sie auf der Seite des Ausweises nach, bis wann er gilt. Einen neuen können Sie immer beantragen.",
        ),
        en=(
            "This certificate cannot be renewed or changed now.",
            "See on its page until when it is valid. You can apply for a new one at any time.",
        ),
    ),
    "BES-016": say(
        422,
        de=(
            "Der Ausweis würde gelten, bevor über ihn entschieden ist.",
            "Tragen Sie im Entwurf den ersten Tag neu ein: heute oder später. Prüfen Sie auch den letzten.",
        ),
        en=(
            "The certificate would hold before it is decided.",
            "Set its first day anew in the draft: today or later. Check the last one too.",
        ),
    ),
    "BES-017": say(
        409,
        de=(
            "Der bisherige Ausweis ist beendet, oder auf ihn folgt schon ein neuerer.",
            "Öffnen Sie den Entwurf neu und wählen Sie den neueren, den er nennt, oder lehnen Sie den Antrag ab.",
        ),
        en=(
            "The former certificate has ended, or a newer one follows it already.",
            "Open the draft anew and choose the newer one that it names, or refuse the application.",
        ),
    ),
    "BES-018": say(
        422,
        de=(
            "Ob der bisherige Ausweis derselben Person gehört, ist nicht bestätigt.",
            "Vergleichen Sie die Namen und bestätigen Sie das, oder nehmen Sie den Haken bei „Folgt auf“ heraus.",
        ),
        en=(
            "Nobody has confirmed that the former certificate belongs to the same person.",
            "Compare the names and confirm it, or clear the box “Follows”.",
        ),
    ),
    "BES-019": say(
        409,
        de=(
            "Der bisherige Ausweis gehört zu einem anderen Konto.",
            "Nehmen Sie den Haken bei „Folgt auf“ heraus oder fragen Sie die Person nach der richtigen Nummer.",
        ),
        en=(
            "The former certificate belongs to another account.",
            "Clear the box “Follows”, or ask the person for the right number.",
        ),
    ),
    "BES-020": say(
        409,
        de=(
            "Ihre Stelle hat keinen Schlüssel für das elektronische Siegel. Der Bescheid ist nicht erlassen.",
            "Bitten Sie die Technik um den Schlüssel. Die Leitung kann solange Bescheide ohne Siegel einstellen.",
        ),
        en=(
            "Your office has no key for its electronic seal. The decision has not been issued.",
            "Ask your administrators for the key. Until then the head of the office can choose letters without one.",
        ),
    ),
    "BES-021": say(
        409,
        de=(
            "Der Schlüssel für das elektronische Siegel lässt sich nicht verwenden. Der Bescheid ist nicht erlassen.",
            "Bitten Sie die Technik, Datei und Kennwort zu prüfen: `rathaus doctor` sagt, welche Datei es ist.",
        ),
        en=(
            "The key for the electronic seal cannot be used. The decision has not been issued.",
            "Ask your administrators to check file and passphrase: `rathaus doctor` names the file.",
        ),
    ),
    "BES-022": say(
        409,
        de=(
            "Das Zertifikat für das elektronische Siegel ist abgelaufen. Der Bescheid ist nicht erlassen.",
            "Bitten Sie die Technik um ein neues. Die Leitung kann solange Bescheide ohne Siegel einstellen.",
        ),
        en=(
            "The certificate for the electronic seal has expired. The decision has not been issued.",
            "Ask your administrators for a new one. Until then the head of the office can choose letters without it.",
        ),
    ),
    "BES-023": say(
        503,
        de=(
            "Das elektronische Siegel ließ sich gerade nicht anbringen. Der Bescheid ist nicht erlassen.",
            "Versuchen Sie es in einigen Minuten noch einmal.",
        ),
        en=(
            "The electronic seal could not be put on the letter just now. The decision has not been issued.",
            "Please try again in a few minutes.",
        ),
    ),
    "BES-024": say(
        409,
        de=(
            "Diesen Bescheid muss eine zweite Person mitzeichnen.",
            "Geben Sie den Entwurf zur Mitzeichnung. Nach jeder Änderung ist sie noch einmal nötig.",
        ),
        en=(
            "A second person must co-sign this decision.",
            "Hand the draft over for co-signing. After every change it is needed again.",
        ),
    ),
    "BES-025": say(
        403,
        de=(
            "Wer den Entwurf geschrieben hat, kann ihn nicht mitzeichnen.",
            "Bitten Sie eine Kollegin oder einen Kollegen Ihrer Stelle.",
        ),
        en=("Who wrote the draft cannot co-sign it.", "Ask a colleague of your office."),
    ),
    "BES-026": say(
        422,
        de=("Der Grund fehlt.", "Schreiben Sie, was am Entwurf geändert werden soll."),
        en=("The reason is missing.", "Write what is to be changed in the draft."),
    ),
    "BES-027": say(
        409,
        de=(
            "Dieser Entwurf wartet nicht auf eine Mitzeichnung.",
            "Er wurde schon mitgezeichnet, zurückgegeben oder geändert. Sehen Sie im Vorgang nach.",
        ),
        en=(
            "This draft does not wait for a co-signature.",
            "It was signed, sent back or changed already. Look at the case.",
        ),
    ),
    "BES-028": say(
        422,
        de=("Der Grund fehlt.", "Schreiben Sie, warum der Bescheid geändert wird: So steht es im neuen Bescheid."),
        en=("The reason is missing.", "Write why the decision is changed, as the new decision will say it."),
    ),
    "BES-029": say(
        409,
        de=("Dieser Bescheid gilt nicht mehr.", "Öffnen Sie im Vorgang den Bescheid, der jetzt gilt."),
        en=("This decision is no longer in force.", "Open the one in force from the case."),
    ),
    "BES-030": say(
        422,
        de=("Diese Nebenbestimmung gehört nicht zum Ablauf.", "Wählen Sie die Nebenbestimmungen noch einmal aus."),
        en=("This ancillary provision does not belong to the procedure.", "Choose the ancillary provisions again."),
    ),
    "BES-031": say(
        422,
        de=(
            "Ein Widerruf wirkt nur für die Zukunft.",
            "Wählen Sie heute oder einen späteren Tag. War der Bescheid rechtswidrig, nehmen Sie ihn zurück.",
        ),
        en=(
            "A revocation takes effect for the future alone.",
            "Choose today or a later day. If the decision was unlawful, withdraw it.",
        ),
    ),
    "BES-032": say(
        422,
        de=(
            "Die Angabe zur Anhörung fehlt.",
            "Schreiben Sie, wann und wie Sie die Person angehört haben, oder warum das nicht nötig war (§ 28 VwVfG).",
        ),
        en=(
            "Nothing is said about the hearing.",
            "Write when and how you heard the person, or why that was not necessary (§ 28 VwVfG).",
        ),
    ),
    "BES-033": say(
        409,
        de=(
            "Vor dieser Entscheidung muss die Person angehört werden.",
            "Hören Sie sie auf der Seite des Vorgangs an, oder halten Sie dort fest, warum das hier nicht nötig ist.",
        ),
        en=(
            "The person must be heard before this decision.",
            "Hear them on the page of the case, or note there why that is not necessary here.",
        ),
    ),
    "BES-034": say(
        409,
        de=(
            "Der Entwurf passt nicht mehr zum Ablauf dieses Vorgangs.",
            "Der Vorgang folgt jetzt einer neuen Fassung. Wählen Sie Ergebnis und Gründe neu; Ihr Text ist noch da.",
        ),
        en=(
            "The draft no longer fits the procedure of this case.",
            "The case follows a new version now. Choose result and reasons again; your text is still there.",
        ),
    ),
    "BES-035": say(
        409,
        de=(
            "Es gibt keine vorbereitete Änderung mehr.",
            "Sie wurde inzwischen erlassen oder verworfen. Öffnen Sie den Vorgang neu.",
        ),
        en=(
            "There is no prepared change any more.",
            "It was issued or thrown away meanwhile. Open the case again.",
        ),
    ),
    "BES-036": say(
        409,
        de=(
            "Es fehlt noch die Erklärung einer zweiten Person.",
            "Bitten Sie die antragstellende Person darum, oder tragen Sie im Vorgang ein, was auf Papier kam.",
        ),
        en=(
            "The declaration of a second person is still missing.",
            "Ask the applicant for it, or record in the case what came on paper.",
        ),
    ),
}
