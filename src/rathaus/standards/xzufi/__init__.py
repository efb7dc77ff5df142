"""XZuFi 2.2 and 2.3.1: the description of a Leistung, and the LeiKa key.

Words: a *Modul* is one chapter of the description (text, deadline, duration, cost, document); a *Textmodul* has a code
that says what it is about.

Public: ``read_leistung``, the dataclasses in ``model``, ``parse_leika_key``.
"""
