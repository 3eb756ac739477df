"""Names of people in Chinese text, found by word boundaries, surnames and the characters that names are made of.

A surname alone with a title (王老师, 老王, 张师傅) is no name here: it points at an adult, as one speaks to them. What a
masked name still shows (王某, 王×明) is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .characters import (
    AMBIGUOUS,
    COMPOUND,
    GIVEN,
    MOSTLY_WORDS,
    NOT_GIVEN,
    PET_FIRST,
    PET_LAST,
    REPEATED,
    REPEATED_PLAINLY,
    SINGLE,
)
from .plain import HAN

_SURNAME = re.compile(f"{'|'.join(sorted(COMPOUND))}|[{''.join(sorted(SINGLE))}]")
_TITLE = (
    "老师|校长|主任|书记|师傅|医生|大夫|护士|局长|科长|村长|镇长|乡长|县长|站长|所长|院长|园长|社长|处长|部长|会长|教授|博士|"
    "教练|警官|律师|先生|女士|太太|夫人|老板|经理|叔叔|阿姨|伯伯|伯母|爷爷|奶奶|大爷|大妈|大伯|大娘|大叔|大婶|大姐|大哥|"
    "婶婶|婶|叔|姨|伯|嫂|姐|哥|姓|氏|家(?![豪俊明伟乐铭辉强欣琪宁瑞怡兴])|老汉|老太|支书|会计|副校长|园丁|总|工"
)
_TITLED = re.compile(_TITLE)
_PLACE = re.compile(
    "村|镇|乡(?!亲)|县|市(?!场)|区|州|省|路(?!上|过)|街|河(?!里|边)|江(?!里)|湖|山(?!上)|沟|坪|坝|寨|屯|湾|坡|岭|庄|桥|塘|"
    "小学(?!毕业)|中学|学校|中心校|幼儿园|大学|社|报|出版"
)
_CALLED = re.compile("(?:叫做|名叫|小名|化名|名字是|叫|喊|名为)[“‘「]?$")
_PERSON_BEFORE = re.compile(
    "(?:叫做|名叫|叫|喊|班长|同桌|女孩|男孩|学生|孩子|同学|问|陪着|陪|找|姐姐|弟弟|妹妹|哥哥|给|对|把|让|和|跟|与|、|只有)[“‘「]?$"
)
_PERSON_AFTER = re.compile(
    "[”’」]?(?:同学|说|问|答|哭|笑|告诉|写|喊|念|跑|跟|站|坐|低着?头|举|躲|住校|住在|住|没有?[来交睡回吃哭投]|不[肯敢爱想]|从来不|"
    "蹲|不见了|逃|总?迟到|常常迟到|(?:刚|才)?[0-9一二三四五六七八九十]{1,3}岁|当[组班值]|不再[逃迟来说]|过来|"
    "最近|第一[次个]|今年|每天|每周|那[天晚]|自己|一个人|拉着|背着|踢|画|来自|来信|写信|抱|把(?![握手关])|会唱|在[窗操宿教]|把|从[牧和山]|"
    "的(?:妈妈|爸爸|爷爷|奶奶|外婆|外公|父|母|家|弟|妹|姐|哥|手|信|字|作业|名字|小名|书包|球鞋|床|话|脸|眼|同桌|汉语|声音)|"
    "家(?:在|里)|和[他她]|，(?:男|女|[0-9一二三四五六七八九十]{1,3}岁)|[：:]“)"
)
_CLEAR_BEFORE = re.compile("(?:^|[^\\w]|[是和跟与给对让把被叫问找由为像到有替等陪帮请连起了见着时来级组班天此头有])$")
_CLEAR_AFTER = re.compile(
    "$|[^\\w]|[的是和跟与也就都又还才总便正仍刚只把被在已不没将会说]|常常|忽然|突然|当[组班]|蹲|站|过来|上[的着了]|同学"
)
_SPEAKS = re.compile("[”’」]?(?:同学|说[他她：“]|哭|笑了|告诉|的(?:妈妈|爸爸|爷爷|奶奶|外婆|外公|父亲|母亲|弟弟|妹妹|作业|家长))")
_COUNTED = re.compile("[一二两三四五六七八九十百几半每这那某0-9]$")
_DOTTED = re.compile(rf"[{HAN}]{{1,10}}(?:[·•‧∙・][{HAN}]{{1,10}})+")
_MASKED = re.compile(
    rf"(?:{'|'.join(sorted(COMPOUND))}|[{''.join(sorted(SINGLE))}])(?:某{{1,2}}(?![些种个天日年时地处人件次月张])|[{HAN}]?[×✕＊○△Ｘ]{{1,2}}|[Xx]{{1,2}}(?![A-Za-z]))"
)
_CLASSMATE = re.compile(
    rf"(?:{'|'.join(sorted(COMPOUND))}|[{''.join(sorted(SINGLE - {'同', '全', '种', '各', '有'}))}])同学"
)
_FAMILIAR = re.compile(rf"[小阿][{HAN}]")
_TWICE = re.compile(rf"([{''.join(sorted(REPEATED))}])\1")
_PET = re.compile(rf"[{''.join(sorted(PET_FIRST))}][{''.join(sorted(PET_LAST))}]")
_FOND = re.compile("[燕凤芳兰秀巧翠玉珍香梅霞英娟妞丫杏桂莲菊萍云彩雪]儿")
_FAMILIAR_GIVEN = GIVEN | SINGLE
_SMALL_THINGS = frozenset(
    "河溪泉山桥雨雪狗鹿龙舟镇娃丘草花树鸟鱼米麦路船石星月田园木林竹马羊牛虎燕鹤梅桃杏荷莲菊果豆康可城春楷恩惠满寒宝妹"
)
"""With 小 before it a thing as often as a person."""
_EVERYDAY = frozenset("大小中少书先可定活风高生力心一三千万九二文方本化同成名正平安明为用以非直当光空全新老国家信学树花草石火山月日春夏秋冬"
                      "东南西北红白青黑金木土田车马牛歌声语言画诗琴舞字")
"""Characters of given names that ordinary text is as full of."""
_NO_PET = frozenset(("小牛", "小虎", "老牛", "老虎", "小宝", "黑牛", "铁牛", "春牛", "铁柱", "小娃", "花儿", "云儿", "彩儿", "珍宝"))
_ADVERBS = frozenset(("明明",))
"""Doubled characters that are a word of their own before a verb."""
_CALLED_OUT = re.compile("(?:问|叫|给|对|陪|和|找|喊)$")
_BESIDE = ("、", "和", "跟", "与", "及")
_DOTS = "·•‧∙・"
_HAN_AT_ALL = re.compile(f"[{HAN}]")
# Transliterated names that are written without a dot: Tibetan and Uyghur ones are made of these parts.
_PARTS = (
    "扎西 卓玛 央金 次仁 旺姆 顿珠 多吉 拉姆 尼玛 达娃 白玛 格桑 丹增 平措 洛桑 索朗 仁青 普布 边巴 巴桑 德吉 措姆 曲珍 旦增 "
    "阿依 古丽 米热 帕提 买买提 吐尔逊 艾力 热依 努尔 阿卜杜 艾合 麦麦提 库尔班 艾山 玉素甫 祖丽 迪丽 热巴 木拉提 乌云 其其格 "
    "巴特尔 娜仁 托娅 苏日娜 萨仁 阿木 吉克 阿牛 曲比 木呷 阿呷 伍呷 日呷 尔古 吉木 沙马 阿果"
).split()
_TRANSLITERATED = re.compile(rf"(?:{'|'.join(sorted(_PARTS, key=len, reverse=True))})(?:{'|'.join(_PARTS)}|[姆珠措汗木娜])?")
_TITLE_OF_BOOK = re.compile("《[^《》]*》")
_OWN_WORK = re.compile("作文|日记|周记|写的|题目|的信|画")


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    tag: str
    is_known: bool
    """Whether the dictionary has it, rather than a guess from its characters."""

    @property
    def is_name(self) -> bool:
        return self.tag.startswith("nr")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A passage with its words, by the position of each character."""

    text: str
    words: tuple[_Word, ...]
    at: tuple[int, ...]

    def word(self, position: int) -> _Word:
        return self.words[self.at[position]]

    def cuts(self, start: int, end: int) -> bool:
        """Say whether a span cuts a word of the dictionary in two."""
        first, last = self.word(start), self.word(end - 1)
        # 小明说 is cut into 小 and 明说.
        is_said = self.text[last.end - 1] in "说问答叫喊哭笑"
        return (first.start < start and first.is_known) or (last.end > end and last.is_known and not is_said)

    def is_called(self, start: int) -> bool:
        return _CALLED.search(self.text, max(0, start - 5), start) is not None

    def is_person(self, start: int, end: int) -> bool:
        """Say whether what stands around a span is said of people."""
        before = _PERSON_BEFORE.search(self.text, max(0, start - 5), start)
        return bool(before) or _PERSON_AFTER.match(self.text, end) is not None

    def acts(self, start: int, end: int) -> bool:
        """Say whether what follows is said of people, or somebody is called so."""
        return _PERSON_AFTER.match(self.text, end) is not None or self.is_called(start)

    def is_inside_word(self, start: int, end: int) -> bool:
        word = self.word(start)
        return word.is_known and not word.is_name and (word.start < start or word.end > end)

    def speaks(self, start: int, end: int) -> bool:
        return _SPEAKS.match(self.text, end) is not None or self.is_called(start)

    def is_clear(self, start: int, end: int) -> bool:
        """Say whether a span stands free: at an edge, or between words of grammar."""
        before = _CLEAR_BEFORE.search(self.text, max(0, start - 1), start)
        return before is not None and _CLEAR_AFTER.match(self.text, end) is not None

    def is_counted(self, start: int) -> bool:
        return _COUNTED.search(self.text, max(0, start - 1), start) is not None


