"""Antrag: drafts of a person, and what they submitted.

Words: *Entwurf* (a draft; belongs to the person or the bearer of the secret link, never to a body; pinned to the
version it began with), *Antrag* (what was submitted: frozen, addressed to one body), *AntragRevision* (one state of its
answers; later answers to a question of the office make a new one, the old ones stay), *Vertretung* (who acts for the
person of the form: on the draft until it is submitted, on the Antrag for good).

Public functions: ``drafting.start_entwurf``, ``drafting.save_page``, ``drafting.add_entry``, ``drafting.remove_entry``,
``drafting.attach_file``, ``drafting.remove_file``, ``vertretung.record_vertretung``, ``vertretung.vertretung_of``,
``actions.freeze_antrag``, ``actions.supply_answers``,
``queries.entwurf_by_public_id``, ``queries.antrag_by_public_id``, ``queries.review``.
"""
