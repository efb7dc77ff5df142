"""Appointments: a body offers slots, a person with an open Antrag books one, moves it or cancels it.

Words: *Termin* (a slot that a body offers, with its places), *Buchung* (one place of it, taken for one Antrag).

Public functions: ``actions.offer_termine``, ``actions.call_off``, ``actions.book``, ``actions.cancel``,
``actions.remind``, ``queries.free_termine``, ``queries.buchung_of``, ``queries.coming_termine``,
``queries.coming_termin``, ``queries.offered_for``.
"""
