banmian.load("words/4",{"size":43,"keys":"","frequencies":"","folds":["䁻䃮䊷䋙䋚䋹䋻䍦䎱䙡䜀䝼","䀥鿎䌶䌺䌻䌿䌾䍠䎬䙌䜧䞍"]});
