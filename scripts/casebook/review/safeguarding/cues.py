"""What Chinese says around the name of a person, and the shapes that names have."""

from __future__ import annotations

import re

from .characters import COMPOUND, GIVEN, NOT_GIVEN, PET_FIRST, PET_LAST, REPEATED, SINGLE
from .plain import HAN

_LETTER = f"(?![{''.join(sorted(NOT_GIVEN))}])[\u3400-\u9fff]"
MAY_BE_GIVEN = re.compile(f"(?:{_LETTER})+")
BEGINS_SURNAME = re.compile(f"[{''.join(sorted({*SINGLE, *(surname[0] for surname in COMPOUND)}))}]")
_GIVEN = f"[{''.join(sorted(GIVEN))}]"
TWO_GIVEN = re.compile(f"(?=({_GIVEN}{_GIVEN}))")
"""Two characters of given names side by side, wherever they begin."""
_TITLE = (
    "老师|校长|主任|书记|师傅|医生|大夫|护士|局长|科长|村长|镇长|乡长|县长|站长|所长|院长|园长|社长|处长|"
    "部长|会长|教授|博士|"
    "教练|警官|律师|先生|女士|太太|夫人|老板|经理|叔叔|阿姨|伯伯|伯母|爷爷|奶奶|大爷|大妈|大伯|大娘|大叔|"
    "大婶|大姐|大哥|"
    "婶婶|婶|叔|姨|伯|嫂|姐|哥|姓|氏|家(?![豪俊明伟乐铭辉强欣琪宁瑞怡兴])|老汉|老太|支书|会计|副校长|园丁|总|工"
)
TITLED = re.compile(_TITLE)
PLACE = re.compile(
    "村|镇|乡(?!亲)|县|市(?!场)|区|州|省|路(?!上|过)|街|河(?!里|边)|江(?!里)|湖|山(?!上)|沟|坪|坝|寨|屯|湾|"
    "坡|岭|庄|桥|塘|"
    "小学(?!毕业)|中学|学校|中心校|幼儿园|大学|社|报|出版"
)
CALLED = re.compile("(?:叫做|名叫|小名|化名|名字是|叫|喊|名为)[“‘「]?$")
NICKNAMED = re.compile(
    "(?:(?:小名|乳名|外号|绰号|昵称)(?:叫做?|是|为)?|[个位名](?:小?(?:孩子|女孩|男孩|学生|姑娘|娃))名?叫做?(?!苦|饿|疼|痛|喊|冤)"
    f"|[叫喊称][他她](?:作|做|为)?(?=[“‘「]?(?:[小阿]|([{HAN}])\\1)))"
    f"[“‘「]?(?P<name>[{HAN}]{{2,3}}?)(?=[”’」]|的|[^{HAN}]|$)"
)
HAS_NICKNAME = re.compile("名|号|称|叫|喊")
KIN = frozenset(
    (
        "妈妈",
        "爸爸",
        "爷爷",
        "奶奶",
        "外婆",
        "外公",
        "姥姥",
        "姥爷",
        "弟弟",
        "妹妹",
        "姐姐",
        "哥哥",
        "姑姑",
        "舅舅",
        "叔叔",
        "阿姨",
        "老师",
    )
)
"""How a name is given that is an ordinary word as well: 大家叫她小月亮, 小名石头."""
PERSON_BEFORE = re.compile(
    "(?:叫做|名叫|叫|喊|班长|同桌|女孩|男孩|学生|孩子|同学|问|陪着|陪|找|姐姐|弟弟|妹妹|哥哥|给|对|把|让|和|"
    "跟|与|、|只有)[“‘「]?$"
)
PERSON_AFTER = re.compile(
    "[”’」]?(?:同学|说|问|答|哭|笑|告诉|写|喊|念|跑|跟|站|坐|低着?头|举|躲|住校|住在|住|"
    "没有?[来交睡回吃哭投]|不[肯敢爱想]|从来不|"
    "蹲|不见了|逃|总?迟到|常常迟到|(?:刚|才)?[0-9一二三四五六七八九十]{1,3}岁|当[组班值]|不再[逃迟来说]|过来|"
    "最近|第一[次个]|今年|每天|每周|那[天晚]|自己|一个人|拉着|背着|踢|画|来自|来信|写信|抱|把(?![握手关])|"
    "会唱|在[窗操宿教]|把|从[牧和山]|"
    "的(?:妈妈|爸爸|爷爷|奶奶|外婆|外公|父|母|家|弟|妹|姐|哥|手|信|字|作业|名字|小名|书包|球鞋|床|话|脸|眼|"
    "同桌|汉语|声音)|"
    "家(?:在|里|门)|和[他她]|，(?:男|女|[0-9一二三四五六七八九十]{1,3}岁)|[：:]“|"
    # What a child does, has and suffers.
    "考[了上]|嫁|辍学|退学|转学|转来|毕业|当了|摔|跌|掉进|掉了|咬|追|捡|攒|省下|割草|放羊|放牛|煮|烧火|洗|爬|抢|偷|撒谎|"
    "发烧|发高烧|生病|肚子|牙疼|头疼|骨折|病了|爱[^心]|喜欢|最[怕爱先后喜]|怕|想家|想妈|懂事|害羞|害怕|淘气|调皮|"
    "从小(?!事)|从此|放学|半夜|刚[来到上满]|天天|总是|老是|忽然|突然|一听|一[看见]|一句|一口|还在|还没|正[在蹲站坐趴躺抱背]|再也|"
    "个子|力气|脾气|成绩|学习|数学|语文|嗓门|走了|走的|回来|回家|上学|上台|上课|上[一二三四五六]年级|读[一二三四五六]年级|"
    "挨|带来|背过|躺|趴|望着|看着|盯着|摇|点了?点头|点头|擦|抹|咧|扑|伸|接过|递|端|捧|扛|提着|牵|数学|的名字|这个名字)"
)
_KIN = "妈妈|爸爸|爷爷|奶奶|外婆|外公|姥姥|姥爷|弟弟|妹妹|姐姐|哥哥|姑姑|姑妈|舅舅|妈[^妈]|爸[^爸]"
KIN_AFTER = re.compile(_KIN)
"""Whose mother, whose brother: before it stands a name, unless that is a surname."""
CLEAR_BEFORE = re.compile("(?:^|[^\\w]|[是和跟与给对让把被叫问找由为像到有替等陪帮请连起了见着时来级组班天此头有])$")
CLEAR_AFTER = re.compile(
    "$|[^\\w]|[的是和跟与也就都又还才总便正仍刚只把被在已不没将会说]|常常|忽然|突然|当[组班]|蹲|站|过来|上[的着了]|同学"
)
SPEAKS = re.compile(
    "[”’」]?(?:同学|说[他她：“]|哭|笑了|告诉|的(?:妈妈|爸爸|爷爷|奶奶|外婆|外公|父亲|母亲|弟弟|妹妹|作业|家长))"
)
COUNTED = re.compile("[一二两三四五六七八九十百几半每这那某0-9]$")
DOTTED = re.compile(rf"[{HAN}]{{1,10}}(?:[·•‧∙・][{HAN}]{{1,10}})+")
MASKED = re.compile(
    rf"(?:{'|'.join(sorted(COMPOUND))}|"
    rf"[{''.join(sorted(SINGLE))}])(?:某{{1,2}}(?![些种个天日年时地处人件次月张])|[{HAN}]?[×✕＊○△Ｘ]{{1,2}}|"
    rf"[Xx]{{1,2}}(?![A-Za-z]))"
)
HAS_MASK = re.compile("[某×✕＊○△ＸXx]")
CLASSMATE = re.compile(
    rf"(?:{'|'.join(sorted(COMPOUND))}|[{''.join(sorted(SINGLE - {'同', '全', '种', '各', '有'}))}])同学"
)
FAMILIAR = re.compile(rf"[小阿][{HAN}]")
TWICE = re.compile(rf"([{''.join(sorted(REPEATED))}])\1")
PET = re.compile(rf"[{''.join(sorted(PET_FIRST))}][{''.join(sorted(PET_LAST))}]")
FOND = re.compile("[燕凤芳兰秀巧翠玉珍香梅霞英娟妞丫杏桂莲菊萍云彩雪]儿")
FAMILIAR_GIVEN = GIVEN | SINGLE
SMALL_THINGS = frozenset(
    "河溪泉山桥雨雪狗鹿龙舟镇娃丘草花树鸟鱼米麦路船石星月田园木林竹马羊牛虎燕鹤梅桃杏荷莲菊果豆康可城春楷恩惠满寒宝妹"
)
"""With 小 before it a thing as often as a person."""
EVERYDAY = frozenset(
    "天年月八大小中少书先可定活风高生力心一三千万九二文方本化同成名正平安明为用以非直当光空全新老国家信学树花草石火山月日春夏秋冬"
    "东南西北红白青黑金木土田车马牛歌声语言画诗琴舞字"
)
"""Characters of given names that ordinary text is as full of."""
NO_PET = frozenset(
    ("小牛", "小虎", "老牛", "老虎", "小宝", "黑牛", "铁牛", "春牛", "铁柱", "小娃", "花儿", "云儿", "彩儿", "珍宝")
)
AT_HOME = frozenset(
    ("阿姨", "阿婆", "阿公", "阿爸", "阿妈", "阿爹", "阿娘", "阿哥", "阿姐", "阿妹", "阿弟", "阿伯", "阿叔", "阿里")
)
_ORDINARY = """
伟大 宏伟 雄伟 清秀 秀美 秀丽 珍贵 珍宝 珍爱 英俊 俊美 波涛 松涛 晶莹 桂花 桂林 金桂 梅花 杨梅 兰花 燕子 春燕
诗书 诗词 诗文 古诗 智慧 慧心 锐利 敏锐 毅然 坚毅 喜悦 欣然 欢欣 佳人 温馨 馨香 铭心 诗人 诗歌 诗意 飞翔
明白 文明 道德 明星 卫星 智慧 阳光 许可 荣誉 公正 宣言 宝宝 宝贝 友谊
修正 王子 高清 安静 陆军 王朝 慈善 高峰 荣耀 祝福 和尚 孙子 宝贵 光荣
言语 雷达 祖先 关怀 保健 丛林 祝贺 左翼 卓越 光辉 温泉 晋升 红旗 宁可
容纳 华丽 齐全 英勇 谈天 宫殿 宝石 黎明 宁静 弘扬 安卓 胡子 富豪 英超
荣幸 胡同 武功 元帅 温馨 史诗 天亮 通顺 克隆 林木 三天 高远 安康 平静
平安 乐观 乐园 荣光 明亮 高兴 文静 文雅 安宁 安心 关心 关爱 爱心 爱好
真心 真诚 友好 和平 和善 向阳 春天 秋天 冬天 夏天 春雨 秋雨 冬雪 花草
花生 草木 石山 江山 江河 海洋 山林 山泉 白雪 红花 金色 青年 少年 童年
童心 童真 童谣 美丽 美好 美德 素养 成才 成长 成功 立志 志向 志愿 心志
心声 心灵 心思 思念 思想 怀念 常识 知行 师德 书信 书本 书生 英语 语文
数学 文学 文艺 文书 诗歌 诗书 国文 国家 家国 家门 一致 一心 一生 一同
一并 永远 永久 利用 有利 如意 如同 如若 若是 自立 自强 自信 自若 自然
天然 天性 天真 天生 光明 光亮 光线 梁柱 雷雨 柳树 张口 张贴 关门 开门
程度 成熟 成立 万一 高山 高度 高中 方言 方圆 方正 时光 时代 明年 明月
金银 金秋 金黄 银花 海边 海水 山水 水平 水分 石阶 石桥 石头 马路 马达
黄土 黄金 白天 白云 白菜 花园 花盆 花朵 田园 田野 田地 林业 树林 古树
古典 周全 周年 宁愿 应付 应声 温和 温柔 温暖 常年 常见 平凡 平和 平民
平常 单独 单元 单元格 易于 易经 于是 段落 和谐 和气 计划 计时 解放 解决
党员 党性 向前 向往 全家 全国 全都 全能 全新 国庆 国营 国道
"""
ORDINARY = frozenset(_ORDINARY.split())
"""Words that characters of names make, and that the dictionary may call names: names only where something is said of
people beside them."""
NAMES_NO_PERSON = ("子", "树", "家", "木", "花", "草")
"""With these at its end, what begins like a surname is as often a plant, a thing or a household: 李子, 柳树, 李家."""
NO_NAME = frozenset(
    (
        "童诗",
        "许可",
        "查清",
        "查清楚",
        "张满",
        *(number + unit for number in "一二三四五六七八九十百千万" for unit in "天年月栋"),
    )
)
"""What is no name, though the dictionary lacks it or says that it is one."""
ADVERBS = frozenset(("明明",))
"""Doubled characters that are a word of their own before a verb."""
CALLED_OUT = re.compile("(?:问|叫|给|对|陪|和|找|喊)$")
BESIDE = ("、", "和", "跟", "与", "及")
DOTS = "·•‧∙・"
HAN_AT_ALL = re.compile(f"[{HAN}]")
# Transliterated names that are written without a dot: Tibetan and Uyghur ones are made of these parts.
_TRANSLITERATIONS = """
扎西 卓玛 央金 次仁 旺姆 顿珠 多吉 拉姆 尼玛 达娃 白玛 格桑 丹增 平措 洛桑 索朗 仁青 普布 边巴
巴桑 德吉 措姆 曲珍 旦增 阿依 古丽 米热 帕提 买买提 吐尔逊 艾力 热依 努尔 阿卜杜 艾合 麦麦提 库尔班
艾山 玉素甫 祖丽 迪丽 热巴 木拉提 乌云 其其格 巴特尔 娜仁 托娅 苏日娜 萨仁 阿木 吉克 阿牛 曲比 木呷
阿呷 伍呷 日呷 尔古 吉木 沙马 阿果
"""
_PARTS = _TRANSLITERATIONS.split()
TRANSLITERATED = re.compile(
    rf"(?:{'|'.join(sorted(_PARTS, key=len, reverse=True))})(?:{'|'.join(_PARTS)}|[姆珠措汗木娜])?"
)
TITLE_OF_BOOK = re.compile("《[^《》\0]*》")
OWN_WORK = re.compile("作文|日记|周记|写的|题目|的信|画")
