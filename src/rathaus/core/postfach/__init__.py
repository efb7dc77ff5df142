"""Postfach: letters between an office and a person about one Antrag.

Words: *Nachricht* (one letter in one direction; never changed after it was provided), *bearer* (the person with a
Konto or the holder of the secret link), *retrieved* (opened for the first time by the side to which it was sent),
*announced* (the day on which a Bescheid counts as announced, computed by ``rathaus.recht``), *Rueckmeldung* (what
somebody tells the coordination office about the portal itself),
*Anlage* (a file that came with a message).

Public functions: ``actions.deliver``, ``actions.retrieve``, ``actions.answer``, ``actions.leave_feedback``,
``queries.message_by_public_id``, ``queries.messages_of``, ``queries.letters_of``, ``queries.feedback_of``.
"""
