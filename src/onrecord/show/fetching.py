"""A client for addresses on the command line: the clock and the sleep come from here."""

import time
from importlib.metadata import version

from onrecord.intake import Client, Manners, Memory


def client(manners: Manners | None = None, memory: Memory | None = None) -> Client:
    """A polite client with the time of this machine; it opens nothing before it is asked to."""
    return Client(
        clock=time.time,
        sleep=time.sleep,
        version=version("onrecord"),
        manners=manners,
        memory=memory,
    )
