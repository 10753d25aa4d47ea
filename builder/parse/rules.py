"""What a line says about itself: a table of evidence. The page decides (`decoder.py`).

Every rule carries an example as printed; a test proves that the rule claims it.
"""
# ruff: noqa: E501 (a pattern, a table of characters is read in one piece)

import re
from dataclasses import dataclass

from builder.model import Kind
from builder.parse.sight import HAN, sight


@dataclass(frozen=True, slots=True)
class Rule:
    """A form that a kind of line is printed in."""

    name: str
    kind: Kind
    pattern: re.Pattern[str]
    """Searched in the line as `sight` gives it."""
    example: str
    longest: int
    """Lines with more characters are not looked at; 0 = no limit."""


def rule(name: str, kind: Kind, pattern: str, example: str, longest: int = 60) -> Rule:
    return Rule(name, kind, re.compile(pattern), example, longest)


_H = f"[{HAN}]"
_NUM = "[0-9lO一二三四五六七八九十〇○零]"
NAME = rf"(?:{_H}(?: ?{_H}){{1,3}}|{_H}{{1,6}}(?:·{_H}{{1,8}}){{1,3}})"
NAMES = rf"{NAME}(?:[ 、，]+{NAME}){{0,9}}"
PAPERS = r"(?:日报|晚报|早报|晨报|时报|都市报|商报|青年报|周报|周末|导报|快报|参考|画报|军报|法制报|农民报|经济报|科技报|教育报|新闻报|工人报)"
SELF = rf"(?:本报|本刊|本台|新华社|中新社|中新网|人民网|央视网|[{HAN}]{{2,6}}(?:报|网|社|台|周刊))"
ROLE = r"(?:(?:特派|特约|驻[^，。 ]{1,8}|见习|实习|首席|通讯社)?记者|(?:特约)?通讯员|评论员|特约撰稿人?|实习生|编辑|摄影)"
CITY = rf"[{HAN}、·]{{0,16}}"
DAY = rf"(?:{_NUM}{{1,3}}月)?(?:{_NUM}{{1,3}}日)?"
WIRE = rf"据?(?:本报|新华社|中新社|中新网|中央社|塔斯社|路透社|法新社|美联社|{_H}{{2,6}}[报社网])"
PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|"
    "内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
_SECTION = (
    "要闻|综合|综合新闻|副刊|国际|评论|政治|经济|社会|文化|体育|生态|理论|特别报道|各地传真|广告|文化遗产|读者来信|党建|法治|视觉|"
    "时政|民生|财经|教育|科技|健康|军事|地方|专题|专版|时事|新闻|文艺|娱乐|都市|调查|深度|环球|声音|国内|本地|本地新闻|社区|人物|周末|"
    "旅游|汽车|房产|影像|读书|权益|工会|就业|能源|金融|产业|区域|天下|头版|关注|热线|农业|乡村"
)
SECTION = rf"(?:{_SECTION})(?:[·/|]?(?:{_SECTION}))?(?:新闻|周刊|版)?"
_DATE = rf"{_NUM}{{4}} ?[年.\-/] ?{_NUM}{{1,3}} ?[月.\-/] ?{_NUM}{{1,3}} ?[日目]?"
_PAGE = rf"(?:第 ?[A-Z]?{_NUM}{{1,3}} ?版|[A-Z]?[0-9lO]{{1,2}} ?版?)"
_PAPER = rf"《?(?:{_H}{{1,6}}{PAPERS}|{_H}{{1,5}}报)》?"
_FOLIO = rf"(?:{_DATE}|(?:星期|周|礼拜).|{_PAGE}|{SECTION}|{_PAPER})"
"""What a line at the head of a page is made of (报眉)."""

