"""One migration history makes, on both databases, exactly the tables that the code describes."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from kairan.core.kit.database import metadata, open_engine

SEARCH_INDEX = "message_gram"  # each database has its own kind, written by hand in talk/search


def is_described(_object: object, name: str | None, kind: str, reflected: bool, _other: object) -> bool:
    return not (kind == "table" and reflected and (name or "").startswith(SEARCH_INDEX))


def test_the_migrations_make_the_tables_that_the_code_describes(database_url: str) -> None:
    engine = open_engine(database_url, pool_size=1)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": is_described})
        differences = compare_metadata(context, metadata)
    engine.dispose()
    assert differences == []
