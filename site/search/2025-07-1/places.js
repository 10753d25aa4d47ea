banmian.load("2025-07-1/places",{"stamp":"708d39ce","sizes":"!)oRwEM","places":"my","runs":"3"});
