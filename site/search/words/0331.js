banmian.load("words/0331",{"keys":"","frequencies":"","folds":["葤葦葯葷蒐蒓蒔蒕","荮苇药荤搜莼莳蒀"]});
