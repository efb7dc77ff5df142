"""Codeliste: the register of code lists to which the questions of many services refer, with their versions.

Words: *Codeliste* (codes with their names under one identification and version; genericode, XÖV).

The general ones come with the product (``lists/*.toml``, read by ``own``); a loaded one goes before them.

Public functions: ``actions.load_codeliste``, ``queries.codelisten``, ``queries.read_codelisten``, ``own.with_own``.
"""
