"""The Django project: settings, routes, start; the only place that names concrete adapters."""
