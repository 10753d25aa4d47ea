banmian.load("words/5a",{"size":40,"keys":"!娜#娜#斯!娱#情","frequencies":"!3Q]9^9","folds":["娛婁婦婭媧媯媰媼媽嫋嫗嫵嫺嫻嫿","娱娄妇娅娲妫㛀媪妈袅妪妩娴娴婳"]});
