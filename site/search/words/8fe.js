banmian.load("words/8fe",{"size":37,"keys":"!迭 #代 $法 #出 #创新高 #床架屋 #放 #有发现 #次 #片结构 #起 #连 #部 $县","frequencies":"463 44 11 42 14      58  5 4","folds":["迴","回"]});
