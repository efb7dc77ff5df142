"""The procedure of a Leistung: tasks, choices, results and letters, read from ``ablauf.toml`` and ``bescheid/*.md``.

Words: a *Prozess* is the whole file; an *Aufgabe* is one step of a case; an *Ergebnis* is one way in which a case can
end. Everything is immutable and pure; the room ``core.vorgang`` keeps what has been done in a case.

Public: ``read_ablauf`` and ``check_templates`` (reading), ``open_tasks``, ``available_results`` and ``complete_task``
(progress), ``parse_bescheid_template`` and ``render_bescheid`` (text), the dataclasses in ``model``.
"""
