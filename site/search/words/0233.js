banmian.load("words/0233",{"keys":"","frequencies":"","folds":["沒沖","没冲"]});
