"""The engines: pure compilers and evaluators of forms (``formular``, ``compiler``) and of cases (``prozess``)."""
