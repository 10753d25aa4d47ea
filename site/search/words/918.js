banmian.load("words/918",{"size":38,"keys":"","frequencies":"","folds":["醃醖醜醞醟醣醫醬醱","腌酝丑酝蒏糖医酱酦"]});
