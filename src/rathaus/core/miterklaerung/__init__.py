"""Miterklaerung: where a Leistung asks for it, a second person declares something to an Antrag, or refuses to.

The applicant hands over a secret link; nothing is sent to somebody who has not asked for it. Whoever opens it reads the
answers as they are now and declares or refuses, once. A declaration covers exactly the answers that were read: its
digest binds them, and when they change, it is asked for again. What is asked for is computed from the procedure and the
answers; stored are only links and declarations.

Public functions: ``links`` (made by applicant or clerk, opened and used by the second person), ``paper`` (a clerk
records what came on paper), ``queries``.
"""
