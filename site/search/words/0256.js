banmian.load("words/0256",{"keys":"","frequencies":"","folds":["營燦燬燭燴燶燻燼燾爍爐爛爭爲","营灿毁烛烩㶶熏烬焘烁炉烂争为"]});
