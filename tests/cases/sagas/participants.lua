context "shop"
for i = 1, 5 do service("s" .. i) { context = "shop" } end

local function steps(count)
  local made = {}
  for i = 1, count do made[i] = step("step-" .. i) { service = "s" .. i, compensation = "undo" } end
  return made
end

saga "alone" { -- expect: sagas/single-service:1 "all 2 steps of 'alone' are done by s1"
  orchestrator = "s1",
  step "one" { service = "s1", compensation = "undo" },
  step "two" { service = "s1" },
}
saga "not-said" {
  step "one" { service = "s1", compensation = "undo" },
  step "two" {},
}
saga "single-step" { step "one" { service = "s1" } }

saga "wide" {
  coordination = "choreography", -- expect: sagas/choreography-too-wide:18 "'wide' has 5 participants and no orchestrator, limit 4: s1, s2, s3, s4 and s5"
  steps = steps(5),
}
saga "nobody-decides" { steps = steps(5) } -- expect: sagas/choreography-too-wide:1
saga "narrow" { coordination = "choreography", steps = steps(4) }
saga "led" { orchestrator = "s1", steps = steps(5) }
saga "led-by-somebody" { coordination = "orchestration", steps = steps(5) }
