"""What newspapers print besides reports: their own words at a page's head and foot, notices, tables, stamps, boxes.

All of it is invented, put together at random from words of the trade, so that no name is learned by heart. A text is
written as a pattern: {place} stands for one of the words of `WORDS`, which may hold patterns themselves, {2-30} for a
number.
"""
# ruff: noqa: E501 (a list of words, a pattern is read in one piece)

import random
import re

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢"
GIVEN = "小晓明文华建国伟芳敏静丽强磊军洋勇艳杰娟涛超秀霞平刚桂英玉兰红梅志海峰雪晨阳宇航思远嘉琪若水清源安然子涵"

WORDS = {
    "place": "江南 滨海 北山 新城 中原 湖滨 东江 西岭 南浦 青溪 云川 河湾 平原 沙河 芦溪 岭东 海港 星洲 濠江 鹭江 长河 古城 "
    "松江 安平 宁远 清河 白塔 石桥 红旗 金沙 银川 永安 复州 临川 桐溪 华北 华南 东南 西北 太行 长江 珠江 黄河 塞上 天山 闽东",
    "paper": "{place}日报 {place}日报 {place}日报 {place}晚报 {place}晚报 {place}早报 {place}晨报 {place}时报 {place}商报 "
    "{place}都市报 {place}青年报 {place}周报 {place}工人报 {place}农民报 {place}法制报 {place}教育报 {place}导报 {place}报",
    "latin": "BINHAI·DAILY XINCHENG·WANBAO JIANGNAN·RIBAO ZHONGHUA·XINBAO CITY·MORNING·POST",
    "field": "体坛 环球 法治 视觉 文化 读者 健康 财富 教育 旅游 民生 乡土 生活 时代 都市 经济 产经 国际 社会 家庭 青春 校园 "
    "科学 读书 戏剧 影视 艺术 军营 农村 工会 股市 楼市 汽车 美食 女性 老年 少年 图片 影像 新闻 热点 百姓 街巷 基层 港澳 两岸 "
    "海外 生态 历史 人物",
    "room": "风云 视野 天地 周末 周刊 之声 在线 广场 园地 纵横 观察 大观 长廊 茶座 关注 视点 论坛 世界 空间 驿站 专刊 专版 特刊 "
    "快递 前沿 透视 之窗 万象 新知 沙龙 人家 现场 速递 聚焦 追踪 调查 故事 档案 手记 记忆 絮语 脉搏 来信 信箱 热线 新闻 综合 "
    "要闻 深度 报道",
    "section": "{field}{room}",
    "stamp": "{field}{room} {field}{room} {place}{room} {short} {short} {field}{column} {field}{column} {column}",
    "short": "师说 来论 和音 钟声 诗苑 书话 杂谈 随笔 短评 快评 漫话 街谈 夜读 茶余 心语 看点 特写 速写 简讯 影评 乐评 棋牌 "
    "域外 人间 闲话 七日谈",
    "column": "信箱 问答 门诊 急诊室 短波 连载 文讯 点播台 幽默 一刻 常识 文摘 史话 掌故 课堂 讲座 快讯 短讯 茶馆 窗口 桥 台 短笛 拾零 "
    "百科 顾问 指南 行情 市场 见闻 书架 书讯 小史 之友 谈薮 走廊 一角 来鸿 剪影 漫笔 札记 小品 笔谈 新事 一得 门径 之家 花絮 摘编 传真 "
    "好人好事 图片新闻 长篇连载 温馨提醒 今日谈 你知道吗 来稿摘登 开心一刻 老地名 点将台 生意经 大家谈 回音壁 五味瓶",
    "genre": "（小说） （小小说） （散文） （快板） （通讯） （报告文学） （故事） （杂文） （连载之{2-40}） （{2-60}） （续） （上） （下）",
    "topic": "今日起 明起 下周起 {1-12}月{1-28}日起 昨日凌晨 {place}市 {place}县 {street} {place}大学 {place}一中 {place}医院 {place}法院 "
    "甲级联赛第{2-30}轮 全国{sport}联赛 {sport}世界杯 {sport}锦标赛 女子{sport} 男子{sport} {sport} {place}河畔 {place}组屋 {field}{room}之{1-9} {place}市{office}： 市{office}： 专家：",
    "speaker": "外交部 国防部 商务部 教育部 农业农村部 国台办 国家统计局 卫生部 中国气象局 市教育局 市气象台 市交警支队 省水利厅 县防汛办 {place}市{office} "
    "{place}市政府 {place}大学教授 {place}医院专家 专家 律师 医生 气象专家 法官 记者手记 联合国 世卫组织 世界银行 {capital}消息 {who}",
    "sport": "乒乓球 羽毛球 篮球 排球 足球 游泳 田径 举重 体操 射击 围棋 象棋 自行车 赛艇",
    "from": "{place}{work} {place}{work} {place}{work}{trade} {place}市{work} 市{work}{trade} 县{work} {place}区 {place}市 {place}县{place}乡 （{place}） "
    "{place}{trade} {street}居民 {place}镇{street}",
    "work": "纺织厂 机械厂 造船厂 化肥厂 印刷厂 医院 中学 小学 师专 大学 车队 粮站 公社 文化馆 供销社 气象站 税务局 公路段 工务段 车务段 煤矿 油田 "
    "林场 农场 电厂 水泥厂 百货商店 信用社 建筑公司 运输公司 农科所 植保站 法院 律师事务所 某部 某连 广播站 图书馆",
    "trade": "工人 职工 教师 护士 医师 医生 技术员 会计 司机 营业员 战士 农民 学生 读者 律师 研究员 主任 站长",
    "abroad": "【{agency}{capital}{date}电】 【{agency}{capital}{date}电】 【{land}《{gazette}》{date}{piece}】 【{land}《{gazette}》{date}{piece}】 【本报{date}综合报道】",
    "agency": "路透社 法新社 美联社 共同社 塔斯社 埃菲社 合众社 德新社 俄新社",
    "capital": "巴黎 伦敦 华盛顿 东京 莫斯科 柏林 罗马 马德里 首尔 开罗 新德里 堪培拉",
    "land": "英国 法国 美国 日本 德国 俄罗斯 新加坡 西班牙 韩国 埃及",
    "gazette": "{field}时报 {field}日报 每日{field}报 卫士报 经济时报 联合时报 {field}观察 邮报",
    "piece": "报道 文章 社论 评论 一期文章",
    "box": "{asks}{says} {asks}{says} {asks}{says} {plain·box}",
    "plain box": "提醒 数字 数据 背景材料 新闻人物 新闻缘起 成绩 成绩表 名单 时间表 价目 小常识 小知识 花絮 备忘 相关规定 小档案 {field}档案 {field}小档案 {field}数字",
    "asks": "记者 专家 律师 法官 医生 编辑 市民 网友 企业 人物 案件 政策 新闻 气象 交警 防暑 用药 购房 出行 数据 书讯 对话 读者 "
    "调查 名词 事件",
    "says": "手记 追踪 点评 说法 提醒 观点 声音 档案 名片 小贴士 链接 资料 解读 背景 提示 简介 连线 答疑 回应 建议 感言 嘉宾 "
    "问卷 回顾 数读 词典",
    "street": "人民路 解放路 中山路 团结路 建设大街 光明路 文化街 新华路 青石巷 和平里 滨江大道 车站街",
    "week": "星期一 星期二 星期三 星期四 星期五 星期六 星期日",
    "number": "{1-24} {1-24} {01-24} A{1-24} A{01-24} B{1-16} T{01-12}",
    "lunar": "农历己亥年四月十八 农历庚寅年正月十九 农历甲子年腊月初三 夏历丁酉年五月初五 农历八月十六 农历三月初一 乙巳年九月廿九",
    "phone": "0{10-999}-{1000000-9999999} {1000000-99999999}",
    "people": "{who} {who} {who}{gap}{who} {who}{gap}{who}{gap}{who}",
    "job": "责任编辑 责编 编辑 美编 校对 版式 版面设计 视觉 组版 策划 本版策划 统筹 执行 图编 值班编委 值班编辑 主编 设计 制图 "
    "审读 检校 值班主任",
    "jobs": "{job}{colon}{people} {job}{colon}{people}{gap}{job}{colon}{people} "
    "{job}{colon}{people}{gap}{job}{colon}{who}{gap}{job}{colon}{who}{gap}{job}{colon}{who}",
    "imprint": "{imprint·part} {imprint·part}{gap}{imprint·part} {imprint·part}{gap}{imprint·part}{gap}{imprint·part}",
    "imprint part": "社址：{place}市{street}{1-300}号 地址：{place}县{street}{1-99}号 本报社址：{place}{street}{1-99}号 电话：{phone} "
    "新闻热线：{phone} 广告热线：{phone} 发行热线：{phone} 邮编：{100000-900000} 印刷：{paper}印刷厂 承印：{place}印务公司 "
    "印刷者：本报印刷厂 社长：{who} 总编辑：{who} 督印人：{who} 零售每份0.50元 零售价1.50元 每份二分 零售每份八百元 "
    "国内统一刊号CN{11-65}-00{10-99} 广告许可证：{place}工商广字{1-99}号 投稿邮箱：{letter}xw@163.com 邮箱：{letter}ban@news.example",
    "letter": "a b h k m n x z",
    "sky": "晴 多云 阴 晴到多云 多云转阴 阴有小雨 雷阵雨 小雪 晴间多云 大雾",
    "wind": "偏南风{1-3}到{4-6}级 北风{2-4}、{5-6}级 东北风{3-5}级 微风",
    "warm": "最高气温{9-38}℃ 最低气温{1-20}度 最高温度{9-38}度",
    "clock": "{8-21}：{30-59} {8-21}:{10-59} {8-21}∶{10-59}",
    "good": "小麦 玉米 大豆 白菜 萝卜 土豆 猪肉 牛肉 鲤鱼 鸡蛋 苹果 西红柿 黄瓜 豆角 水稻 棉花 花生 煤炭 水泥 螺纹钢 汽油 柴油",
    "money": "{1-90}元 {1-9}角五分 {1-90}.{1-9}元 每公斤{1-20}元 每斤{1-9}.{1-9}元",
    "team": "{place}蓝鲸 {place}雄鹰 {place}电力 {place}铁流 {place}猛虎 {place}海燕 {place}雪豹 {place}远洋 {place}星火 {place}长风",
    "versus": "∶ ： : 比 -",
    "event": "女子百米 男子百米 女子五百米 男子跳高 少年铅球 一百米蛙泳 男子团体 女子团体",
    "film": "江边人家 龙门渡 雨季 大宅门 春风十里 老街 山那边 铁道兵 夜航船 第九号信箱 归来 晴空 少年行 河流的记性",
    "hall": "人民电影院 工人文化宫 市电视台一套 大光明影院 红旗剧场 市少年宫 中央一套 青年宫",
    "firm": "长风股份 南浦实业 西江化纤 天拓精密 东方电子 海兴贸易 北岭矿业 云川水泥 金沙乳业 青溪纺织",
    "stock": "{firm} {firm} 上证综指 深证成指 恒生指数 美元 日元 欧元 英镑 港币",
    "turn": "升 跌 涨 ↑ ↓",
    "thing": "身份证 工作证 铁路职工证 公章一枚 营业执照副本 驾驶证 黑色人造革提包一个 学生证",
    "office": "汽车站 百货商店 派出所 邮电局 供电局 县民政局 市人民政府 人民戏院 中学",
    "post": "仓务员 营业员 会计 司机 厨师 钳工 文员 保安 车工",
    "output": "铁路货运 公路货运 内河航运 发电量 原煤 生产指数 新订单指数 年末大牲畜存栏 粮食 甜菜 钢产量 入库税金",
    "unit": "万吨 亿元 万头 % 万千瓦时 万人次",
    "change": "增长 减少 比上月上升 为计划的百分之 增长百分之 下降百分之",
    "count of": "管护员人数 现有湖泊数 水质优良率 培训新农人 新增就业 发明专利 诚信人品 专业技能 价格合理 受访家庭",
}
"""Name → its alternatives, a space between; · in one stands for a space."""

