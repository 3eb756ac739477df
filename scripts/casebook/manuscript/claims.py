"""The claims about form: what must hold before a file can be read as part of a book.

They are checked while files are read, by `source`, `yamltext`, `form` and `gathering`; claims about meaning are the
rules of `casebook.review`.
"""

from __future__ import annotations

from .diagnostic import Claim, Message, Severity

TEXT_IS_UTF8 = Claim(
    id="text-is-utf8",
    severity=Severity.ERROR,
    summary=Message("A file is text in UTF-8 without NUL characters.", "文件是 UTF-8 文本，不含空字符。"),
    bad="a file saved as GBK",
    good="the same file saved as UTF-8",
)
MERGE_IS_FINISHED = Claim(
    id="merge-is-finished",
    severity=Severity.ERROR,
    summary=Message("No file holds the conflict markers of an unfinished merge.", "文件里没有未解决的合并冲突标记。"),
    bad="<<<<<<< HEAD",
    good="the passage that you decided to keep",
)
YAML_IS_READABLE = Claim(
    id="yaml-is-readable",
    severity=Severity.ERROR,
    summary=Message("Metadata is YAML that can be read.", "元数据是可以读取的 YAML。"),
    bad="title: [unclosed",
    good="title: A letter box",
)
YAML_IS_PLAIN = Claim(
    id="yaml-is-plain",
    severity=Severity.ERROR,
    summary=Message("Metadata uses no anchors, aliases or tags.", "元数据不使用锚点、别名和标签。"),
    bad="title: !!python/name:os",
    good="title: A letter box",
)
KEY_IS_GIVEN_ONCE = Claim(
    id="key-is-given-once",
    severity=Severity.ERROR,
    summary=Message("No key stands twice in one mapping.", "同一层里每个键只出现一次。"),
    bad="{cost: low, cost: high}",
    good="{cost: low}",
)
METADATA_IS_PRESENT = Claim(
    id="metadata-is-present",
    severity=Severity.ERROR,
    summary=Message(
        "A chapter opens with its metadata between two lines of three hyphens.",
        "篇章以两行三个连字符之间的元数据开头。",
    ),
    bad="## First week",
    good="---\ntitle: A letter box\n---\n## First week",
)
KEY_IS_KNOWN = Claim(
    id="key-is-known",
    severity=Severity.ERROR,
    summary=Message("Every key is one that the format knows.", "每个键都是格式里有的键。"),
    bad="sumary: One sentence.",
    good="summary: One sentence.",
)
KEY_IS_PRESENT = Claim(
    id="key-is-present",
    severity=Severity.ERROR,
    summary=Message("Every required key is there and not empty.", "必需的键都在，而且不为空。"),
    bad="title:",
    good="title: A letter box",
)
TYPE_IS_RIGHT = Claim(
    id="type-is-right",
    severity=Severity.ERROR,
    summary=Message(
        "Every value is of its key's type: a text, a number, a list, yes or no.",
        "每个值的类型都对：文字、数字、列表、是或否。",
    ),
    bad="authors: editors",
    good="authors: [editors]",
)
VALUE_IS_KNOWN = Claim(
    id="value-is-known",
    severity=Severity.ERROR,
    summary=Message("A value from a fixed list is one of that list.", "取自固定列表的值在列表之中。"),
    bad="status: finished",
    good="status: published",
)
PROVINCE_IS_KNOWN = Claim(
    id="province-is-known",
    severity=Severity.ERROR,
    summary=Message("A school's province is one of China's, by its id.", "学校所在省份写作已有的省份代号。"),
    bad="province: hunnan",
    good="province: hunan",
)
STAGE_IS_KNOWN = Claim(
    id="stage-is-known",
    severity=Severity.ERROR,
    summary=Message("A school's stage is one that the book knows.", "学段是本书已有的学段。"),
    bad="stage: elementary",
    good="stage: primary",
)
SLUG_IS_WELL_FORMED = Claim(
    id="slug-is-well-formed",
    severity=Severity.ERROR,
    summary=Message(
        "A chapter's folder has a name of lower-case letters, digits and single hyphens.",
        "篇章文件夹的名字只用小写字母、数字和单个连字符。",
    ),
    bad="chapters/Letter_Box/",
    good="chapters/letter-box/",
)
SOURCE_IS_ALONE = Claim(
    id="source-is-alone",
    severity=Severity.ERROR,
    summary=Message("A chapter has one folder and one original.", "一篇只有一个文件夹、一份原文。"),
    bad="chapters/letter-box/zh.md beside chapters/letter-box/ZH.md",
    good="chapters/letter-box/zh.md",
)
ORIGINAL_IS_PRESENT = Claim(
    id="original-is-present",
    severity=Severity.ERROR,
    summary=Message("A translation stands beside its original.", "译文旁边有它的原文。"),
    bad="chapters/letter-box/en.md without zh.md",
    good="chapters/letter-box/en.md beside zh.md",
)
FILE_IS_EXPECTED = Claim(
    id="file-is-expected",
    severity=Severity.WARNING,
    summary=Message(
        "A chapter's folder holds texts, sidecars and photos only.", "篇章文件夹里只放正文、译文记录和照片。"
    ),
    bad="chapters/letter-box/draft.docx",
    good="chapters/letter-box/zh.md",
)
WITHDRAWN_TEXT_IS_GONE = Claim(
    id="withdrawn-text-is-gone",
    severity=Severity.WARNING,
    summary=Message(
        "Of a withdrawn chapter nothing is left in its folder but that it was withdrawn.",
        "已撤回的篇章，文件夹里只留“已撤回”的记录，不留内容。",
    ),
    bad="status: withdrawn, with title and text below",
    good="status: withdrawn, and nothing else but withdrawn: and aliases:",
)
BOOK_IS_COMPLETE = Claim(
    id="book-is-complete",
    severity=Severity.ERROR,
    summary=Message(
        "A book has chapters/book.yml, practices.yml and people.yml.",
        "一本书有 chapters/book.yml、practices.yml 和 people.yml。",
    ),
    bad="chapters/ without book.yml",
    good="chapters/book.yml",
)
ID_IS_GIVEN_ONCE = Claim(
    id="id-is-given-once",
    severity=Severity.ERROR,
    summary=Message(
        "Ids of groups, practices, problems and terms are unique.", "分组、实践、难题和术语的代号各不相同。"
    ),
    bad="two practices with the id home-visits",
    good="one practice with the id home-visits",
)

FORM: tuple[Claim, ...] = (
    TEXT_IS_UTF8,
    MERGE_IS_FINISHED,
    YAML_IS_READABLE,
    YAML_IS_PLAIN,
    KEY_IS_GIVEN_ONCE,
    METADATA_IS_PRESENT,
    KEY_IS_KNOWN,
    KEY_IS_PRESENT,
    TYPE_IS_RIGHT,
    VALUE_IS_KNOWN,
    PROVINCE_IS_KNOWN,
    STAGE_IS_KNOWN,
    SLUG_IS_WELL_FORMED,
    SOURCE_IS_ALONE,
    ORIGINAL_IS_PRESENT,
    FILE_IS_EXPECTED,
    WITHDRAWN_TEXT_IS_GONE,
    BOOK_IS_COMPLETE,
    ID_IS_GIVEN_ONCE,
)
