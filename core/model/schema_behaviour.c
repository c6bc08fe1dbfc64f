/* Rows: sagas, scenarios, workloads, views, rules and decisions on record. */
#include "model/schema_rows.h"

static const struct schema_value coordinations[] = {
    {"orchestration", LUNETTE_ORCHESTRATION, NULL},
    {"choreography", LUNETTE_CHOREOGRAPHY, NULL},
    {NULL, 0, NULL},
};

static const struct schema_value compensation_strategies[] = {
    {"sequential", LUNETTE_COMPENSATION_SEQUENTIAL, NULL},
    {"parallel", LUNETTE_COMPENSATION_PARALLEL, NULL},
    {NULL, 0, NULL},
};

static const struct schema_field saga_fields[] = {
    ROW(saga, coordination, ENUM, .values = coordinations, DOC("who decides what comes next")),
    ROW(saga, orchestrator, REF, KINDS(LUNETTE_SERVICE), DOC("the service that decides")),
    ROW(saga, compensation_strategy, ENUM, .values = compensation_strategies,
        DOC("how steps are undone")),
    ROW(saga, steps, PARTS, KINDS(LUNETTE_STEP), FLAGS(SCHEMA_POSITIONAL), DOC("in order")),
    END_OF_ROWS,
};

static const struct schema_field step_fields[] = {
    ROW(saga_step, service, REF, KINDS(LUNETTE_SERVICE, LUNETTE_EXTERNAL), DOC("who does it")),
    ROW(saga_step, action, STRING, DOC("what is done")),
    ROW(saga_step, compensation, STRING, FLAGS(SCHEMA_OR_FALSE),
        DOC("what undoes it; false: there is nothing to undo")),
    ROW(saga_step, pivot, BOOL, DOC("after it the saga goes through to the end")),
    ROW(saga_step, retryable, BOOL, .also = "retriable", DOC("is repeated until it succeeds")),
    ROW_AS(saga_step, "timeout", timeout_ms, MS, DOC("when it counts as failed")),
    END_OF_ROWS,
};

#define SCENARIO_KINDS                                                                             \
    KINDS(LUNETTE_MESSAGE, LUNETTE_ALT, LUNETTE_OTHERWISE, LUNETTE_OPT, LUNETTE_LOOP, LUNETTE_PAR, \
          LUNETTE_CRITICAL)

static const struct schema_field scenario_fields[] = {
    ROW(scenario, steps, PARTS, SCENARIO_KINDS, FLAGS(SCHEMA_POSITIONAL),
        DOC("\"a -> b: call\", \"b --> a: reply\", \"a ->> b: message\", \"note a: text\" and "
            "blocks")),
    END_OF_ROWS,
};

static const struct schema_field block_fields[] = {
    ROW(block, steps, PARTS, SCENARIO_KINDS, FLAGS(SCHEMA_POSITIONAL), DOC("what happens in it")),
    END_OF_ROWS,
};

static const struct schema_value message_styles[] = {
    {"call", LUNETTE_MESSAGE_CALL, NULL},
    {"reply", LUNETTE_MESSAGE_REPLY, NULL},
    {"message", LUNETTE_MESSAGE_ASYNC, NULL},
    {"note", LUNETTE_MESSAGE_NOTE, NULL},
    {NULL, 0, NULL},
};

#define PARTICIPANTS                                                                        \
    KINDS(LUNETTE_SERVICE, LUNETTE_GATEWAY, LUNETTE_ACTOR, LUNETTE_EXTERNAL, LUNETTE_TOPIC, \
          LUNETTE_DATASTORE, LUNETTE_BROKER)

/* Written as one line of text; the rows serve dump and resolve. */
static const struct schema_field message_fields[] = {
    ROW(message, style, ENUM, .values = message_styles, DOC("call, reply, message or note")),
    ROW(message, from, REF, PARTICIPANTS, DOC("who sends it")),
    ROW(message, to, REF, PARTICIPANTS, DOC("who gets it")),
    ROW(message, text, STRING, DOC("what it says")),
    END_OF_ROWS,
};

static const struct schema_value arrivals[] = {
    {"poisson", LUNETTE_ARRIVAL_POISSON, NULL},
    {"constant", LUNETTE_ARRIVAL_CONSTANT, NULL},
    {NULL, 0, NULL},
};

