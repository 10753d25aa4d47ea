banmian.load("words/0160",{"keys":"","frequencies":"","folds":["惻愛愜","恻爱惬"]});
