"""Rules about translations: somebody has confirmed them, they follow their original, and nothing was lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from casebook.manuscript import Block, Link, Message, Place, Text
from casebook.translation import GroupState, Status, is_left

from .numbers import missing_numbers
from .rule import WARNING, Finding, Translated, translation_rule

_FOOTNOTE = re.compile(r"\[\^([^\]]+)\]")
_MARKED = re.compile(r"\d|[\[<]")
"""Whatever a passage can lose."""
_FEW = 3
_SETTLED = (Status.CURRENT, Status.COSMETIC, Status.MOVED, Status.UNCONFIRMED)


@translation_rule(severity=WARNING, zh="译文的每一段都有人确认过。")
def translation_is_confirmed(given: Translated) -> Iterator[Finding]:
    """Somebody has recorded of every passage of a translation that it says what the original says.

    Bad:   en.md without en.sync.yml
    Good:  en.md with the record that `casebook translate confirm` writes
    """
    waiting = [each for each in given.state.groups if each.status is Status.UNCONFIRMED]
    if not waiting:
        return
    total, count = len(given.state.groups), len(waiting)
    command = _confirm(given, waiting)
    yield Finding(
        _place_of(given.translation.text, waiting),
        Message(
            f"of {total} passages {count} are not confirmed against the original",
            f"{total} 段中有 {count} 段还没有对照原文确认",
        ),
        Message(f"when they are right, run: {command}", f"核对无误后运行：{command}"),
    )


@translation_rule(severity=WARNING, zh="译文跟上了原文。")
def translation_is_current(given: Translated) -> Iterator[Finding]:
    """A translation says what its original says today, all of it and in its order.

    Bad:   a paragraph of zh.md that changed after en.md was confirmed
    Good:  the same paragraph translated anew and confirmed
    """
    counts = given.state.counts
    behind = [each for each in given.state.groups if each.status in (Status.STALE, Status.MISSING, Status.MOVED)]
    if behind:
        share = round(100 * len(behind) / len(given.state.groups))
        names = (("stale", "落后"), ("missing", "未译"), ("moved", "移位"))
        yield Finding(
            _place_of(given.translation.text, behind),
            Message(
                f"{share} % is behind the original: "
                + ", ".join(f"{counts[status]} {status}" for status, _ in names if counts[status]),
                f"{share}% 没有跟上原文："
                + "、".join(f"{counts[status]} 段{zh}" for status, zh in names if counts[status]),
            ),
            _catch_up(given, behind),
        )
    if left := _left_in_original(given):
        yield Finding(
            given.translation.place(*left[0].split(".")),
            Message(f"still in the language of the original: {', '.join(left)}", f"还是原文：{'、'.join(left)}"),
            Message("replace it by the translation", "请换成译文"),
        )


@translation_rule(severity=WARNING, zh="译文的标题次序、图片、链接、脚注和数字与原文一致。")
def translation_structure_matches(given: Translated) -> Iterator[Finding]:
    """A translation has the headings in the order of its original, and in each passage its images, links and numbers.

    Bad:   zh.md: 共186名学生    en.md: 168 pupils in all
    Good:  zh.md: 共186名学生    en.md: 186 pupils in all
    """
    yield from _headings_in_order(given)
    source, target = given.chapter.text, given.translation.text
    for state in given.state.groups:
        is_guess = state.group is None and len(state.source) != len(state.target)
        if state.status in _SETTLED and state.source and state.target and not is_guess:
            ours = [source.blocks[position] for position in state.source]
            theirs = [target.blocks[position] for position in state.target]
            for en, zh in _lost(given, ours, theirs):
                here = source.place_of_line(ours[0].first)
                yield Finding(
                    target.place_of_line(theirs[0].first),
                    Message(en, zh),
                    _then(
                        Message(f"compare {here.path}:{here.line}", f"请对照 {here.path}:{here.line}"),
                        _confirm(given, [state]),
                    ),
                )


def _confirm(given: Translated, states: Sequence[GroupState]) -> str:
    """Give the command that records some passages; none named are all that need it."""
    named = states if len(states) <= _FEW and len(states) < len(given.state.groups) else []
    slug = " ".join((given.chapter.slug, *(each.id for each in named)))
    return f"casebook translate confirm {slug} --to {given.translation.language} --by PERSON"


def _then(first: Message, command: str) -> Message:
    """Say what to do, and the command that records it."""
    return Message(f"{first.en}; then run: {command}", f"{first.zh}，然后运行：{command}")


def _catch_up(given: Translated, states: Sequence[GroupState]) -> Message:
    """Say how a translation that is behind comes into step with its original."""
    record = _confirm(given, states)
    if any(each.status is Status.STALE for each in states):
        diff = f"casebook translate diff {given.command}"
        return Message(
            f"see what changed: {diff}; when the translation says it too, run: {record}",
            f"查看改动：{diff}；改好译文后运行：{record}",
        )
    return _then(Message("translate it, in the order of the original", "请按原文的次序译出"), record)


def _headings_in_order(given: Translated) -> Iterator[Finding]:
    wanted = [identity for identity in given.chapter.text.ids if identity in given.translation.text.ids]
    headings = [each for each in given.translation.text.headings if each.id in wanted]
    for heading, identity in zip(headings, wanted, strict=False):
        if heading.id != identity:
            yield Finding(
                heading.place,
                Message(
                    f"in the original the heading '{identity}' stands here, not '{heading.id}'",
                    f"原文这里是标题“{identity}”，不是“{heading.id}”",
                ),
                _then(
                    Message("put the passages in the order of the original", "请按原文的次序排列各段"),
                    _confirm(given, given.state.groups),
                ),
            )
            return


def _lost(given: Translated, ours: Sequence[Block], theirs: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """Say what a passage of the original has and its translation has not, or the other way round."""
    if not any(_MARKED.search(each.text) for each in (*ours, *theirs)):
        return
    before = _targets(given, given.chapter.text, ours)
    now = _targets(given, given.translation.text, theirs)
    names = {True: ("image", "图片"), False: ("link", "链接")}
    for (is_image, address), count in (before - now).items():
        en, zh = names[is_image]
        yield (
            f"the {en} '{address}' of the original is not here" + (f", or not {count} times" if count > 1 else ""),
            f"原文的{zh}“{address}”这里没有",
        )
    for is_image, address in now - before:
        en, zh = names[is_image]
        yield f"the original has no {en} '{address}' here", f"原文这里没有{zh}“{address}”"
    notes, others = (Counter(_FOOTNOTE.findall("\n".join(each.text for each in side))) for side in (ours, theirs))
    if notes != others:
        yield (
            f"the footnotes are {_listed(others)}, and {_listed(notes)} in the original",
            f"脚注是 {_listed(others)}，原文是 {_listed(notes)}",
        )
    if given.book.languages[given.translation.language].tag.partition("-")[0] == "en":
        lost = missing_numbers("\n".join(each.text for each in ours), "\n".join(each.text for each in theirs))
        if lost:
            yield (
                f"{', '.join(lost)} of the original {'is' if len(lost) == 1 else 'are'} not in the translation",
                f"原文的数字 {'、'.join(lost)} 译文里没有",
            )


def _targets(given: Translated, text: Text, blocks: Sequence[Block]) -> Counter[tuple[bool, str]]:
    """Count where images and links of some blocks lead; a link to a chapter leads to it in any language."""
    lines = [(text.first_line + block.first, text.first_line + block.last) for block in blocks]
    codes = "|".join(map(re.escape, given.book.languages))
    return Counter(
        (link.is_image, _address(link, codes))
        for link in text.links
        if any(first <= link.place.line < last for first, last in lines)
    )


def _address(link: Link, codes: str) -> str:
    """Give the target of a link without what says in which language it is; `codes` are the languages' codes."""
    address = re.sub(rf"/(?:docs/)?(?:{codes})/(?=[^/]+\.md)", "/", f"/{link.target}").lstrip("/")
    return re.sub(rf"(?:^|(?<=/))(?:{codes})\.md(?=#|$)", "", address)


