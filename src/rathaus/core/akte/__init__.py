"""Akte: how a case ends well. The whole case as one folder, how long it is kept, who holds it, and its deletion.

Public functions: ``export.export_case``, ``retention.confirm_retention``, ``hold.set_hold``, ``hold.lift_hold``,
``disposal.disposal_list``, ``disposal.offer_to_archive``, ``disposal.note_archive_answer``, ``disposal.waive_archive``,
``deletion.delete_case``, ``deletion.erasure_of``, ``rows.case_rows``.
"""
