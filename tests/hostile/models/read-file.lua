local file = io.open("/etc/passwd")
error(file:read("a"))
