banmian.load("words/0350",{"keys":"","frequencies":"","folds":["",""]});
