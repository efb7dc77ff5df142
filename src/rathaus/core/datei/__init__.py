"""Datei: files that people upload and letters that we render.

Words: *Datei* (name, type, hash, state and owner of one file; the bytes lie in a table of their own), *quarantined*
(kept, but not opened before the scanner has seen it), *hand over* (the body that receives an Antrag becomes an owner).

A *copy* is what leaves the house instead of an original: upright, silent, marked where it must be. An *upload* may come
in parts.

Public functions: ``actions.store_upload``, ``actions.store_generated``, ``actions.hand_over``,
``actions.delete_uploads``, ``actions.scan_again``, ``queries.datei_by_public_id``, ``queries.dateien_by_public_ids``,
``queries.content_of``, ``copies.copy_of``, ``copies.preview_of``, ``uploads.begin_upload``, ``uploads.add_part``,
``uploads.take_out``, ``pdf.render_pdf``, ``document_json.document_to_json``, ``document_json.document_from_json``.
What it wants from outside: ``ports.FileScanner``.
"""
