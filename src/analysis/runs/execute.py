"""One notebook: executed by papermill under a fixed environment, then made the same on every machine and day."""

import re
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from queue import Empty
from typing import Any, ClassVar, cast

import nbformat
import papermill
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from jupyter_core.utils import ensure_event_loop
from nbformat import NotebookNode
from papermill.exceptions import PapermillException, PapermillExecutionError

from analysis.errors import RunError
from analysis.runs.folder import FAILED_ENDING
from analysis.runs.kernels import KernelHost

# It changes how long a run takes, and nothing that a reader should see.
HIDDEN_PARAMETER = "n_process"
MEMORY_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
SHOWN_ERROR = 600
ATTEMPTS = 3


class QuickKernelClient(AsyncKernelClient):
    """Waits for a kernel's first answer, and not another fifth of a second to see that nothing follows it."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:  # noqa: ASYNC109  as it is called
        """Return when the kernel has answered on both channels; nbclient passes over what it has not asked for."""
        last = time.monotonic() + (timeout or float("inf"))
        while time.monotonic() < last:
            self.kernel_info()
            with suppress(Empty):
                await self.shell_channel.get_msg(timeout=1)
                await self.iopub_channel.get_msg(timeout=1)
                return
            if not await self.is_alive():
                raise RuntimeError("the kernel died before its first answer")
        raise RuntimeError(f"the kernel gave no answer within {timeout} seconds")


class QuickKernelManager(AsyncKernelManager):
    """Starts kernels as forks of a host, where there is one that can."""

    host: ClassVar[KernelHost | None] = None

    def __init__(self, **kw: Any) -> None:
        super().__init__(**kw)
        self.client_factory = QuickKernelClient

    async def _async_launch_kernel(self, kernel_cmd: list[str], **kw: Any) -> None:
        local = self.provisioner
        if self.host is not None and isinstance(local, LocalProvisioner):
            kernel = self.host.start(kernel_cmd, str(kw.get("cwd") or Path.cwd()))
            if kernel is not None:
                # It is declared as a Popen.
                local.process = cast("Any", kernel)
                self._reconcile_connection_info(local.connection_info)
                return
        await super()._async_launch_kernel(kernel_cmd, **kw)


def managed_by(host: KernelHost | None) -> type[QuickKernelManager]:
    """Return a class of kernel managers that start their kernels from a host."""
    return type("ManagerOfHost", (QuickKernelManager,), {"host": host})


def execute(
    source: Path,
    target: Path,
    parameters: Mapping[str, Any],
    *,
    folder: Path,
    host: KernelHost | None = None,
    on_cell: Callable[[str], object],
) -> str:
    """Run a notebook with papermill and write it, executed, to `target`.

    Args:
        source: The notebook as committed.
        target: Where it goes once all cells have run; its folder exists.
        parameters: Checked values.
        folder: Where its kernel starts.
        host: The process that its kernel is forked from; without one it is started anew.
        on_cell: Told before each cell where the run stands.

    Returns:
        What the cells wrote to standard error; it may name paths and belongs to the log, not to the notebook.

    Raises:
        RunError: A cell failed or the kernel died; the notebook so far is kept as NAME.failed.ipynb beside `target`.
    """
    numbers = {cell["id"]: i for i, cell in enumerate(nbformat.read(source, 4).cells, start=1)}
    temporary = target.with_name(f".{source.stem}.tmp.ipynb")
    begun: list[NotebookNode] = []
    so_far: list[NotebookNode] = []

    def started(cell: NotebookNode, cell_index: int) -> None:
        begun.append(cell)
        on_cell(f"{source.stem} cell {min(cell_index + 1, len(numbers))}/{len(numbers)}")

    hooks: dict[str, Callable[..., object]] = {
        "on_cell_start": started,
        "on_notebook_start": lambda *, notebook: so_far.append(notebook),
    }
    for attempt in range(1, ATTEMPTS + 1):
        try:
            _run_by_papermill(source, temporary, parameters, folder, hooks, managed_by(host))
            break
        except (PapermillException, TimeoutError, RuntimeError) as error:
            # A kernel whose port another program took in the same moment dies before its first cell: try again.
            if not begun and attempt < ATTEMPTS:
                continue
            if begun:
                nbformat.write(so_far[-1], target.with_name(f"{source.stem}{FAILED_ENDING}"))
            raise RunError(f"notebook {source.stem} failed {_complaint(error, begun, numbers)}") from error
    notebook, log = normalised(nbformat.read(temporary, 4))
    nbformat.write(notebook, temporary)
    temporary.replace(target)
    return log


def _run_by_papermill(
    source: Path,
    target: Path,
    parameters: Mapping[str, Any],
    folder: Path,
    hooks: Mapping[str, Callable[..., object]],
    manager: type[AsyncKernelManager],
) -> None:
    loop = ensure_event_loop()
    try:
        papermill.execute_notebook(
            str(source),
            str(target),
            dict(parameters),
            kernel_name="python3",
            progress_bar=False,
            coalesce_streams=True,
            record_timing=False,
            # Not papermill's `cwd`, which changes that of this whole process, and with it that of other threads.
            resources={"metadata": {"path": str(folder)}},
            # It would write the whole notebook before and after each cell, which takes as long as running them.
            request_save_on_cell_execute=False,
            kernel_manager_class=manager,
            extra_arguments=["--IPKernelApp.log_level=CRITICAL"],
            # All is written by then; a polite shutdown takes up to ten seconds when the machine is busy.
            shutdown_kernel="immediate",
            **hooks,
        )
    finally:
        # nbclient opens a loop for each thread and leaves it open.
        loop.close()


def normalised(notebook: NotebookNode) -> tuple[NotebookNode, str]:
    """Return an executed notebook without times, process ids and paths, and what it wrote to standard error."""
    errors = []
    for part in (notebook, *notebook.cells):
        for name in ("papermill", "widgets", "execution"):
            part.metadata.pop(name, None)
    for cell in notebook.cells:
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell["id"] = "injected-parameters"
            lines = cell.source.split("\n")
            cell.source = "\n".join(line for line in lines if line.partition(" =")[0] != HIDDEN_PARAMETER)
        if cell.cell_type == "code":
            errors += [output.text for output in cell.outputs if output.get("name") == "stderr"]
            cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
            for output in cell.outputs:
                if "text/plain" in output.get("data", {}):
                    output.data["text/plain"] = MEMORY_ADDRESS.sub("", output.data["text/plain"])
    return notebook, "".join(errors)


def _complaint(error: Exception, begun: list[NotebookNode], numbers: Mapping[str, int]) -> str:
    """Say which cell failed, the last one begun, and why."""
    reason = f"{error.ename}: {error.evalue}" if isinstance(error, PapermillExecutionError) else str(error)
    reason = reason.strip()[:SHOWN_ERROR] or type(error).__name__
    if not begun:
        return f"before its first cell: {reason}"
    first_line = begun[-1].source.strip().partition("\n")[0]
    return f"in cell {numbers.get(begun[-1]['id'], '(parameters)')} (`{first_line[:80]}`): {reason}"