OWN_WORDS = (
    "{section}|{number}",
    "{number}|{section}",
    "{section}|{day}|{week}|{number}",
    "{section}|{day}{gap}{week}",
    "{section}|{day}{gap}{week}|第{1-24}版",
    "{number}|{paper}",
    "{number}|{paper}{gap}{day}{gap}{week}",
    "{number}{gap}{section}",
    "{section}{gap}{number}",
    "{section} {2-8}—{9-12}",
    "{paper}{gap}{section}|{day}{gap}{week}",
    "{day}{gap}{week}{gap}{paper}",
    "{section}{gap}{day}{gap}{week}{gap}{jobs}",
    "《{paper}》|{jobs}",
    "{paper}|{day}|{week}",
    "{paper}|{latin}",
    "{paper}|中共{place}县委主办|{day}{gap}{week}",
    "{paper}|中共{place}省委主管主办|{day}{gap}{week}",
    "{day}{gap}{week}|{lunar}{gap}今日八版",
    "{lunar}",
    "今日一大张{gap}零售每份八百元",
    "今日12版{gap}第{1000-20000}号",
    "{jobs}",
    "{jobs}",
    "{jobs}|{section}|{number}|{day}",
    "{imprint}",
    "{imprint}",
    "{section}|{jobs}",
    "A{2-5}—A{6-9}|{day} {paper}|{jobs}",
    "来信请寄：本报群工部{gap}邮编 {100000-900000}",
    "{number}{gap}{day}{gap}{week}|{jobs}",
    "{paper}{gap}{day}{gap}{week}{gap}第{1-16}版{gap}{section}",
    "{paper}{gap}{day}{gap}{week}{gap}第{1-16}版{gap}{field}·{field}",
    "{paper}|{day}{gap}{week}{gap}第{1-16}版{gap}{field}·{field}",
    "第{1-16}版{gap}{section}",
    "{paper}|{day}{gap}{week}|第{1-16}版{gap}{section}",
    "{paper}|第{100-3000}期|{day}{gap}{week}|{place}市总工会主办|{imprint part}",
    "{day}—{date}{gap}第{10-900}期{gap}{number} {section}",
    "{paper}{gap}{day}{gap}第{10-900}期{gap}每周一出版",
    "{paper}|{day}{gap}{week}|{number}|{section}",
    "{paper}|{day}{gap}{week}|{section}",
    "●{1-16}●{gap}{section}",
)
"""Lines at a page's head or foot, | between them."""

