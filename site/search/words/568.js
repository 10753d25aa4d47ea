banmian.load("words/568",{"size":38,"keys":"","frequencies":"","folds":["嚀嚇嚌嚐嚕嚙嚥嚦嚨嚮嚲嚳嚴嚶","咛吓哜尝噜啮咽呖咙向亸喾严嘤"]});
