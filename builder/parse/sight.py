"""What the parser looks at: a line's text, folded one to one, so that width and variants do not matter.

Only for looking: the text that goes into articles is the printed one.
"""
# ruff: noqa: E501 (a pattern, a table of characters is read in one piece)

import re

HAN = "\u3400-\u4dbf\u4e00-\u9fff〇○"
_PAIRS = (  # traditional → simplified, the usual ones of newspaper formulas and text
    "記记訊讯電电攝摄華华報报員员圖图為为爲为說说問问編编責责轉转續续專专欄栏國国與与來来會会這这個个們们時时對对開开發发後后兩两萬万億亿"
    "學学實实現现將将從从經经長长關关點点業业產产動动體体農农黨党義义軍军戰战勞劳總总選选參参區区縣县鎮镇鄉乡號号廠厂鐵铁線线導导領领議议"
    "論论書书陳陈張张劉刘趙赵孫孙馬马吳吴楊杨鄭郑許许鄧邓葉叶蘇苏盧卢錢钱陸陆鄒邹龍龙顧顾賈贾韓韩馮冯聞闻陽阳東东風风雲云飛飞歲岁當当還还過过"
    "種种權权機机樣样應应該该認认識识團团結结織织級级紀纪約约組组給给統统綜综緊紧維维緣缘縮缩織织總总績绩繼继課课請请讓让變变質质貿贸費费資资"
    "貧贫購购買买賣卖車车輪轮辦办農农運运達达進进遠远連连適适還还邊边鋼钢錄录鐘钟鏡镜陣阵際际隊队階阶陸陆隨随險险難难靈灵響响頁页項项順顺須须"
    "預预頭头題题額额類类顯显願愿風风飯饭館馆騎骑驗验魚鱼鳥鸟麥麦黃黄齊齐齡龄傳传傷伤價价優优儲储兒儿內内冊册凍冻劃划劇剧勝胜勢势協协單单嚴严"
    "園园圍围壓压報报場场塊块壯壮處处備备複复夠够獎奖婦妇孫孙寧宁寫写實实對对屆届層层島岛嶺岭師师幣币廣广張张強强彈弹歸归徑径復复懷怀態态慶庆"
    "憂忧戲戏戶户揮挥損损擁拥擇择擊击據据擴扩數数斷断於于無无暫暂條条極极構构標标檢检歡欢歷历殘残氣气決决況况減减測测準准溫温滿满漢汉潔洁濟济"
    "營营爾尔獨独環环畫画異异監监盡尽盤盘稅税穩稳積积競竞筆笔節节範范簡简糧粮紅红純纯細细終终絕绝絲丝經经網网緒绪練练縱纵羅罗聯联職职聽听肅肃"
    "腦脑臨临舉举舊旧藝艺藥药蘭兰術术衛卫裝装裡里製制觀观視视覺觉計计訓训設设訪访診诊評评詞词試试詩诗話话誌志語语調调談谈諸诸謝谢證证護护讀读"
    "豐丰負负財财貢贡責责貨货賓宾賴赖贊赞趕赶躍跃軌轨軟软較较載载輕轻輸输轄辖農农遊游遲迟遼辽郵邮鄰邻醫医釋释針针銀银錯错鍵键鎖锁鍛锻門门閉闭"
    "間间閣阁陰阴雙双雜杂離离靜静韻韵頂顶頻频顆颗養养餘余駐驻驕骄髮发鬥斗鬧闹魯鲁鮮鲜鹽盐麗丽龐庞龜龟囘回衆众"
)
_FOLD = {ord(_PAIRS[i]): _PAIRS[i + 1] for i in range(0, len(_PAIRS), 2)}
_FOLD |= {0xFF01 + i: 0x21 + i for i in range(94)}  # full-width forms → ASCII …
_FOLD |= {ord(half): full for half, full in zip(",:;?!()[]", "，：；？！（）〔〕", strict=True)}  # … but punctuation is full
_FOLD |= {ord(form): full for form, full in zip("，：；？！（）［］", "，：；？！（）〔〕", strict=True)}
_FOLD |= {ord(mark): "—" for mark in "–―─"} | {ord(mark): "·" for mark in "•‧・"} | {0x3000: " ", 0xA0: " ", 0x2002: " "}
_FOLD |= {ord(mark): '"' for mark in "〝〞„＂"}
_FULL_STOP = re.compile(rf"(?<=[{HAN}”）])\s*[.．](?=$|[{HAN}”\"])")
_OPENS = set(' （《“‘：，。；—、！？〔【') | {""}


def sight(text: str) -> str:
    """The line as the parser looks at it: no white space at its ends, one width, simplified, quotes turned."""
    seen = text.translate(_FOLD).strip()
    if "." in seen:
        seen = _FULL_STOP.sub("。", seen)
    return _turned(seen) if '"' in seen else seen


def _turned(text: str) -> str:
    """Straight quotes as opening and closing ones, by what stands before them."""
    turned, open_quotes = [], 0
    for char in text:
        if char == '"':
            before = turned[-1] if turned else ""
            char = "“" if open_quotes <= 0 and (before in _OPENS or len(turned) < 40) else "”"
        open_quotes += (char == "“") - (char == "”")
        turned.append(char)
    return "".join(turned)
