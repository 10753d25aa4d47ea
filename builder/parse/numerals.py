"""Numbers as newspapers print them: digits, Chinese numerals, a year digit by digit."""

import re

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0}


def number(text: str) -> int:
    """A number below 200 in digits or Chinese numerals, or a year's digits; 0 where it is none (十版, 二十x)."""
    if text.isdigit() and text.isascii():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if found := _COUNTED.fullmatch(text):
        hundred, tens, ones = (group or "" for group in found.groups())
        return 100 * bool(hundred) + 10 * (_DIGITS.get(tens[0], 1) if tens else 0) + _DIGITS.get(ones, 0)
    value = 0
    for char in text:
        if char not in _DIGITS:
            return 0
        value = value * 10 + _DIGITS[char]
    return value


def page_number(printed: str) -> str:
    """A page as its folder is called: A5 → a05, GA12 → ga12, 三 → 03; "" for none."""
    letters = re.match("[A-Z]*", printed)[0]
    value = number(printed[len(letters) :])
    return f"{letters.lower()}{value:02}" if value else ""


_COUNTED = re.compile("(一百零?)?([一二三四五六七八九]?十)?([一二三四五六七八九])?(?<=.)")
"""一百一十二, 二十三, 十."""
