"""From the files of the federal standards to the draft of a package: what each is, what is missing, what is open.

Files are told apart by what they hold, never by their names. What no file says becomes an open value, asked in words;
as long as nobody has said it, ``ablauf.toml`` holds a stand-in, and such a version cannot be published.

Public: ``draft_package`` and ``PackageDraft`` in ``drafting``, ``unpack`` in ``archive``, ``OpenValue`` in
``open_values``.
"""