RUNNING = ("{day} {week}", "{paper} {number}", "第{1-16}版", "{paper} {day}")
"""A line of the page's own that reading columns brings into the middle of a text."""

NOTICES = (
    ("今日天气 天气预报 本市天气 明日天气 气象台消息", (1, 1), "{sky}，{wind}，{warm}。明天{sky}，{wind}，{warm}。", ""),
    ("天气预报 未来三天天气 城市天气预报 天气", (3, 6), "{place}{gap}{sky}{gap}{1-12}℃～{13-36}℃", ""),
    ("今日天气 天气预报 天气", (2, 3), "{when}{colon}{sky}，{wind}，{warm}。", ""),
    ("彩票开奖 开奖公告 福利彩票开奖 昨日开奖 体彩开奖信息 彩市快讯", (2, 4), "{draw}", "本期投注总额{100-900}万元，特等奖空缺。"),
    ("本周集市价格 市场价格 农贸市场行情 今日菜价 昨日物价 粮油行情", (3, 8), "{good}{gap}{money}", "（{place}农贸市场提供）"),
    ("昨日沪深股市行情 股市收盘 今日汇市 外汇牌价 沪深综述", (3, 6), "{stock}{gap}收盘{1-3000}.{10-99}{gap}{turn}{0-5}.{10-99}", ""),
    ("昨日赛果 甲级联赛第{2-30}轮赛果 比赛成绩", (3, 6), "{team}{gap}{0-5}{versus}{0-5}{gap}{team}", ""),
    ("比赛成绩 全市中学生田径赛成绩", (3, 6), "{event}{gap}①{place}{gap}②{place}{gap}③{place}", ""),
    ("今日赛事 本周赛事预告 赛程", (3, 6), "{date}{gap}{clock}{gap}{team}—{team}", ""),
    ("积分榜 联赛积分榜", (4, 8), "{1-16}{gap}{team}{gap}{1-20}胜{0-9}平{0-9}负{gap}积{9-70}分", ""),
    ("今日影视 电视节目 影讯 电影广告 今晚荧屏 演出预告", (2, 5), "{hall}{gap}《{film}》{gap}{clock}{gap}{clock}", ""),
    ("今日影视 电视节目 今日电视", (2, 5), "{hall}{gap}{clock}{gap}《{film}》", ""),
    ("遗失声明 声明 遗失", (1, 3), "{who}遗失{thing}，编号{10000-9999999}，声明作废。", ""),
    ("招领启事 寻物启事 失物招领", (1, 1), "我站于{date}拾到{thing}，请失主持单位证明前来认领。", "{place}{office}"),
    ("停电通知 停水通知", (1, 1), "因检修，定于{date}{clock}至{clock}停供{street}1号至{9-99}号、{place}小区、市第{2-20}中学。", "{place}{office}"),
    ("更正 致歉", (1, 1), "本报{date}第{1-8}版《{film}》一文中，“{street}”应为“{street}”，特此更正，并向读者致歉。", ""),
    ("招聘启事 招工启事 急聘", (2, 4), "{post}{1-9}名（男女不限，有经验者优先）", "有意者请电{1000000-9999999}{who}洽。"),
    ("启事 营业启事 敬告观众", (1, 1), "本院因修理锅炉，自本月{2-28}日起停演三天，已售出之戏票，届时一律有效，特此敬告。", ""),
    ("公示 公·示 公告", (1, 3), "{place}镇：{who}{gap}{who}{gap}{who}", "{place}{office}"),
    ("公告 公·告 通告 通知", (1, 1), "{place}铁路桥定于{date}起大修，过往车辆请绕行{street}。", "{place}{office}"),
    ("征稿启事 敬告读者 稿约", (1, 1), "本刊自下月起开设“{section}”专栏，欢迎来稿，稿件请寄本报{street}{1-99}号。", ""),
    ("鸣谢", (1, 1), "{who}先生慨捐本校图书{9-99}册，谨此致谢。", "{place}中学"),
    ("一组数字 数字新闻 昨日全省邮电、运输简况 统计简报 生产捷报", (3, 7), "{mark}{output}{colon}{9-99}{unit}{gap}{change}{2-60}", ""),
    ("制造业采购经理指数一览 工业生产进度", (3, 7), "{output}{gap}{9-99}{unit}{gap}{change}{2-60}", "数据来源：{place}统计局"),
    ("本周市场行情 集市成交价 今日菜价", (3, 8), "{good}{gap}{money}{gap}{turn}{0-9}%", "", "品种{gap}价格{gap}涨跌"),
    ("昨日外汇牌价 金银行情", (3, 6), "{stock}{gap}{100-900}.{10-99}{gap}{100-900}.{10-99}", "", "币种{gap}买入{gap}卖出"),
    ("售屋 出租 招租 转让 旺铺转让 吉屋出租 请人 分类广告", (1, 3), "{street}{gap}{1-6}楼{gap}{1-4}房{1-2}厅{gap}{40-120}平方米{gap}电{phone}", ""),
    ("讣告 哀启 讣闻 谢启", (1, 1), "先父{who}先生于{date}逝世，享年{60-95}岁，定于{date}在{place}殡仪馆举行告别仪式，谨此敬告诸亲友。", "孝男{gap}{who}{gap}{who}"),
    ("导读 今日导读 要目 本期要目 今日要目", (3, 6), "{story}{gap}第{2-16}版", ""),
    ("{hall} 今日献映 {place}戏院", (2, 4), "《{film}》{gap}{clock}{gap}{clock}", "前座七毫{gap}后座一元二"),
    ("一句话新闻 简明新闻 各地简讯 市井短波", (3, 6), "{mark}{story}。", ""),
    ("声明 启事 敬告", (1, 1), "本报从未委托{who}在{place}一带征订、拉广告，凡冒用本报名义者，将追究其责任，特此声明。", "{paper}社"),
    ("讲座预告 展览消息 文化生活 {place}美术展 {place}旧海报展", (2, 4), "{detail}", ""),
)  # fmt: skip
"""(title, how many lines, line, perhaps a last line, a row of names above)."""

