"""``python -m rathaus.cli.payment_simulator PARENT PORT``: a payment provider for a demonstration; it moves no money.

It ends with the process that started it.
"""

import sys

from rathaus.adapters.xbezahldienste.simulator import Simulator
from rathaus.config.parent import end_with

if __name__ == "__main__":
    _, parent, port = sys.argv
    end_with(int(parent))
    with Simulator(port=int(port)) as simulator:
        simulator.serve_forever()
