banmian.load("words/48",{"size":42,"keys":"","frequencies":"","folds":["䥇䥑䥱䦛䦟䯀","䦂鿏䥾䦶䦷䯅"]});
