"""A new archive that builds at once; the files beside this one are what it begins with."""

import shutil
from pathlib import Path

from builder import content, intake
from builder.errors import UsageFault, disk
from builder.starter import program

HERE = Path(__file__).parent
FILES = {
    "archive.{language}.toml": "content/archive.toml",
    "page.txt": "content/2001-05-04/01/page.txt",
    "README.{language}.md": "README.md",
    "pages.yml": ".github/workflows/pages.yml",
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
}
"""Our files → those of the archive."""
PROGRAM = ".github"
"""Where an archive has the program, beside the workflow that installs it."""
DRAFT = ".banmian-new"


def founded(folder: Path, language: str) -> list[str]:
    """Make an archive in `folder`, explained in "zh" or "en"; the paths of its files, sorted, relative to it.

    The folder is new or empty but for .git. All of the archive is made, or nothing. Raises UsageFault, MachineFault.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageFault("a file, not a folder", path=folder, hint="banmian init archive")
    with disk():
        if folder.is_dir() and any(entry.name != ".git" for entry in folder.iterdir()):
            raise UsageFault("not empty, so no archive is begun here", path=folder,
                             hint="Name a new folder: banmian init archive")
        created = [parent for parent in (folder, *folder.parents) if not parent.exists()]
        try:
            return _made(folder, folder / DRAFT, language)
        except BaseException:
            for parent in created:
                parent.rmdir()
            raise


def upgraded(folder: Path) -> str:
    """Put this program in the place of the one that the archive in `folder` has; its path, relative to it.

    Raises ContentFault where there is no archive, MachineFault.
    """
    content.settings_of(folder / "content")
    name, data = program.wheel()
    with disk():
        (folder / PROGRAM).mkdir(exist_ok=True)
        draft = folder / PROGRAM / f".{name}.tmp"
        draft.write_bytes(data)
        draft.replace(folder / PROGRAM / name)
        for old in (folder / PROGRAM).glob("banmian-*.whl"):
            if old.name != name:
                old.unlink()
    return f"{PROGRAM}/{name}"


def _made(folder: Path, draft: Path, language: str) -> list[str]:
    draft.mkdir(parents=True)
    try:
        for ours, theirs in FILES.items():
            text = (HERE / ours.format(language=language)).read_text("utf-8")
            (draft / theirs).parent.mkdir(parents=True, exist_ok=True)
            (draft / theirs).write_text(text, encoding="utf-8", newline="\n")
        name, data = program.wheel()
        (draft / PROGRAM / name).write_bytes(data)
        settings = content.settings_of(draft / "content")
        for page in intake.raw_pages([], draft / "content"):
            intake.parsed(page, settings)
        made = sorted(path.relative_to(draft).as_posix() for path in draft.rglob("*") if path.is_file())
        for entry in sorted(draft.iterdir()):
            entry.rename(folder / entry.name)
        return made
    finally:
        shutil.rmtree(draft, ignore_errors=True)