RULES = (
    # 报眉
    rule("date of the page", Kind.FURNITURE,
         rf"^(?:.{{0,12}}[ ，])?(?:公元)?[0-9lO一二三四五六七八九〇○零]{{4}} ?年 ?{_NUM}{{1,3}} ?月 ?{_NUM}{{1,3}} ?[日目]"
         rf"(?: ?[（]?(?:星期|周|礼拜).[）]?)?(?:[ ，]*(?:第? ?[A-Z]?{_NUM}{{1,3}} ?版|{SECTION}|农历.{{3,12}}|.{{0,3}}年.{{2,6}}|今日.{{1,5}}版|.{{2,6}}{PAPERS}))*$"
         rf"|^(?=.*{_DATE}){_FOLIO}(?:[ ，：·|/（）]+{_FOLIO})*[）]?(?: +(?:责任编辑|责编|编辑|主编)[ ：/].{{2,30}})?$",
         "2025年7月10日 星期四 第3版", 60),
    rule("page number", Kind.FURNITURE,
         rf"^(?:第 ?)?[A-Z]?{_NUM}{{1,3}} ?版(?:[ ：:·]*{SECTION})?$|^[A-Z]?[0-9lO]{{1,2}}[ ：]+{SECTION}$|^{SECTION}[ ：]+(?:第 ?)?[A-Z]?[0-9lO]{{1,2}} ?版?$"
         rf"|^[A-Z][0-9]{{1,2}}$|^— ?[0-9]{{1,2}} ?—$|^{SECTION}·[A-Z]?[0-9lO]{{1,2}}$|^{_PAPER}[ ·：]+(?:{SECTION}[ ·：]+)?{_PAGE}(?:[ ·：]+{SECTION})?$", "第A05版:要闻", 24),
    rule("section", Kind.FURNITURE, rf"^{SECTION}$", "综合新闻", 12),
    rule("newspaper's name", Kind.FURNITURE, rf"^{_H}(?: ?{_H}){{1,6}} ?(?:日 ?报|晚 ?报|早 ?报|晨 ?报|时 ?报|青 ?年 ?报|都 ?市 ?报|商 ?报|导 ?报|{PAPERS})$|^{_H}{{1,5}}报$|^{_H}(?: {_H}){{1,5}} 报$|^(?:{_H} ?){{2,4}}周 ?末$", "人民日报", 18),
    rule("page's editors", Kind.FURNITURE,
         rf"(?:^|[ 版])(?:责任?编辑?|编辑|主编|校对|美编|版式(?:设计)?|组版|审读|值班(?:编委|主任|总编)?|一读|二读|统筹|策划|视觉|监制|制图|设计|执行主编|本版(?:责编|编辑|主编|校对|美编|统筹|制图)) ?[：/|丨]|^(?:本版|一版|责任)?(?:责任编辑|责编|编辑|主编|校对|美编|版式)[ ]{_H}",
         "本版责编:康 岩 宋 宇 张智琪", 60),
    rule("page's address", Kind.FURNITURE,
         r"(?:邮箱|电子邮箱|E-?mail|信箱|电话|热线|网址|邮编|传真|地址|微信号?|QQ群?) ?[：:]? ?.*(?:@|www\.|https?|[0-9]{5,})|^(?:www\.|https?)", "本版邮箱:xinwen@example.cn", 60),
    rule("imprint", Kind.FURNITURE, r"国内统一(?:连续出版物|刊)|邮发代号|^第 ?[0-9]{2,6} ?(?:期|号)|今[日目].{1,5}版|^代号|CN ?[0-9]{2}-|国外代号|零售.{1,5}[元分]|出版$.{0}",
         "国内统一刊号CN11-0001 邮发代号1-1 今日八版", 60),
    # 署名
    rule("reporters' byline", Kind.BYLINE,
         rf"^[□■▲●◎◆◇★\[〔【（(]* ?(?:(?:{SELF}|{_H}{{2,6}})?{ROLE} ?[：:]? ?{NAMES}[ 、]*)+(?:文/?图|文并摄|摄影报道|报道|文)?[\]〕】）)]?$", "新华社记者 唐诗凝 周圆", 60),
    rule("marked byline", Kind.BYLINE, r"^[□■▲●◎◆◇]+ ?[^，。；？！]{2,30}$", "□ 晚报记者 王小丽", 34),
    rule("named role", Kind.BYLINE, rf"^(?:文/?图?|图/?文?|撰文|撰稿|作者|采写|整理|采访|执笔|口述|编译|翻译|译者|摄影|撰文/摄影)(?:[：:/丨|] ?| ){NAMES}.{{0,24}}$", "作者:林小满", 40),
    rule("office as byline", Kind.BYLINE, rf"^(?:本报|新华社|本刊|人民网|{_H}{{2,4}}报)(?:特约)?(?:评论员|编辑部|评论部|记者|通讯员|记者组|采访组|讯)$", "本报评论员", 14),
    rule("names alone", Kind.BYLINE, rf"^{_H} {_H}$|^(?:{_H}{{2,4}}|{_H} {_H})(?: (?:{_H}{{2,4}}|{_H} {_H})){{0,5}}$|^{_H}{{1,6}}(?:·{_H}{{1,8}}){{1,3}}$", "陈 立 欧阳小雨", 24),
    rule("name in brackets", Kind.BYLINE, rf"^（(?:记者|通讯员)? ?{NAMES}）$", "(范小俊)", 24),
    rule("place and name", Kind.BYLINE, rf"^（?{_H}{{2,12}}(?:省|市|县|区|镇|村|学|院|厂|社|部|局|公司|大学|教授|作家|研究员|主任|院长|所长|会长|书记|院士|读者|居民|市民|村民|教师|学生|战士|职工|工人|农民|干部|医生|律师)[ 　]+{NAME}）?$|^（?(?:{PROVINCES}){_H}{{0,10}}[ 　]+{NAME}）?$", "河北平泉市 李小永", 34),
    # 电头
    rule("closing dateline", Kind.BODY, rf"^[（〔【]?{WIRE}{CITY}{DAY}(?:专)?(?:电|讯)[）〕】]$", "(新华社北京7月9日电)", 34),
    rule("wire dateline", Kind.BODY, rf"^(?!.*[电讯][）〕】]$)[【〔（]?{WIRE}{CITY}{DAY}(?:专)?(?:电|讯)(?:$|[ （，：】〕）]|(?:据|记者|通讯员|{_H}))", "本报北京7月9日电(记者时小娜)国家统计局", 0),
    rule("home dateline", Kind.BODY, r"^[【〔（]?(?:本报|本刊|本台)(?:综合)?(?:专)?讯", "本报讯(记者王小鑫)我国", 0),
    rule("closing note", Kind.BODY, r"^（.*(?:作者|参与采写|采写|整理|综合|原题|摘编|供稿|记者.*报道|据.{2,12}[电讯报]|编者|译|相关报道|来源).*[）〕\]】]$", "(作者为某大学教授)", 120),
    rule("note of the editors", Kind.BODY, r"^—{1,2} ?编 ?者$|^编 ?者$|^— ?摘自.*$|^——摘自.*", "——编 者", 40),
    rule("speaker", Kind.BODY, rf"^(?:问|答|记者|主持人|编者|{_H}{{2,3}})(?:：|[ ]?:)(?!$)", "问:为什么要这样做?", 0),
    rule("list item", Kind.BODY, r"^(?:[（〔]?[0-9]{1,2}[）〕.、．]|[·●◆■★▲→]|第[一二三四五六七八九十百]+[条，])", "●全市新增绿道三十公里", 0),
    rule("stars", Kind.BODY, r"^[*＊※★☆—\-=~·_ ]{3,}$", "* * *", 20),
    rule("continued from another page", Kind.BODY, r"^[（〔【\[]?(?:上接|紧接|转自|接)(?:[A-Z]?第?[^，。]{1,5}版)[）〕】\]]?", "(上接第一版)的老厂房改造成了创业园。", 0),
    # 图片
    rule("photo credit", Kind.CREDIT,
         r"^[（〔(]?(?:以上|图片|本版|均|图[①-⑩一二三四五六0-9]|[①-⑩]|左图|右图|上图|下图|题图)?.{0,28}(?:摄|摄影|供图|提供|作|绘|制图|图/?.{0,4}|摄影报道|文/?图|文并摄|翻拍)(?:[（〔](?:[^（）]{2,12})[）〕])?[）〕)。]?$", "王 力摄(影像中国)", 40),
    rule("agency's photo", Kind.CREDIT, r"^[（(]?(?:新华社|中新社|本报|人民视觉|影像中国|视觉中国|CFP|资料)(?:记者|通讯员|特派记者)?.{0,16}(?:发|摄|图片|照片|资料图片|供图)(?: ?[（(].{2,20}[）)])?[）)]?$", "新华社发(孙小喆 摄)", 40),
    rule("stock photo", Kind.CREDIT, r"^(?:以上|本版)?(?:图片|照片)?(?:均)?(?:为)?(?:资料|本报|影像)(?:图片|照片|档案).{0,10}$|^(?:图|图片|漫画|插图|摄影|供图|制图|绘图|照片来源)(?:均由|由|为)?[：:/丨 ].{2,24}$", "图片均为资料照片", 34),
    rule("caption's opening", Kind.CAPTION, r"^(?:图为|图①|图②|图③|图④|图一|图二|图三|上图|下图|左图|右图|题图|图片|图片说明|照片|①|②|③|④|⑤|▲|△|▼|右上|左上|左下|右下|中图|小图|大图|[（(][上下左右]图[）)])", "图为游客在购物。", 0),
    rule("caption with its credit", Kind.CAPTION, r"[^。]{3}[。！？”）] ?[^。，]{0,18}(?:摄|供图|提供|资料图片|影像中国|新华社发|摄影报道)(?:（[^（）]{2,12}）)?(?:，AI[^，。]{2,10})?$",
         "演员在排练。新华社记者 朱小峥摄", 240),
    rule("figure's source", Kind.CAPTION, r"^(?:数据来源|制图|资料来源|图片来源|来源|制表)[：:]", "数据来源:国家统计局", 40),
    rule("places of people", Kind.CAPTION,
         r"^[^。]{2,40}（(?:[左右前中后]|[左右][一二三四五]|[前后]排[左右中][一二三四五]?|[左右]起[^（）]{0,8})）[^。]{2,60}。$", "林小满(左)在田间查看水稻。", 110),
    rule("day in a caption", Kind.CAPTION, rf"^(?:近日|日前|连日来|{_NUM}{{1,3}}月{_NUM}{{1,3}}日|{_NUM}{{1,3}}日)，[^。]{{6,70}}。$", "5月3日,孩子们在河堤上放风筝。", 80),
    rule("photo's words", Kind.CAPTION, r"^[^。]{4,60}(?:合影|留念|现场|外景|全景|剧照|海报|一角|资料图|效果图|示意图|截图|场景|景象|航拍|作品|书影)(?:（.{1,10}）)?。?$", "演员在录制节目的现场。", 70),
    # 提示框
    rule("box title", Kind.SIDEBAR,
         r"^[【〔■●◆▶▲]* ?(?:阅读提示|核心阅读|核心提示|内容提要|提要|导读|编者按语?|编者的话|开栏的话|开栏语|相关链接|新闻链接|链接|延伸阅读|相关阅读|背景链接|新闻背景|背景资料|背景|资料链接|知识链接|小知识|小贴士|小资料|名词解释|"
         r"人物小传|人物简介|人物名片|人物档案|作者简介|记者手记|采访手记|采访札记|记者观察|记者点评|专家点评|专家观点|点评|短评|数说|数据|数读|相关新闻|相关报道|新闻纵深|新闻延伸|事件回顾|事件回放|观点|声音|记者感言|温馨提示|提示|特别提示|释疑|解读|时间轴|大事记|新闻内存|新闻助读|内容简介|推荐理由|获奖感言|案例|法条链接|法律链接|名片|档案) ?[】〕：]?$", "阅读提示", 14),
    rule("box title run in", Kind.SIDEBAR, r"^[【〔]?(?:编者按|开栏的话|核心阅读|阅读提示|导读|内容提要|新闻链接|相关链接)[】〕]?[：: ]", "编者按:今起推出系列报道。", 0),
    # 栏目, 标题
    rule("column", Kind.LABEL, rf"^[『〔【\[「《〈].{{2,12}}[』〕】\]」》〉]$|^{_H}{{2,8}}(?:·{_H}{{2,8}})$|^{_H}{{1,6}}(?:聚焦|观察|手记|论坛|时评|专栏|纵横|视点|视线|快评|茶座|杂谈|随笔|之声|之窗|链接|访谈|对话|连线|速递|在线|热点|看台|广角|故事|一线|观点|解读|专访|调查|特稿|特写|通讯|侧记|札记|走笔|速写|寄语|论语|走基层)$", "人民时评", 20),
    rule("dash at the head", Kind.DECK, r"^—{1,2}[^—].{3,}[^。]$", "——访某大学教授林小满", 60),
    rule("dash at the end", Kind.KICKER, r"—{1,2}$", "小麦新品种获丰收——", 44),
    rule("speech verb at the end", Kind.KICKER, r"(?:强调|指出|表示|要求|提出|明确|致电|致信|批示|宣布|启动|印发|发布|公布|出台|通知|意见)(?:——|：)?$", "某某在座谈会上强调", 44),
    rule("date at the end", Kind.KICKER, rf"(?:{_NUM}{{1,3}}日起|期间|以来|之际|前夕|上半年|季度)[：:]?$", "明年1月1日起", 30),
    # 小标题
    rule("numbered head", Kind.SUBHEAD, r"^(?:[一二三四五六七八九十]{1,3}[、．.]|[（〔][一二三四五六七八九十]{1,3}[）〕]|第[一二三四五六七八九十]{1,3}[章节部编]).{0,32}$|^[（〔]?[一二三四五六七八九十0-9]{1,2}[）〕]?$", "一、对党的认识", 40),
    rule("quotation as head", Kind.SUBHEAD, r"^“[^”]{3,30}[^。？！，；：”]”$", "“奉献大于索取”", 36),
    # 转版
    rule("jump line", Kind.JUMP, r"^[（〔【\[]?(?:下转|上接|转自|接自|紧接|转|接)(?:[A-Z]?第?.{1,5}版|.{1,3}[、，].{1,3}版)[^。]{0,16}[）〕】\]]?$", "(下转第3版)", 30),
)
_NAMED = {each.name: each for each in RULES}


def claims(line: str) -> list[Rule]:
    """The rules whose form the line has; `line` as `sight` gives it."""
    length = len(line)
    return [each for each in RULES if (not each.longest or length <= each.longest) and each.pattern.search(line)]


def claims_printed(text: str) -> list[Rule]:
    """The same for a line as printed."""
    return claims(sight(text))


def named(name: str) -> Rule | None:
    """The rule of that name."""
    return _NAMED.get(name)
