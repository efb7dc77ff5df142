"""Reading packages: folders and archives, and what is refused."""

import io
import zipfile
from pathlib import Path

import pytest

from rathaus.core.leistung.errors import PackageRefused
from rathaus.core.leistung.package import read_archive, read_folder
from rathaus.engine.package_draft.archive import MAX_FILES


def archive(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return buffer.getvalue()


def test_a_folder_is_read_with_its_subfolders(tmp_path: Path) -> None:
    (tmp_path / "bescheid").mkdir()
    (tmp_path / "ablauf.toml").write_text("a")
    (tmp_path / "bescheid" / "ja.md").write_text("b")
    (tmp_path / "notes.docx").write_text("c")
    assert dict(read_folder(tmp_path)) == {"ablauf.toml": b"a", "bescheid/ja.md": b"b"}


def test_an_archive_may_have_a_folder_around_its_files() -> None:
    assert set(read_archive(archive({"hund/ablauf.toml": b"", "hund/bescheid/ja.md": b""}))) == {
        "ablauf.toml",
        "bescheid/ja.md",
    }


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"no archive", "not a readable ZIP"),
        (archive({"daten.xdf3.xml": b""}), "ablauf.toml is missing"),
        (archive({"ablauf.toml": b"", "../evil.toml": b""}), "unsafe file names"),
        (archive({f"{number}.md": b"" for number in range(MAX_FILES + 1)}), "too many files"),
        (archive({"ablauf.toml": b" " * 20_000_001}), "too large"),
        (archive({"ablauf.toml": b"x" * 100})[:-30], "not a readable ZIP"),
    ],
    ids=["no archive", "no procedure", "unsafe name", "many files", "large", "cut off"],
)
def test_a_bad_archive_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    with pytest.raises(PackageRefused, match=reason):
        read_archive(content)


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackageRefused, match="no such folder"):
        read_folder(tmp_path / "nowhere")


def test_a_huge_folder_is_refused(tmp_path: Path) -> None:
    for number in range(MAX_FILES + 1):
        (tmp_path / f"{number}.md").touch()
    with pytest.raises(PackageRefused, match="too many files"):
        read_folder(tmp_path)
