"""XZuFi 2.2 and 2.3.1: Leistung, Organisationseinheit, Onlinedienst, Zustaendigkeit, and the LeiKa key.

Words: a *Modul* is one chapter of the description (text, deadline, duration, cost, document); a *Textmodul* has a code
that says what it is about.

Public: ``read_leistung`` and the dataclasses in ``model`` (the page of a Leistung), ``read_xzufi`` and ``write_xzufi``
with the dataclasses in ``records`` (whole files, nothing left out), ``parse_leika_key``.
"""
