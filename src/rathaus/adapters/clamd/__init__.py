"""The malware scanner: clamd over TCP.

Implements ``rathaus.core.datei.ports.FileScanner``. Public names: ``scanner.ClamdScanner``, ``scanner.from_settings``,
``self_check.self_check``, ``fake.FakeScanner``.
"""
