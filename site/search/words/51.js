banmian.load("words/51",{"size":38,"keys":"","frequencies":"","folds":["儀儁儂億儈儉儎儐儔儕儘償優儲儷儸儺儻儼","仪俊侬亿侩俭傤傧俦侪尽偿优储俪㑩傩傥俨"]});
