"""What a letter between authorities says: German, the language in which they write to each other."""

TITLE = "Bitte um Stellungnahme"
REFERENCE = "Unser Zeichen"
INTRO = "wir bearbeiten den Antrag „{title}“ (Aktenzeichen {number}) und bitten Sie um Ihre Stellungnahme."
DUE = "Bitte antworten Sie bis zum {day}."
