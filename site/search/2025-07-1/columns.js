banmian.load("2025-07-1/columns",{"stamp":"d5aaddd1","pages":[["2025-07-10","01",7]],"lengths":["%0M(Hpe>{","#%&:TC","!FD-1[","**UCWy!9nSG/S*"],"places":"my","runs":"3","texts":"~#}~/sIWq1d>IWq#"});
