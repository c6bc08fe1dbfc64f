-- select: data/unowned-store
-- Where no store has an owner, each is a mistake of its own all the same.
context "ordering"
datastore "a-db" -- expect: data/unowned-store "nobody owns 'a-db', so nobody answers for its schema and backups; only service-a uses it"
for _, name in ipairs { "b", "c", "d", "e", "f" } do
  datastore(name .. "-db") -- expect: data/unowned-store "'b-db'", data/unowned-store "'c-db'", data/unowned-store "'d-db'", data/unowned-store "'e-db'", data/unowned-store "'f-db'"
end
for _, name in ipairs { "a", "b", "c", "d", "e", "f" } do
  service("service-" .. name) { context = "ordering", uses = { name .. "-db" } }
end
