"""The characters of Chinese names: surnames by their sound, characters that given names are made of, and what is added.

These are characters, not names: nobody is listed here. Surnames are those of the Hundred Family Surnames (百家姓)
that are in use, and the frequent ones that it lacks (National Name Report, Ministry of Public Security, 2021).
"""

from __future__ import annotations

_SHORT = """
ai 艾 an 安 ao 敖 ba 巴 bai 白柏 ban 班 bao 包鲍 bei 贝 bi 毕 bian 卞边 bu 卜步 cai 蔡 cang 仓 cao 曹 cen 岑
chai 柴 chang 常 che 车 chen 陈 cheng 程成 chi 池迟 chou 仇 chu 储褚楚 cong 丛 cui 崔 dai 戴代 dan 单 dang 党
deng 邓 di 狄 diao 刁 ding 丁 dong 董 dou 窦 du 杜 duan 段 e 鄂 fan 范樊 fang 方房 fei 费 feng 冯封丰 fu 傅付符伏
gai 盖 gan 甘 gao 高 ge 葛戈 geng 耿 gong 龚宫巩 gou 苟 gu 顾古谷 guan 关管官 gui 桂 guo 郭国 ha 哈 hai 海
han 韩 hang 杭 hao 郝 he 何贺和 heng 衡 hong 洪 hou 侯 hu 胡 hua 华花 huang 黄 hui 惠 huo 霍 ji 季纪吉姬计冀
jia 贾 jian 简 jiang 江姜蒋 jiao 焦 jin 金靳晋 jing 景荆井 ju 鞠 kan 阚 kang 康 ke 柯 kong 孔 kou 寇 kuai 蒯
kuang 匡邝况 lai 赖 lan 兰蓝 lang 郎 lao 劳 lei 雷 leng 冷 li 李黎厉栗 lian 连廉 liang 梁 liao 廖 lin 林蔺
ling 凌 liu 刘柳 long 龙 lou 娄楼 lu 卢陆鲁路禄芦 luan 栾 luo 罗骆洛 lü 吕 lyu 吕 lv 吕 ma 马麻 man 满 mao 毛茅
mei 梅 meng 孟蒙 mi 米 miao 苗缪 min 闵 ming 明 mo 莫 mu 穆牟木 na 那 nan 南 ni 倪 nie 聂 ning 宁 niu 牛 nong 农
ou 欧区 pan 潘 pang 庞 pei 裴 peng 彭 pi 皮 piao 朴 ping 平 pu 蒲濮浦 qi 齐戚祁漆 qian 钱 qiang 强 qiao 乔
qin 秦覃 qiu 邱丘裘 qu 屈曲瞿 quan 全权 ran 冉 rao 饶 ren 任 rong 荣容戎 ruan 阮 sang 桑 sha 沙 shan 单
shang 尚商 shao 邵 shen 沈申 sheng 盛 shi 石史施时 shu 舒 shuai 帅 shui 水 song 宋 su 苏 sui 隋 sun 孙 suo 索
tai 台 tan 谭覃谈 tang 唐汤 tao 陶 teng 滕 tian 田 tong 童佟 tu 涂屠 wan 万 wang 王汪 wei 魏韦卫危 wen 温文闻
weng 翁 wu 吴武伍邬巫乌 xi 奚席习 xia 夏 xian 冼鲜 xiang 向项相 xiao 肖萧 xie 谢解 xin 辛 xing 邢 xiong 熊
xu 徐许胥 xuan 宣 xue 薛 xun 荀 yan 严颜阎闫燕晏 yang 杨阳羊 yao 姚 ye 叶 yi 易 yin 尹殷阴 ying 应 yong 雍
you 尤游 yu 于余俞喻虞郁 yuan 袁苑 yue 岳 yun 云 zang 臧 zeng 曾 zha 查 zhai 翟 zhan 詹占 zhang 张章 zhao 赵
zhen 甄 zheng 郑 zhi 支 zhong 钟仲 zhou 周 zhu 朱祝竺 zhuang 庄 zhuo 卓 zong 宗 zou 邹 zu 祖 zuo 左
"""
_LONG = """
ouyang 欧阳 shangguan 上官 situ 司徒 sima 司马 zhuge 诸葛 huangfu 皇甫 linghu 令狐 yuwen 宇文 zhangsun 长孙
murong 慕容 xiahou 夏侯 yuchi 尉迟 dongfang 东方 gongsun 公孙 dugu 独孤 nangong 南宫 tantai 澹台 ximen 西门
zhongli 钟离 helian 赫连 baili 百里 huyan 呼延 zhangliao 张廖 fanjiang 范姜
"""

