service "a" { context = }
