"""``python -m tests.torture.cut_off STEP WHOM publish …``: runs ``casebook publish``, and kills it at its STEP-th step.

A step is a program that is about to start, a file that is about to be put in place in a folder (others are being
written beside it), or a file that was just sent or removed. WHOM is group (rclone dies as well) or parent (it is left
alone); STEP 0 kills nothing. At the end it prints how many steps there were.
What may be shown is not asked here: it takes longer than all the rest."""

from __future__ import annotations

import os
import signal
import sys
import threading
from unittest import mock

from generator import releasing
from generator.cli import main
from generator.delivery import shelf
from generator.delivery.folder import _PARTS
from generator.delivery.listing import Entry


class _Doom:
    """Counts steps, and kills when it is time."""

    def __init__(self, step: int, whom: str) -> None:
        self.step, self.whom = step, whom
        self.count = 0
        self._lock = threading.Lock()

    def hook(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "subprocess.Popen" or (event == "os.rename" and _PARTS in str(arguments[0])):
            self.tick()

    def tick(self) -> None:
        with self._lock:
            self.count += 1
            reached = self.count == self.step
        if reached:
            if self.whom == "group":
                os.killpg(0, signal.SIGKILL)
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    doom = _Doom(int(sys.argv[1]), sys.argv[2])
    done = shelf.Journal.done

    def note(journal: shelf.Journal, path: str, entry: Entry | None) -> None:
        """Note a file, and count it."""
        done(journal, path, entry)
        doom.tick()

    sys.addaudithook(doom.hook)
    with mock.patch.object(releasing, "forbids", return_value=[]), mock.patch.object(shelf.Journal, "done", note):
        code = main(sys.argv[3:])
    print(doom.count)
    sys.exit(code)
