--- Writes a sequence of N messages between eight services in the language of each program that draws it, the same
--- content for the same N.
---
---   lua5.4 tests/bench/sequence.lua 1000 lunette|mscgen|plantuml > input

local SERVICES = 8

local count, language = tonumber(arg[1]), arg[2]

--- Every second message answers; no service speaks to itself.
local function message(index)
  local from = index * 5 % SERVICES + 1
  local to = (from + index * 3 % (SERVICES - 1)) % SERVICES + 1
  local is_call = index % 2 == 1
  return from, to, is_call, is_call and ("GET /items/%d"):format(index) or "200"
end

local languages = {
  lunette = {
    head = 'architecture "Bench" {}\ncontext "c" {}\n', foot = "} }\n",
    service = 'service "service-%d" { context = "c" }\n',
    between = 'scenario "long" { steps = {\n',
    call = '  "service-%d -> service-%d: %s",\n', reply = '  "service-%d --> service-%d: %s",\n',
  },
  mscgen = {
    head = "msc {\n", foot = "}\n", service = 's%d [label="service"],\n', between = "s0;\n",
    call = 's%d => s%d [label="%s"];\n', reply = 's%d >> s%d [label="%s"];\n',
  },
  plantuml = {
    head = "@startuml\n", foot = "@enduml\n", service = "participant s%d\n", between = "",
    call = "s%d -> s%d : %s\n", reply = "s%d --> s%d : %s\n",
  },
}

local words = languages[language]
io.write(words.head)
for index = 1, SERVICES do io.write(words.service:format(index)) end
io.write(words.between)
for index = 1, count do
  local from, to, is_call, text = message(index)
  io.write((is_call and words.call or words.reply):format(from, to, text))
end
io.write(words.foot)
