banmian.load("words/4e2d",{"size":30,"keys":"!中","frequencies":"!!7sym","folds":["",""]});
