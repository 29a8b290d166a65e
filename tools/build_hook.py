"""What hatchling does besides packing: the bill of materials goes into the wheel, as .dist-info/sboms/ (PEP 770)."""

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SbomHook(BuildHookInterface):  # type: ignore[misc]  # hatchling is not installed where types are checked
    """Writes the bill of materials beside what is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add it to a wheel; one that only points at the source needs none."""
        if version == "editable" or self.target_name != "wheel":
            return
        file = Path(self.directory) / "kairan.cdx.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_sbom(Path(self.root)), "utf-8")
        build_data["sbom_files"] = [str(file)]


def _sbom(root: Path) -> str:
    """Run tools/sbom.py, which is no package: a build sees this file alone."""
    spec = importlib.util.spec_from_file_location("kairan_sbom", root / "tools" / "sbom.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(root / "tools" / "sbom.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    text: str = module.sbom(root)
    return text
