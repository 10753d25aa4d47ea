banmian.load("words/0044",{"keys":"","frequencies":"","folds":["",""]});
