-- café
service "a" {}
