"""E-mails through any SMTP server.

Implements ``rathaus.core.postfach.ports.Mailer``. Public names: ``mailer.SmtpMailer``, ``mailer.from_settings``,
``self_check.self_check``, ``catcher.Catcher`` (a small server that keeps mails in a folder, for demo and tests: the
fake of this adapter speaks SMTP itself).
"""
