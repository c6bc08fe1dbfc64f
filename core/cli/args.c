#include "cli/args.h"

#include <stdio.h>
#include <string.h>

#include "base/nearest.h"

/* `offset` is into struct args: a const char *, a bool, or a list. */
static const struct option_row {
    const char *name; /* without the dashes */
    char letter;
    enum args_option option; /* 0: for every command */
    enum { TAKES_TEXT, TAKES_NOTHING, TAKES_MANY } takes;
    size_t offset;
    const char *value;
    const char *help;
} rows[] = {
    {"format", 'f', OPTION_FORMAT, TAKES_TEXT, offsetof(struct args, format), "FORMAT",
     "how to write the answer"},
    {"output", 'o', OPTION_OUTPUT, TAKES_TEXT, offsetof(struct args, output), "PATH",
     "file or folder to write to; - is standard output"},
    {"rule", 0, OPTION_RULE, TAKES_MANY, offsetof(struct args, rules), "ID=...",
     "off, note, warning, error; or ID.PARAMETER=NUMBER"},
    {"select", 0, OPTION_SELECT, TAKES_TEXT, offsetof(struct args, select), "GLOBS",
     "only rules whose id fits one: 'calls/*,events/*'"},
    {"fail-on", 0, OPTION_FAIL_ON, TAKES_TEXT, offsetof(struct args, fail_on), "SEVERITY",
     "exit with 1 from this severity on (error)"},
    {"today", 0, OPTION_TODAY, TAKES_TEXT, offsetof(struct args, today), "DATE",
     "the day suppressions are held against (YYYY-MM-DD)"},
    {"baseline", 0, OPTION_BASELINE, TAKES_TEXT, offsetof(struct args, baseline), "FILE",
     "findings that are known: neither shown nor counted"},
    {"write-baseline", 0, OPTION_BASELINE, TAKES_TEXT, offsetof(struct args, write_baseline),
     "FILE", "write a baseline, with --baseline what is left of it"},
    {"no-findings", 0, OPTION_NO_FINDINGS, TAKES_NOTHING, offsetof(struct args, no_findings), NULL,
     "leave findings out of the pictures"},
    {"max-boxes", 0, OPTION_MAX_BOXES, TAKES_TEXT, offsetof(struct args, max_boxes), "N",
     "boxes before contexts are collapsed (32; 0: never)"},
    {"scale", 0, OPTION_SCALE, TAKES_TEXT, offsetof(struct args, scale), "N",
     "how many times as large a PNG is (1; 2 is sharp)"},
    {"detail", 0, OPTION_DETAIL, TAKES_TEXT, offsetof(struct args, detail), "LEVEL",
     "low: names; normal; high: all endpoints, nothing cut"},
    {"theme", 0, OPTION_THEME, TAKES_TEXT, offsetof(struct args, theme), "THEME",
     "light, dark or a Lua file of colours"},
    {"jobs", 0, OPTION_JOBS, TAKES_TEXT, offsetof(struct args, jobs), "N",
     "views drawn at a time (one for each core, up to 8)"},
    {"budget", 0, OPTION_BUDGET, TAKES_TEXT, offsetof(struct args, budget), "TIME",
     "time one picture may take (4s)"},
    {"from", 0, OPTION_FROM, TAKES_TEXT, offsetof(struct args, from), "NAME",
     "the model to start from (minimal)"},
    {"list", 0, OPTION_LIST, TAKES_NOTHING, offsetof(struct args, list), NULL,
     "list the targets and what can be set of each"},
    {"report", 0, OPTION_REPORT, TAKES_TEXT, offsetof(struct args, report), "FILE",
     "write what the target cannot say as JSON"},
    {"exporter", 0, OPTION_EXPORTER, TAKES_TEXT, offsetof(struct args, exporter), "FILE.lua",
     "an exporter of your own, instead of TARGET"},
    {"set", 0, OPTION_SET, TAKES_MANY, offsetof(struct args, settings), "NAME=VALUE",
     "what the target leaves open, such as namespace=shop"},
    {"force", 0, OPTION_FORCE, TAKES_NOTHING, offsetof(struct args, force), NULL,
     "overwrite files changed since the last export"},
    {"plugin", 0, OPTION_PLUGIN, TAKES_MANY, offsetof(struct args, plugins), "FILE.so",
     "load one more plugin"},
    {"limit", 0, OPTION_LIMIT, TAKES_MANY, offsetof(struct args, limits), "NAME=VALUE",
     "raise or lower a limit, such as source=64MiB"},
    {"timing", 0, OPTION_TIMING, TAKES_NOTHING, offsetof(struct args, timing), NULL,
     "tell the processor time of each stage"},
    {"require-jail", 0, OPTION_REQUIRE_JAIL, TAKES_NOTHING, offsetof(struct args, require_jail),
     NULL, "refuse to run where a part of the jail is missing"},
    {"help", 'h', 0, TAKES_NOTHING, offsetof(struct args, help), NULL, "this text"},
};

