"""What happened to an Antrag, told to the rooms above, inside the transaction."""

from django.dispatch import Signal

answers_changed = Signal()
"""The person has changed the answers of an Antrag; the scope is widened to its body.

Sent with ``sender`` the class Antrag, ``antrag`` the row with its new answers and revision, ``now`` the aware instant.
"""
