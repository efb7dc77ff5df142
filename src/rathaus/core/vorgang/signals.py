"""What happened to a case, told to the rooms above, inside the transaction."""

from django.dispatch import Signal

vorgang_opened = Signal()
"""A case was opened with an Antrag: it has its tasks, and nobody has looked at it yet.

Sent with ``sender`` the class Vorgang, ``vorgang`` the new row, ``now`` the aware instant.
"""

answers_changed = Signal()
"""The person has answered a question of the form anew, or put an answer right.

Sent with ``sender`` the class Vorgang, ``vorgang`` the locked row, ``now`` the aware instant.
"""

vorgang_moved = Signal()
"""A running case follows another version of its procedure: what was prepared for it may not fit any more.

Sent with ``sender`` the class Vorgang, ``vorgang`` the locked row, ``now`` the aware instant.
"""

vorgang_ended = Signal()
"""A case is decided, withdrawn or closed: nobody needs to do anything more for it.

Sent with ``sender`` the class Vorgang, ``vorgang`` the locked row, ``now`` the aware instant.
"""
