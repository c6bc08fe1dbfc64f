/* lunette explain: a rule, a list of some, or a kind with its fields. */
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "cli/commands.h"
#include "cli/reference.h"
#include "cli/rules.h"
#include "cli/stubs.h"
#include "cli/wrap.h"
#include "report/report.h"

/* A paragraph, each line after `indent` blanks. */
static void print_wrapped(const char *text, size_t indent)
{
    struct buf lines = {0};
    wrap_add(&lines, text, indent, WRAP_USUAL);
    fputs(buf_text(&lines), stdout);
    buf_free(&lines);
}

static void print_model(const char *heading, const char *text)
{
    printf("\n%s\n\n", heading);
    while (*text) {
        size_t length = strcspn(text, "\n");
        printf("    %.*s\n", (int)length, text);
        text += length + (text[length] == '\n');
    }
}

static void explain_rule(const struct lunette_rule *rule)
{
    printf("%s (%s): %s\n\n", rule->id, report_severity_word(rule->severity), rule->summary);
    print_wrapped(rule->rationale, 0);
    if (rule->help) {
        printf("\nWhat to do\n\n");
        print_wrapped(rule->help, 0);
    }
    for (const struct lunette_parameter *row = rule->parameters; row && row->name; row++)
        printf("\n--rule %s.%s=%g  %s (%s; default %g)\n", rule->id, row->name, row->standard,
               row->summary, settings_range(row), row->standard);
    print_model("Bad", rule->bad);
    print_model("Good", rule->good);
}

static void print_field(const struct schema_field *field)
{
    char type[1024];
    schema_type_text(field, type, sizeof type);
    printf("  %s%s\n", field->key, field->flags & SCHEMA_REQUIRED ? " (required)" : "");
    print_wrapped(field->doc, 6);
    print_wrapped(type, 6);
    if (field->also)
        printf("      also written: %s\n", field->also);
}

static void print_homes(const struct schema_kind *part)
{
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++)
        for (const struct schema_field *field = schema_kind_of(id)->fields; field->key; field++)
            if (schema_accepts(field, part->kind))
                printf("Stands in: %s of %s\n", field->key, schema_kind_of(id)->name);
}

static void explain_kind(const struct schema_kind *kind)
{
    printf("%s: %s\n", kind->name, kind->doc);
    if (kind->also)
        printf("Also written: %s\n", kind->also);
    if (kind->place != SCHEMA_TOP)
        print_homes(kind);
    printf("\nFields\n");
    for (const struct schema_field *field = kind->fields; field->key; field++)
        print_field(field);
    if (!kind->fields[0].key)
        printf("  none of its own\n");
    if (kind->place != SCHEMA_TABLE)
        printf("\nand, as every declaration, description, tags, links and properties.\n");
    if (kind->example)
        print_model("Example", kind->example);
}

static void list_group(const char *heading, enum schema_place place)
{
    enum { DOCS = 21 }; /* column where they begin */
    struct buf lines = {0};
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++)
        if (schema_kind_of(id)->place == place) {
            buf_printf(&lines, "  %s", schema_kind_of(id)->name);
            wrap_add(&lines, schema_kind_of(id)->doc, DOCS, WRAP_USUAL);
        }
    printf("%s\n%s", heading, buf_text(&lines));
    buf_free(&lines);
}

static int list_kinds(void)
{
    list_group("Declared at the top of a model", SCHEMA_TOP);
    list_group("\nParts of others", SCHEMA_PART_OF);
    list_group("\nPlain tables in others", SCHEMA_TABLE);
    printf("\nlunette explain KIND tells more about one; lunette rules lists the rules.\n");
    return STATUS_CLEAN;
}

/* Constructors first: a plain table may bear the name of one (timeout, circuit_breaker). */
static const struct schema_kind *kind_by_word(const char *word)
{
    const struct schema_kind *kind = schema_kind_named(word);
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT && !kind; id++)
        if (strcmp(schema_kind_of(id)->name, word) == 0)
            kind = schema_kind_of(id);
    return kind;
}

static bool is_family_of(const char *rule, const char *word)
{
    size_t length = strlen(word);
    return strncmp(rule, word, length) == 0 && rule[length] == '/';
}

static int complain(const struct session *session, const char *word)
{
    struct nearest nearest;
    nearest_start(&nearest, word);
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++)
        nearest_offer(&nearest, schema_kind_of(id)->name);
    for (size_t i = 0; session->rules[i]; i++) {
        const char *slash = strchr(session->rules[i]->id, '/');
        nearest_offer(&nearest, session->rules[i]->id);
        if (slash && strcmp(slash + 1, word) == 0)
            nearest = (struct nearest){.best = session->rules[i]->id};
        else if (is_family_of(session->rules[i]->id, word))
            nearest = (struct nearest){.best = arena_format(session->args->arena, "%s/*", word)};
    }
    fprintf(stderr, "lunette explain: there is no rule or kind '%s'%s\n", word,
            nearest_hint(&nearest, "; lunette rules lists the rules, lunette explain the kinds"));
    return STATUS_USAGE;
}

/* What --format knows beside text: each writes the whole language. */
static const struct explain_format {
    const char *name;
    void (*print)(void);
} formats[] = {
    {"luacats", stubs_print},
    {"markdown", reference_print},
    {NULL, NULL},
};

static int explain_language(const struct args *args)
{
    const struct explain_format *row = formats;
    while (row->name && strcmp(row->name, args->format) != 0)
        row++;
    if (!row->name) {
        fprintf(stderr, "lunette explain: there is no format '%s'; there are: text", args->format);
        for (row = formats; row->name; row++)
            fprintf(stderr, ", %s", row->name);
        fprintf(stderr, "\n");
        return STATUS_USAGE;
    }
    if (args->operands.count) {
        fprintf(stderr, "lunette explain: --format %s is of the whole language: leave '%s' out\n",
                row->name, args->operands.items[0]);
        return STATUS_USAGE;
    }
    row->print();
    return STATUS_CLEAN;
}

int cmd_explain(const struct args *args)
{
    static struct session session;
    if (args->format && strcmp(args->format, "text") != 0)
        return explain_language(args);
    if (!args->operands.count)
        return list_kinds();
    const char *word = args->operands.items[0];
    const struct schema_kind *kind = kind_by_word(word);
    if (kind) {
        explain_kind(kind);
        return STATUS_CLEAN;
    }
    session = (struct session){.args = args, .home = home_find(args->arena), .root = -1};
    session.registry.arena = args->arena;
    if (!session_load_plugins(&session, true, NULL))
        return STATUS_USAGE;
    if (strpbrk(word, "*?["))
        return rules_print(&session, word, NULL) ? STATUS_CLEAN : STATUS_USAGE;
    const struct lunette_rule *rule =
        check_find_rule((const struct lunette_rule *const *)session.rules, word);
    if (!rule)
        return complain(&session, word);
    explain_rule(rule);
    return STATUS_CLEAN;
}
