"""What ends a run."""


class BenchFailed(Exception):
    """The run cannot go on; its figures would mean nothing."""


class WrongAnswer(BenchFailed):
    """The town hall gave another answer than it must; figures of wrong answers are worth nothing."""
