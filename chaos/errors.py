"""What ends a run."""


class ChaosFailed(Exception):
    """The run cannot go on; what it would say means nothing."""
