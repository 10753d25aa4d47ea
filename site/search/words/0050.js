banmian.load("words/0050",{"keys":"","frequencies":"","folds":["冊冑","册胄"]});
