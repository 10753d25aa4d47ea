banmian.load("words/0391",{"keys":"!际 #会 $风云 #网路","frequencies":"1131 13  4","folds":["",""]});
