"""Remedies: what a person says against a Bescheid, and how it is decided.

Words: a Rechtsbehelf is one objection (Widerspruch or Einspruch) against one Bescheid; a Begruendung is what was
brought forward for it, and when; a Vorlage hands it to the authority that decides; a Widerspruchsbescheid is the
decision. An action in court is only named, never filed here.

Writes: ``filing`` (the person's side, and what came on paper), ``work`` (the office until the decision), ``decision``.
Reads: ``queries``, ``statistics``.
"""