WORDS |= {
    "story": "{place}{office}今日起迁往{street} {place}{good}价格比上周回落{2-9}% {team}主场告负 {place}大桥昨日合龙 {place}县春播进度快于去年 "
    "{street}新设便民早餐点{2-9}处 {place}市{sport}少年队夺冠 {place}铁路桥下月大修 {place}一中迎来{50-120}周年校庆 {place}博物馆新展开幕",
    "when": "今天白天 今天夜间 明天 今日 明日 后天 昨晚",
    "draw": "特等奖号码：{balls} 一等奖号码：{balls} 二等奖号码：{balls} 中奖号码：{balls} 双色球第{2003-2026}{100-150}期：{balls} "
    "福彩3D第{2003-2026}{100-350}期：{0-9}·{0-9}·{0-9}",
    "balls": "{01-33}·{01-33}·{01-33}·{01-33}·{01-33} {0-9}·{0-9}·{0-9}·{0-9} {01-33}、{01-33}、{01-33}、{01-33}",
    "detail": "日期：即日起至{date} 时间：上午{8-11}时至晚上{5-9}时 地点：{place}艺术中心二楼 地点：{place}图书馆 收费：免费 票价：二十元 主讲：{who}",
}
FIGURES = ("{2-9000}{unit}{gap}{place}{count of}", "{count of}{gap}{2-9000}{unit}")
"""A line of figures as it stands in a box: 213万人次 芦溪培训新农人."""

