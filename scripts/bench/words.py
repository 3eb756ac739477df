"""The words that generated chapters are made of: phrases about school life, in Chinese and in English side by side.

Nothing here is told of a real school. English clauses are in the past tense and name no number, so that any subject
fits; terms are those of chapters/glossary.yml.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

Pair: TypeAlias = tuple[str, str]
"""The same words in Chinese and in English."""

TIMES: tuple[Pair, ...] = (
    ("开学第一周", "in the first week of term"),
    ("每天早上早读开始以前", "before morning reading"),
    ("吃过午饭以后的十分钟里", "in ten minutes after lunch"),
    ("熄灯以前", "before lights out"),
    ("星期三下午", "on Wednesday afternoons"),
    ("逢集的日子", "on market days"),
    ("期中考试之后", "after the mid-term tests"),
    ("接连下雪的那一个月", "in the month of snow"),
    ("秋收放假回来", "after the harvest holiday"),
    ("开过第一次家长会以后", "after the first parents’ meeting"),
    ("冬天天黑得早的那些日子", "on dark winter evenings"),
    ("每个月的最后一个星期五", "on each month’s last Friday"),
    ("新来的孩子在宿舍住下以后", "once the newcomers had moved in"),
    ("学校放寒假的前一天", "just before the winter holiday"),
    ("星期一升旗之后", "after the flag was raised"),
    ("到了第二个学期", "in the second term"),
    ("晚自习下课以后", "after evening study"),
    ("到了六月", "when June came"),
    ("头两个星期", "in the first two weeks"),
    ("在外的父母打来电话的晚上", "on evenings when parents rang"),
    ("接连下大雨的那几天", "on days of heavy rain"),
    ("春天里菜地翻土的时候", "when the plot was dug"),
    ("星期天傍晚住校生返校的时候", "when boarders came back on Sundays"),
    ("六年级毕业前的最后一个月", "in the last month before leaving"),
)

PEOPLE: tuple[Pair, ...] = (
    ("班主任", "the class teacher"),
    ("生活老师", "the boarding-care teacher"),
    ("食堂师傅", "the canteen cook"),
    ("校长", "the principal"),
    ("看守大门的老师傅", "the man at the gate"),
    ("六年级的学生", "the grade 6 pupils"),
    ("高年级的孩子", "the older pupils"),
    ("低年级的孩子", "the younger pupils"),
    ("一位奶奶", "one grandmother"),
    ("一位在外打工的父亲", "a father working away"),
    ("音乐老师", "the music teacher"),
    ("体育老师", "the sports teacher"),
    ("图书角的值日生", "the book corner’s pupil on duty"),
    ("住在同一个村的几户人家", "families of the same village"),
    ("从镇上请来的医生", "a doctor from town"),
    ("新来的老师", "the new teacher"),
    ("副校长", "the deputy principal"),
    ("当天值夜的两位老师", "two teachers on night duty"),
    ("邻近几所村小的同事", "colleagues from other village schools"),
    ("几个住校生", "several boarders"),
    ("一个不爱说话的孩子", "a child who seldom spoke"),
    ("孩子的姑姑", "the child’s aunt"),
    ("全班同学", "the whole class"),
    ("开班车的师傅", "the bus driver"),
)

PLACES: tuple[Pair, ...] = (
    ("在走廊尽头", "at the end of the corridor"),
    ("在食堂靠窗的那张桌子旁", "by the canteen window"),
    ("在操场边上的杨树底下", "under the playground’s poplars"),
    ("在图书角", "in the book corner"),
    ("在宿舍的一楼", "on the dormitory’s ground floor"),
    ("在校门口", "at the school gate"),
    ("在菜地旁边", "beside the vegetable plot"),
    ("在教室后墙那边", "by the classroom’s back wall"),
    ("在办公室里", "in the staff room"),
    ("在村委会的院子里", "in the village office’s courtyard"),
    ("在山路拐弯的地方", "where the mountain road turns"),
    ("在水池边", "beside the wash basins"),
    ("在音乐教室", "in the music room"),
    ("在孩子家里的灶台前", "by the family’s stove"),
    ("在班车站", "at the bus stop"),
    ("在旧仓库改成的活动室", "in the activity room"),
    ("在二楼的楼梯口", "at the top of the stairs"),
    ("在河边的大石头上", "on stones by the river"),
    ("在值班室", "in the duty room"),
    ("在教室的黑板前", "before the blackboard"),
)

ACTS: tuple[Pair, ...] = (
    ("把一周里的事一件一件记了下来", "wrote down the week’s events"),
    ("给每个孩子留出了说话的时间", "gave each child time to talk"),
    ("把长凳搬到了太阳底下", "carried the benches into the sun"),
    ("读了两封没有署名的信", "read two letters without a signature"),
    ("教大家怎样叠好被子", "showed everyone how to fold quilts"),
    ("把值日表改了三遍", "changed the rota three times"),
    ("给远处的父母打了电话", "telephoned parents who were far away"),
    ("量了每个人的身高", "measured how tall everyone was"),
    ("种下了萝卜和小白菜", "planted radishes and greens"),
    ("唱了一支当地的老山歌", "sang a local mountain song"),
    ("比平时多做了两份午饭", "made two more lunches than usual"),
    ("问了孩子三个问题", "asked the child three questions"),
    ("说起了一户住得很远的人家", "spoke of a family far away"),
    ("把坏了的灯修好了", "mended the broken light"),
    ("重新排了座位", "arranged the seats afresh"),
    ("讲了自己小时候的事", "told a story from childhood"),
    ("记下谁没有来吃饭", "noted who had not come to eat"),
    ("给每个小组分了跳绳", "gave each group a skipping rope"),
    ("写了一张很短的便条", "wrote a very short note"),
    ("一直等到最后一个孩子上了车", "waited for the last child to leave"),
    ("放下了一袋核桃", "left a bag of walnuts"),
    ("从头听到最后，没有打断", "listened without interrupting"),
    ("量了菜畦，算出了面积", "measured the vegetable beds"),
    ("把在校的作息表抄给了家里", "copied the timetable for families"),
)

REASONS: tuple[Pair, ...] = (
    ("因为家住得远的孩子下午要先走", "because those from far away left first"),
    ("因为白天总有别的事要忙", "because days were always full"),
    ("怕的是有哪个孩子被落下", "for fear of leaving somebody out"),
    ("为的是让家里的老人也听得懂", "so that grandparents could follow it too"),
    ("因为上一回谁也没有问清楚", "because nobody had asked properly before"),
    ("免得孩子们互相比来比去", "so that children would not compare"),
    ("因为那几天学校里人手不够", "because there were too few adults"),
    ("好让夜里值班的老师心里有数", "so that night duty knew of it"),
    ("因为是孩子们自己提出来的", "because the children had asked for it"),
    ("也省得来回跑两趟", "which also saved a second journey"),
    ("因为手机信号只在那里才有", "because the signal was best there"),
    ("想试试换个办法会怎样", "to see what another way would bring"),
    ("因为手里的钱只够买一半", "because money sufficed for half of it"),
    ("怕的是耽误了第二天的课", "to spare the next day’s lessons"),
)

OUTCOMES: tuple[Pair, ...] = (
    ("主动来找老师说话的孩子多了几个", "more children came to talk to a teacher"),
    ("吃饭时的声音小了一些", "mealtimes grew somewhat quieter"),
    ("有两个孩子换了床位", "two children changed beds"),
    ("迟到的人少了", "fewer pupils came late"),
    ("家里来的电话多了", "more calls came from home"),
    ("有人开始替没来的人留一个座位", "some saved a seat for others"),
    ("那张纸在墙上贴了整整一个学期", "the paper stayed up for a term"),
    ("信箱里一封信也没有", "the letter box stayed empty"),
    ("菜地里的苗活了一半", "half of the seedlings in the plot survived"),
    ("晚上醒着的孩子少了三个", "three fewer children lay awake at night"),
    ("借出去的书都还了回来", "all the borrowed books came back"),
    ("老师们也愿意每天早来一刻钟", "teachers too came a little earlier"),
    ("问题换了一个样子又来了", "the problem came back in another shape"),
    ("再也没有人提起换班的事", "nobody spoke of changing classes"),
    ("来开会的人坐满了整整一间教室", "the meeting filled a classroom"),
    ("孩子们在院子里多待了一会儿", "children stayed outside a little longer"),
)

LESSONS: tuple[Pair, ...] = (
    ("这件事急不得", "this cannot be hurried"),
    ("答应了的事要做到", "what has been promised must be done"),
    ("先听完，再想办法", "first listen to the end, then look for a way"),
    ("做不到的不要许诺", "what cannot be done should not be promised"),
    ("孩子不想说的时候就不要问", "do not press a child to talk"),
    ("规矩要写在大家都看得见的地方", "rules belong where everyone sees them"),
    ("一次只改一件事", "change one thing at a time"),
    ("账要记清楚，谁都可以看", "accounts must be clear and open to all"),
    ("有了难处要说出来", "difficulties have to be said aloud"),
    ("大人先做到，孩子才会跟上", "adults go first, and then children follow"),
    ("不拿一个孩子去比另一个孩子", "no child is held up against another"),
    ("能请人帮忙的就请人帮忙", "where help can be had, ask for it"),
    ("人少的学校也有人少的好处", "small schools have advantages too"),
    ("先从一个班试起", "begin with one class"),
)

TASKS: tuple[Pair, ...] = (
    ("先写一页约定，贴在门后", "Write a page of agreements and pin it behind the door"),
    ("每周留出一节课的时间", "Set aside one lesson a week"),
    ("请两位老师轮流值班", "Ask two teachers to take turns on duty"),
    ("把电话号码写在走廊的墙上", "Put the telephone numbers on the corridor wall"),
    ("提前三天通知家里", "Tell families three days beforehand"),
    ("记下来的内容只给校长看", "Show the record to the principal only"),
    ("没来的孩子另约一天", "Agree on another day with those who did not come"),
    ("学期末请孩子提意见", "Ask the children for their views at the end of term"),
    ("锄头和剪刀收工时点数", "Count hoes and scissors when work is over"),
    ("下雨天改在教室里做", "Do it in the classroom when it rains"),
    ("新来的老师先跟着看两回", "Let a new teacher watch twice first"),
    ("花了多少钱，月底公布", "Publish what was spent at the end of the month"),
    ("带路的孩子自己报名", "Let pupils put themselves forward as guides"),
    ("第二天再问一次", "Ask once more on the next day"),
    ("照片一张也不拍", "Take no photographs at all"),
    ("有人受了伤害，当天报告", "Report it on the same day if anyone has been harmed"),
)

TEMPLATES: tuple[Pair, ...] = (
    ("{time}，{who}{place}{act}，{reason}。", "{time}, {who} {act} {place}, {reason}."),
    ("{who}{place}{act}，{who2}也{act2}。", "{who} {act} {place}, and {who2} {act2} as well."),
    ("我们没有料到，{time}，{outcome}。", "It came as a surprise: {time}, {outcome}."),
    ("{time}，{outcome}，可是{outcome2}。", "{time}, {outcome}; and yet {outcome2}."),
    ("{who}说，{lesson}，{lesson2}。", "{who} said: {lesson}, and {lesson2}."),
    ("起初{who}{act}，{reason}，过了{n}天才改。", "At first {who} {act}, {reason}; that changed after {n} days."),
    ("全校{n}个孩子里，有{n2}个住校，{time}，{who}{act}。", "Of {n} children {n2} boarded; {time}, {who} {act}."),
    ("{time}，先是{who}{act}，后来{who2}{act2}。", "{time}, first {who} {act}, and later {who2} {act2}."),
    ("这样做了{n}个星期，{outcome}，{outcome2}。", "After {n} weeks of this, {outcome}, and {outcome2}."),
    (
        "有一回，{who}{place}{act}，{who2}看见了，没有作声。",
        "Once {who} {act} {place}; {who2} saw it and said nothing.",
    ),
    ("花的钱不多，一个学期{n}元，{reason}。", "It cost little, {n} yuan a term, {reason}."),
    ("{lesson}，这是{who}{time}才明白的。", "{who} understood it {time}: {lesson}."),
    ("有没有用，现在还说不准，只知道{outcome}。", "Nobody can say yet whether it helps; we know that {outcome}."),
    ("{who}{act}，{reason}；{who2}那边，{outcome}。", "{who} {act}, {reason}; with {who2}, {outcome}."),
    ("问起{who}，回答总是一句话：{lesson}。", "Ask {who}, and the answer is always: {lesson}."),
    ("{place}，{who}{act}，{time}，{who2}又{act2}。", "{place}, {who} {act}; {time}, {who2} {act2} too."),
)
"""Sentences with blanks. A blank is named after the list that fills it; a digit tells two of one list apart."""

LISTS: Mapping[str, tuple[Pair, ...]] = {
    "time": TIMES,
    "who": PEOPLE,
    "place": PLACES,
    "act": ACTS,
    "reason": REASONS,
    "outcome": OUTCOMES,
    "lesson": LESSONS,
}

HEADINGS: tuple[tuple[str, str, str], ...] = (
    ("first-week", "第一周", "The first week"),
    ("how-it-began", "怎么开始的", "How it began"),
    ("who-does-what", "谁来做什么", "Who does what"),
    ("at-the-table", "饭桌上", "At the table"),
    ("after-dark", "天黑以后", "After dark"),
    ("on-the-road", "路上", "On the road"),
    ("what-was-hard", "难在哪里", "What was hard"),
    ("what-it-cost", "花了多少钱", "What it cost"),
    ("the-rules", "几条规矩", "The rules"),
    ("those-who-stay-away", "没有来的人", "Those who stay away"),
    ("a-mistake", "一次失误", "A mistake"),
    ("what-children-said", "孩子怎么说", "What the children said"),
    ("what-families-said", "家里怎么说", "What families said"),
    ("second-term", "第二个学期", "The second term"),
    ("the-rota", "值日表", "The rota"),
    ("in-winter", "冬天", "In winter"),
    ("new-teachers", "新老师", "New teachers"),
    ("what-changed", "有了什么变化", "What changed"),
    ("still-open", "还没有想清楚的", "What is still open"),
    ("if-you-try", "想照着做的话", "If you try"),
    ("with-the-village", "和村里一起", "With the village"),
    ("three-questions", "三个问题", "Three questions"),
)
"""Headings with the ids that they carry in every language."""

THINGS: tuple[Pair, ...] = (
    ("信箱", "letter box"), ("座位", "seat"), ("灯", "lamp"), ("长凳", "bench"), ("电话", "telephone"),
    ("菜地", "plot"), ("书架", "bookshelf"), ("钟", "clock"), ("作息表", "timetable"), ("炉子", "stove"),
    ("门", "door"), ("笔记本", "notebook"), ("篮球", "ball"), ("口琴", "mouth organ"), ("饭盒", "lunch box"),
    ("雨伞", "umbrella"), ("黑板", "blackboard"), ("核桃树", "walnut tree"), ("被子", "quilt"),
    ("生日面", "birthday noodles"),
)  # fmt: skip
OWNERS: tuple[Pair, ...] = (
    ("走廊尽头", "at the end of the corridor"), ("山那边", "beyond the mountain"),
    ("食堂门口", "at the canteen door"), ("二楼", "on the first floor"), ("操场边上", "beside the playground"),
    ("河对岸", "across the river"), ("六年级", "of grade 6"), ("值班室", "in the duty room"),
    ("村口", "at the edge of the village"), ("旧教室", "in the old classroom"), ("班车站", "at the bus stop"),
    ("图书角", "in the book corner"), ("宿舍楼下", "below the dormitory"), ("井边", "by the well"),
    ("校门外", "outside the gate"), ("菜园里", "in the garden"), ("楼梯口", "at the top of the stairs"),
)  # fmt: skip
SEASONS: tuple[Pair, ...] = (
    ("春天", "Spring"), ("夏天", "Summer"), ("秋天", "Autumn"), ("冬天", "Winter"), ("清晨", "Early morning"),
    ("正午", "Noon"), ("傍晚", "Evening"), ("夜里", "Night"), ("雨天", "A day of rain"),
    ("雪天", "A day of snow"), ("集日", "Market day"), ("周末", "The weekend"),
)  # fmt: skip
"""A title is a season, a thing and where it is; the slug is made of the English."""

TOWNS: tuple[Pair, ...] = (
    ("青石", "Qingshi"), ("柳湾", "Liuwan"), ("白马坪", "Baimaping"), ("上水", "Shangshui"),
    ("松岭", "Songling"), ("红土", "Hongtu"), ("双桥", "Shuangqiao"), ("云脚", "Yunjiao"),
    ("梨花沟", "Lihuagou"), ("东坪", "Dongping"), ("石门", "Shimen"), ("长坡", "Changpo"), ("三河", "Sanhe"),
    ("竹溪", "Zhuxi"), ("北塘", "Beitang"), ("大坝", "Daba"),
)  # fmt: skip
"""Invented places: `示例` and `Sample` stand before each name of a school."""

NOTES: tuple[Pair, ...] = (
    ("数字出自学校自己的登记，没有别人核对过。", "The figures are the school’s own; nobody else has checked them."),
    ("一元约合零点一二英镑。", "One yuan was then worth about twelve pence."),
    ("一里是半公里。", "Half a kilometre is one li, the measure that people here use."),
    ("这条规矩后来改过两次。", "This rule was changed twice later on."),
)
