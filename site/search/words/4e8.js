banmian.load("words/4e8",{"size":35,"keys":"!了#不得$起$长进#了#事#得#断#案#此一生#然$于心#结#解","frequencies":"!!&gLe*!$<LPZwtVNq*b!w9QddC","folds":["亂","乱"]});
