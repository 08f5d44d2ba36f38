"""What a client says when an official source does not answer as it should: which source, what happened, the cure."""

from data.language import _, ngettext

MINUTE = 60


def no_key(name: str, variable: str, get_key: str) -> str:
    return _(
        "{name} needs a key and none is set. Get one at {get_key}, put it into the setting {variable}, and try again."
    ).format(name=name, get_key=get_key, variable=variable)


def wrong_key(name: str, variable: str, get_key: str) -> str:
    return _(
        "{name} does not take the key in the setting {variable}. Copy it again from {get_key}; "
        "a new one may take some minutes to work. What came so far is kept."
    ).format(name=name, get_key=get_key, variable=variable)


def refused(name: str) -> str:
    return _("{name} refuses to answer this machine. Try again tomorrow, or import its file instead.").format(name=name)


def asks_to_wait(name: str, seconds: float | None) -> str:
    if seconds is None:
        return _(
            "{name} wants fewer questions from us now. What came so far is kept: run the same command again tomorrow."
        ).format(name=name)
    minutes = max(round(seconds / MINUTE), 1)
    wait = ngettext("{count} minute", "{count} minutes", minutes).format(count=f"{minutes:,}")
    return _(
        "{name} wants no more questions from us for {wait}. What came so far is kept: run the same command again then."
    ).format(name=name, wait=wait)


def has_none(name: str) -> str:
    return _("{name} has nothing under that name. Check the state, the session or year, and the number.").format(
        name=name
    )


def not_accepted(name: str, status: int, detail: str) -> str:
    said = _(" It said: “{detail}”.").format(detail=detail) if detail else ""
    return _(
        "{name} did not accept our question (answer {status}).{said} Check the state and the session or years."
    ).format(name=name, status=status, said=said)


def out_of_order(name: str, status: int) -> str:
    return _("{name} is out of order (answer {status}). Try again in an hour; what came so far is kept.").format(
        name=name, status=status
    )


def out_of_reach(name: str) -> str:
    return _(
        "{name} cannot be reached. Check this machine’s connection and try again; what came so far is kept."
    ).format(name=name)


def too_slow(name: str, seconds: float) -> str:
    return _(
        "{name} did not finish its answer within {seconds} seconds. Try again later; what came so far is kept."
    ).format(name=name, seconds=f"{seconds:g}")


def cut_off(name: str) -> str:
    return _("{name}’s answer broke off in the middle. Try again later; what came so far is kept.").format(name=name)


def no_certificate(name: str) -> str:
    return _(
        "{name} could not prove who it is (its certificate is not trusted), so nothing was asked. If its own "
        "certificate chain is incomplete, name a file with the missing certificate in COMMONTABLE_CA_BUNDLE."
    ).format(name=name)


def web_page(name: str) -> str:
    return _(
        "{name} sent a web page in place of data, as services do while they are being repaired. Try again in an hour; "
        "what came so far is kept."
    ).format(name=name)


def too_large(name: str, mebibytes: int) -> str:
    return _("{name} sent more than {size} MiB at once, which was not read. Import its file instead.").format(
        name=name, size=mebibytes
    )


def unknown_form(name: str, what: str) -> str:
    return _(
        "{name} sent {what} in a form this program does not know, so it was not read. Look for a newer version of "
        "this program, or import its file instead."
    ).format(name=name, what=what)


def said_error(name: str, detail: str) -> str:
    return _("{name} answered with an error: “{detail}”. Check the state, the session or years, and the key.").format(
        name=name, detail=detail
    )
