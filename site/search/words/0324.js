banmian.load("words/0324",{"keys":"","frequencies":"","folds":["芻","刍"]});