static const struct schema_field workload_fields[] = {
    ROW(workload, scenario, REF, KINDS(LUNETTE_SCENARIO), DOC("what each request does")),
    ROW_AS(workload, "rate", rate_per_s, RATE, .also = "requests",
           DOC("how many requests: \"200/s\"; or requests_per_minute = 12000")),
    ROW_AS(workload, "duration", duration_ms, MS, DOC("how long")),
    ROW(workload, arrival, ENUM, .values = arrivals, DOC("how requests are spread over time")),
    ROW_AS(workload, "ramp", ramp_ms, MS, DOC("time to get to the full rate")),
    END_OF_ROWS,
};

static const struct schema_value view_kinds[] = {
    {"landscape", LUNETTE_VIEW_LANDSCAPE, NULL},
    {"contexts", LUNETTE_VIEW_CONTEXTS, "context-map"},
    {"dependencies", LUNETTE_VIEW_DEPENDENCIES, NULL},
    {"events", LUNETTE_VIEW_EVENTS, NULL},
    {"data", LUNETTE_VIEW_DATA, NULL},
    {"deployment", LUNETTE_VIEW_DEPLOYMENT, NULL},
    {"objectives", LUNETTE_VIEW_OBJECTIVES, NULL},
    {"sequence", LUNETTE_VIEW_SEQUENCE, NULL},
    {"saga", LUNETTE_VIEW_SAGA, NULL},
    {NULL, 0, NULL},
};

static const struct schema_value directions[] = {
    {"down", LUNETTE_DIRECTION_DOWN, "TB top-bottom"},
    {"right", LUNETTE_DIRECTION_RIGHT, "LR left-right"},
    {"up", LUNETTE_DIRECTION_UP, "BT bottom-top"},
    {"left", LUNETTE_DIRECTION_LEFT, "RL right-left"},
    {NULL, 0, NULL},
};

static const struct schema_field view_fields[] = {
    ROW_AS(declared_view, "kind", view_kind, ENUM, .values = view_kinds,
           DOC("what sort of picture")),
    ROW(declared_view, include, STRINGS, DOC("names, tags or globs of what is shown")),
    ROW(declared_view, exclude, STRINGS, DOC("names, tags or globs of what is left out")),
    ROW(declared_view, around, REF,
        KINDS(LUNETTE_SERVICE, LUNETTE_GATEWAY, LUNETTE_EXTERNAL, LUNETTE_ACTOR, LUNETTE_TOPIC,
              LUNETTE_DATASTORE, LUNETTE_CONTEXT, LUNETTE_SAGA, LUNETTE_SCENARIO),
        DOC("what stands in the middle")),
    ROW(declared_view, depth, INTEGER, DOC("steps from it")),
    ROW(declared_view, group_by, STRING, DOC("context, owner or none")),
    ROW(declared_view, direction, ENUM, .values = directions, DOC("where lines lead")),
    ROW(declared_view, title, STRING, DOC("above the picture")),
    END_OF_ROWS,
};

const struct schema_value schema_severities[] = {
    {"off", LUNETTE_OFF, NULL},
    {"note", LUNETTE_NOTE, NULL},
    {"warning", LUNETTE_WARNING, NULL},
    {"error", LUNETTE_ERROR, NULL},
    {NULL, 0, NULL},
};

static const struct schema_field rule_fields[] = {
    ROW(house_rule, severity, ENUM, .values = schema_severities, DOC("of its findings")),
    ROW(house_rule, summary, STRING, DOC("what it finds, in a line")),
    ROW_AS(house_rule, "check", function, FUNCTION, NEEDED,
           DOC("function(model, report) … end, as lua/README.md tells")),
    END_OF_ROWS,
};

static const struct schema_field allow_fields[] = {
    ROW(allow, rule, STRING, NEEDED, DOC("the id of a rule; * stands for any")),
    ROW(allow, on, STRING, DOC("whom: a name or \"a -> b\"; everywhere when not said")),
    ROW(allow, reason, STRING, DOC("why this is right here: a decision on record")),
    ROW(allow, expires, STRING, DOC("the date until which it holds, YYYY-MM-DD")),
    END_OF_ROWS,
};

static const struct schema_field rule_setting_fields[] = {
    ROW(rule_setting, severity, ENUM, .values = schema_severities,
        DOC("off, note, warning, error")),
    ROW(rule_setting, parameters, MAP, FLAGS(SCHEMA_REST),
        DOC("its thresholds; may also stand beside severity")),
    END_OF_ROWS,
};

