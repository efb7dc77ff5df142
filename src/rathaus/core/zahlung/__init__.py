"""Zahlung: what a person owes a body for an Antrag, and what was paid.

Words: *Forderung* (what is owed for one Antrag, under one Kassenzeichen), *Posting* (one line of its ledger, never
changed), *Zahlungsvorgang* (one attempt to pay through the payment provider), *Zahlstelle* (where a body receives
money), *Zahlungserinnerung* (one reminder of what is open). A fee is requested ahead, then assessed, then paid,
waived or refunded; the ledger says which.

Public functions: ``actions.request_advance``, ``actions.assess``, ``actions.enter_payment``, ``actions.waive``,
``actions.enter_refund``, ``paying.begin_payment``, ``paying.bring_forward``, ``paying.look_up``,
``erinnerung.set_reminders``, ``erinnerung.remind``, and ``queries``.
Reports know what a person owes by the public id of the Antrag: the room of the Antraege stands above.
"""
