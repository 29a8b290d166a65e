"""Write docs/reference/ from the code: problems, entries, settings, metrics.

    python tools/reference.py           write the pages
    python tools/reference.py --check   fail if they are not what the code says, or the code does not say it

The code is the one source: a problem's sentences, an entry's or a setting's docstring.
"""

import ast
import difflib
import inspect
import pkgutil
import sys
import types
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Union, get_args, get_origin

import msgspec
from prometheus_client import REGISTRY

import kairan
from kairan.core import settings as settings_module
from kairan.core.edge.rate_limits import RATES, Whose
from kairan.core.journal import Body
from kairan.core.kit.bounds import BOUNDS
from kairan.core.kit.problems import Problem
from kairan.core.settings import PREFIX, Settings

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"
WHOSE = get_args(Whose)
MADE = "<!-- Written by tools/reference.py from the code; `make fix` writes it anew. -->"


def main(arguments: list[str]) -> None:
    for module in pkgutil.walk_packages(kairan.__path__, "kairan."):
        import_module(module.name)
    pages = {
        "problems.md": problems,
        "entries.md": entries,
        "settings.md": settings,
        "metrics.md": metrics,
        "bounds.md": bounds,
    }
    texts = {name: "\n".join([MADE, "", *page(), ""]) for name, page in pages.items()}
    if "--check" in arguments:
        faults = [*undocumented(), *(fault for name, text in texts.items() for fault in outdated(name, text))]
        print(*faults, sep="\n") if faults else None
        sys.exit(bool(faults))
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (FOLDER / name).write_text(text, "utf-8")


def problems() -> Iterator[str]:
    """Every refusal: what a client gets as `application/problem+json`."""
    yield "# Problems"
    yield ""
    yield "An expected refusal is answered as `application/problem+json`. `code` never changes its meaning;"
    yield "`title` is the sentence below in the person's language, with the values of `detail` filled in."
    yield ""
    yield from table("code", "status", "meaning", "日本語", "English")
    for code, problem in sorted(Problem.known.items()):
        yield row(f"`{code}`", problem.status, said(problem), problem.ja, problem.en)


def entries() -> Iterator[str]:
    """Every kind of entry, with the fields of its body."""
    yield "# Entries"
    yield ""
    yield "Everything that happens is an entry of a stream. The same object is the live frame, the resumed frame"
    yield "and the exported record: its kind is `k`, its body `b`. A field with `?` may be absent."
    for kind, body in sorted(Body.known.items()):
        yield from ("", f"## `{kind}`", "", said(body), "")
        fields = msgspec.structs.fields(body)
        if not fields:
            yield "No fields."
            continue
        yield from table("field", "type")
        for field in fields:
            yield row(f"`{field.encode_name}`{'' if field.required else ' ?'}", f"`{type_name(field.type)}`")


def settings() -> Iterator[str]:
    """Every setting with its variable and its default."""
    told = docstrings_of_settings()
    yield "# Settings"
    yield ""
    yield "From a TOML file (`--config`, or the variable `KAIRAN_CONFIG`) under the name, or from the environment"
    yield "under the variable, which wins. Lists and tables in a variable are written as JSON."
    yield ""
    yield from table("name", "variable", "default", "meaning")
    for field in msgspec.structs.fields(Settings):
        default = field.default if field.default is not msgspec.NODEFAULT else field.default_factory()
        shown = f"`{default}`" if str(default) not in ("", "()", "{}") else ""
        yield row(f"`{field.name}`", f"`{PREFIX}{field.name.upper()}`", shown, told.get(field.name, ""))


def metrics() -> Iterator[str]:
    """Every figure of our own at /metrics."""
    yield "# Metrics"
    yield ""
    yield "`GET /metrics`, in the Prometheus text format, beside the process's own figures."
    yield ""
    yield from table("name", "kind", "meaning")
    for family in sorted(REGISTRY.collect(), key=lambda family: family.name):
        if family.name.startswith("kairan_"):
            name = family.name + ("_total" if family.type == "counter" else "")
            yield row(f"`{name}`", family.type, family.documentation)


def bounds() -> Iterator[str]:
    """Every bound with what happens beyond it, and how fast anybody may ask."""
    yield "# Bounds"
    yield ""
    yield "Every queue, cache and buffer of a node, how much fits, and what happens when it is full. A test finds"
    yield "those that are missing here."
    yield ""
    yield from table("name", "most", "then", "which means")
    for name, bound in sorted(BOUNDS.items()):
        yield row(f"`{name}`", f"{bound.limit:,}", bound.policy, bound.full)
    yield ""
    yield "## How fast anybody may ask"
    yield ""
    yield "A second in the long run / at once after a pause. Beyond that: 429 `rate.account`, `rate.address` or"
    yield '`rate.organization` with `Retry-After`. The setting `rates` changes one: `{"posting.account": [20, 600]}`.'
    yield ""
    yield from table("work", *WHOSE)
    for work, of in RATES.items():
        rates = (of.get(whose) for whose in WHOSE)
        yield row(f"`{work}`", *("" if one is None else f"{one.per_s:,g} / {one.at_once:,}" for one in rates))


def docstrings_of_settings() -> dict[str, str]:
    """Read the string under each field; Python itself forgets it."""
    (of_class,) = (
        node
        for node in ast.parse(inspect.getsource(settings_module)).body
        if isinstance(node, ast.ClassDef) and node.name == Settings.__name__
    )
    told = {}
    for field, text in zip(of_class.body, of_class.body[1:], strict=False):
        match field, text:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(meaning))):
                told[name] = meaning
    return told


def undocumented() -> Iterator[str]:
    for code, problem in Problem.known.items():
        if not said(problem) or not problem.__dict__.get("ja") or not problem.__dict__.get("en"):
            yield f"problem {code}: needs a docstring, and its own sentence in Japanese and English"
    for kind, body in Body.known.items():
        if not said(body):
            yield f"entry {kind}: needs a docstring"
    told = docstrings_of_settings()
    for name in (field.name for field in msgspec.structs.fields(Settings) if field.name not in told):
        yield f"setting {name}: needs a docstring"


def outdated(name: str, text: str) -> Iterator[str]:
    file = FOLDER / name
    there = file.read_text("utf-8") if file.exists() else ""
    if there != text:
        yield f"docs/reference/{name} is not what the code says; `make fix` writes it anew:"
        yield from list(difflib.unified_diff(there.splitlines(), text.splitlines(), "page", "code", n=0, lineterm=""))[
            :12
        ]


def said(thing: type) -> str:
    """Give a class's own docstring as one line."""
    return " ".join((thing.__dict__.get("__doc__") or "").split())


def type_name(of: object) -> str:
    """Write a type as a reader of JSON understands it."""
    if get_origin(of) in {types.UnionType, Union}:
        return " or ".join(type_name(part) for part in get_args(of) if part is not msgspec.UnsetType)
    if inner := get_args(of):
        outer = getattr(of, "__origin__", of)
        if outer in (list, tuple):
            return f"list of {type_name(inner[0])}"
        if outer is dict:
            return f"{type_name(inner[0])} to {type_name(inner[1])}"
        if str(of).startswith("typing.Literal"):
            return " or ".join(f'"{choice}"' for choice in inner)
        return type_name(inner[0])
    names = {str: "text", int: "number", bool: "true or false", types.NoneType: "null", float: "number"}
    return names.get(of, getattr(of, "__name__", str(of)))  # type: ignore[call-overload, no-any-return]


def table(*heads: str) -> Iterator[str]:
    yield row(*heads)
    yield "|---" * len(heads) + "|"


def row(*cells: object) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    main(sys.argv[1:])
