"""Akte: how a case ends well. The whole case as one folder, how long it is kept, who holds it, and its deletion.

Public functions: ``export.export_case``, ``retention.confirm_retention``, ``hold.set_hold``, ``rows.case_rows``.
"""
