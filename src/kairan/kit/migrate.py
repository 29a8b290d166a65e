"""Bring a database to the present schema: one migration history for both databases."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

FOLDER = Path(__file__).parent.parent / "migrations"


def alembic_config(engine: Engine) -> Config:
    """Return Alembic's configuration for an open database."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["engine"] = engine
    return config


def migrate(engine: Engine) -> None:
    """Apply what is missing; an up-to-date database is left alone."""
    command.upgrade(alembic_config(engine), "head")
