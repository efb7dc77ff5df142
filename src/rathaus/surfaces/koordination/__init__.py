"""The surface of the state's coordination office: load, look, publish, adopt for all; who offers what, and who waits.

One module per noun: ``lage`` (figures), ``leistungen``, ``versionen``, ``vorschau`` (the form as citizens see it),
``ablauf`` (procedure and letters), ``vergleich``, ``paket`` (loading), ``veroeffentlichung``, ``uebernahme``,
``matrix`` with ``tile_map``, ``stellen``, ``normen``, ``rueckmeldungen`` (what people tell us). Officers
act, auditors read.
"""
