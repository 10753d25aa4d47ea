banmian.load("words/0110",{"keys":"!奎 #因 #宁 $环基 #文区 #斯 $特 #特 #达","frequencies":"156 6 50   5 10 4 4","folds":["奐奧奩奪奬","奂奥奁夺奖"]});
