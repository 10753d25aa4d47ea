"""`pytest --update-golden` rewrites the outlines of tests/pages: then review them with git diff."""

import importlib
from pathlib import Path

import pytest

EVALUATION = Path(__file__).parent.parent / "evaluation"


@pytest.fixture
def update_golden(request) -> bool:
    return request.config.getoption("--update-golden", default=False)


@pytest.fixture(scope="module")
def room():
    """The modules of tests/evaluation by name; they are scripts that import one another from their own folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(EVALUATION)
        names = ("papers", "layout", "written", "fit", "chain", "descent", "wordings")
        yield {name: importlib.import_module(name) for name in names}
