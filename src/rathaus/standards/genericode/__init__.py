"""genericode: the OASIS format in which XÖV code lists are published.

Public: ``read.read_codelist`` and the classes in ``model``.
"""
