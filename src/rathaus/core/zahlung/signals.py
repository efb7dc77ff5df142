"""What happened to a fee, told to the rooms above, inside the transaction."""

from django.dispatch import Signal

advance_paid = Signal()
"""What was requested ahead is paid, wholly.

Sent with ``sender`` the class Forderung, ``antrag_id`` the public id of the Antrag.
"""
