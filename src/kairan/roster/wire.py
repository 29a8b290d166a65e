"""How a roster travels: the file itself is the body."""

from dataclasses import dataclass

from litestar.openapi.spec import OpenAPIFormat, OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema


@dataclass
class CsvBody(Operation):
    """Says in the documentation that the body is the file itself."""

    def __post_init__(self) -> None:
        """Describe the body, which the framework cannot see."""
        self.request_body = RequestBody(
            description="The roster as CSV, UTF-8 or CP932.",
            required=True,
            content={"text/csv": OpenAPIMediaType(schema=Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY))},
        )
