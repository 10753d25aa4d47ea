banmian.load("words/4c",{"size":41,"keys":"","frequencies":"","folds":["䰾䱷䱽䲁䲘䴉","鲃䲣䲝鳚鳤鹮"]});
