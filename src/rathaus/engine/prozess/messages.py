"""What the findings of this package say: one row per code."""

from rathaus.engine.prozess.entscheidungstabelle_messages import TABLE_MESSAGES
from rathaus.values.findings import Finding
from rathaus.values.messages import Message, error, hint, warning
from rathaus.values.text import Text

MESSAGES: dict[str, Message] = {
    "PRO-001": error(
        Text("Die Datei ist kein gültiges TOML in UTF-8: {reason}.", "The file is no valid TOML in UTF-8: {reason}."),
        Text("Die genannte Zeile berichtigen.", "Correct the line that is named."),
    ),
    "PRO-002": error(
        Text("Den Schlüssel „{key}“ gibt es hier nicht.", "There is no key “{key}” here."),
        Text("Gemeint ist vielleicht: {hint}.", "Perhaps this is meant: {hint}."),
    ),
    "PRO-003": error(
        Text("„{key}“ fehlt.", "“{key}” is missing."),
        Text("Den Eintrag ergänzen.", "Add the entry."),
    ),
    "PRO-004": error(
        Text("Der Wert passt nicht: erwartet wird {expected}.", "The value does not fit: {expected_en} is expected."),
        Text("Den Wert berichtigen.", "Correct the value."),
    ),
    "PRO-005": error(
        Text("„{value}“ ist kein möglicher Wert.", "“{value}” is not a possible value."),
        Text("Möglich sind: {hint}.", "Possible values: {hint}."),
    ),
    "PRO-006": warning(
        Text("Der englische Text fehlt.", "The English text is missing."),
        Text("Den Text unter en ergänzen.", "Add the text under en."),
    ),
    "PRO-007": error(
        Text("„{value}“ ist kein Leistungsschlüssel.", "“{value}” is no LeiKa key."),
        Text(
            "14 Ziffern angeben, beginnend mit 99; ein Detail braucht eine Verrichtung.",
            "Give 14 digits that begin with 99; a detail needs a Verrichtung.",
        ),
    ),
    "PRO-008": warning(
        Text(
            "Gruppe oder Verrichtung des Leistungsschlüssels {value} ist nicht bekannt.",
            "The group or Verrichtung of the LeiKa key {value} is not known.",
        ),
        Text("Den Schlüssel mit dem Katalog vergleichen.", "Compare the key with the catalogue."),
    ),
    "PRO-009": error(
        Text(
            "Die Form „{value}“ ist strenger als Textform, aber keine Norm verlangt sie.",
            "The form “{value}” is stricter than Textform, but no norm demands it.",
        ),
        Text("formvorschrift_norm angeben.", "Give formvorschrift_norm."),
    ),
    "PRO-010": error(
        Text("„{key}“ passt nicht zu {other}.", "“{key}” does not go with {other}."),
        Text("Eines von beiden entfernen oder ändern.", "Remove or change one of the two."),
    ),
    "PRO-011": error(
        Text("Der Schlüssel „{key}“ kommt mehrfach vor.", "The key “{key}” occurs more than once."),
        Text("Jedem Eintrag einen eigenen Schlüssel geben.", "Give each entry a key of its own."),
    ),
    "PRO-012": error(
        Text("„{value}“ verweist auf nichts.", "“{value}” refers to nothing."),
        Text("Möglich sind: {hint}.", "Possible values: {hint}."),
    ),
    "PRO-013": error(
        Text("Die Aufgabe „{key}“ wird nie erreicht.", "The task “{key}” is never reached."),
        Text("Ihre Bedingungen unter nach prüfen.", "Check its conditions under nach."),
    ),
    "PRO-014": error(
        Text(
            "Es gibt {count} Aufgaben der Art entscheiden; es muss genau eine sein.",
            "There are {count} tasks of kind entscheiden; there must be exactly one.",
        ),
        Text("Genau eine Aufgabe entscheiden lassen.", "Let exactly one task decide."),
    ),
    "PRO-015": error(
        Text("Ein Ergebnis der Art {kind} fehlt.", "A result of kind {kind} is missing."),
        Text("Ein Ergebnis dieser Art ergänzen.", "Add a result of that kind."),
    ),
    "PRO-016": error(
        Text("„{key}“ belastet, hat aber keinen Grund zur Wahl.", "“{key}” is a burden, but has no reason to select."),
        Text("Unter gruende mindestens einen Grund angeben.", "Give at least one reason under gruende."),
    ),
    "PRO-017": warning(
        Text("„{key}“ belastet, nennt aber keinen Rechtsbehelf.", "“{key}” is a burden, but names no remedy."),
        Text(
            "Prüfen: ohne Belehrung gilt eine Frist von einem Jahr (§ 58 Abs. 2 VwGO).",
            "Check: without a notice the time limit is one year (§ 58(2) VwGO).",
        ),
    ),
    "PRO-018": warning(
        Text(
            "Den Einspruch gibt es nur im Verfahren nach der AO, hier gilt {code}.",
            "Einspruch exists only in proceedings under the AO; here {code} applies.",
        ),
        Text("Widerspruch oder Klage angeben.", "Give widerspruch or klage."),
    ),
    "PRO-019": error(
        Text("Das Ergebnis „{key}“ kann nie gewählt werden.", "The result “{key}” can never be selected."),
        Text("Seine Bedingungen unter nach prüfen.", "Check its conditions under nach."),
    ),
    "PRO-020": error(
        Text("Die Vorlage „{name}“ fehlt.", "The template “{name}” is missing."),
        Text("Die Datei anlegen. Vorhanden sind: {hint}.", "Create the file. Present are: {hint}."),
    ),
    "PRO-021": error(
        Text("Das Feld „{path}“ gibt es im Formular nicht.", "The form has no field “{path}”."),
        Text("Gemeint ist vielleicht: {hint}.", "Perhaps this is meant: {hint}."),
    ),
    "PRO-022": error(
        Text("„{value}“ liegt nicht vor dieser Aufgabe.", "“{value}” does not come before this task."),
        Text("Unter zurueck eine frühere Aufgabe nennen.", "Name an earlier task under zurueck."),
    ),
    "PRO-023": error(
        Text(
            "Der Fall bleibt ohne Entscheidung stehen nach: {steps}.",
            "The case stops without a decision after: {steps}.",
        ),
        Text("Eine Aufgabe angeben, die darauf folgt.", "Give a task that follows."),
    ),
    "PRO-024": warning(
        Text(
            "Der Ablauf hat zu viele Verzweigungen, um ihn vollständig zu prüfen.",
            "The procedure branches too often to be checked in full.",
        ),
        Text("Weniger Aufgaben nebeneinander öffnen.", "Open fewer tasks at the same time."),
    ),
    "PRO-025": error(
        Text(
            "Die Angabe „{path}“ zeigt allen, die den Nachweis prüfen, Daten einer Person.",
            "The line “{path}” shows a person's data to everybody who checks the certificate.",
        ),
        Text("Nur zeigen, was zum Prüfen nötig ist.", "Show only what a check needs."),
    ),
    "PRO-026": error(
        Text("Hier steht noch ein Platzhalter: {text}.", "There is still a stand-in: {text}."),
        Text(
            "Den richtigen Wert eintragen und das Wort TODO aus der Zeile löschen.",
            "Enter the right value and delete the word TODO from the line.",
        ),
    ),
    "PRO-027": error(
        Text(
            "Den Rechtsparameter „{key}“ gibt es für dieses Verfahrensrecht nicht.",
            "There is no legal parameter “{key}” for this code of procedure.",
        ),
        Text(
            "Gemeint ist vielleicht: {hint}. Sonst die Länge unter dauer angeben.",
            "Perhaps this is meant: {hint}. Else give the length under dauer.",
        ),
    ),
    "PRO-028": error(
        Text(
            "Der Rechtsparameter „{key}“ ist keine Zeitdauer, sondern {unit}.",
            "The legal parameter “{key}” is no length of time but {unit}.",
        ),
        Text(
            "Einen Parameter in Tagen, Wochen, Monaten oder Jahren nennen.", "Name one in days, weeks, months or years."
        ),
    ),
    "PRO-029": warning(
        Text(
            "Die Miterklärung „{key}“ ist Pflicht, aber ihre Norm ist nicht geprüft.",
            "The co-declaration “{key}” is mandatory, but its norm is not verified.",
        ),
        Text(
            "Den Wortlaut prüfen oder pflicht = false setzen: Ohne Norm darf niemand warten müssen.",
            "Verify the wording or set pflicht = false: without a norm nobody may be made to wait.",
        ),
    ),
    "PRO-031": error(
        Text("„{name}“ ist nicht bekannt.", "“{name}” is not known."),
        Text("Gemeint ist vielleicht: {hint}.", "Perhaps this is meant: {hint}."),
    ),
    "PRO-032": error(
        Text("Der Block „wenn“ wird nicht geschlossen.", "The block “wenn” is not closed."),
        Text("{{% ende %}} ergänzen.", "Add {{% ende %}}."),
    ),
    "PRO-033": error(
        Text("„{tag}“ gehört zu keinem offenen „wenn“.", "“{tag}” belongs to no open “wenn”."),
        Text("Den Block darüber mit wenn beginnen.", "Begin the block above with wenn."),
    ),
    "PRO-034": error(
        Text("„{tag}“ ist nicht lesbar.", "“{tag}” cannot be read."),
        Text(
            "Schreibweisen stehen in docs/reference/ablauf.md.",
            "See docs/reference/ablauf.md for what can be written.",
        ),
    ),
    "PRO-035": error(
        Text("Die Umformung „{name}“ gibt es nicht.", "There is no filter “{name}”."),
        Text("Möglich sind: {hint}.", "Possible values: {hint}."),
    ),
    "PRO-036": error(
        Text("Nur ganze Absätze können fett sein.", "Only whole paragraphs can be strong."),
        Text(
            "Die Sternchen um den ganzen Absatz setzen oder entfernen.",
            "Put the asterisks around the whole paragraph or remove them.",
        ),
    ),
    "PRO-037": error(
        Text("Die Vorlage beginnt nicht mit einem Titel.", "The template does not begin with a title."),
        Text("Als erste Zeile „# Titel“ schreiben.", "Write “# title” as the first line."),
    ),
    "PRO-038": error(
        Text("Es gibt nur zwei Ebenen von Überschriften.", "There are only two levels of headings."),
        Text("# oder ## verwenden.", "Use # or ##."),
    ),
    "PRO-040": error(
        Text(
            "Die Bedingung „{text}“ ist ab Zeichen {position} nicht lesbar: {rest}",
            "The condition “{text}” cannot be read from sign {position} on: {rest}",
        ),
        Text(
            'So schreiben: G1.F2 = "001" und (G1.F3 >= 18 oder nicht G1.F4 leer).',
            'Write it like this: G1.F2 = "001" und (G1.F3 >= 18 oder nicht G1.F4 leer).',
        ),
    ),
    "PRO-041": error(
        Text("Die Aufgabe „{key}“ fragt niemanden.", "The task “{key}” asks nobody."),
        Text("Unter wen angeben, wer beteiligt wird.", "Say under wen who is involved."),
    ),
    "PRO-042": error(
        Text("Wann jemand mitzeichnet, ist nicht eindeutig.", "It is not clear when somebody co-signs."),
        Text("Entweder immer = true oder ab_cent angeben.", "Give either immer = true or ab_cent."),
    ),
    "PRO-043": error(
        Text(
            "Warum die Anhörung entbehrlich ist, steht nicht da.",
            "It is not said why a hearing is not needed.",
        ),
        Text("art, norm und grund angeben.", "Give art, norm and grund."),
    ),
    "PRO-044": error(
        Text(
            "Die Genehmigungsfiktion „{key}“ nennt keine Norm, die sie anordnet.",
            "The deemed grant “{key}” names no norm that orders it.",
        ),
        Text(
            "norm angeben; ohne Anordnung im Gesetz gibt es keine Fiktion.",
            "Give norm; without an order of the law nothing is deemed granted.",
        ),
    ),
    "PRO-045": error(
        Text("„{key}“ bewilligt nichts, was als erteilt gilt.", "“{key}” grants nothing to be deemed given."),
        Text("Ein Ergebnis der Art grant nennen.", "Name a result of kind grant."),
    ),
    "PRO-046": error(
        Text("Der Zeitgeber „{key}“ beginnt nie.", "The timer “{key}” never starts."),
        Text("Seine Bedingungen unter nach prüfen.", "Check its conditions under nach."),
    ),
    "PRO-047": error(
        Text(
            "„{key}“ braucht eine Anhörung, ist aber ohne sie wählbar nach: {steps}.",
            "“{key}” needs a hearing, but can be selected without one after: {steps}.",
        ),
        Text(
            "Unter nach eine Aufgabe der Art anhoeren verlangen, mit ihrem Ausgang.",
            "Demand a task of kind anhoeren under nach, with its outcome.",
        ),
    ),
    "PRO-048": error(
        Text(
            "Der Fall kommt nie zu einem Ende: ohne Rücknahme dreht er sich im Kreis nach: {steps}.",
            "The case never ends: without a withdrawal it runs in a circle after: {steps}.",
        ),
        Text("Einen Weg zur Entscheidung und zum Abschluss angeben.", "Give a way to the decision and to the end."),
    ),
    "PRO-049": error(
        Text(
            "Die Frist der Genehmigungsfiktion „{key}“ darf nicht ruhen: Eine Rückfrage hält sie nicht an.",
            "The period of the deemed grant “{key}” must not stand still: a question does not stop it.",
        ),
        Text(
            "ruht entfernen; vor vollständigen Unterlagen läuft sie nicht, danach wird sie nur einmal verlängert "
            "(§ 42a Abs. 2 VwVfG).",
            "Remove ruht; it does not run before the documents are complete, and is extended only once after that "
            "(§ 42a(2) VwVfG).",
        ),
    ),
    "PRO-090": error(
        Text("Der Fall ist entschieden und bleibt bei seiner Fassung.", "The case is decided and keeps its version."),
        Text("Nur offene Fälle umstellen.", "Move open cases only."),
    ),
    "PRO-091": error(
        Text("„{new}“ ist eine andere Leistung als „{old}“.", "“{new}” is another Leistung than “{old}”."),
        Text("Eine Fassung derselben Leistung wählen.", "Choose a version of the same Leistung."),
    ),
    "PRO-092": warning(
        Text(
            "„{name}“ gibt es in der neuen Fassung nicht; das Ergebnis „{outcome}“ geht verloren.",
            "The new version has no “{name}”; the outcome “{outcome}” is lost.",
        ),
        Text("In der Akte vermerken, was noch gebraucht wird.", "Note in the file what is still needed."),
    ),
    "PRO-093": warning(
        Text(
            "„{name}“ ist noch einmal zu tun; das Ergebnis „{outcome}“ passt nicht mehr.",
            "“{name}” is to be done again; the outcome “{outcome}” no longer fits.",
        ),
        Text("Prüfen, ob die Umstellung das wert ist.", "Check whether moving is worth that."),
    ),
    "PRO-094": hint(
        Text("„{name}“ kommt hinzu.", "“{name}” is added."),
        Text("Die neue Aufgabe einplanen.", "Plan the new task."),
    ),
} | TABLE_MESSAGES


def make_finding(code: str, where: str, /, **facts: object) -> Finding:
    """Return the finding with that code; the facts fill its sentences."""
    return MESSAGES[code].finding(code, where, **facts)
