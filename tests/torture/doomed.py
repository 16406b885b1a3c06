"""``python -m tests.torture.doomed ROOT STEP WHOM build …``: runs Casebook, and kills at its STEP-th own step.

A step is whatever touches a path below ROOT to write, rename or remove, as the interpreter's audit events tell. WHOM
is group, parent or worker (at the first step from then on that finds one); STEP 0 kills nothing. At the end it prints
how many steps there were."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys

from generator.cli import main

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_PLACED = frozenset({"os.mkdir", "os.rename", "os.chmod", "os.listdir", "os.scandir"})
_ANYWHERE = frozenset({"os.remove", "os.rmdir"})
"""These may come with a name within an open folder."""


class _Doom:
    """Counts steps, and kills when it is time."""

    def __init__(self, root: str, step: int, whom: str) -> None:
        self.root, self.step, self.whom = root, step, whom
        self.count = 0

    def hook(self, event: str, arguments: tuple[object, ...]) -> None:
        if self._is_step(event, arguments):
            self.count += 1
            if self.step and self.count >= self.step and self.kill():
                self.step = 0

    def _is_step(self, event: str, arguments: tuple[object, ...]) -> bool:
        if event in _ANYWHERE:
            return True
        writes = event == "open" and isinstance(arguments[2], int) and bool(arguments[2] & _WRITING)
        return (writes or event in _PLACED) and str(arguments[0]).startswith(self.root)

    def kill(self) -> bool:
        """Kill; False while there is no worker to be killed."""
        if self.whom == "group":
            os.killpg(0, signal.SIGKILL)
        elif self.whom == "parent":
            os.kill(os.getpid(), signal.SIGKILL)
        workers = multiprocessing.active_children()
        for worker in workers[:1]:
            worker.kill()
        return bool(workers)


if __name__ == "__main__":
    doom = _Doom(sys.argv[1], int(sys.argv[2]), sys.argv[3])
    sys.addaudithook(doom.hook)
    code = main(sys.argv[4:])
    print(doom.count)
    sys.exit(code)
