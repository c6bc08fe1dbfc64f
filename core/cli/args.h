/* The command line, read once. */
#ifndef LUNETTE_CLI_ARGS_H
#define LUNETTE_CLI_ARGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum args_option {
    OPTION_FORMAT = 1u << 0,
    OPTION_OUTPUT = 1u << 1,
    OPTION_RULE = 1u << 2,
    OPTION_SELECT = 1u << 3,
    OPTION_PLUGIN = 1u << 4,
    OPTION_LIMIT = 1u << 5,
    OPTION_REQUIRE_JAIL = 1u << 6,
    OPTION_FAIL_ON = 1u << 7,
    OPTION_NO_FINDINGS = 1u << 8,
    OPTION_MAX_BOXES = 1u << 9,
    OPTION_TODAY = 1u << 10,
    OPTION_BUDGET = 1u << 11,
    OPTION_FROM = 1u << 12,
    OPTION_BASELINE = 1u << 13,
    OPTION_SCALE = 1u << 14,
    OPTION_DETAIL = 1u << 15,
    OPTION_THEME = 1u << 16,
    OPTION_JOBS = 1u << 17,
    OPTION_TIMING = 1u << 18,
    OPTION_LIST = 1u << 20,
    OPTION_REPORT = 1u << 21,
    OPTION_EXPORTER = 1u << 22,
    OPTION_SET = 1u << 23,
    OPTION_FORCE = 1u << 24,
};

/* What every command that reads a model takes. */
enum { OPTIONS_OF_MODEL = OPTION_PLUGIN | OPTION_LIMIT | OPTION_REQUIRE_JAIL };

struct args_list {
    const char **items;
    size_t count;
};

/* One command: name, what it takes, what it does. `run` returns the exit status. */
struct args;
struct command {
    const char *name;
    const char *operands; /* "[MODEL] [VIEW...]" */
    const char *summary;  /* one line */
    unsigned options;     /* enum args_option */
    size_t most_operands;
    int (*run)(const struct args *args);
    const char *details; /* further help; NULL: none */
};

/* Texts are those of argv. NULL or 0: not given. */
struct args {
    const struct command *command;
    struct arena *arena;
    const char *program;
    const char *format;
    const char *output;
    const char *select;
    const char *fail_on;
    const char *max_boxes;
    const char *today;
    const char *budget;
    const char *from;
    const char *baseline;
    const char *write_baseline;
    const char *scale;
    const char *detail;
    const char *theme;
    const char *jobs;
    struct args_list rules, plugins, limits, operands;
    const char *const *own_limits; /* names of --limit that the command reads itself, NULL-ended */
    const char *report;
    const char *exporter;
    struct args_list settings; /* of an exporter: NAME=VALUE */
    bool list;
    bool force;
    bool require_jail;
    bool no_findings;
    bool timing;
    bool help;
};

/* Reads argv[2…] for the command. False after one line on standard error. */
bool args_read(struct args *args, int argc, char **argv);

/* The help of one command, to standard output. */
void args_print_help(const struct command *command);

#endif
