"""The two type families, from their packages: the same files for the browser, pictures and documents."""

from importlib.resources import files
from pathlib import Path


def font_files() -> dict[str, Path]:
    """Each font file by the plain name we serve it under."""
    public_sans, bitter = font_folders()
    return {
        "public-sans.ttf": public_sans / "PublicSans[wght].ttf",
        "public-sans-italic.ttf": public_sans / "PublicSans-Italic[wght].ttf",
        "bitter.ttf": bitter / "Bitter[wght].ttf",
    }


def font_folders() -> tuple[Path, Path]:
    """The folders that hold Public Sans (text) and Bitter (headings), for libraries that search a folder."""
    return _folder("fontpkg_public_sans"), _folder("fontpkg_bitter")


def _folder(package: str) -> Path:
    return Path(str(files(package))) / "files"
