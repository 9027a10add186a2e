"""The process that kernels are forked from: it loads once what every notebook loads, and then waits for orders.

`kernels` runs this file as a script, so that nothing is loaded but what it names. A line of JSON comes in for each
kernel, `{"arguments": […], "folder": "…"}`, and the kernel's process id goes out. When the other end closes, kernels
that still live are ended, and then this process.
"""

import gc
import json
import os
import signal
import socket
import sys
from contextlib import suppress
from importlib import import_module


def main() -> None:
    """Load, then fork a kernel for each order."""
    wire, model, *modules = sys.argv[1:]
    # What can't be loaded is complained of by the notebook that needs it.
    for module in modules:
        with suppress(Exception):
            import_module(module)
    with suppress(Exception):
        import_module("analysis.annotate").model_version(model)
    # Collecting garbage would write to, and so copy, the memory that kernels share.
    gc.freeze()
    signal.signal(signal.SIGCHLD, _forget_ended)
    orders = socket.socket(fileno=int(wire)).makefile("rw")
    # By this a kernel notices that its parent has ended.
    os.environ["JPY_PARENT_PID"] = str(os.getpid())
    kernels = []
    for order in orders:
        pid = os.fork()
        if pid == 0:
            orders.close()
            _become_kernel(**json.loads(order))
        # A group of its own, so that a signal reaches what it has started, too.
        os.setpgid(pid, pid)
        kernels.append(pid)
        orders.write(f"{pid}\n")
        orders.flush()
    for pid in kernels:
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
    with suppress(ChildProcessError):
        while True:
            os.wait()


def _forget_ended(*_: object) -> None:
    """Let the system forget kernels that have ended, so that a process id shows whether its kernel lives."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _become_kernel(arguments: list[str], folder: str) -> None:
    from ipykernel.kernelapp import IPKernelApp

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.chdir(folder)
    sys.argv = arguments
    try:
        IPKernelApp.launch_instance(arguments[1:])
    finally:
        os._exit(1)


if __name__ == "__main__":
    main()
