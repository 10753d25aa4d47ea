banmian.load("words/4e",{"size":30,"keys":"!一","frequencies":"!!5cmq","folds":["",""]});
