banmian.load("words/0415",{"keys":"","frequencies":"","folds":["點黨黲黴黶黷黽黿鼂鼉鼕鼴齊齋齎齏","点党黪霉黡黩黾鼋鼌鼍冬鼹齐斋赍齑"]});
