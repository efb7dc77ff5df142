"""Builds what browsers and the PDF renderer need: one style sheet, one script, subset fonts, compiled translations."""
