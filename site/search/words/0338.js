banmian.load("words/0338",{"keys":"","frequencies":"","folds":["袞","衮"]});
