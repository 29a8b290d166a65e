"""Structured logs: one JSON object a line, with the request's id; never a secret, never a message's text."""

import logging
import sys

import structlog


def configure_logs(level: str) -> None:
    """Set up structlog for the process; for people at a terminal, readable lines instead of JSON."""
    chosen = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    render = structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(chosen),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=max(chosen, logging.WARNING), stream=sys.stderr)
