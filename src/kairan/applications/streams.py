"""The name of an application's stream, for whoever writes to it."""


def application_stream(application_id: str) -> str:
    """Return the stream of an application: everything that happened with it."""
    return f"application:{application_id}"
