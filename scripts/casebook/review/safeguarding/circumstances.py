"""What surrounds a child in a text: details that together identify, and what could hurt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from casebook.manuscript import Message, School

from .concern import Concern
from .passages import Reading
from .plain import IS_HAN, around

_SMALL = 40
"""Below this number of pupils, two details are enough to know who is meant."""

_ONE_CHILD = re.compile(
    "(?:一|那|这|有|每|某|另)[个名位][^，。；！？]{0,12}?(?:孩子|学生|女孩|男孩|女生|男生|姑娘|小孩)|(?:那|"
    "这|有)孩子|[他她](?!们)|同桌|"
    "(?:女孩|男孩|姑娘)|"
    r"\b(?:a|one|this|that|the) (?:[\w-]+ ){0,3}(?:child|pupil|boy|girl|student)\b|\b(?:he|she|his|her)\b",
    re.IGNORECASE,
)
_UNDER_AGE = "three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
_AGE = re.compile(
    r"(?<![\d.])(?:[3-9]|1[0-7])[ ]?(?:周?岁|years? old|-year-old)|"
    r"(?<![一二三四五六七八九十几])(?:[三四五六七八九]|十[一二三四五六七]?)周?岁|"
    rf"\b(?:aged|age) (?:[3-9]|1[0-7]|{_UNDER_AGE})\b|\b(?:{_UNDER_AGE})[ -]years?[ -]old\b",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"[\u4e00-\u9fff]{2,8}(?:小学|中学|中心校)(?![生部校毕])|\b[A-Z]\w+ (?:Central )?(?:Primary|Middle|"
    r"Secondary) School"
)
_VILLAGE = re.compile(
    r"(?<![乡农全本外各小同])[\u4e00-\u9fff]{2}(?:村|寨|屯|组)(?![里子民委庄小头口长干校])|\b[A-Z]\w+ "
    r"(?:[Vv]illage|[Hh]amlet)\b"
)
_EVENTS = (
    "离婚|离异|去世|过世|病故|改嫁|再婚|坐牢|服刑|入狱|离家出走|残疾|单亲|孤儿|低保|贫困户|车祸|父母双亡|无人抚养|失踪|"
    "抛弃|丧[父母]"
)
_EVENTS_IN_ENGLISH = (
    *("divorce", "divorced", "died", "dead", "remarried", "in prison", "in jail", "disabled", "single parent"),
    *("orphan", "orphaned", "ran away", "abandoned"),
)
_FAMILY = re.compile(rf"{_EVENTS}|\b(?:{'|'.join(_EVENTS_IN_ENGLISH)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Detail:
    """One kind of detail, and what costs little to look for: without it nothing of the kind is in a passage."""

    name: str
    pattern: re.Pattern[str]
    clue: re.Pattern[str]
    stems: tuple[str, ...]


_DETAILS = (
    _Detail(
        name="age",
        pattern=_AGE,
        clue=re.compile("岁"),
        stems=("year old", "years old", "year-old", "years-old", "aged", "age "),
    ),
    _Detail(name="village", pattern=_VILLAGE, clue=re.compile("[村寨屯组]"), stems=("village", "hamlet")),
    _Detail(name="family", pattern=_FAMILY, clue=re.compile(_EVENTS), stems=_EVENTS_IN_ENGLISH),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Risk:
    """One kind of what could hurt, and the words for it: `*` stands for the rest of an English word."""

    name: Message
    chinese: re.Pattern[str]
    english: re.Pattern[str]
    stems: tuple[str, ...]
    """Without one of these nothing of it is in an English text; they cost little to look for."""


def _risk(name: Message, chinese: str, english: str) -> _Risk:
    words = [re.escape(word).replace(r"\*", r"\w*").replace("_", r"\ ") for word in english.split()]
    return _Risk(
        name=name,
        chinese=re.compile(chinese),
        english=re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE),
        stems=tuple(word.rstrip("*").replace("_", " ").lower() for word in english.split()),
    )


_RISKS = (
    _risk(
        Message("abuse or violence", "侵害或暴力"),
        "虐待|家暴|性侵|猥亵|强奸|毒打|殴打|挨打|被打(?![发扰开动断扫湿破])|欺凌|霸凌|受欺负|拐卖|遗弃|抛弃",
        "abuse abused abusive molest* rape raped assault* beaten bully bullied bullying trafficked abandoned",
    ),
    _risk(
        Message("illness or disability", "疾病或残疾"),
        "白血病|癌|艾滋|乙肝|结核|癫痫|抑郁|自闭|多动症|精神病|智障|智力障碍|残疾|脑瘫|聋哑|尿床",
        "leukemia leukaemia cancer HIV AIDS hepatitis tuberculosis epilep* depressed depression autis* disab* "
        "bedwetting bed-wetting wet_the_bed",
    ),
    _risk(
        Message("an offence", "违法或过错"),
        "偷窃|盗窃|偷[钱东了过]|偷走|吸毒|犯罪|犯法|拘留|少管所|派出所|打架|敲诈|勒索",
        "stole stolen theft thief arrest* offenc* offend* drugs gang blackmail*",
    ),
    _risk(
        Message("a death, or a parent in prison", "亲人去世或服刑"),
        "去世|过世|病故|死了|死去|死亡|遇难|丧[父母]|车祸|坐牢|服刑|入狱",
        "died dead death killed in_prison in_jail",
    ),
    _risk(
        Message("self-harm, or a pregnancy", "自伤或怀孕"),
        "自杀|自残|自伤|割腕|轻生|不想活|跳楼|喝农药|怀孕|早孕",
        "suicid* self-harm* pregnan* kill_himself kill_herself",
    ),
)
_SENTENCE = re.compile(r"(?:[^。！？!?\n.\0]|\.(?!\s|$))+")
"""A stretch between the ends of sentences."""


def together(text: Reading, school: School | None) -> Iterator[Concern]:
    """Find the passages in which so much is said beside a child that it can be told who it is."""
    is_named = school is not None and bool(school.name or school.county)
    is_small = school is not None and school.pupils is not None and school.pupils < _SMALL
    needed = 2 if is_small else 3
    for start, end in _promising(text, needed - 1):
        told = {each.name: match for each in _DETAILS if (match := each.pattern.search(text.text, start, end))}
        is_at_school = is_named or _SCHOOL.search(text.text, start, end) is not None
        count = len(told) + is_at_school
        if count >= needed and told and _ONE_CHILD.search(text.text, start, end):
            yield Concern(
                spot=text.spot(min(match.start() for match in told.values())),
                language=text.language,
                about=frozenset((*told, *(("school",) if is_at_school else ()))),
                message=Message(
                    f"{count} details beside a child (age, school, village, family event) can together say who it is",
                    f"这里写到孩子，又有{count}样细节（年龄、学校、村名、家里的变故），凑在一起能认出是谁",
                ),
                hint=Message(
                    "keep one of them at most" if is_small else "leave some of them out, or write them less exactly",
                    "最多留一样" if is_small else "请去掉几样，或写得笼统些",
                ),
            )


def _promising(text: Reading, needed: int) -> list[tuple[int, int]]:
    """Give the passages with clues of so many kinds of details."""
    kinds: Counter[tuple[int, int]] = Counter()
    for detail in _DETAILS:
        positions = [match.start() for match in detail.clue.finditer(text.text)]
        positions += [position for stem in detail.stems for position in _everywhere(stem, text.lower)]
        kinds.update({around(text.text, position) for position in positions})
    return sorted(passage for passage, count in kinds.items() if count >= needed)


def risks(text: Reading) -> Iterator[Concern]:
    """Find the passages that tell beside a child of what could hurt: each kind once, where it stands first."""
    has_han = IS_HAN.search(text.text) is not None
    for risk in _RISKS:
        positions = [match.start() for match in risk.chinese.finditer(text.text)] if has_han else []
        starts = {position for stem in risk.stems for position in _everywhere(stem, text.lower)}
        positions += [position for position in starts if risk.english.match(text.text, position)]
        seen: set[tuple[int, int]] = set()
        for position in sorted(positions):
            passage = around(text.text, position)
            if passage not in seen and _is_beside_a_child(text.text, passage, position):
                seen.add(passage)
                yield _risky(risk, text, position)


def _everywhere(words: str, text: str) -> Iterator[int]:
    """Give every place of some words in a text."""
    position = text.find(words)
    while position >= 0:
        yield position
        position = text.find(words, position + 1)


def _is_beside_a_child(text: str, passage: tuple[int, int], position: int) -> bool:
    """Say whether the sentence of a character speaks of one child."""
    for sentence in _SENTENCE.finditer(text, *passage):
        if sentence.start() <= position < sentence.end():
            return _ONE_CHILD.search(text, *sentence.span()) is not None
    return False


def _risky(risk: _Risk, text: Reading, position: int) -> Concern:
    return Concern(
        spot=text.spot(position),
        language=text.language,
        about=frozenset((risk.name.en,)),
        message=Message(f"{risk.name.en} stands beside a child", f"写到孩子，又写到{risk.name.zh}"),
        hint=Message("write of children in general, or leave it out", "请改成泛泛地说，或删去"),
    )
