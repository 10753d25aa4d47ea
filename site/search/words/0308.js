banmian.load("words/0308",{"keys":"","frequencies":"","folds":["",""]});
