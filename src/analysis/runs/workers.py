"""Who does the work of a large run: this process, others on this machine, or those of a dask cluster."""

from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor
from contextlib import ExitStack, contextmanager

from analysis.annotate import worker_processes
from analysis.errors import ParameterError, RunError

LOCAL = "local"
AGAIN = "run the same command again: what is done is kept"


@contextmanager
def workers(jobs: int, cluster: str | None = None) -> Iterator[Executor | None]:
    """Give an executor of processes; None where this process does the work.

    Args:
        jobs: How many processes of this machine.
        cluster: The address of a dask scheduler, or "local" for one with `jobs` processes of this machine. Its workers
            have one thread each, see the output folder under the same path, and load the model once.

    Raises:
        ParameterError: dask is not installed, or there is no cluster at this address.
        RunError: A worker died of what it was given.
    """
    try:
        with worker_processes(jobs) if cluster is None else _of_cluster(jobs, cluster) as pool:
            yield pool
    except BrokenExecutor as error:
        raise RunError(f"a worker process died, perhaps for want of memory; {AGAIN}, with fewer --jobs") from error


@contextmanager
def _of_cluster(jobs: int, cluster: str) -> Iterator[Executor]:
    try:
        import dask
        from distributed import Client, LocalCluster
        from distributed.scheduler import KilledWorker
    except ImportError as error:
        raise ParameterError("--cluster needs dask: pip install 'conflicting-accounts[cluster]'") from error
    # A local worker that dies is started anew; on a busy machine that takes longer than the 15 s that dask waits.
    with ExitStack() as stack, dask.config.set({"distributed.deploy.lost-worker-timeout": "5 minutes"}):
        try:
            address: object = cluster
            if cluster == LOCAL:
                local = LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None)
                address = stack.enter_context(local)
            client = stack.enter_context(Client(address))
        except (OSError, ValueError) as error:
            raise ParameterError(f"there is no dask cluster at {cluster!r} ({error})") from error
        try:
            # The same task twice is two tasks: their files may have changed.
            yield client.get_executor(pure=False)
        except KilledWorker as error:
            raise RunError(f"several workers died of one task; {AGAIN}") from error
