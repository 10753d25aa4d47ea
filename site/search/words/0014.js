banmian.load("words/0014",{"keys":"!也 #好 #就是说 #门 $共和国","frequencies":"307851 2084 1430 234 14","folds":["",""]});
