"""Codeliste: the register of code lists to which the questions of many services refer, with their versions.

Words: *Codeliste* (codes with their names under one identification and version; genericode, XÖV).

Public functions: ``actions.load_codeliste``, ``queries.codelisten``, ``queries.read_codelisten``.
"""
