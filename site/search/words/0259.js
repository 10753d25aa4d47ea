banmian.load("words/0259",{"keys":"","frequencies":"","folds":["牽犖犛犢犧狀","牵荦牦犊牺状"]});
