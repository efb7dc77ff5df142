"""Bescheid: the written decision about an Antrag, from the draft to its delivery.

Words: *draft* (what a clerk has chosen: result, reasons, free text, fee; only the body sees it), *remedy notice* (what
somebody can do against it, where and until when), *confirmed court* (a clerk answers for the court where our facts do
not name it or the code of procedure is not verified), *issue* (the PDF is rendered first, its hash is part of the
decision; then everything happens in one transaction).

Public functions: ``actions.draft_bescheid``, ``actions.confirm_court``, ``actions.issue_bescheid``,
``queries.bescheid_of``, ``queries.bescheid_by_public_id``, ``queries.preview``, ``queries.options_of``.
"""
