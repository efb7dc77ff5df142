"""Vorgang: the case file at a body, from the receipt of an Antrag to its end.

Words: *Vorgang* (the case of one Antrag at one body), *Aufgabe* (one step of it; which steps are open follows from the
Prozess of the version that the Antrag is pinned to), *claim* (one clerk takes responsibility), *question* (the office
asks the person; the case waits until the answer arrives or a clerk takes it up again).

Public functions: ``actions.receive_antrag``, ``actions.claim``, ``actions.release``, ``actions.complete_task``,
``actions.ask_citizen``, ``actions.resume``, ``actions.receive_answer``, ``actions.withdraw``, ``actions.close``,
``actions.record_decision``, ``inbox.inbox``, ``inbox.counts``, ``inbox.today``, ``queries.vorgang_by_public_id``,
``queries.vorgang_of``, ``queries.standing``, ``queries.history``.
"""
