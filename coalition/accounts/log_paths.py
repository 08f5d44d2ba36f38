"""Secrets that stand in addresses, cut out of the server's log of requests."""

import logging
import re

SECRET = re.compile(r"(/(?:m|s|sign|accept|reset)/)[^/?\s\"]+")
ACCESS = "uvicorn.access"


class CutSecrets(logging.Filter):
    """Lets every line pass, without what follows an address whose last part is a secret."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.args = tuple(_cut(one) for one in record.args) if isinstance(record.args, tuple) else record.args
        record.msg = _cut(record.msg)
        return True


def _cut(said: object) -> object:
    return SECRET.sub(r"\1…", said) if isinstance(said, str) else said


def cut_secrets() -> None:
    """Put the cut on the log of requests, once."""
    logger = logging.getLogger(ACCESS)
    if not any(isinstance(one, CutSecrets) for one in logger.filters):
        logger.addFilter(CutSecrets())
