banmian.load("words/4e",{"size":30,"keys":"!一","frequencies":"217830","folds":["",""]});
