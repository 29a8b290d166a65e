"""Write web/src/api/generated.ts: every type that travels, as the server declares it.

    python tools/wire.py           write the file
    python tools/wire.py --check   fail if it is not what the server says

Read from the handlers' own signatures, the kinds of entries and the frames. The client has no other types for what
travels, so a change on one side that the other does not know does not compile.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin

import msgspec
from litestar import Litestar, Response
from litestar.handlers import HTTPRouteHandler
from msgspec import inspect as about

from kairan.app import build_litestar
from kairan.concerns import CONCERNS
from kairan.core.concern import all_entries
from kairan.core.realtime import frames
from kairan.core.settings import Settings
from kairan.roster.http import ImportStep

FILE = Path(__file__).resolve().parent.parent / "web" / "src" / "api" / "generated.ts"
HEAD = "/** Written by tools/wire.py from the server's types; `make fix` writes it anew. */\n"
FRAMES = (frames.Welcome, frames.Refetch, frames.Closed, frames.MarksFrame, frames.MineFrame, frames.TypingFrame)
LINES = (ImportStep,)  # of answers that come line by line
FRAMES_BACK = get_args(frames.ClientFrame)

BARE = ('{ readonly t: "current" }', '{ readonly t: "pong" }')
ENTRY_FRAME = """
export type EntryFrame = {
  [K in keyof EntryBodies]: {
    readonly t: "entry";
    readonly s: string;
    readonly q: number;
    readonly k: K;
    readonly at: number;
    readonly by: string | null;
    readonly b: EntryBodies[K];
  };
}[keyof EntryBodies];
"""


def main(arguments: list[str]) -> None:
    text = HEAD + "\n".join(Writer(build_litestar(Settings())).lines()) + "\n"
    if "--check" not in arguments:
        FILE.write_text(text, "utf-8")
    elif not FILE.exists() or FILE.read_text("utf-8") != text:
        sys.exit("web/src/api/generated.ts is not what the server says; `make fix` writes it anew.")


class Writer:
    """Collects the types of an application and writes them as TypeScript."""

    def __init__(self, app: Litestar) -> None:
        self.named: dict[str, type[msgspec.Struct]] = {}
        handlers = http_handlers(app)
        self.asked = {name for handler in handlers for name in self.reach(handler.parsed_data_field)}
        self.answered = {name for handler in handlers for name in self.reach(handler.parsed_return_field)}
        for line in LINES:
            self.structs_in(about.type_info(line), self.answered)

    def lines(self) -> Iterator[str]:
        bodies = {kind: self.type_of(about.type_info(body)) for kind, body in sorted(all_entries(CONCERNS).items())}
        sent = [self.frame(frame) for frame in (*FRAMES, frames.Bye)]
        heard = [self.frame(frame) for frame in FRAMES_BACK]
        for name, struct in sorted(self.named.items()):
            yield from self.interface(name, struct)
        yield "\n/** What each kind of entry carries. */\nexport interface EntryBodies {"
        yield from (f'  readonly "{kind}": {body};' for kind, body in bodies.items())
        yield "}\n" + ENTRY_FRAME
        yield "export type ServerFrame =\n  | EntryFrame\n  | " + "\n  | ".join([*sent, *BARE]) + ";"
        yield "\nexport type ClientFrame =\n  | " + "\n  | ".join(heard) + ";"

    def reach(self, field: Any) -> set[str]:  # noqa: ANN401  (Litestar's FieldDefinition or None)
        """Name every struct that a handler's parameter or result may hold."""
        found: set[str] = set()
        for part in unwrapped(field.annotation) if field is not None else ():
            self.structs_in(about.type_info(part), found)
        return found

    def structs_in(self, info: about.Type, seen: set[str]) -> set[str]:
        if isinstance(info, about.StructType):
            name = info.cls.__name__
            if name in seen:
                return seen
            if self.named.setdefault(name, info.cls) is not info.cls:
                raise TypeError(f"two types on the wire are called {name}: {info.cls} and {self.named[name]}")
            seen.add(name)
            for field in info.fields:
                self.structs_in(field.type, seen)
        for part in parts_of(info):
            self.structs_in(part, seen)
        return seen

    def interface(self, name: str, struct: type[msgspec.Struct]) -> Iterator[str]:
        info = about.type_info(struct)
        if not isinstance(info, about.StructType):
            raise TypeError(name)
        said = " ".join((struct.__doc__ or "").split())
        yield f"\n/** {said} */"
        if info.array_like:
            yield f"export type {name} = {self.type_of(info, inline=True)};"
            return
        yield f"export interface {name} {{"
        if info.tag_field is not None:
            yield f"  readonly {info.tag_field}: {json.dumps(info.tag)};"
        yield from (f"  {line};" for line in self.fields(info, may_miss=name not in self.answered))
        yield "}"

    def fields(self, info: about.StructType, *, may_miss: bool) -> Iterator[str]:
        """A field with a default may be missing in what is asked; what the server answers holds all of them."""
        left_out = info.cls.__struct_config__.omit_defaults
        for field in info.fields:
            is_unset = not field.required and field.default is field.default_factory is msgspec.NODEFAULT
            mark = "?" if is_unset or (not field.required and (may_miss or left_out)) else ""
            yield f"readonly {field.encode_name}{mark}: {self.type_of(field.type)}"

    def frame(self, struct: type[msgspec.Struct]) -> str:
        info = about.type_info(struct)
        if not isinstance(info, about.StructType):
            raise TypeError(struct)
        may_miss = struct in FRAMES_BACK
        return "{ " + "; ".join([f'readonly t: "{info.tag}"', *self.fields(info, may_miss=may_miss)]) + " }"

    def type_of(self, info: about.Type, *, inline: bool = False) -> str:  # noqa: PLR0911  (a table of shapes)
        match info:
            case about.StructType() if not inline and info.cls.__name__ in self.named:
                return info.cls.__name__
            case about.StructType() if info.array_like:
                return "readonly [" + ", ".join(f"{f.encode_name}: {self.type_of(f.type)}" for f in info.fields) + "]"
            case about.StructType():
                return "{ " + "; ".join(self.fields(info, may_miss=False)) + " }" if info.fields else "object"
            case about.UnionType():
                return " | ".join(map(self.type_of, info.types))
            case about.LiteralType():
                return " | ".join(json.dumps(value) for value in info.values)
            case about.ListType() | about.VarTupleType() | about.CollectionType() | about.FrozenSetType():
                return f"readonly {grouped(self.type_of(info.item_type))}[]"
            case about.TupleType():
                return "readonly [" + ", ".join(map(self.type_of, info.item_types)) + "]"
            case about.DictType():
                return f"Readonly<Record<string, {self.type_of(info.value_type)}>>"
            case about.CustomType() | about.AnyType() | about.RawType():
                return "unknown"
        return PLAIN[type(info)]


