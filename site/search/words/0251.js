banmian.load("words/0251",{"keys":"","frequencies":"","folds":["災","灾"]});
