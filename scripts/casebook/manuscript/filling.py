"""Plain values → a filled-in form, or every mistake in them at its line and column."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar, Union

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from . import claims
from .diagnostic import Claim, Diagnostic, Message, Place
from .form import Form
from .vocabulary import nearest
from .yamltext import Path, Plain, YamlText

AnyForm = TypeVar("AnyForm", bound=Form)

_CLAIM_OF_FIELD = {"province": claims.PROVINCE_IS_KNOWN, "stage": claims.STAGE_IS_KNOWN}
_TYPE_NAMES = {
    "string_type": Message("a text", "一段文字"),
    "bool_type": Message("true or false", "true 或 false"),
    "int_type": Message("a whole number", "一个整数"),
    "int_from_float": Message("a whole number", "一个整数"),
    "float_type": Message("a number", "一个数字"),
    "list_type": Message("a list", "一个列表"),
    "tuple_type": Message("a list", "一个列表"),
    "dict_type": Message("a mapping of keys to values", "由键和值组成的一组数据"),
    "model_type": Message("a mapping of keys to values", "由键和值组成的一组数据"),
}
_SHAPES = {
    "Slug": Message("lower-case letters, digits and single hyphens", "只用小写字母、数字和单个连字符"),
    "at": Message("the id of a heading with '#' before it, as '#first-week'", "“#”加标题代号，例如“#first-week”"),
    "mark": Message("the mark that the check shows, as p5f3a9c1b", "检查列出的标记，例如 p5f3a9c1b"),
    "on": Message("a day as 2026-11-24", "形如 2026-11-24 的日期"),
    "url": Message("an address that begins with https://", "以 https:// 开头的网址"),
    "repository": Message("an address that begins with https://", "以 https:// 开头的网址"),
    "written": Message("a year, or a month as 2020-08", "年份，或形如 2020-08 的年月"),
    "children": Message(
        "none-identifiable, pseudonyms or guardian-consent:<record>",
        "none-identifiable、pseudonyms 或 guardian-consent:<记录号>",
    ),
    "orcid": Message("an ORCID as 0000-0002-1825-0097", "形如 0000-0002-1825-0097 的 ORCID"),
    "tag": Message("a language tag as zh-Hans or en-GB", "形如 zh-Hans、en-GB 的语言标签"),
    "read": Message("a day as 2026-11-24", "形如 2026-11-24 的日期"),
}


def fill(form: type[AnyForm], text: YamlText) -> AnyForm | list[Diagnostic]:
    """Give the form filled in with what the YAML says, or all that is wrong with it."""
    if not isinstance(text.value, dict):
        return [
            Diagnostic(
                place=text.place(),
                claim=claims.TYPE_IS_RIGHT,
                message=Message("this must be a mapping of keys to values", "这里应当是由键和值组成的一组数据"),
            )
        ]
    try:
        return form.model_validate(text.value)
    except ValidationError as error:
        return [_explain(form, text, details) for details in error.errors(include_url=False)]


def regroup(text: YamlText, lists: Iterable[str], languages: Iterable[str], fields: Mapping[str, str]) -> YamlText:
    """Gather keys that end in a language (`zh`, `definition_en`) under one key each (`name`, `definition`).

    `lists` are the top-level keys whose items are regrouped; `fields` maps what stands before the language to the key
    that takes it, "" for a bare language. Places move along, so that a mistake is still reported where it was
    written. A key with a language that the book does not have stays, and the form refuses it.
    """
    if not isinstance(text.value, dict):
        return text
    moves = {
        f"{field}_{code}" if field else code: (target, code) for code in languages for field, target in fields.items()
    }
    value = dict(text.value)
    keys, values = dict(text.keys), dict(text.values)
    names: dict[Path, str] = {}
    written = dict(text.written)
    for name in lists:
        items = value.get(name)
        if not isinstance(items, list):
            continue
        regrouped: list[Plain] = []
        for index, item in enumerate(items):
            if not isinstance(item, dict):
                regrouped.append(item)
                continue
            entry: dict[str, Plain] = {}
            for key, part in item.items():
                if key not in moves:
                    entry[key] = part
                    continue
                target, code = moves[key]
                bundle = entry.setdefault(target, {})
                if isinstance(bundle, dict):
                    bundle[code] = part
                old, new = (name, index, key), (name, index, target, code)
                names[new] = key
                _copy_places(keys, values, old, new)
                written.update({(*new, *path[3:]): raw for path, raw in text.written.items() if path[:3] == old})
            regrouped.append(entry)
        value[name] = regrouped
    spellings: dict[str, tuple[str, ...]] = {}
    for key, (target, _) in moves.items():
        spellings[target] = (*spellings.get(target, ()), key)
    return replace(text, value=value, keys=keys, values=values, names=names, written=written, spellings=spellings)


def _copy_places(keys: dict[Path, Place], values: dict[Path, Place], old: Path, new: Path) -> None:
    if old in keys:
        keys[new] = keys[old]
        keys.setdefault(new[:-1], keys[old])
    if old in values:
        values[new] = values[old]
        values.setdefault(new[:-1], values[old])
    index = 0
    while (*old, index) in values:
        values[(*new, index)] = values[(*old, index)]
        index += 1


def _explain(form: type[Form], text: YamlText, details: ErrorDetails) -> Diagnostic:
    path: Path = tuple(part for part in details["loc"] if part != "[key]")
    key = text.name(path)
    kind = details["type"]
    if kind == "extra_forbidden":
        known = _keys_at(form, path[:-1], text)
        return Diagnostic(
            place=text.place_of_key(*path),
            claim=claims.KEY_IS_KNOWN,
            message=Message(f"no key is called '{key}' here", f"这里没有名为“{key}”的键"),
            hint=nearest(key, known) or _list_keys(known),
        )
    if kind == "missing":
        return _missing(text, path, key)
    if kind == "literal_error":
        bad = text.written.get(path, str(details["input"]))
        allowed = [name.strip("' ") for name in str(details["ctx"]["expected"]).replace(" or ", ", ").split(", ")]
        return Diagnostic(
            place=text.place(*path),
            claim=_CLAIM_OF_FIELD.get(key, claims.VALUE_IS_KNOWN),
            message=_unknown_value(key, bad, allowed),
            hint=nearest(bad, allowed),
        )
    claim, message = _misshapen(text, path, details)
    return Diagnostic(place=text.place(*path), claim=claim, message=message, hint=_type_hint(text, path, details))


def _missing(text: YamlText, path: Path, key: str) -> Diagnostic:
    if path in text.keys:
        message = Message(f"the key '{key}' is empty", f"键“{key}”是空的")
        return Diagnostic(place=text.place_of_key(*path), claim=claims.KEY_IS_PRESENT, message=message)
    wanted = text.spellings.get(key, (key,))
    return Diagnostic(
        place=text.place_of_key(*path[:-1]),
        claim=claims.KEY_IS_PRESENT,
        message=Message(f"the key '{wanted[0]}' is missing", f"缺少键“{wanted[0]}”"),
    )


def _unknown_value(key: str, bad: str, allowed: list[str]) -> Message:
    if len(allowed) > 8:
        return Message(f"no {key} is called '{bad}'", f"“{key}”没有“{bad}”这个值")
    return Message(
        f"'{bad}' is no {key}; it is one of: {', '.join(allowed)}",
        f"“{key}”不能是“{bad}”，只能是：{'、'.join(allowed)}",
    )


def _misshapen(text: YamlText, path: Path, details: ErrorDetails) -> tuple[Claim, Message]:
    key, kind, value = text.name(path), details["type"], details["input"]
    shown = f"'{raw}'" if (raw := text.written.get(path)) else _shown(value)
    if value is None:
        return claims.KEY_IS_PRESENT, Message(f"an entry of '{key}' is empty", f"“{key}”里有一项是空的")
    if kind in ("string_too_short", "too_short"):
        return claims.KEY_IS_PRESENT, Message(f"'{key}' must not be empty", f"“{key}”不能为空")
    if expected := _TYPE_NAMES.get(kind):
        return claims.TYPE_IS_RIGHT, Message(
            f"'{key}' must be {expected.en}, not {shown}", f"“{key}”应当是{expected.zh}，而不是 {shown}"
        )
    context = details.get("ctx", {})
    if kind == "string_too_long":
        limit = context["max_length"]
        return claims.TYPE_IS_RIGHT, Message(
            f"'{key}' is longer than {limit} characters", f"“{key}”超过了 {limit} 个字符"
        )
    if kind in ("greater_than_equal", "less_than_equal"):
        least, limit = kind.startswith("greater"), context["ge" if kind.startswith("greater") else "le"]
        return claims.TYPE_IS_RIGHT, Message(
            f"'{key}' must be {'at least' if least else 'at most'} {limit}, not {shown}",
            f"“{key}”{'至少' if least else '至多'}是 {limit}，而不是 {shown}",
        )
    shape = _SHAPES.get(str(path[-1]) if path else key, _SHAPES["Slug"] if kind == "string_pattern_mismatch" else None)
    if shape:
        return claims.TYPE_IS_RIGHT, Message(
            f"'{key}': {shown} cannot stand here; write {shape.en}", f"“{key}”里不能写 {shown}，应当是{shape.zh}"
        )
    return claims.TYPE_IS_RIGHT, Message(
        f"'{key}' cannot be {shown}: {details['msg']}", f"“{key}”不能是 {shown}：{details['msg']}"
    )


def _type_hint(text: YamlText, path: Path, details: ErrorDetails) -> Message | None:
    value = details["input"]
    if details["type"] == "string_type" and value is not None and not isinstance(value, (list, dict)):
        raw = text.written.get(path, str(value))
        return Message(f'put it in quotation marks: "{raw}"', f'加上引号："{raw}"')
    if details["type"] == "list_type" and isinstance(value, str):
        return Message(f"write [{value}]", f"写成 [{value}]")
    return None


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, dict)):
        return "a list or mapping" if isinstance(value, list) else "a mapping"
    text = str(value)
    return f"'{text[:60]}…'" if len(text) > 60 else f"'{text}'"


def _list_keys(keys: list[str]) -> Message | None:
    if not keys:
        return None
    return Message(f"the keys here are: {', '.join(keys)}", f"这里可用的键有：{'、'.join(keys)}")


def _keys_at(form: type[BaseModel], path: Path, text: YamlText) -> list[str]:
    """Give the keys of the form that stands at a path inside another."""
    found = form_at(form, path)
    fields = sorted(found.model_fields) if found else []
    return [name for known in fields for name in text.spellings.get(known, (known,))]


def form_at(form: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """Give the form of the values at a path inside another form, or None where there is none."""
    current: object = form
    for part in path:
        inner = _inner_form(current)
        if inner is None or isinstance(part, int):
            continue
        info = inner.model_fields.get(part)
        if info is None:
            return None
        current = info.annotation
    return _inner_form(current)


def _inner_form(annotation: object) -> type[BaseModel] | None:
    """Find the form inside an annotation such as `list[PracticeUseForm] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    walk: Callable[[object], tuple[object, ...]] = typing.get_args
    if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) in (
        list,
        dict,
        Union,
        typing.Annotated,
    ):
        for argument in walk(annotation):
            if found := _inner_form(argument):
                return found
    return None
