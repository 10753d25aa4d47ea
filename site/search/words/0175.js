banmian.load("words/0175",{"keys":"","frequencies":"","folds":["挩挱","捝挲"]});
