banmian.load("words/0219",{"keys":"!楠","frequencies":"271","folds":["棟棡棧棲棶椏椲楊楓楨業極","栋㭎栈栖梾桠㭏杨枫桢业极"]});
