banmian.load("words/0390",{"keys":"","frequencies":"","folds":["",""]});
