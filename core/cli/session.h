/* One command over one model: a worker that loads plugins, jails itself, evaluates and runs the command's body. */
#ifndef LUNETTE_CLI_SESSION_H
#define LUNETTE_CLI_SESSION_H

#include "check/check.h"
#include "cli/args.h"
#include "cli/home.h"
#include "jail/supervisor.h"
#include "plugin/registry.h"
#include "script/evaluate.h"

/* Exit statuses of every command. */
enum { STATUS_CLEAN, STATUS_FINDINGS, STATUS_USAGE, STATUS_NOT_EVALUATED };

struct session {
    const struct args *args;
    struct home home;
    struct arena arena; /* of everything */
    struct registry registry;
    struct settings settings;
    struct script_limits limits;
    const char *model_path; /* as messages name it */
    const char *root_path;  /* its folder; "" for the current one */
    const char *first_file;
    int root;                          /* descriptor of the folder */
    const struct lunette_rule **rules; /* core's and plugins', NULL-ended */

    /* From here on set in the worker. */
    struct worker *worker;
    struct stopwatch watch; /* with --timing only */
    struct source_set sources;
    struct diag diag;
    struct evaluation evaluation;
    const struct lunette_model *model; /* NULL: it could not be evaluated */
    struct check_run check;            /* with the check plugins only */
};

/* Time for a body that only looks things up. */
enum { SESSION_BODY_MS = 10 * 1000 };

/* What a command wants of its session. */
struct session_plan {
    bool check_plugins;                /* load them all, and check */
    const char *const *render_plugins; /* NULL-ended: "render", "render/graph.so"; NULL: none */
    bool forks;                        /* the worker forks children of its own */
    uint32_t body_ms;                  /* wall clock for the body, once the model is read */
    const char *output_folder;         /* as in struct supervisor_task */
    const char *const *output_paths;
    bool output_nests, overwrites;
    const int *keep; /* descriptors that stay open in the worker */
    size_t keep_count;
    bool shows_progress; /* as in struct supervisor_task */

    /* Runs in the worker, jailed, when the model was evaluated; returns the exit status. */
    int (*body)(struct session *session);

    /* Instead of body when it could not be evaluated; NULL: the findings go to standard error. */
    int (*failed)(struct session *session);
};

/* Reads the options that all model commands share and finds the model: `path` as the user gave it, or NULL for
 * model.lua here. False after one line on standard error. */
bool session_open(struct session *session, const struct args *args, const char *path);

/* Whether the word is a model, a file or a folder with model.lua, or looks like a path to one that is not there:
 * it has a slash in it, or ends in .lua. */
bool session_means_model(const char *word);

/* Returns the exit status. */
int session_run(struct session *session, const struct session_plan *plan);

/* Loads plugins, `render` as in the plan, and lists all rules; session_run does it by its plan. False after a line
 * on stderr. */
bool session_load_plugins(struct session *session, bool check, const char *const *render);

/* All rules over the model, whose own ran when it was read: session->diag holds what a report prints. */
void session_check(struct session *session);

/* Standard output and standard error of the worker, printf style. */
void session_print(struct session *session, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void session_warn(struct session *session, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Says on standard error that the model has errors, when it has. For commands that go on regardless. */
void session_warn_of_errors(struct session *session);

#endif