enum { ROW_COUNT = sizeof rows / sizeof *rows };

static bool allowed(const struct option_row *row, const struct command *command)
{
    return !row->option || command->options & row->option;
}

static const struct option_row *find(const struct command *command, const char *name, size_t length)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (allowed(&rows[i], command) && strlen(rows[i].name) == length &&
            memcmp(rows[i].name, name, length) == 0)
            return &rows[i];
    return NULL;
}

static const struct option_row *find_letter(const struct command *command, char letter)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (allowed(&rows[i], command) && rows[i].letter && rows[i].letter == letter)
            return &rows[i];
    return NULL;
}

static bool complain_unknown(const struct command *command, const char *word)
{
    struct nearest nearest;
    nearest_start(&nearest, word + strspn(word, "-"));
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (allowed(&rows[i], command))
            nearest_offer(&nearest, rows[i].name);
    const char *near = nearest_best(&nearest);
    if (near)
        fprintf(stderr, "lunette %s: unknown option '%s'; did you mean '--%s'?\n", command->name,
                word, near);
    else
        fprintf(stderr, "lunette %s: unknown option '%s'; lunette %s -h lists them\n",
                command->name, word, command->name);
    return false;
}

static void list_add(struct args *args, struct args_list *list, const char *text)
{
    const char **items = arena_array(args->arena, list->count + 1, sizeof *items);
    if (list->count)
        memcpy(items, list->items, list->count * sizeof *items);
    items[list->count] = text;
    *list = (struct args_list){items, list->count + 1};
}

static void store(struct args *args, const struct option_row *row, const char *value)
{
    void *member = (char *)args + row->offset;
    if (row->takes == TAKES_NOTHING)
        *(bool *)member = true;
    else if (row->takes == TAKES_TEXT)
        *(const char **)member = value;
    else
        list_add(args, member, value);
}

/* One option at argv[at]; returns the place behind it, or 0 after a complaint. */
static int read_option(struct args *args, int argc, char **argv, int at)
{
    const char *word = argv[at], *value = NULL;
    const struct option_row *row;
    if (word[1] == '-') {
        size_t length = strcspn(word + 2, "=");
        row = find(args->command, word + 2, length);
        value = word[2 + length] == '=' ? word + 3 + length : NULL;
    } else {
        row = find_letter(args->command, word[1]);
        value = word[2] ? word + 2 : NULL;
    }
    if (!row)
        return complain_unknown(args->command, word), 0;
    if (row->takes == TAKES_NOTHING && value) {
        fprintf(stderr, "lunette %s: --%s takes no value\n", args->command->name, row->name);
        return 0;
    }
    if (row->takes != TAKES_NOTHING && !value) {
        if (at + 1 >= argc) {
            fprintf(stderr, "lunette %s: --%s needs a value: --%s %s\n", args->command->name,
                    row->name, row->name, row->value);
            return 0;
        }
        value = argv[++at];
    }
    store(args, row, value);
    return at + 1;
}

bool args_read(struct args *args, int argc, char **argv)
{
    bool options = true;
    for (int at = 2; at < argc;) {
        if (options && strcmp(argv[at], "--") == 0) {
            options = false;
            at++;
        } else if (options && argv[at][0] == '-' && argv[at][1]) {
            at = read_option(args, argc, argv, at);
            if (!at)
                return false;
        } else {
            list_add(args, &args->operands, argv[at++]);
        }
    }
    if (args->operands.count > args->command->most_operands && !args->help) {
        fprintf(stderr, "lunette %s: one word too many: '%s'\nusage: lunette %s%s%s\n",
                args->command->name, args->operands.items[args->command->most_operands],
                args->command->name, *args->command->operands ? " " : "", args->command->operands);
        return false;
    }
    return true;
}

void args_print_help(const struct command *command)
{
    printf("usage: lunette %s%s%s\n\n%s.\n", command->name, *command->operands ? " " : "",
           command->operands, command->summary);
    if (command->details)
        printf("\n%s\n", command->details);
    printf("\nOptions\n");
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (!allowed(&rows[i], command))
            continue;
        char letter[8] = "   ", left[40];
        if (rows[i].letter)
            snprintf(letter, sizeof letter, "-%c,", rows[i].letter);
        snprintf(left, sizeof left, "%s --%s %s", letter, rows[i].name,
                 rows[i].value ? rows[i].value : "");
        printf("  %-25s %s\n", left, rows[i].help);
    }
}