def _left_in_original(given: Translated) -> list[str]:
    """List the metadata that a translator still has to translate, as `casebook translate start` wrote it."""
    chapter, code = given.chapter, given.translation.language
    tag = given.book.languages[code].tag
    glance, school = chapter.glance, chapter.school
    said = {
        "title": chapter.title,
        "summary": chapter.summary,
        **({"school.name": school.name, "school.county": school.county} if school else {}),
        **({"school.prefecture": school.prefecture} if school else {}),
        "glance.challenge": glance.challenge,
        "glance.response": glance.response,
        "glance.people": glance.people,
        "glance.time": glance.time,
        "glance.result": glance.result,
    }
    for use in chapter.practices:
        said |= {f"practices.{use.id}.{key}": getattr(use, key) for key in ("how", "hard", "time")}
    return [name for name, words in said.items() if is_left(words, code, source=chapter.language, tag=tag)]


def _listed(notes: Counter[str]) -> str:
    return ", ".join(f"[^{label}]" for label in sorted(notes.elements())) or "–"


def _place_of(text: Text, states: Sequence[GroupState]) -> Place:
    """Give the place of the first of some groups that has a translation, or of the beginning."""
    first = min((text.blocks[each.target[0]].first for each in states if each.target), default=0)
    return text.place_of_line(first)