static const struct schema_field config_fields[] = {
    ROW(config, rules, PARTS, KINDS(LUNETTE_RULE_SETTING), FLAGS(SCHEMA_KEYED),
        DOC("rule to settings: { [\"calls/depth\"] = { limit = 6 } }")),
    ROW(config, fail_on, ENUM, .values = schema_severities, DOC("severity that fails a check")),
    END_OF_ROWS,
};

#define BLOCK_KIND(id, name_, doc_, example_)                                             \
    {                                                                                     \
        PART_KIND(id, name_, SCHEMA_TITLE, block), .fields = block_fields, .doc = (doc_), \
                                                   .example = (example_)                  \
    }

const struct schema_kind schema_behaviour_kinds[] = {
    {TOP_KIND(SAGA, "saga", "sagas", SCHEMA_IDENTIFIER, saga, sagas), .fields = saga_fields,
     .doc = "a transaction over several services, undone step by step when one fails",
     .example = "saga \"order-creation\" { orchestrator = \"order-service\", steps = { "
                "step \"pay\" { service = \"payment-service\", action = \"pay\", "
                "compensation = \"refund\" } } }"},
    {PART_KIND(STEP, "step", SCHEMA_TITLE, saga_step), .fields = step_fields,
     .doc = "a local transaction of a saga",
     .example = "step \"pay\" { service = \"payment-service\", action = \"pay\", "
                "compensation = \"refund\" }"},
    {TOP_KIND(SCENARIO, "scenario", "scenarios", SCHEMA_TITLE, scenario, scenarios),
     .fields = scenario_fields, .doc = "who talks to whom, in order",
     .example = "scenario \"place an order\" { \"customer -> api-gateway: POST /orders\" }"},
    BLOCK_KIND(ALT, "alt", "one of several ways", "alt \"in stock\" { \"a -> b: reserve\" }"),
    BLOCK_KIND(OTHERWISE, "otherwise", "the other way of an alt",
               "otherwise \"sold out\" { \"a --> c: 409\" }"),
    BLOCK_KIND(OPT, "opt", "happens or not", "opt \"gift\" { \"a -> b: wrap\" }"),
    BLOCK_KIND(LOOP, "loop", "happens again and again",
               "loop \"each item\" { \"a -> b: reserve\" }"),
    BLOCK_KIND(PAR, "par", "happens at the same time", "par \"prices\" { \"a -> b: quote\" }"),
    BLOCK_KIND(CRITICAL, "critical", "must not be interrupted",
               "critical \"book\" { \"a -> b: book\" }"),
    {TABLE_KIND(MESSAGE, "message", message), .fields = message_fields,
     .doc = "one line of a scenario"},
    {TOP_KIND(WORKLOAD, "workload", "workloads", SCHEMA_TITLE, workload, workloads),
     .fields = workload_fields, .doc = "how often a scenario happens",
     .example = "workload \"evening peak\" { scenario = \"place an order\", rate = \"200/s\", "
                "duration = \"10m\" }"},
    {TOP_KIND(VIEW, "view", "views", SCHEMA_TITLE, declared_view, views), .fields = view_fields,
     .doc = "a picture worth having",
     .example =
         "view \"checkout\" { kind = \"landscape\", around = \"order-service\", depth = 1 }"},
    {TOP_KIND(RULE, "rule", "rules", SCHEMA_IDENTIFIER, house_rule, rules), .fields = rule_fields,
     .doc = "a rule of the model's own, over the frozen model",
     .example = "rule \"house/naming\" { severity = \"warning\", "
                "check = function(model, report) end }"},
    {TOP_KIND(ALLOW, "allow", "allows", SCHEMA_NO_NAME, allow, allows), .fields = allow_fields,
     .doc = "a suppression: a decision on record",
     .example = "allow { rule = \"model/undocumented\", on = \"order-service\", "
                "reason = \"described in the handbook\" }"},
    {TOP_KIND(CONFIG, "config", "configs", SCHEMA_NO_NAME, config, configs),
     .fields = config_fields, .doc = "what a project settles once",
     .example = "config { rules = { [\"contexts/too-large\"] = { limit = 20 } } }"},
    {TABLE_KIND(RULE_SETTING, "rule setting", rule_setting), .name_is = SCHEMA_IDENTIFIER,
     .fields = rule_setting_fields, .doc = "severity and thresholds of a rule"},
    {.name = NULL},
};
