"""The shared components of all surfaces: page layout, macros, style sheet, script, error pages and translations.

Words: a *macro* renders one component; the *layout* is the frame of every page; the *gallery* shows every component in
every state. Public: ``jinja.environment``, ``responses`` (error pages), ``error_texts.ERROR_TEXTS``, the commands
``python -m rathaus.surfaces.ui.build`` and ``python -m rathaus.surfaces.ui.catalogues``.
"""
