"""English words by what their capital says: a place, an institution, a title, or nothing at all."""

from __future__ import annotations

from .lookalikes import LOOKALIKES

_ADDRESS_WORDS = """
mr mrs ms miss dr professor prof principal headteacher headmaster headmistress teacher director secretary old uncle
aunt auntie granny grandma grandmother grandpa grandfather nurse doctor coach president governor mayor chairman
chairwoman chef cook officer captain master madam sir mum mother father lady lord judge vice deputy party
"""
ADDRESS = frozenset(_ADDRESS_WORDS.split())
"""What stands before the surname of an adult."""
_KIN_WORDS = """
little ah er san xiao lao da big young
"""
KIN = frozenset(_KIN_WORDS.split())
"""What stands before a name at home: Little Ming."""
_PLACE_WORDS_WORDS = """
village villages county counties town towns township city prefecture district province region river lake mountain
mountains hill hills road street school schools primary secondary middle kindergarten central university college
academy institute press daily news post times weekly newspaper journal day festival eve law act ministry bureau
department committee league federation foundation association charity society union congress council government
office plan programme project fund award prize book station temple valley plateau sea island bridge square park
museum library hospital clinic autonomous dialect language people minority nationality party army dynasty republic
tone education normal morning clinic
"""
PLACE_WORDS = frozenset(_PLACE_WORDS_WORDS.split())
"""A capital beside one of these belongs to a place, an institution or an event."""
PLACE_ENDINGS = (
    "cun", "zhen", "xian", "zhou", "gou", "ping", "ba", "wan", "zhuang", "zhai", "shan", "jiang", "chuan",
    "hai", "he", "hu",
    "cheng", "qiao", "kou", "guan", "yuan", "yang", "jing", "xi", "bei", "dong", "nan", "ling", "tun", "po",
)  # fmt: skip
_PROPER_WORDS = """
january february march april may june july august september october november december monday tuesday wednesday
thursday friday saturday sunday spring summer autumn winter christmas easter english chinese mandarin cantonese
french german japanese korean russian latin british american european western eastern han zhuang hui man manchu
uyghur uighur miao yi tujia zang tibetan tibetans mongol mongolian dong bouyei buyi yao bai hani kazakh dai li lisu
she lahu wa shui naxi tu qiang xibe gelao dongxiang jingpo china england britain london america europe asia africa
japan korea russia taiwan tibet france germany beijing tianjin hebei shanxi liaoning jilin heilongjiang shanghai
jiangsu zhejiang anhui fujian jiangxi shandong henan hubei hunan guangdong guangxi hainan chongqing sichuan guizhou
yunnan shaanxi gansu qinghai ningxia xinjiang innermongolia hongkong macau macao guangzhou shenzhen dongguan foshan
zhongshan huizhou hangzhou ningbo wenzhou yiwu suzhou wuxi nanjing xiamen quanzhou fuzhou nanchang changsha wuhan
zhengzhou xian chengdu guiyang kunming nanning haikou lanzhou xining yinchuan urumqi lhasa hohhot taiyuan
shijiazhuang jinan qingdao dalian shenyang changchun harbin hefei zunyi liuzhou guilin sanya wechat qq douyin weibo
taobao alipay baidu xinhua cctv youtube facebook google python wifi internet google zoom dingtalk buddhist buddhism
christian christianity muslim islam taoist confucian god bible communist marxist pinyin taichi qigong mahjong erhu
guzheng pipa suona feishu kungfu maths mathematics science history geography art music pe it ict lego olympic
olympics braille ascii i ok tv pc ngo unicef unesco un uk us usa covid pisa gdp orcid doi pdf epub html rsa rsc faq
id isbn charlotte web prince mum dad grade grades class year years new six one two three four five seven eight nine
ten stage part figure table chapter box word windows mac markdown notepad excel pdf ctrl licence data case open
material all-china traditional simplified schema terminal properties
"""
PROPER = frozenset(_PROPER_WORDS.split())
"""Words whose capital says nothing about a person."""
_COMMON_WORDS = """
a he she me we can men man pan fan long sang sun gang hang bang ban pen die lie pie tie ten den hen to do go no so
you ran tan on in bin pin sin king ring wing song songs bend mend le la de are too human ye
"""
COMMON = LOOKALIKES | frozenset(_COMMON_WORDS.split())
"""Everyday English that could be read as pinyin."""
_ORDINARY_WORDS = """
prince red riding women rock leather giant mermaid match house league way little big young old tune dragon moon
"""
ORDINARY = COMMON | frozenset(_ORDINARY_WORDS.split())
_OPENERS_WORDS = """
a an the in on at from for to when what if but and our my his her their its every some all one two three no not as
after before while since because then so with without by once only even still yet or nor that this these those there
where who why how is are was were do does did can could will would should may might must has have had
"""
OPENERS = frozenset(_OPENERS_WORDS.split())
"""Words that begin a sentence before somebody's name."""
_FIRST_NAMES_WORDS = """
alice amy andy angela anna annie amber ben betty bill bob bobby candy cathy chris cindy coco daisy david eddie ella
emily emma eric eva frank gary george grace harry helen henry ivy jack james jane jason jenny jerry jessica jim
jimmy joe john johnny joy judy julia kate kelly ken kevin kitty laura leo lily linda lisa lucy luna mark mary mike
molly nancy nick olivia peter rita robert rose sally sam sandy sarah simon sophia sophie steven sue susan tim tina
tom tommy tony vivian wendy william ayguli aygul guli patigul patiguli gulnar dilnur dilraba memet mehmet ali alim
tashi dolma tenzin zhaxi zhuoma pasang tsering nima dawa yangjin lhamo dorje sonam batu bayar narantuya
"""
FIRST_NAMES = frozenset(_FIRST_NAMES_WORDS.split())
"""Frequent first names, known even where a sentence begins: what pupils choose in English lessons, and a "
"few of other peoples."""
