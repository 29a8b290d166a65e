"""Reading the settings: from a TOML file (`--config`, KAIRAN_CONFIG), from KAIRAN_… variables, from options.

Promise: what was meant to be set is set, or said. A name that is not known, in the file or among the variables, is
refused like a value that is not valid, with the place where it stands: a misspelt protection must not fall silent.
"""

import difflib
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

import msgspec

from kairan.core.setting_examples import EXAMPLES, NETWORKS_EXAMPLE
from kairan.core.settings import BESIDES, PREFIX, Settings
from kairan.core.words import Refusal


class Said(NamedTuple):
    """A sentence in both languages."""

    ja: str
    en: str


class SettingsWrong(Refusal):
    """Settings that are not valid: a line for each, with the variable or the file and key."""

    def __init__(self, faults: "list[Said]") -> None:
        self.faults = faults
        super().__init__("\n".join(one.ja for one in faults), "\n".join(one.en for one in faults))


class Given(NamedTuple):
    """A value as it was given, and where."""

    value: object
    place: Said


class Loaded(NamedTuple):
    """The settings, and where each that was given stands."""

    settings: Settings
    places: Mapping[str, Said]

    def fault(self, name: str, wrong: Said) -> Said:
        """Say what is wrong with a setting, and where it stands."""
        variable = f"{PREFIX}{name.upper()}"
        return _at(self.places.get(name, Said(variable, variable)), wrong)


def load_settings(config: Path | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; a variable wins over the file. Refuses (SettingsWrong) what is not valid or not known."""
    return read_settings(config, environment).settings


def read_settings(
    config: Path | None = None,
    environment: Mapping[str, str] = os.environ,
    options: Mapping[str, object] | None = None,
) -> Loaded:
    """Read the settings and keep where they stand; an option wins over a variable, that over the file."""
    faults = list(_unknown_variables(environment))
    given = {**_in_file(config or _file_in(environment), faults), **_in_variables(environment, faults)}
    for name, value in (options or {}).items():
        if value is not None:
            given[name] = Given(value, Said(f"--{name}", f"--{name}"))
    values = {name: _converted(name, one, faults) for name, one in given.items()}
    if faults:
        raise SettingsWrong(faults)
    return Loaded(Settings(**values), {name: one.place for name, one in given.items()})


def _at(place: Said, wrong: Said) -> Said:
    return Said(f"{place.ja}: {wrong.ja}", f"{place.en}: {wrong.en}")


def _unknown_variables(environment: Mapping[str, str]) -> Iterator[Said]:
    """Find variables that were meant for us and are none of ours."""
    known = [f"{PREFIX}{name}" for name in (*_variables(), *sorted(BESIDES))]
    for name in sorted(environment):
        if name not in known and _is_meant(name):
            yield _at(Said(name, name), _nearest(name.upper(), known))


def _is_meant(name: str) -> bool:
    """Whether a variable bears our name, or one much like it before the name of a setting."""
    if name.upper().startswith(PREFIX.rstrip("_")):
        return True
    suffix = next((one for one in _variables() if name.upper().endswith(f"_{one}")), None)
    before = name.upper().removesuffix(f"_{suffix}")
    return suffix is not None and difflib.SequenceMatcher(None, before, PREFIX.rstrip("_")).ratio() > 0.8


def _variables() -> dict[str, Any]:
    """Return the fields of the settings by the end of their variables."""
    return {field.name.upper(): field for field in msgspec.structs.fields(Settings)}


def _nearest(name: str, known: list[str]) -> Said:
    found = difflib.get_close_matches(name, known, 1, 0.6)
    ja, en = "この名前の設定はありません。", "There is no setting of this name."
    return Said(ja + f"{found[0]} ではありませんか。", f"{en} Did you mean {found[0]}?") if found else Said(ja, en)


def _file_in(environment: Mapping[str, str]) -> Path | None:
    named = environment.get(f"{PREFIX}CONFIG")
    return Path(named) if named else None


def _in_file(file: Path | None, faults: list[Said]) -> dict[str, Given]:
    if file is None:
        return {}
    known = list(Settings.__struct_fields__)
    given = {}
    for name, value in _read(file).items():
        place = Said(f"{file} の {name}", f"{name} in {file}")
        if name in known:
            given[name] = Given(value, place)
        else:
            faults.append(_at(place, _nearest(name, known)))
    return given


def _read(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        wrong = Said(
            f"設定ファイルを読み取れません（{error.strerror}）。", f"This file cannot be read ({error.strerror})."
        )
    except UnicodeDecodeError:
        wrong = Said("設定ファイルが UTF-8 ではありません。", "This file is not UTF-8.")
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        where = f"{line[1]} 行目の" if line else ""
        wrong = Said(
            f"設定ファイルの{where}書き方に誤りがあります（{error}）。", f"This file is not valid TOML: {error}."
        )
    raise SettingsWrong([_at(Said(str(file), str(file)), wrong)])


def _in_variables(environment: Mapping[str, str], faults: list[Said]) -> dict[str, Given]:
    given = {}
    for suffix, field in _variables().items():
        variable = f"{PREFIX}{suffix}"
        text = environment.get(variable)
        if text is None:
            continue
        place = Said(variable, variable)
        try:
            given[field.name] = Given(_parsed(text, field.type), place)
        except msgspec.DecodeError:
            faults.append(_at(place, wanted(field.name)))
    return given


def _parsed(text: str, type_: object) -> object:
    """Read lists and tables from a variable as JSON, everything else as it stands."""
    return msgspec.json.decode(text) if get_origin(type_) in {tuple, dict} else text


def _converted(name: str, given: Given, faults: list[Said]) -> Any:  # noqa: ANN401  (of the field's own type)
    try:
        return msgspec.convert(given.value, _variables()[name.upper()].type, strict=False, dec_hook=_path)
    except msgspec.ValidationError:
        faults.append(_at(given.place, wanted(name)))
    return None


def _path(type_: type, value: object) -> object:
    if type_ is Path and isinstance(value, str) and value and "\0" not in value:
        return Path(value)
    raise ValueError(value)


def wanted(name: str) -> Said:
    """Say in what form a setting is written."""
    type_ = _variables()[name.upper()].type
    plain, *meta = get_args(type_) if get_origin(type_) is Annotated else (type_,)
    if plain is bool:
        return Said("true か false で書いてください。", "Please write true or false.")
    if plain is int:
        least, most = meta[0].ge, meta[0].le
        return Said(
            f"{least} から {most} までの整数で書いてください。", f"Please write a number from {least} to {most}."
        )
    if get_origin(plain) is Literal:
        choices = ", ".join(get_args(plain))
        return Said(f"次のどれかで書いてください: {choices}", f"Please write one of {choices}")
    if get_origin(plain) is tuple:
        example = EXAMPLES.get(name, NETWORKS_EXAMPLE)
        return Said(f"文字列の配列で書いてください。例: {example}", f"Please write a list of texts. Example: {example}")
    if get_origin(plain) is dict:
        return _wanted_table(name)
    return Said("文字列で書いてください。", "Please write a text.")


def _wanted_table(name: str) -> Said:
    example = EXAMPLES[name]
    return Said(
        f"表で書いてください。変数では JSON で、例: {example}　ファイルでは [{name}] の下に、名前を引用符で囲んで。",
        f"Please write a table: in a variable as JSON, such as {example}; in the file under [{name}], names in quotes.",
    )
