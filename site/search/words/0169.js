banmian.load("words/0169",{"keys":"","frequencies":"","folds":["",""]});
