error(load("return [[load]] .. [[ed]]")())
