"""Every error PactGraph raises on purpose. The command prints its message as one line and exits with status 2."""


class PactGraphError(Exception):
    """Something the user can act on; its text is one line that says what is wrong, where, and what to do."""


class InputError(PactGraphError):
    """A file, option or value that cannot be used."""


class UnknownName(InputError):
    """A name that fits no actor, or several; the message carries suggestions."""


class StoreError(PactGraphError):
    """A database that cannot be opened, read or written."""


class StoreBusy(StoreError):
    """Another process is writing to the database."""


class QueryError(PactGraphError):
    """A Cypher query that the store refused: wrong syntax, a write, or over its limit."""
