banmian.load("words/0412",{"keys":"","frequencies":"","folds":["鹵鹹鹺鹼鹽","卤咸鹾碱盐"]});
