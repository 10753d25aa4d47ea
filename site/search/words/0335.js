banmian.load("words/0335",{"keys":"","frequencies":"","folds":["蛺蛻蜆蝕蝟蝦蝨","蛱蜕蚬蚀猬虾虱"]});
