banmian.load("2025-07-1/columns",{"stamp":"708d39ce","pages":[["2025-07-10","01",7]],"lengths":["%0M(Hpe>{","#%&:TC","!FD-1[","**UCWy!9nSG/S*"],"shelves":"~#}~/sIWq1d>IWq#"});
