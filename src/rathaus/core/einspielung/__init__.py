"""Einspielung: the files of a Leistung that somebody uploaded, until they are a version.

Words: *Einspielung* (an import that has begun: uploaded files and what was said about them).

Public functions: ``actions.start_einspielung``, ``add_files``, ``remove_file``, ``save_answers``, ``load_einspielung``,
``discard_einspielung``, ``delete_expired_einspielungen``; ``queries.einspielungen``, ``einspielung_by_public_id``,
``draft_of``, ``einspielung_of_version``, ``examine``.
"""
