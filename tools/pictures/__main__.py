"""Take the pictures of the documents anew.

python -m tools.pictures            all, into docs/pictures
python -m tools.pictures room       those whose name contains "room"
python -m tools.pictures moving     those of the guide for a new body, docs/moving-in.md
"""

import sys

from kairan.concerns import install_all
from tests.support.browser import open_browser
from tools.pictures import demo, moving
from tools.pictures.camera import Camera


def main(part: str = "") -> None:
    """Take what is asked for; a walk or the demo of which nothing is wanted is not started."""
    install_all()
    with open_browser(language="ja") as browser:
        camera = Camera(browser, part)
        if any(camera.wants(name) for name in demo.NAMES):
            demo.take_all(camera)
        if camera.wants("moving") or part.startswith("moving"):
            moving.take_all(camera)


if __name__ == "__main__":
    main(*sys.argv[1:])
