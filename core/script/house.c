#include "script/house.h"

#include <lauxlib.h>
#include <string.h>

#include "script/house_report.h"
#include "script/proxy.h"

/* All rules of one model. */
struct run {
    const struct house *house;
    struct proxies *proxies;
    const struct lunette_house_rule *rule; /* the one that runs */
    struct house_report report;
};

/* ---- whose rule it is ---- */

/* The length of the family when the id has one and a name, else 0. */
static size_t family_of(const char *id)
{
    const char *slash = strchr(id, '/');
    bool fits = slash && slash > id && slash[1] && !strchr(slash + 1, '/');
    return fits ? (size_t)(slash - id) : 0;
}

/* Findings under the name of a shipped rule would be taken for its own. */
static bool has_own_id(const struct house *house, const struct lunette_house_rule *rule)
{
    const char *id = rule->item.name ? rule->item.name : "";
    size_t family = family_of(id);
    struct diag *diag = house->evaluation->diag;
    if (family && !house->is_taken(house->context, id, family))
        return true;
    struct lunette_finding *finding =
        family ? diag_report(diag, "model/bad-value", LUNETTE_ERROR, lunette_at(rule),
                             "the rules of '%.*s' are not the model's own", (int)family, id)
               : diag_report(diag, "model/bad-value", LUNETTE_ERROR, lunette_at(rule),
                             "the id of a rule is family/name, not '%s'", id);
    finding_help(finding, "give it a family of your own: rule \"house/%s\"",
                 family ? id + family + 1 : "naming");
    return false;
}

/* ---- how one ends ---- */

/* Under a selection of house rules, too, their failing must be heard. */
static void report_failure(const struct run *run)
{
    struct evaluation *evaluation = run->house->evaluation;
    const char *id = run->rule->item.name;
    bool is_own = evaluation->script.failure.outcome == SCRIPT_RUNTIME;
    struct lunette_finding *finding = evaluate_report_failure(evaluation);
    finding->selected_as = id;
    finding_subject(finding, "%s", id);
    if (!finding->place.source)
        finding->blame = lunette_at(run->rule);
    if (is_own) {
        finding->rule = "model/rule-failed";
        finding->message = arena_format(evaluation->diag->arena, "rule '%s' failed: %s", id,
                                        evaluation->script.failure.message);
        finding_help(finding, "mend the rule: it did not look at the rest of the model");
    } else {
        finding->message =
            arena_format(evaluation->diag->arena, "%s in rule '%s'; no rule behind it was run",
                         finding->message, id);
    }
}

/* ---- running ---- */

/* Handles and tables of fields have become the model: the heap is for the rules. */
static int open_view(lua_State *L)
{
    struct run *run = lua_touserdata(L, 1);
    struct evaluation *evaluation = run->house->evaluation;
    declarations_forget(L, &evaluation->declarations);
    run->proxies = proxy_open(L, evaluation->model, evaluation->script.arena,
                              (uint32_t)evaluation->declarations.count + 1);
    return 0;
}

static int call_rule(lua_State *L)
{
    struct run *run = lua_touserdata(L, 1);
    lua_rawgeti(L, LUA_REGISTRYINDEX, run->rule->function);
    proxy_push_model(L, run->proxies);
    house_push_report(L, &run->report);
    lua_call(L, 2, 0);
    return 0;
}

/* False when no further rule can run. */
static bool run_rule(struct run *run, const struct lunette_house_rule *rule)
{
    const struct house *house = run->house;
    struct script *script = &house->evaluation->script;
    if (!has_own_id(house, rule) || rule->function == LUNETTE_UNSET)
        return true;
    enum lunette_severity own = rule->severity ? rule->severity : LUNETTE_WARNING;
    run->rule = rule;
    run->report.rule = rule->item.name;
    run->report.severity = house->severity(house->context, rule->item.name, own);
    if (run->report.severity == LUNETTE_OFF)
        return true;
    if ((run->proxies || script_enter(script, open_view, run)) &&
        script_enter(script, call_rule, run))
        return true;
    report_failure(run);
    return script->failure.outcome == SCRIPT_RUNTIME;
}

void house_run(const struct house *house)
{
    const struct lunette_house_rules *rules = &house->evaluation->model->rules;
    struct run run = {.house = house, .report = {.diag = house->evaluation->diag}};
    bool goes_on = true;
    for (size_t i = 0; i < rules->count && goes_on; i++)
        goes_on = run_rule(&run, rules->items[i]);
}