PLAIN: dict[type[about.Type], str] = {
    about.StrType: "string",
    about.IntType: "number",
    about.FloatType: "number",
    about.BoolType: "boolean",
    about.NoneType: "null",
}


def grouped(shown: str) -> str:
    return f"({shown})" if " | " in shown or shown.startswith("readonly") else shown


def parts_of(info: about.Type) -> tuple[about.Type, ...]:
    """Give the types inside a type."""
    match info:
        case about.UnionType():
            return info.types
        case about.TupleType():
            return info.item_types
        case about.ListType() | about.VarTupleType() | about.CollectionType() | about.FrozenSetType():
            return (info.item_type,)
        case about.DictType():
            return (info.value_type,)
    return ()


def unwrapped(annotation: Any) -> Iterator[Any]:  # noqa: ANN401
    """Look into `Response[T]`, lists and unions of structs; leave out streams and files."""
    origin = get_origin(annotation)
    if origin in {Union, UnionType} or (isinstance(origin, type) and issubclass(origin, Response)):
        for part in get_args(annotation):
            yield from unwrapped(part)
    elif origin is not None or (isinstance(annotation, type) and issubclass(annotation, msgspec.Struct)):
        yield annotation


def http_handlers(app: Litestar) -> list[HTTPRouteHandler]:
    handlers = [handler for route in app.routes for handler in getattr(route, "route_handlers", ())]
    return [handler for handler in dict.fromkeys(handlers) if isinstance(handler, HTTPRouteHandler)]


if __name__ == "__main__":
    main(sys.argv[1:])