@dataclass(frozen=True, slots=True)
class _Guess:
    start: int
    end: int
    is_sure: bool = True
    """Else it is a name only beside another one: 乐乐和童童."""


@lru_cache(maxsize=8192)
def chinese_names(text: str) -> tuple[tuple[int, int], ...]:
    """Give the spans of a text that name a person, in order and without overlaps; the longer of two is given."""
    if not _HAN_AT_ALL.search(text):
        return ()
    sentence = _sentence(text)
    titles = [match.span() for match in _TITLE_OF_BOOK.finditer(text) if not _is_own_work(text, match)]
    found: list[tuple[int, int]] = []
    for start, end in sorted(_believed(text, list(_all(sentence))), key=lambda span: (span[0], -span[1])):
        if found and start < found[-1][1]:
            continue
        if not any(first <= start < last for first, last in titles):
            found.append((start, end))
    return tuple(found)


def _believed(text: str, guesses: list[_Guess]) -> set[tuple[int, int]]:
    """Keep the sure ones, and whoever stands beside one of them."""
    sure = {(guess.start, guess.end) for guess in guesses if guess.is_sure}
    for guess in guesses:
        if not guess.is_sure:
            is_before = text[guess.end : guess.end + 1] in _BESIDE and any(
                start == guess.end + 1 for start, _ in sure
            )
            is_after = text[guess.start - 1 : guess.start] in _BESIDE and any(
                end == guess.start - 1 for _, end in sure
            )
            if is_before or is_after:
                sure.add((guess.start, guess.end))
    return sure


