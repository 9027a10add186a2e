"""The one page of a run."""


def build_page() -> str:
    """Later."""
    raise NotImplementedError
