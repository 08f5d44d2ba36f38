"""Files a viewer may take are named once, by their own clean names."""

from collections.abc import Mapping

import pytest

from data.access import Viewer
from data.exports import registry
from data.exports.registry import MEDIA_TYPES, Build, ExportFile, find, register
from data.schema import rooms_with
from tests.architecture import product


@pytest.fixture(autouse=True)
def empty_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_builds", {})


def _figures(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    return ExportFile("figures", kind, b"")


def _others(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    return ExportFile("others", kind, b"")


def test_a_registered_file_is_found_by_what_and_kind() -> None:
    register("figures", ("csv", "xlsx"))(_figures)
    assert find("figures", "xlsx") is _figures
    assert find("figures", "json") is None
    assert find("nothing", "csv") is None


def test_one_name_belongs_to_one_function() -> None:
    register("figures", ("csv",))(_figures)
    with pytest.raises(ValueError, match=r"Two exports are called figures\.csv"):
        register("figures", ("csv",))(_others)


def test_the_same_function_may_register_again_after_a_reload() -> None:
    register("figures", ("csv",))(_figures)
    register("figures", ("csv",))(_figures)
    assert find("figures", "csv") is _figures


@pytest.mark.parametrize(("what", "kind"), [("Figures", "csv"), ("a/b", "csv"), ("", "csv"), ("a", "exe")])
def test_an_address_is_a_slug_and_a_known_kind(what: str, kind: str) -> None:
    build: Build = _figures
    with pytest.raises(ValueError, match="cannot be called"):
        register(what, (kind,))(build)


@pytest.mark.parametrize("name", ["", "a" * 61, "../x", 'a"b', "a b", "a\r\nb", "é", "a\n"])
def test_a_file_name_that_is_no_slug_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="A file is named with"):
        ExportFile(name, "csv", b"")


def test_a_file_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="no file kind"):
        ExportFile("figures", "exe", b"")


def test_every_kind_has_a_media_type() -> None:
    assert set(MEDIA_TYPES) == {"csv", "xlsx", "json", "svg", "png", "html", "pdf", "ics", "txt", "zip", "docx", "jpg"}


def test_every_file_is_declared_where_the_doors_look_for_it() -> None:
    declaring = {
        module.path.removesuffix(".py").replace("/", ".") for module in product() if "\n@register(" in module.source
    }

    assert declaring == set(rooms_with("downloads"))
