"""axe-core asked about a page, through the debugger: the page's own policy lets no foreign script in.

Only what is wrong is worked out: the places of everything that is right cost axe more than finding what is not.
"""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

_SCRIPT = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_ASK = """(rules) => axe
    .run(document, { runOnly: rules, resultTypes: ["violations"], preload: false })
    .then((said) => said.violations.map((one) => `${one.id} ${one.nodes[0].html.slice(0, 160)}`))"""


@cache
def _script() -> str:
    return f"{_SCRIPT.read_text('utf-8')};0"


def accessibility_faults(page: Page) -> list[str]:
    """Return what axe-core complains of, each with the place, and whether the page is wider than the screen."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_script())
    faults: list[str] = page.evaluate(_ASK, RULES)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        faults.append("wider than the screen")
    return faults
