banmian.load("words/91e",{"size":37,"keys":"","frequencies":"","folds":["釣釤釦釧釩釵釷釹釺釾","钓钐扣钏钒钗钍钕钎䥺"]});
