"""The fixed lists of the book: ids that files use, with the names that readers see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from types import MappingProxyType

from .diagnostic import Correction

KINDS = ("essay", "case-note", "illustrative")
STATUSES = ("draft", "published", "withdrawn")
STAGES = ("kindergarten", "primary", "junior-secondary", "nine-year", "senior-secondary")
COSTS = ("none", "low", "medium", "high")
ROLES = ("principal", "teacher", "editor", "translator", "reviewer")

TAKEN_ADDRESSES = frozenset(
    {
        # pages of every language
        "catalogue",
        "chapters",
        "compare",
        "editions",
        "feeds",
        "groups",
        "list",
        "offline",
        "people",
        "practices",
        "provinces",
        "s",
        "search",
        # folders at the root of the site
        "api",
        "assets",
        "cards",
        "index",
        "pagefind",
        "schema",
    }
)
"""What stands at the top of the site and can be no page of an editor's; the site lays its pages out by these names."""

PROVINCES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "beijing": {"zh": "北京", "en": "Beijing"},
        "tianjin": {"zh": "天津", "en": "Tianjin"},
        "hebei": {"zh": "河北", "en": "Hebei"},
        "shanxi": {"zh": "山西", "en": "Shanxi"},
        "inner-mongolia": {"zh": "内蒙古", "en": "Inner Mongolia"},
        "liaoning": {"zh": "辽宁", "en": "Liaoning"},
        "jilin": {"zh": "吉林", "en": "Jilin"},
        "heilongjiang": {"zh": "黑龙江", "en": "Heilongjiang"},
        "shanghai": {"zh": "上海", "en": "Shanghai"},
        "jiangsu": {"zh": "江苏", "en": "Jiangsu"},
        "zhejiang": {"zh": "浙江", "en": "Zhejiang"},
        "anhui": {"zh": "安徽", "en": "Anhui"},
        "fujian": {"zh": "福建", "en": "Fujian"},
        "jiangxi": {"zh": "江西", "en": "Jiangxi"},
        "shandong": {"zh": "山东", "en": "Shandong"},
        "henan": {"zh": "河南", "en": "Henan"},
        "hubei": {"zh": "湖北", "en": "Hubei"},
        "hunan": {"zh": "湖南", "en": "Hunan"},
        "guangdong": {"zh": "广东", "en": "Guangdong"},
        "guangxi": {"zh": "广西", "en": "Guangxi"},
        "hainan": {"zh": "海南", "en": "Hainan"},
        "chongqing": {"zh": "重庆", "en": "Chongqing"},
        "sichuan": {"zh": "四川", "en": "Sichuan"},
        "guizhou": {"zh": "贵州", "en": "Guizhou"},
        "yunnan": {"zh": "云南", "en": "Yunnan"},
        "tibet": {"zh": "西藏", "en": "Tibet"},
        "shaanxi": {"zh": "陕西", "en": "Shaanxi"},
        "gansu": {"zh": "甘肃", "en": "Gansu"},
        "qinghai": {"zh": "青海", "en": "Qinghai"},
        "ningxia": {"zh": "宁夏", "en": "Ningxia"},
        "xinjiang": {"zh": "新疆", "en": "Xinjiang"},
    }
)
"""The provincial-level divisions in the order of their administrative codes (GB/T 2260), with everyday names."""


def nearest(word: str, known: Iterable[str]) -> Correction | None:
    """Give the hint "did you mean …?" with the known word that is spelt most like this one, if one is near."""
    if close := get_close_matches(word, list(known), n=1, cutoff=0.6):
        return Correction(f"did you mean '{close[0]}'?", f"是不是“{close[0]}”？", word, close[0])
    return None
