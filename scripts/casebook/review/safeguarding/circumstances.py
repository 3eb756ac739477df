"""Rules about what surrounds a child: details that together identify, and what could hurt.

They read the original: a translation says what it says, and `revealing` sees to that. Each finding is a warning until
somebody records a decision on the very passage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.manuscript import Book, Chapter, Message
from casebook.review.rule import WARNING, Finding, chapter_rule

from .deciding import Concern, decidable, undecided
from .passages import original_passages

_TOGETHER, _RISK = "details-do-not-identify", "risk-near-a-child-is-decided"
_SMALL = 40
"""Below this number of pupils, two details are enough to know who is meant."""

_ONE_CHILD = re.compile(
    "(?:一|那|这|有|每|某|另)[个名位][^，。；！？]{0,12}?(?:孩子|学生|女孩|男孩|女生|男生|姑娘|小孩)|(?:那|"
    "这|有)孩子|[他她](?!们)|同桌|"
    "(?:女孩|男孩|姑娘)|"
    r"\b(?:a|one|this|that|the) (?:[\w-]+ ){0,3}(?:child|pupil|boy|girl|student)\b|\b(?:he|she|his|her)\b",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"(?<![\d.])(?:[3-9]|1[0-7])[ ]?(?:周?岁|years? old|-year-old)|"
    r"(?<![一二三四五六七八九十几])(?:[三四五六七八九]|十[一二三四五六七]?)周?岁|"
    r"\b(?:aged|age) (?:[3-9]|1[0-7])\b|\b(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen)"
    r"[ -]years?[ -]old\b",
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
_FAMILY = re.compile(
    "离婚|离异|去世|过世|病故|改嫁|再婚|坐牢|服刑|入狱|离家出走|残疾|单亲|孤儿|低保|贫困户|车祸|父母双亡|"
    "无人抚养|失踪|抛弃|丧[父母]|"
    r"\b(?:divorced?|died|dead|remarried|in prison|in jail|disabled|single parent|orphan(?:ed)?|ran away|abandoned)\b",
    re.IGNORECASE,
)
_RISKS = (
    (
        Message("abuse or violence", "侵害或暴力"),
        re.compile(
            "虐待|家暴|性侵|猥亵|强奸|毒打|殴打|挨打|被打(?![发扰开动断扫湿破])|欺凌|霸凌|受欺负|拐卖|遗弃|抛弃|"
            r"\b(?:abus(?:e|ed|ive)|molest\w*|raped?|assault\w*|beaten|bull(?:y|ied|ying)|trafficked|abandoned)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Message("illness or disability", "疾病或残疾"),
        re.compile(
            "白血病|癌|艾滋|乙肝|结核|癫痫|抑郁|自闭|多动症|精神病|智障|智力障碍|残疾|脑瘫|聋哑|尿床|"
            r"\b(?:leuka?emia|cancer|HIV|AIDS|hepatitis|tuberculosis|epilep\w+|depress(?:ed|ion)|autis\w+|"
            r"disab\w+|bed-?wetting|wet the bed)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Message("an offence", "违法或过错"),
        re.compile(
            "偷窃|盗窃|偷[钱东了过]|偷走|吸毒|犯罪|犯法|拘留|少管所|派出所|打架|敲诈|勒索|"
            r"\b(?:stole|stolen|theft|thief|arrest\w*|offen[cd]\w*|drugs|gang|blackmail\w*)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Message("a death, or a parent in prison", "亲人去世或服刑"),
        re.compile(
            "去世|过世|病故|死了|死去|死亡|遇难|丧[父母]|车祸|坐牢|服刑|入狱|"
            r"\b(?:died|dead|death|killed|in prison|in jail)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Message("self-harm, or a pregnancy", "自伤或怀孕"),
        re.compile(
            "自杀|自残|自伤|割腕|轻生|不想活|跳楼|喝农药|怀孕|早孕|"
            r"\b(?:suicid\w+|self-harm\w*|pregnan\w+|kill (?:him|her)self)\b",
            re.IGNORECASE,
        ),
    ),
)
_SENTENCE = re.compile(r"[^。！？!?\n]+")


@chapter_rule(
    severity=WARNING,
    zh="年龄、学校、村名和家里的变故，不凑在一个孩子身上。"
    "依据：《个人信息保护法》第四条、第二十八条，《未成年人保护法》第四条、第七十二条，"
    "联合国儿童基金会《儿童报道准则》。",
)
def details_do_not_identify(chapter: Chapter, book: Book) -> Iterator[Finding]:
    """No three of age, school, village and family event stand together beside a child; in a small school no two.

    A school named in the metadata counts everywhere; small is below 40 pupils. Sources: Personal Information Protection
    Law of the PRC, art. 4 and 28 (identifiable); Law on the Protection of Minors, art. 4 and 72; UNICEF, Guidelines for
    journalists reporting on children.

    Bad:   在石坡村，一个九岁的孩子，父母离婚了   with school: {name: …}
    Good:  一个三年级的孩子，跟祖父母住
    """
    yield from undecided(_TOGETHER, chapter, book)


@decidable(_TOGETHER)
def _together(chapter: Chapter, book: Book) -> Iterator[Concern]:
    school = chapter.school
    is_named = school is not None and bool(school.name or school.county)
    is_small = school is not None and school.pupils is not None and school.pupils < _SMALL
    for passage in original_passages(chapter):
        text = passage.plain.text
        if not _ONE_CHILD.search(text):
            continue
        matches = [found for pattern in (_AGE, _VILLAGE, _FAMILY) if (found := pattern.search(text))]
        in_text = _SCHOOL.search(text)
        count = len(matches) + bool(is_named or in_text)
        if matches and count >= (2 if is_small else 3):
            yield Concern(
                passage,
                min(found.start() for found in matches),
                Message(
                    f"{count} details beside a child (age, school, village, family event) can together say who it is",
                    f"这里写到孩子，又有{count}样细节（年龄、学校、村名、家里的变故），凑在一起能认出是谁",
                ),
                Message(
                    "keep one of them at most" if is_small else "leave some of them out, or write them less exactly",
                    "最多留一样" if is_small else "请去掉几样，或写得笼统些",
                ),
            )


@chapter_rule(
    severity=WARNING,
    zh="孩子的受害、疾病、过错、家人去世等，有人看过并决定可以写。"
    "依据：《个人信息保护法》第二十八条，《未成年人保护法》第四条、第七十二条、第一百零三条，"
    "联合国儿童基金会《儿童报道准则》。",
)
def risk_near_a_child_is_decided(chapter: Chapter, book: Book) -> Iterator[Finding]:
    """Abuse, illness, an offence, a death or self-harm beside a child stands only where somebody decided that it may.

    Sources: Personal Information Protection Law of the PRC, art. 28 (health is sensitive, and everything of a child
    under 14); Law on the Protection of Minors, art. 4 (dignity, privacy), 72 and 103 (no media shows who a harmed or
    offending child is); UNICEF, Guidelines for journalists reporting on children.

    Bad:   那个孩子的父亲去世了   and no decision
    Good:  safeguarding: [{rule: risk-near-a-child-is-decided, mark: p5f3a9c1b, why: …, by: editors, on: 2026-11-24}]
    """
    yield from undecided(_RISK, chapter, book)


@decidable(_RISK)
def _risks(chapter: Chapter, book: Book) -> Iterator[Concern]:
    for passage in original_passages(chapter):
        text = passage.plain.text
        for kind, pattern in _RISKS:
            found = next(
                (
                    match
                    for match in pattern.finditer(text)
                    if any(
                        _ONE_CHILD.search(sentence[0])
                        for sentence in _SENTENCE.finditer(text)
                        if sentence.start() <= match.start() < sentence.end()
                    )
                ),
                None,
            )
            if found:
                yield Concern(
                    passage,
                    found.start(),
                    Message(f"{kind.en} stands beside a child", f"写到孩子，又写到{kind.zh}"),
                    Message("write of children in general, or leave it out", "请改成泛泛地说，或删去"),
                )
