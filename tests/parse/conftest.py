"""`pytest --update-golden` rewrites the outlines of tests/pages: then review them with git diff."""

import pytest


@pytest.fixture
def update_golden(request) -> bool:
    return request.config.getoption("--update-golden", default=False)
