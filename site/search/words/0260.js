banmian.load("words/0260",{"keys":"","frequencies":"","folds":["狹狽猙","狭狈狰"]});
