"""Alembic's entry: every room's tables, on the connection `data.upgrade` hands over."""

from alembic import context

from data.schema import every_table, is_described

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=every_table(),
    render_as_batch=True,
    compare_type=True,
    include_name=is_described,
)
with context.begin_transaction():
    context.run_migrations()