_SLOT = re.compile(r"\{([^{}]+)\}")
_DIGITS = "〇一二三四五六七八九"


def chinese(number: int) -> str:
    """A number below a hundred in Chinese numerals."""
    if number < 10:
        return _DIGITS[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def invented_name(rng: random.Random) -> str:
    return rng.choice(SURNAMES) + "".join(rng.choice(GIVEN) for _ in range(rng.choice((1, 2, 2))))


def date(rng: random.Random, old: bool = False) -> str:
    """A day of the year; `old`: in Chinese numerals."""
    month, number = rng.randint(1, 12), rng.randint(1, 28)
    return f"{chinese(month)}月{chinese(number)}日" if old else f"{month}月{number}日"


def day(rng: random.Random, old: bool = False) -> str:
    """A day with its year, as a page's head prints it."""
    if old:
        year = "".join(_DIGITS[int(digit)] if digit != "0" else "○" for digit in str(rng.randint(1949, 1989)))
        return f"{year}年{date(rng, old)}"
    year, month, number = rng.randint(1994, 2026), rng.randint(1, 12), rng.randint(1, 28)
    return rng.choice((f"{year}年{month}月{number}日",) * 3 + (f"{year}年{month:02}月{number:02}日", f"{year}.{month}.{number}"))


class Voice:
    """One text's way of writing: its spaces, colons and numerals are the same throughout."""

    def __init__(self, rng: random.Random, old: bool = False):
        self.rng, self.old = rng, old
        self.same = {
            "gap": rng.choice((" ", "　", "  ")),
            "colon": rng.choice(("：", ":", " ", "/", " / ", "／")),
            "mark": rng.choice(("△ ", "▲", "●", "■ ", "", "◆")),
        }

    def say(self, pattern: str) -> str:
        """The pattern with a word at random for each of its slots."""
        return _SLOT.sub(lambda slot: self._word(slot[1]), pattern)

    def one_of(self, words: str) -> str:
        """One of the alternatives of an entry of `WORDS`."""
        return self.say(self.rng.choice(words.split(" ")).replace("·", " ") if " " in words else words)

    def _word(self, name: str) -> str:
        if name in self.same:
            return self.same[name]
        if name in ("who", "day", "date"):
            return invented_name(self.rng) if name == "who" else (day if name == "day" else date)(self.rng, self.old)
        if found := re.fullmatch(r"(\d+)-(\d+)", name):
            value = self.rng.randint(int(found[1]), int(found[2]))
            zeros = len(found[1]) if found[1].startswith("0") and found[1] != "0" else 1
            return chinese(value) if self.old and value < 100 else str(value).zfill(zeros)
        return self.one_of(WORDS[name])


def word(rng: random.Random, name: str) -> str:
    """One of the words of that name: "stamp", "box", "section" …"""
    return Voice(rng).say("{" + name + "}")


def own_words(rng: random.Random, old: bool = False) -> list[str]:
    """Lines at the head or foot of a page, in any order and company."""
    voice = Voice(rng, old)
    patterns = rng.sample(OWN_WORDS, rng.choice((1, 1, 2, 2, 3)))
    lines = [line for pattern in patterns for line in voice.say(pattern).split("|")]
    return [line for line in dict.fromkeys(lines) if not re.search(f"[ABT][{_DIGITS}十]", line)]


def running_line(rng: random.Random, old: bool = False) -> str:
    """A line of the page's own for the middle of a text."""
    return Voice(rng, old).say(rng.choice(RUNNING))


def notice(rng: random.Random, old: bool = False) -> tuple[str, list[str]]:
    """(title, paragraphs) of a notice, an announcement or a table, as papers fill columns with."""
    voice = Voice(rng, old)
    titles, (least, most), line, last, *first = rng.choice(NOTICES)
    lines = [voice.say(each) for each in first if rng.random() < 0.7]
    lines += [voice.say(line) for _ in range(rng.randint(least, most))]
    if last and rng.random() < 0.6:
        lines.append(voice.say(last))
        if line.endswith("。") and rng.random() < 0.4:
            lines.append(day(rng, old))
    return voice.one_of(titles), lines


def figures(rng: random.Random) -> list[str]:
    """Lines of figures as they stand in a box."""
    voice, pattern = Voice(rng), rng.choice(FIGURES)
    return [voice.say(pattern) for _ in range(rng.randint(2, 4))]