def _sentence(text: str) -> _Sentence:
    import rjieba  # noqa: PLC0415  # its dictionary takes 0.14 s to load, and a book in other languages needs none

    words: list[_Word] = []
    at: list[int] = []
    start = 0
    for word, tag in rjieba.tag(text):
        end = start + len(word)
        words.append(_Word(start, end, word, tag, len(word) > 1 and rjieba.has_word(word)))
        at.extend([len(words) - 1] * len(word))
        start = end
    return _Sentence(text, tuple(words), tuple(at))


def _is_own_work(text: str, match: re.Match[str]) -> bool:
    """Say whether a title is that of something that a child wrote or drew."""
    return _OWN_WORK.search(text[max(0, match.start() - 6) : match.end() + 8]) is not None


def _all(sentence: _Sentence) -> Iterator[_Guess]:
    text = sentence.text
    for match in _DOTTED.finditer(text):
        yield _Guess(*_trimmed(sentence, match))
    for pattern in (_MASKED, _CLASSMATE, _TRANSLITERATED):
        for match in pattern.finditer(text):
            if not sentence.is_inside_word(*match.span()):
                yield _Guess(*match.span())
    for match in _SURNAME.finditer(text):
        yield from _full(sentence, match.start(), match.end())
    yield from _familiar(sentence)
    yield from _fondly(sentence)
    yield from _without_surname(sentence)


def _trimmed(sentence: _Sentence, match: re.Match[str]) -> tuple[int, int]:
    """Take the words of the dictionary that stand before a name with dots off it, and what follows its last part."""
    start, end = match.span()
    dots = [start + position for position, letter in enumerate(match[0]) if letter in _DOTS]
    while (word := sentence.word(start)).is_known and not word.is_name and word.end < dots[0]:
        start = word.end
    last = sentence.word(dots[-1] + 1)
    while last.end < end and (last.is_name or not last.is_known) and sentence.word(last.end).text not in NOT_GIVEN:
        last = sentence.word(last.end)
    return start, min(end, last.end)


def _full(sentence: _Sentence, start: int, given: int) -> Iterator[_Guess]:
    """Find the name that begins with a surname."""
    text = sentence.text
    if _TITLED.match(text, given):
        return
    for length, is_name in ((2, _is_name_of_three), (1, _is_name_of_two)):
        end = given + length
        if end > len(text) or not _may_be_given(text[given:end]) or sentence.cuts(start, end):
            continue
        if _PLACE.match(text, end) and not sentence.acts(start, end):
            continue
        if is_name(sentence, start, given, end):
            yield _Guess(start, end)
            return
        if all(letter in GIVEN for letter in text[given:end]) and not sentence.is_counted(start):
            yield _Guess(start, end, is_sure=False)


