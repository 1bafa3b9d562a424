"""A folder: what a user expects to be read, in sorted order, and one line on the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.read.folder import walk
from kg.read.outcome import Notice


def plant(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("He denied it.", encoding="utf-8")


def files(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in walk(folder) if isinstance(path, Path)]


def test_files_come_sorted_and_from_all_levels(tmp_path: Path) -> None:
    plant(tmp_path, "b.txt", "a/z.jsonl", "a/b/c.HTML", "c.md", "10", "feed.rss")
    assert files(tmp_path) == ["10", "a/b/c.HTML", "a/z.jsonl", "b.txt", "c.md", "feed.rss"]


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    plant(tmp_path, "a.txt", ".hidden.txt", ".git/b.txt")
    assert list(walk(tmp_path)) == [tmp_path / "a.txt"]


def test_other_files_are_counted_in_one_notice(tmp_path: Path) -> None:
    plant(tmp_path, "a.txt", "b.jpg", "c/d.JPG", "e.pdf")
    *_, notice = walk(tmp_path)
    expected = "files of other kinds left out: .jpg 2, .pdf 1"
    assert notice == Notice(str(tmp_path), expected, "name a file itself to have it read")


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ((), "no articles in this folder"),
        (("a.jpg", "b/c.pdf"), "no articles in this folder, only other files: .jpg 1, .pdf 1"),
    ],
)
def test_a_folder_without_articles_is_one_error(tmp_path: Path, names: tuple[str, ...], found: str) -> None:
    plant(tmp_path, *names)
    [error] = walk(tmp_path)
    assert isinstance(error, ReadError)
    assert str(error).startswith(f"{tmp_path}: {found}; articles end in .txt, ")


def test_a_link_to_nothing_is_one_error_and_the_rest_goes_on(tmp_path: Path) -> None:
    plant(tmp_path, "b.txt")
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    error, path = walk(tmp_path)
    assert str(error) == f"{tmp_path / 'a.txt'}: a link to a file that is not there; mend or delete the link"
    assert path == tmp_path / "b.txt"


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    plant(tmp_path, "a/b.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    assert files(tmp_path) == ["a/b.txt"]


def test_a_linked_folder_is_read(tmp_path: Path) -> None:
    plant(tmp_path, "real/a.txt", "top/b.txt")
    (tmp_path / "top" / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    assert files(tmp_path / "top") == ["b.txt", "link/a.txt"]


def test_a_folder_that_can_not_be_opened_is_one_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(tmp_path, "a.txt", "locked/b.txt")
    listing = Path.iterdir

    def iterdir(self: Path) -> object:
        if self.name == "locked":
            raise PermissionError(13, "Permission denied")
        return listing(self)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    path, error = walk(tmp_path)
    assert path == tmp_path / "a.txt"
    assert "locked: the folder can't be opened (Permission denied); " in str(error)
