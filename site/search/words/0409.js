banmian.load("words/0409",{"keys":"","frequencies":"","folds":["髮鬆鬍鬚鬢鬥鬧鬨鬩鬮鬱鬹魎","发松胡须鬓斗闹哄阋阄郁鬶魉"]});
