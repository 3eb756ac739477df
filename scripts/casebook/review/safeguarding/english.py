"""English words by what their capital says: a place, an institution, a title, or nothing at all."""

from __future__ import annotations

ADDRESS = frozenset(
    (
        "mr mrs ms miss dr professor prof principal headteacher headmaster headmistress teacher director secretary old uncle aunt "
        "auntie granny grandma grandmother grandpa grandfather nurse doctor coach president governor mayor chairman chairwoman "
        "chef cook officer captain master madam sir mum mother father lady lord judge vice deputy party"
    ).split()
)
"""What stands before the surname of an adult."""
KIN = frozenset("little ah er san xiao lao da big young".split())
"""What stands before a name at home: Little Ming."""
PLACE_WORDS = frozenset(
    (
        "village villages county counties town towns township city prefecture district province region river lake mountain mountains "
        "hill hills road street school schools primary secondary middle kindergarten central university college academy institute "
        "press daily news post times weekly newspaper journal day festival eve law act ministry bureau department committee league "
        "federation foundation association charity society union congress council government office plan programme project fund "
        "award prize book station temple valley plateau sea island bridge square park museum library hospital clinic autonomous "
        "dialect language people minority nationality party army dynasty republic tone education normal morning clinic"
    ).split()
)
"""A capital beside one of these belongs to a place, an institution or an event."""
PLACE_ENDINGS = (
    "cun", "zhen", "xian", "zhou", "gou", "ping", "ba", "wan", "zhuang", "zhai", "shan", "jiang", "chuan", "hai", "he", "hu",
    "cheng", "qiao", "kou", "guan", "yuan", "yang", "jing", "xi", "bei", "dong", "nan", "ling", "tun", "po",
)  # fmt: skip
PROPER = frozenset(
    (
        "january february march april may june july august september october november december monday tuesday wednesday thursday "
        "friday saturday sunday spring summer autumn winter christmas easter "
        "english chinese mandarin cantonese french german japanese korean russian latin british american european western eastern "
        "han zhuang hui man manchu uyghur uighur miao yi tujia zang tibetan tibetans mongol mongolian dong bouyei buyi yao bai hani kazakh dai "
        "li lisu she lahu wa shui naxi tu qiang xibe gelao dongxiang jingpo "
        "china england britain london america europe asia africa japan korea russia taiwan tibet france germany "
        "beijing tianjin hebei shanxi liaoning jilin heilongjiang shanghai jiangsu zhejiang anhui fujian jiangxi shandong henan hubei "
        "hunan guangdong guangxi hainan chongqing sichuan guizhou yunnan shaanxi gansu qinghai ningxia xinjiang innermongolia "
        "hongkong macau macao guangzhou shenzhen dongguan foshan zhongshan huizhou hangzhou ningbo wenzhou yiwu suzhou wuxi nanjing "
        "xiamen quanzhou fuzhou nanchang changsha wuhan zhengzhou xian chengdu guiyang kunming nanning haikou lanzhou xining yinchuan "
        "urumqi lhasa hohhot taiyuan shijiazhuang jinan qingdao dalian shenyang changchun harbin hefei zunyi liuzhou guilin sanya "
        "wechat qq douyin weibo taobao alipay baidu xinhua cctv youtube facebook google python wifi internet google zoom dingtalk "
        "buddhist buddhism christian christianity muslim islam taoist confucian god bible communist marxist "
        "pinyin taichi qigong mahjong erhu guzheng pipa suona feishu kungfu "
        "maths mathematics science history geography art music pe it ict lego olympic olympics braille ascii "
        "i ok tv pc ngo unicef unesco un uk us usa covid pisa gdp orcid doi pdf epub html rsa rsc faq id isbn "
        "charlotte web prince mum dad grade grades class year years new six one two three four five seven eight nine ten stage part "
        "figure table chapter box"
    ).split()
)
"""Words whose capital says nothing about a person."""
COMMON = frozenset(
    (
        "a an he she me we can men women man woman pan fan long sang sun gang hang bang ban pen die lie pie tie ten den hen wen to do go no so "
        "you your ran tan dan an on in hen bin pin sin pang ping ding king sing ring wing are die lie long song songs dance sent send "
        "bend mend pine line mine nine wine dine mane like bike hike take make bake wake lake sake more here fare bare care share same "
        "name game came lame tame time lime mime home hole tale sale pale male bale tile pile mile rule mule made wade bade ride side "
        "tide bide page wage sage cage huge hence fence sense range chance change dance china tune tube cute lute luge mute rude "
        "running gunning manning mining dining lining pining tuning bending sending pending landing handing mending banning canning "
        "fanning tanning panning pinning sinning winning binding finding mending lending human shaman japan banana panda sugar mama papa "
        "wangle dangle tangle mangle jungle bundle lu le la li ma na ba bo de"
    ).split()
) - frozenset("li lu na ma bo an wen hang ping ding pang le".split())
"""Everyday English that could be read as pinyin."""
ORDINARY = COMMON | frozenset(
    "prince red riding women rock leather giant mermaid match house league way little big young old tune dragon moon".split()
)
OPENERS = frozenset(
    (
        "a an the in on at from for to when what if but and our my his her their its every some all one two three no not as after before "
        "while since because then so with without by once only even still yet or nor that this these those there where who why how "
        "is are was were do does did can could will would should may might must has have had"
    ).split()
)
"""Words that begin a sentence before somebody's name."""
FIRST_NAMES = frozenset(
    (
        "alice amy andy angela anna annie amber ben betty bill bob bobby candy cathy chris cindy coco daisy david eddie ella emily emma eric "
        "eva frank gary george grace harry helen henry ivy jack james jane jason jenny jerry jessica jim jimmy joe john johnny joy judy "
        "julia kate kelly ken kevin kitty laura leo lily linda lisa lucy luna mark mary mike molly nancy nick olivia peter rita robert rose "
        "sally sam sandy sarah simon sophia sophie steven sue susan tim tina tom tommy tony vivian wendy william "
        "ayguli aygul guli patigul patiguli gulnar dilnur dilraba memet mehmet ali alim tashi dolma tenzin zhaxi zhuoma pasang tsering "
        "nima dawa yangjin lhamo dorje sonam batu bayar narantuya"
    ).split()
)
"""Frequent first names, known even where a sentence begins: what pupils choose in English lessons, and a few of other peoples."""
