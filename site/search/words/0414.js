banmian.load("words/0414",{"keys":"","frequencies":"","folds":["黌","黉"]});
