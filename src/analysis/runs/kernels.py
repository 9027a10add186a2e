"""Kernels: the same environment for all, and a quick start as forks of one process that has loaded what they need.

papermill runs the notebooks as ever; what is saved is the second that every kernel spends on the same imports. Where
the system can't fork safely, or `python3` is another kernel than this Python's own, kernels start as they always do.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Final

# What a kernel is told about the machine: the same everywhere, so that results are the same.
FIXED: Final = {
    "LC_ALL": "C.UTF-8",
    "LANG": "C.UTF-8",
    "LANGUAGE": "",
    "PYTHONHASHSEED": "0",
    "SOURCE_DATE_EPOCH": "0",
    "TZ": "UTC",
    "JUPYTER_PREFER_ENV_PATH": "1",
    "MPLBACKEND": "agg",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}
UNSET: Final = ("PYTHONSTARTUP", "PYTHONWARNINGS", "PYTHONINSPECT", "MATPLOTLIBRC")
# A process that has loaded Apple's frameworks must not fork.
CAN_FORK: Final = sys.platform == "linux"
# What the notebooks import, and what that imports late.
LOADED: Final = (
    "ipykernel.debugger",
    "ipykernel.zmqshell",
    "IPython.core.application",
    "IPython.core.completer",
    "spacy",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "pyarrow.parquet",
    "analysis.report",
    "analysis.validation",
    "analysis.figures.claims",
    "analysis.figures.matrices",
    "analysis.figures.network",
    "analysis.figures.timeline",
)
# Seconds; a kernel that was killed is gone in milliseconds.
ENDS_WITHIN: Final = 1.0


@contextmanager
def fixed_environment() -> Iterator[None]:
    """Give every process that is started inside the same environment; the user's own IPython start-up is left out."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="analysis-") as home:
        os.environ.update(FIXED, IPYTHONDIR=home)
        for name in UNSET:
            os.environ.pop(name, None)
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


class ForkedKernel:
    """A kernel's process, as far as jupyter_client asks for what `subprocess.Popen` has."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def poll(self) -> int | None:
        """Return None while it lives, else 0: how it ended is not known."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 0
        return None

    wait = poll

    def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel and to what it has started; one that is killed is seen to its end."""
        try:
            os.killpg(self.pid, signum)
        except ProcessLookupError:
            return
        # jupyter_client would look again only after a tenth of a second.
        last = time.monotonic() + ENDS_WITHIN
        while signum == signal.SIGKILL and self.poll() is None and time.monotonic() < last:
            time.sleep(0.001)


class KernelHost:
    """The process that kernels are forked from; it begins to load at once and ends with `close`.

    Args:
        model: Name or path of the language model that it loads.
    """

    def __init__(self, model: str) -> None:
        self._lock = Lock()
        ours, its = socket.socketpair()
        command = [sys.executable, "-P", str(Path(__file__).with_name("forking.py")), str(its.fileno())]
        with ours, its:
            self._process = subprocess.Popen(  # noqa: S603  this Python and a script of our own
                [*command, model, *LOADED],
                pass_fds=[its.fileno()],
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
            self._wire = ours.makefile("rw")

    def start(self, command: list[str], folder: str) -> ForkedKernel | None:
        """Start a kernel in a folder; None where the command is no kernel of this Python, or the process has ended."""
        if command[:3] != [sys.executable, "-m", "ipykernel_launcher"]:
            return None
        with self._lock:
            try:
                self._wire.write(json.dumps({"arguments": command[2:], "folder": folder}) + "\n")
                self._wire.flush()
                answer = self._wire.readline()
            except OSError:
                return None
        return ForkedKernel(int(answer)) if answer else None

    def close(self) -> None:
        """End the process, and kernels that still live."""
        with suppress(OSError):
            self._wire.close()
        self._process.wait()


@contextmanager
def kernel_host(model: str) -> Iterator[KernelHost | None]:
    """Hold, in the fixed environment, a process that kernels are forked from; None where the system can't fork."""
    with fixed_environment():
        host = KernelHost(model) if CAN_FORK else None
        try:
            yield host
        finally:
            if host is not None:
                host.close()
