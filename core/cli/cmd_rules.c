/* lunette rules, lunette plugins: what is loaded. */
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "cli/commands.h"
#include "cli/rules.h"
#include "cli/table.h"
#include "cli/wrap.h"
#include "report/report.h"

/* Plugins without a model: nothing of a stranger's is touched, so there is no worker. */
static bool load(struct session *session, const struct args *args, const char *const *render)
{
    *session = (struct session){.args = args, .home = home_find(args->arena), .root = -1};
    session->registry.arena = args->arena;
    return session_load_plugins(session, true, render);
}

static void print(const struct table *table, const char *format)
{
    struct buf text = {0};
    table_write(table, format, &text);
    fwrite(buf_text(&text), 1, text.length, stdout);
    buf_free(&text);
}

static const char *parameters_text(struct arena *arena, const struct lunette_rule *rule)
{
    const char *text = "";
    for (const struct lunette_parameter *row = rule->parameters; row && row->name; row++)
        text = arena_format(arena, "%s%s%s=%g", text, *text ? " " : "", row->name, row->standard);
    return text;
}

static bool complain_idle(const struct session *session, const char *globs)
{
    const struct args *args = session->args;
    struct nearest nearest;
    nearest_start(&nearest, globs);
    for (size_t i = 0; session->rules[i]; i++) {
        const char *id = session->rules[i]->id;
        nearest_offer(&nearest, id);
        nearest_offer(&nearest, arena_format(args->arena, "%.*s/*", (int)strcspn(id, "/"), id));
    }
    fprintf(stderr, "lunette %s: no rule fits '%s'%s\n", args->command->name, globs,
            nearest_hint(&nearest, "; lunette rules lists them"));
    return false;
}

bool rules_print(const struct session *session, const char *globs, const char *format)
{
    static const char *const heads[] = {"rule", "severity", "parameters", "finds"};
    const struct settings wanted = {.select = globs};
    struct arena *arena = session->args->arena;
    struct table table = {.arena = arena, .heads = heads, .columns = 4, .page = wrap_page()};
    for (size_t i = 0; session->rules[i]; i++) {
        const struct lunette_rule *rule = session->rules[i];
        if (settings_selects(&wanted, rule->id))
            table_add(&table, (const char *[]){rule->id, report_severity_word(rule->severity),
                                               parameters_text(arena, rule), rule->summary});
    }
    if (!table.rows)
        return complain_idle(session, globs);
    print(&table, format);
    return true;
}

int cmd_rules(const struct args *args)
{
    static struct session session;
    if (!table_knows_format(args) || !load(&session, args, NULL))
        return STATUS_USAGE;
    const char *globs = args->operands.count ? args->operands.items[0] : NULL;
    return rules_print(&session, globs, args->format) ? STATUS_CLEAN : STATUS_USAGE;
}

static size_t count_rules(const struct lunette_plugin *plugin)
{
    size_t count = 0;
    while (plugin->rules && plugin->rules[count])
        count++;
    return count;
}

static size_t count_renderers(const struct lunette_plugin *plugin)
{
    size_t count = 0;
    while (plugin->renderers && plugin->renderers[count])
        count++;
    return count;
}

static size_t count_rasterizers(const struct lunette_plugin *plugin)
{
    size_t count = 0;
    while (plugin->rasterizers && plugin->rasterizers[count])
        count++;
    return count;
}

/* "3 rules" */
static const char *describe_offers(const struct args *args, const struct lunette_plugin *plugin)
{
    const struct {
        size_t count;
        const char *noun;
    } kinds[] = {
        {count_rules(plugin), "rule"},
        {count_renderers(plugin), "renderer"},
        {count_rasterizers(plugin), "rasterizer"},
    };
    const char *offers = "";
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].count)
            offers = arena_format(args->arena, "%s%s%zu %s%s", offers, *offers ? ", " : "",
                                  kinds[i].count, kinds[i].noun, kinds[i].count == 1 ? "" : "s");
    return offers;
}

/* What a library of the system lacks is no reason to list nothing. */
static void load_rasterizers(struct session *session, struct arena *arena)
{
    const char *problem = registry_load_folder(
        &session->registry, arena_format(arena, "%s/raster", session->home.plugins));
    if (problem)
        fprintf(stderr, "lunette: %s\n", problem);
}

int cmd_plugins(const struct args *args)
{
    static struct session session;
    static const char *const heads[] = {"plugin", "version", "offers", "from"};
    if (!load(&session, args, (const char *const[]){"render", NULL}))
        return STATUS_USAGE;
    load_rasterizers(&session, args->arena);
    struct table table = {.arena = args->arena, .heads = heads, .columns = 4, .page = wrap_page()};
    for (size_t i = 0; i < session.registry.count; i++) {
        const struct lunette_plugin *plugin = session.registry.entries[i].plugin;
        table_add(&table,
                  (const char *[]){plugin->name, plugin->version, describe_offers(args, plugin),
                                   session.registry.entries[i].path});
    }
    print(&table, NULL);
    return STATUS_CLEAN;
}
