banmian.load("words/0001",{"keys":"","frequencies":"","folds":["",""]});
