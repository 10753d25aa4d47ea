banmian.load("words/0051",{"keys":"","frequencies":"","folds":["冪","幂"]});
