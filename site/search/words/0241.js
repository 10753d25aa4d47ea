banmian.load("words/0241",{"keys":"","frequencies":"","folds":["",""]});
