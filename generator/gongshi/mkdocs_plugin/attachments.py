"""What MkDocs copies into the site beside the pages."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from gongshi.mkdocs_plugin.settings import names_in
from gongshi.screening.attachments.checks import NAME
from gongshi.screening.attachments.judge import Files as Attachments


def drop_checks(files: Files) -> None:
    """The list of human checks is for the office, not for the public."""
    found = files.get_file_from_path(NAME)
    if found is not None:
        files.remove(found)


def attachments(files: Files, config: MkDocsConfig, *, preview: bool) -> Attachments:
    """Every file that is copied as it is, but for the site's own code and what the theme brings."""
    return {
        file.src_uri: lambda file=file: file.content_bytes  # type: ignore[misc]
        for file in files
        if _published(file, preview=preview) and not _from_theme(file, config)
    }


def own_code(files: Files, config: MkDocsConfig) -> Mapping[str, list[str]]:
    """Style sheets and scripts that lie beside the prose: path → its text. A reader may open them
    like any other file.
    """
    return {
        file.src_uri: [file.content_bytes.decode("utf-8", "replace"), *names_in(file.src_uri)]
        for file in files
        if (file.is_css() or file.is_javascript())
        and file.inclusion is not InclusionLevel.EXCLUDED
        and not _from_theme(file, config)
    }


def _published(file: File, *, preview: bool) -> bool:
    hidden = (
        {InclusionLevel.EXCLUDED} if preview else {InclusionLevel.EXCLUDED, InclusionLevel.DRAFT}
    )
    code = file.is_documentation_page() or file.is_css() or file.is_javascript()
    return file.inclusion not in hidden and not code


def _from_theme(file: File, config: MkDocsConfig) -> bool:
    return file.src_dir in config.theme.dirs and file.src_dir != config.docs_dir
