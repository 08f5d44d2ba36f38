"""What is said of a publication: what it will hold, what it held, and when that was."""

from campaigns.public_site.publishing import Published
from campaigns.public_site.queries import Ahead, LastTime
from data.language import _, ngettext


def lede(last: LastTime | None) -> str:
    """When the site was last published."""
    if last is None:
        return _("The public site has not been published yet.")
    files = ngettext("{n} file", "{n} files", last.files).format(n=f"{last.files:,}")
    return _("Last published {day}: {files}, fingerprint {hash}.").format(
        day=last.at.date().isoformat(), files=files, hash=last.sha256[:16]
    )


def ahead_rows(found: Ahead) -> list[tuple[int, str]]:
    """How many pages of each kind the next publication would hold."""
    return [
        (found.guides, ngettext("voter guide", "voter guides", found.guides)),
        (found.lines, ngettext("line item", "line items", found.lines)),
        (found.districts, ngettext("district", "districts", found.districts)),
        (found.campaigns, ngettext("campaign", "campaigns", found.campaigns)),
        (found.positions, ngettext("subject with positions", "subjects with positions", found.positions)),
        (found.scorecards, ngettext("scorecard edition", "scorecard editions", found.scorecards)),
        (found.letters, ngettext("letter", "letters", found.letters)),
    ]


def published_sentences(done: Published) -> list[str]:
    """What was published, and that no file names anybody."""
    figures = sum(rows for _name, rows in done.tables)
    return [
        _("{pages} pages in English and Spanish, {files} files, {size} MB.").format(
            pages=f"{done.pages:,}", files=f"{done.files:,}", size=f"{done.size / 1e6:,.1f}"
        ),
        _("{n} rows of open data in {tables} tables.").format(n=f"{figures:,}", tables=len(done.tables)),
        _("Every file’s words were held against every name, e-mail and telephone in this store: none stands there."),
        _("Fingerprint {hash}.").format(hash=done.sha256[:16]),
    ]
