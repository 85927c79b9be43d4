"""Child processes that do not search: they die, fall silent or talk nonsense.

A module apart, so that a child loads no more than it needs.
"""

import os
import threading

from solver.process import Finished
from solver.rotation.problem import Visit
from solver.rotation.progress import Progress
from solver.rotation.solution import Plan, Status, Tier

GOOD = Progress(0.5, (Visit("ann", "r", "s0", "h"),), (Tier("missing_visits", 1, 0),), "start")


def _wait_to_be_ended():
    threading.Event().wait()


def deaf_child(pipe, *_):
    """Send a plan, then hear nothing any more."""
    pipe.send(GOOD)
    _wait_to_be_ended()


def quitting_child(pipe, *_):
    os._exit(3)


def child_of_wrong_words(pipe, *_):
    pipe.send(GOOD)
    pipe.send("no message of ours")
    _wait_to_be_ended()


def child_of_wrong_bytes(pipe, *_):
    pipe.send(GOOD)
    pipe.send_bytes(b"\x00not a pickle")
    _wait_to_be_ended()


def child_of_a_strange_plan(pipe, *_):
    pipe.send(GOOD)
    pipe.send(Finished(Plan(Status.OPTIMAL, (Visit("ann", "r", "never", "h"),))))
    _wait_to_be_ended()
