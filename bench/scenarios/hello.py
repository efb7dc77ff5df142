"""Ask the least that can be asked."""

from dataclasses import dataclass

from bench.errors import WrongAnswer
from bench.exchange import request
from bench.lanes import Operation

_HELLO = request("hello", "/")


@dataclass(frozen=True, slots=True)
class Hello:
    """One request to the application of ``bench.hello``."""

    def operation(self, number: int) -> Operation:
        """Ask and look at the answer."""
        del number
        response = yield _HELLO
        if response.status != 200 or response.body != b"Hello, world!":
            raise WrongAnswer(f"hello: {response.status}")
        return None
