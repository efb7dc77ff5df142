"""XDatenfelder: the FIM standard that describes the data structure of a form.

Public: ``read.read_schema`` (message 0102 of version 3.0.0), the classes in ``model`` and the code lists in ``codes``.
Element names stay German as in the standard, written in snake_case: ``bezeichnungEingabe`` is ``bezeichnung_eingabe``.
"""
