banmian.load("2025-07-1/places",{"stamp":"d5aaddd1","sizes":"!)oRwEM"});
