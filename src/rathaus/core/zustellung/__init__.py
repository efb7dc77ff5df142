"""Announcement: how a Bescheid reaches its recipient beside the Postfach, and the proof of it.

Words: a Postsendung is one Bescheid on its way as a letter of paper; a Zugangsnachweis is what is known of how and when
a Bescheid reached its recipient.

Writes: ``actions``, ``printing``. Reads: ``queries``, ``zugangsnachweis``.
"""
