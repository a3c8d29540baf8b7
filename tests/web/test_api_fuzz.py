"""Every question the API's own description allows is answered as it says, and none with an error of the server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

schemathesis: Any = pytest.importorskip("schemathesis", exc_type=ImportError)


def test_no_question_breaks_the_server(karsten: Path) -> None:
    """The casebook holds script wherever a text can be."""
    from crosswire.web.app import create_app

    app = create_app(karsten, hosts=frozenset({"testserver", "localhost"}))
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    answered = set()
    for operation in (found.ok() for found in schema.get_all_operations()):

        @settings(max_examples=settings().max_examples // 4, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def ask(case: Any) -> None:
            response = case.call()
            assert response.status_code < 500, response.text[:300]
            if response.status_code == 200:
                answered.add(case.operation.label)
                case.validate_response(response, checks=[schemathesis.checks.response_schema_conformance])

        ask()
    assert {"GET /api/counts", "GET /api/events"} <= answered
