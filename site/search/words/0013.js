banmian.load("words/0013",{"keys":"!乏 #力 #味 #善 #指 #术 #汽 #煤 #色 #话 #货","frequencies":"409 269 141   17     ","folds":["",""]});
