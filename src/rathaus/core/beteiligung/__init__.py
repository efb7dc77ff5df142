"""Beteiligung: other bodies and authorities are asked for their opinion on a case; a plan is displayed to the public.

Words: *Beteiligung* (one request of the body that keeps a case), *Stellungnahme* (the same request at the body that is
asked: it sees a frozen extract and nothing else of the case), *Auslegung* (documents are displayed to the public),
*Einwendung* (what somebody objects to in a display).

Two rows with one public id stand for one request between two bodies of this system, each owned by one of them: neither
body's scope is ever opened to the other. An authority outside has no row of its own; a clerk records what it answers.

Public functions: ``actions.involve``, ``actions.give_opinion``, ``actions.record_opinion``, ``actions.go_on_without``,
``actions.remind``, ``auslegung.display``, ``auslegung.record_objection``, ``auslegung.end_display``, and ``queries``.
"""
