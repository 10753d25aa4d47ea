banmian.load("words/0311",{"keys":"!耀 #华 $力路 #县 #州区 #星 #目","frequencies":"403 15 2 32  10 20","folds":["翽","翙"]});
