banmian.load("words/8fe",{"size":37,"keys":"!迭#代$法#出#创新高#床架屋#放#有发现#次#片结构#起#连#部$县","frequencies":"#<R*hQ<-d%qUS","folds":["迴","回"]});
