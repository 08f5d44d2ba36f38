"""The dashboard without a browser: a store with the starter figures, a page, and who looks at it."""

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test

from budget.amendments.starter import load_amendments
from coalition.accounts import viewers
from data.access import Viewer
from data.schema import every_room
from data.store import open_session
from tests import stores
from tests.budget.line_items import room
from tests.pages.dashboard import PAGES, ROOT
from tests.support import ORGANIZER

Look = Callable[..., AppTest]
every_room("beside")  # as app.py does
every_room("finding")
every_room("talked_about")


@pytest.fixture(scope="session")
def starter_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the starter figures, made once."""
    folder = tmp_path_factory.mktemp("starter")
    with stores.sqlite_copy(sqlite_template, folder):
        room.starter()
        with open_session(ORGANIZER, writing=True) as session:
            load_amendments(session)
    return folder / "var" / "commontable.db"


@pytest.fixture(scope="session")
def environment_template(starter_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter figures and the four snapshots of the environment lines, where they are at hand."""
    paths = [room.real(name) for name in room.ENVIRONMENT]
    folder = tmp_path_factory.mktemp("environment")
    with stores.sqlite_copy(starter_template, folder):
        for path in paths:
            room.take(path)
    return folder / "var" / "commontable.db"


@pytest.fixture
def starter_store(starter_template: Path, tmp_path: Path) -> Iterator[str]:
    with stores.sqlite_copy(starter_template, tmp_path) as url:
        yield url


@pytest.fixture
def environment_store(environment_template: Path, tmp_path: Path) -> Iterator[str]:
    """A copy of its own for each test, with the files as they were kept."""
    with stores.sqlite_copy(environment_template, tmp_path) as url:
        shutil.copytree(environment_template.parent / "files", tmp_path / "var" / "files")
        yield url


@pytest.fixture(scope="session", autouse=True)
def one_server() -> Iterator[None]:
    """As a running server does, search the installed packages for components once and compile each page once."""
    scan, scripts = cache(manifest_scanner.scan_component_manifests), ScriptCache()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        patch.setattr(app_test, "ScriptCache", lambda: scripts)
        yield


@pytest.fixture
def look(monkeypatch: pytest.MonkeyPatch) -> Look:
    """Opens a page as a viewer: `look("line-item", MEMBER, line="1")`; raises ValueError when it is hidden."""

    def opened(page: str, viewer: Viewer = ORGANIZER, /, **address: str) -> AppTest:
        monkeypatch.setattr(viewers, "viewer_of", lambda identity: viewer)
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        with monkeypatch.context() as patch:
            patch.setattr(StreamlitPage, "run", lambda page: None)
            app.run()  # what the viewer may open; home itself is not wanted
        if page != "home":
            app.switch_page(PAGES[page])
        for name, value in address.items():
            app.query_params[name] = value
        return app.run()

    return opened
