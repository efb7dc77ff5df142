"""What a letter between authorities says, German, as they write to each other; and what a clerk reads of a display."""

from rathaus.values.text import Text

TITLE = "Bitte um Stellungnahme"
REFERENCE = "Unser Zeichen"
INTRO = "wir bearbeiten den Antrag „{title}“ (Aktenzeichen {number}) und bitten Sie um Ihre Stellungnahme."
DUE = "Bitte antworten Sie bis zum {day}."

TERMS_UNVERIFIED = Text(
    "Zwei Fragen sind noch nicht geprüft: ob auch die Auslegung erst an einem Werktag endet, und ob der Tag nach ihr "
    "bei der Frist für Einwendungen mitzählt. Vorgeschlagen ist jeweils der spätere Tag.",
    "Two questions are not verified yet: whether the display itself ends on a working day, and whether the day after "
    "it counts for the period for objections. The later day is proposed each time.",
)
OBJECTIONS_HINT = Text(
    "Vorgeschlagen ist ein Monat nach der Auslegung: bei UVP-Pflicht und Anlagen nach der "
    "Industrieemissions-Richtlinie. Sonst sind es zwei Wochen: hier bis zum {short} (§ 10 Abs. 3 Satz 8 BImSchG, § 12 "
    "Abs. 1 Satz 2 der 9. BImSchV). Ein Samstag, Sonntag oder Feiertag wird zum nächsten Werktag ({citation}).",
    "Proposed is one month after the display: with an environmental impact assessment and for plants under the "
    "Industrial Emissions Directive. Otherwise it is two weeks: here until {short_en} (section 10 (3) sentence 8 "
    "BImSchG, section 12 (1) sentence 2 of the 9. BImSchV). A Saturday, Sunday or holiday becomes the next working "
    "day ({citation}).",
)
