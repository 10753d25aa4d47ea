banmian.load("words/0019",{"keys":"","frequencies":"","folds":["",""]});
