"""Bescheid: the written decision about an Antrag, from the draft to its delivery.

Words: *draft* (what a clerk has chosen: result, reasons, free text, fee; only the body sees it), *open fee* (the body's
own statute sets the fee and nobody has entered it: a draft may wait for it, an issue not), *remedy notice* (what
somebody can do against it, where and until when), *confirmed remedy* (a clerk answers for the remedy where its law is
not verified, and for the court where the notice must name one that our facts do not know), *issue* (the PDF is rendered
first, its hash is part of the decision; then everything happens in one transaction).

Public functions: ``actions.draft_bescheid``, ``actions.confirm_remedy``, ``actions.issue_bescheid``,
``queries.bescheid_of``, ``queries.preview``, ``queries.options_of``,
``queries.suggested_fee``.
"""