def _may_be_given(given: str) -> bool:
    return all("\u3400" <= letter <= "\u9fff" and letter not in NOT_GIVEN for letter in given)


def _is_name_of_three(sentence: _Sentence, start: int, given: int, end: int) -> bool:
    surname, name = sentence.text[start:given], sentence.text[given:end]
    first, rest = sentence.word(start), sentence.word(given)
    fit = sum(letter in GIVEN for letter in name)
    if first.start == start and first.end == end:
        return first.is_name or (not first.is_known and fit == 2 and surname not in MOSTLY_WORDS)
    if len(surname) > 1:
        return fit == 2 or sentence.acts(start, end)
    if first.is_known or surname in MOSTLY_WORDS or sentence.is_counted(start):
        return fit == 2 and sentence.acts(start, end) and not sentence.is_counted(start)
    if surname not in AMBIGUOUS:
        return fit == 2 or rest.is_name or (fit == 1 and not rest.is_known and sentence.is_person(start, end))
    is_guessed = (rest.is_name or not rest.is_known or first.is_name) and (rest.start, rest.end) == (given, end)
    return fit == 2 and (is_guessed or sentence.is_person(start, end) or sentence.is_clear(start, end))


def _is_name_of_two(sentence: _Sentence, start: int, given: int, end: int) -> bool:
    surname, name = sentence.text[start:given], sentence.text[given:end]
    first = sentence.word(start)
    if len(surname) > 1:
        return name in GIVEN or sentence.acts(start, end)
    if name not in GIVEN or sentence.is_counted(start):
        return False
    is_common = surname not in AMBIGUOUS
    if (first.start, first.end) == (start, end):
        if first.is_known:
            return sentence.speaks(start, end) or (is_common and first.is_name and sentence.acts(start, end))
        return is_common or sentence.is_person(start, end) or first.is_name
    if first.is_known:
        return False
    if is_common:
        return sentence.is_person(start, end) or sentence.is_clear(start, end)
    return sentence.acts(start, end)


def _familiar(sentence: _Sentence) -> Iterator[_Guess]:
    """Find what is said at home with 小 or 阿 before it: 小明, 阿明."""
    text = sentence.text
    for match in _FAMILIAR.finditer(text):
        start, end = match.span()
        if match[0][1] not in _FAMILIAR_GIVEN or sentence.cuts(start, end) or sentence.is_counted(start):
            continue
        if _TITLED.match(text, end):
            continue
        word = sentence.word(start)
        is_whole = (word.start, word.end) == (start, end)
        if is_whole and word.is_known:
            is_thing = match[0][1] in _SMALL_THINGS or not word.is_name
            yield _Guess(start, end, not is_thing or sentence.acts(start, end))
        else:
            is_sure = sentence.is_person(start, end) or sentence.is_clear(start, end) or (is_whole and word.is_name)
            yield _Guess(start, end, is_sure)


def _fondly(sentence: _Sentence) -> Iterator[_Guess]:
    """Find pet names: 童童, 二妞, 燕儿."""
    text = sentence.text
    for match in _TWICE.finditer(text):
        start, end = match.span()
        if sentence.cuts(start, end) or sentence.is_counted(start):
            continue
        if match[0] in _ADVERBS:
            yield _Guess(start, end, _CALLED_OUT.search(text, max(0, start - 2), start) or sentence.speaks(start, end))
        else:
            yield _Guess(start, end, match[1] in REPEATED_PLAINLY or sentence.acts(start, end))
    for match in (*_PET.finditer(text), *_FOND.finditer(text)):
        start, end = match.span()
        if not sentence.cuts(start, end) and not sentence.is_counted(start):
            yield _Guess(start, end, match[0] not in _NO_PET or sentence.acts(start, end))


def _without_surname(sentence: _Sentence) -> Iterator[_Guess]:
    """Find given names of two characters that stand alone: 梦瑶, 子涵."""
    words = sentence.words
    for position, word in enumerate(words):
        last = word
        if len(word.text) == 1 and position + 1 < len(words):
            last = words[position + 1]
        start, end = word.start, last.end
        name = sentence.text[start:end]
        if len(name) != 2 or name[0] == name[1] or not GIVEN.issuperset(name) or sentence.is_counted(start):
            continue
        if last is word and word.is_known:
            is_sure = sentence.speaks(start, end) or ((word.is_name or word.tag == "nz") and sentence.acts(start, end))
        else:
            is_guessed = last is word or sentence.is_clear(start, end)
            is_rare = is_guessed and not _EVERYDAY.intersection(name)
            is_sure = is_rare or (last is word and word.is_name) or sentence.acts(start, end)
        yield _Guess(start, end, is_sure)
