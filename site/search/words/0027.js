banmian.load("words/0027",{"keys":"","frequencies":"","folds":["",""]});
