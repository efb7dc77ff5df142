"""Archives are unpacked within bounds, and what cannot be unpacked says why."""

import io
import zipfile

import pytest

from rathaus.engine.package_draft.archive import MAX_BYTES, MAX_FILES, spread, unpack, why_packed


def archive(files: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return buffer.getvalue()


def lying(real: int, *, said: int) -> bytes:
    """Return an archive whose directory says less than its file holds."""
    content = bytearray(archive({"a.xml": b"x" * real}))
    at = content.rindex(b"PK\x01\x02") + 24
    content[at : at + 4] = said.to_bytes(4, "little")
    return bytes(content)


def test_files_that_no_package_holds_and_folders_are_passed_over() -> None:
    content = archive({"a.xml": b"1", "b.docx": b"2", "c/": b"", "c/d.MD": b"3"})
    assert unpack(content).files == {"a.xml": b"1", "c/d.MD": b"3"}


@pytest.mark.parametrize(
    ("files", "names"),
    [
        ({"p/ablauf.toml": b"", "p/bescheid/a.md": b""}, {"ablauf.toml", "bescheid/a.md"}),
        ({"ablauf.toml": b""}, {"ablauf.toml"}),
        ({"a.xml": b""}, {"a.xml"}),
        ({"p/a.xml": b"", "q/b.xml": b""}, {"p/a.xml", "q/b.xml"}),
    ],
)
def test_one_folder_around_everything_is_taken_off(files: dict[str, bytes], names: set[str]) -> None:
    assert set(unpack(archive(files)).files) == names


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"no archive", "not a readable ZIP"),
        (archive({"a.xml": b"x" * 1_000})[:-30], "not a readable ZIP"),
        (archive({f"{number}.md": b"" for number in range(MAX_FILES + 1)}), "too many files"),
        (archive({"a.xml": b" " * 20_000_001}), "too large"),
        (archive({}), "no file in it"),
        (archive({"a.docx": b""}), "no file in it"),
        (archive({"../a.xml": b""}), "unsafe"),
        (archive({"/a.xml": b""}), "unsafe"),
        (archive({"a.xml": b"<a/>" * 99}, method=zipfile.ZIP_LZMA), "not a readable ZIP"),
        (archive({"a.xml": b"<a/>" * 99}, method=zipfile.ZIP_BZIP2), "not a readable ZIP"),
    ],
    ids=["no archive", "cut off", "many", "bomb", "empty", "strange", "upwards", "absolute", "lzma", "bzip2"],
)
def test_what_cannot_be_unpacked_says_why(content: bytes, reason: str) -> None:
    unpacked = unpack(content)
    assert reason in unpacked.reason.en
    assert unpacked.reason.de
    assert not unpacked.files
    assert why_packed(content) == unpacked.reason


def test_an_archive_that_lies_about_its_sizes_is_refused() -> None:
    assert unpack(lying(5_000, said=10)).reason.de


def test_archives_are_replaced_by_their_files_and_names_stay_apart() -> None:
    found = spread({"a.xml": b"1", "all.zip": archive({"a.xml": b"2", "b.xml": b"3"}), "bad.zip": b"PK\x03\x04 cut"})
    assert found == {"a.xml": b"1", "a-2.xml": b"2", "b.xml": b"3", "bad.zip": b"PK\x03\x04 cut"}


def test_many_files_of_one_name_stay_apart() -> None:
    zips = {f"{number}.zip": archive({"a.xml": str(number).encode()}) for number in range(3)}
    assert list(spread(zips)) == ["a.xml", "a-2.xml", "a-3.xml"]


def test_the_bounds_hold_for_all_archives_together() -> None:
    half = archive({"a.xml": b" " * (MAX_BYTES // 2 + 1)})
    assert list(spread({"1.zip": half, "2.zip": half})) == ["a.xml", "2.zip"]
    many = archive({f"{number}.md": b"" for number in range(MAX_FILES)})
    assert list(spread({"1.zip": many, "2.zip": archive({"a.md": b""})}))[MAX_FILES - 1 :] == ["299.md", "2.zip"]


def test_an_archive_in_an_archive_stays_packed_and_says_so() -> None:
    inner = archive({"a.xml": b"<a/>"})
    assert spread({"z.zip": archive({"n.xml": inner, "b.xml": b"<b/>"})}) == {"n.xml": inner, "b.xml": b"<b/>"}
    assert "an archive inside of an archive" in why_packed(inner).en


def test_names_with_a_dot_in_front_are_read_as_the_names_that_they_mean() -> None:
    assert spread({"z.zip": archive({"./s.xml": b"1"})}) == {"s.xml": b"1"}
    assert unpack(archive({"./p/s.xml": b"1", "p/./s.xml": b"2"})).files == {"s.xml": b"1", "s-2.xml": b"2"}