_SOUNDS = (*_SHORT.split()[::2], *_LONG.split()[::2])
SURNAME_SOUNDS = frozenset(_SOUNDS)
"""Surnames in pinyin, without tones; ü also as v and yu."""
SINGLE = frozenset("".join(_SHORT.split()[1::2]))
"""Surnames of one character."""
COMPOUND = frozenset(_LONG.split()[1::2])
"""Surnames of two characters."""
AMBIGUOUS = frozenset(
    "安白班包边步常车成程池仇楚丛代单党段房丰封付甘高古谷关管官桂国海何和衡华花黄惠吉计简江焦金景井康况兰蓝冷连廉梁林"
    "龙楼路马麻满毛梅蒙米苗明木那南宁牛农平皮强全权荣容沙商尚盛石时史帅水索台谈汤田童万汪危温文闻武席习夏鲜相向项辛宣"
    "严阳羊叶易阴应游于余云占章支钟仲周祝庄卓宗祖左乌雷方解查曲许施胡任申曾孔苑洛季纪巴盖晋"
)
"""Surnames that are as often a word, or the first half of one: they need more than a neighbour to be a name."""

MOSTLY_WORDS = frozenset("那和路费时全任水国明皮")
"""Surnames that are hardly ever one where they stand before other characters."""

GIVEN = frozenset(
    "家一丁万三世东中丰丹丽义之乐乔九书二于云亚京亭亮仁仙仪仲任伊伟伦伯佑佩佳依俊俐保俞信俪修倍倩倪倬健偲傲元兆先光克全"
    "公兰兴其具典冉军兵香冠冬冰冲准凇凌凝凡凤凯刊列则刚初利力功加劭劲勃勇勉勋勤化北千升午华卓南博卫卿厚原友双发召可史叶吉"
    "同君启呈咏品哈哲唐唯善喆喜嘉囡固国圆圣址坚坤垚城埔培堂境增墨士壮壹夏夕大天奇奕奥妃妍妙妞妤妮妹姗姝姣姬姿娅娇娉娜"
    "娟娣娥娴婉婕婧婵婷媚媛嫣嬿子存孝孟季宁宇安宏宗定宜宝实宣宥宸容宽寅富寒小少尔尚尤尧展山屹岑岚岩岭岱岳峙峤峥峰峻崇"
    "川巧帅帆希席平年幸广庆庭康廷建弘弛强彤彦彩彪彬彭彰影往征律微德心忆志忠念忻怀怜思怡恒恩恬恺悠悦惜惠慈慎慕慧憬懿成"
    "扬承振捷敏文斌斐斯新方施旋旗旦旭旺昀昂昆昊昌明昕星春昭昱昶晋晏晓晔晖晗晚晞晟晨景晰晴晶智暄暖暮曜曦曼月朋朔朗朝木"
    "本朵权杉李杏杨杭杰松林果枝柏柔柯柱柳栋树栩格桂桃桐桢桦梁梅梓梦梵棋棠森楚楠楷榕槿樊樱欢欣歌正武殿毅民永汐汝江汪沁"
    "沐沛沫河泉泊泓法波泰泽洁洋洛津洪洲活济浩浪海涛润涵淇淑淮清渊渝温渲游湘源溪满滢滨漪漫漾潇澄澈澜濛瀚灵灿炎炜炫烁烨"
    "烽焕然煜熙熠熹燕爱爽牧特玄玉玥玫环玲珂珊珍珏珠珩珺琛琦琪琳琴琼瑄瑛瑜瑞瑶瑾璇璐璟璨甜生甫田畅登白皓皖盈盛直相真睦"
    "睿石硕磊祖祥祯福禧禹禾秀秋科秦程穆立童竹笑筝筠筱粤素紫红纪纯纳细绍经绪绮维绿缘罗美羽翊翎翔翠翰翼耀耿聪聿胜腾臣自"
    "致舒航良艳艺艾芃芊芝芬芮芯芳芷芸芹芽苇苏苑苒苗若英茂茗茜茵草荔荣荷莉莎莘莫莲莹菀菁菊菡菲萌萍萱葵蓉蓓蓝蔓蔚蕊蕴蕾"
    "薇薪藜藤虎虹蝶行衡袁裕裴西言誉诗诚语诺谊谦谷豪豫贝贞贤贵贺赫超越跃跞轩辉辛辰达迅远连迪逍通逸道邦邹郁采釉金鑫钊钢"
    "钧钰铁铃铭铮锋锐锦锴门闻阔阳隆隽雁雄雅雍雨雪雯雷霁霄霆霏霖霜霞露青静非韬韵韶顺颀颂领颖颜风飞馥馨驰骁骄骏骞高魁鲁"
    "鲜鸣鸥鸿鹏鹤鹭麒麟麦黎默鼎龄龙"
)
"""Characters that given names are often made of."""
IN_NAMES_ONLY = frozenset(
    "秀淑桂娟婷琪琳雯瑶涵妍怡欣萱梓轩浩睿皓昊炜烨煜琦瑛瑾璇璐莹莉蓉蕾薇芸芷芝茜菲萍玲珍珊娜妮婉嫣佳俊杰伟霞倩敏慧颖鑫彬斌"
    "楠涛磊鹏栋坤琼燕媛姗玥彤诗悦晗馨熙钰铭锐翔骏毅"
)
"""Those of them that ordinary words hardly ever hold."""
REPEATED = frozenset(
    "妞妮婷琪萌丫豆蛋壮贝佳莉蓉诺颖蕾彤朵囡娜妍倩雯瑶薇童果糖胖牛虎乐欢明文晶静圆甜宝丽芳兰英玲娟敏慧雪冰涛浩宇"
    "轩晨阳辉亮强军伟磊鹏飞龙苗团依笑涵欣怡洋莹思雨月星红花可点毛安瑞菲梅琳嘉淘嘟"
)
"""Characters that pet names double."""
REPEATED_PLAINLY = frozenset("妞妮婷琪萌莉蓉彤囡娜妍倩雯瑶薇童涵欣怡莹嘉菲琳瑞玲娟慧涛浩宇轩伟磊鹏颖蕾佳贝诺壮")
"""Those of them that are doubled for hardly anything else."""
PET_FIRST = frozenset("大二三四五六七八幺小黑胖铁狗毛春冬秋夏傻憨老满细")
PET_LAST = frozenset("妞娃牛蛋丫宝柱虎墩崽囡伢")
"""Nicknames such as 二妞: a number, season or look, and a kind of child."""
NOT_GIVEN = frozenset(
    "的了着过在是不没有我你他她它们这那哪与把被就都也还很吗呢吧啊呀嘛么些个只位名次种件张条间里上下内外前后边旁"
    "和跟或及但而且因为所以虽从到给让叫对向比被请问说看听想要会能来去做吃喝走跑回进出开关写读老师校长主爷奶"
    "爸妈叔婶姨舅姑哥弟姐侄某时候当又再才已最更每各此该何什怎谁几多半第岁日点分钱块角斤里路村乡镇县"
    "教父母祖孙得太打人水桥塘市省区庄沟坪坝寨屯湾坡嘴院校班级组队会室房屋店厂场园街站"
)
"""Characters that hardly ever stand in a given name, or end one."""
