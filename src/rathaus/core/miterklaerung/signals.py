"""What a second person said, told to the rooms above, inside the transaction."""

from django.dispatch import Signal

second_person_said = Signal()
"""A second person has declared something to an Antrag, or refused to.

Sent with ``sender`` the class Miterklaerung, ``vorgang`` the row of the case, ``now`` the aware instant.
"""
