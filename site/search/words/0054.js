banmian.load("words/0054",{"keys":"","frequencies":"","folds":["",""]});
