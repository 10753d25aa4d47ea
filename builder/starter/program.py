"""The program itself as one file, which an archive carries along: whoever has the archive can build it, with the
version that its editors use, and whether or not the program can be had anywhere."""

import base64
import hashlib
import zipfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from io import BytesIO
from pathlib import Path

from builder.errors import MachineFault, disk
from builder.site.templates import shipped

PACKAGE = Path(__file__).parents[1]
TAGS = "Wheel-Version: 1.0\nGenerator: banmian\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def wheel() -> tuple[str, bytes]:
    """A wheel of the program as it is installed here, for `pip install`: its name and its bytes, the same every time.

    Raises MachineFault where the program is not installed but run from its folder.
    """
    try:
        installed = distribution("banmian")
    except PackageNotFoundError:
        raise MachineFault("banmian is not installed, so no archive can carry it along", path=PACKAGE,
                           hint="Install it first: pip install {folder}", folder=PACKAGE.parent) from None
    about = f"banmian-{installed.version}.dist-info"
    with disk("cannot be read"):
        files = dict(_files())
        for path in installed.files or ():
            if path.parts[0] == about and path.name in ("METADATA", "entry_points.txt", "LICENSE"):
                files[path.as_posix()] = path.locate().read_bytes()
    files[f"{about}/WHEEL"] = TAGS.encode()
    record = [f"{name},sha256={_digest(data)},{len(data)}" for name, data in sorted(files.items())]
    files[f"{about}/RECORD"] = "\n".join([*record, f"{about}/RECORD,,", ""]).encode()
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), data, zipfile.ZIP_DEFLATED)
    return f"banmian-{installed.version}-py3-none-any.whl", whole.getvalue()


def _files() -> Iterator[tuple[str, bytes]]:
    """The program's files by their names in the wheel, where the templates are within the package."""
    for folder, place in ((PACKAGE, "builder"), (shipped(), "builder/templates")):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc" and not path.name.startswith("."):
                yield f"{place}/{path.relative_to(folder).as_posix()}", path.read_bytes()


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
