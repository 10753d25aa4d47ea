banmian.load("words/0224",{"keys":"","frequencies":"","folds":["歲歷歸歿殘","岁历归殁残"]});
