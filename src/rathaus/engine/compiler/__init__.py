"""The compiler: a schema of XDatenfelder becomes a :class:`~rathaus.engine.formular.model.Formular`.

Passes in this order, one file each: ``resolve`` (paths, code lists, cycles) → ``check`` (the official quality checks
and ours) → ``simplify`` (date parts, building blocks, widgets) → ``paginate`` (sections and pages) → ``emit``. The
rules of ``regeln.json`` are read by ``rules``. The face is :func:`rathaus.engine.compiler.compile.compile_formular`.
"""
