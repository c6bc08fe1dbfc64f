local text = ("a"):rep(40000)
return text:find((".-"):rep(12) .. "b")
