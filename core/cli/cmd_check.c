/* lunette check: the reviewer. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/nearest.h"
#include "cli/baseline_file.h"
#include "cli/catalog.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "cli/version.h"
#include "cli/wrap.h"
#include "report/report.h"

enum { SHOWN_FINDINGS = 1000, SHOWN_DETAILS = 5, CHECK_MS = 60 * 1000 };

/* One `FORMAT` or `FORMAT=FILE` of --format. */
struct output {
    const struct report_format *format;
    const char *file; /* its number among the paths; NULL: standard output */
};

enum { MOST_OUTPUTS = 8 };

struct check {
    struct session session; /* first: the session's body gets back to the command by it */
    struct output outputs[MOST_OUTPUTS];
    size_t output_count;
    const char *paths[MOST_OUTPUTS + 2]; /* of the outputs and the baseline, NULL-ended */
    size_t path_count;
    struct baseline_file baseline;
    const char *new_baseline; /* its number among the paths; NULL: none is to be written */
    const char *folder;       /* where the run was started; NULL: not known */
    const struct args *args;
    bool colour;
    size_t width;                  /* of the terminal; 0: there is none */
    size_t most, details;          /* as in struct report_options */
    enum lunette_severity fail_on; /* UNSAID: the model's config, else error */
};

static bool complain_format(const char *name)
{
    struct nearest nearest;
    nearest_start(&nearest, name);
    for (const struct report_format *row = report_formats; row->name; row++)
        nearest_offer(&nearest, row->name);
    fprintf(stderr, "lunette check: there is no format '%s'", name);
    if (nearest_best(&nearest)) {
        fprintf(stderr, "; did you mean '%s'?\n", nearest_best(&nearest));
        return false;
    }
    for (const struct report_format *row = report_formats; row->name; row++)
        fprintf(stderr, "%s%s", row == report_formats ? "; there are: " : ", ", row->name);
    fprintf(stderr, "\n");
    return false;
}

static const char *add_path(struct check *check, const char *path)
{
    check->paths[check->path_count] = path;
    return arena_format(check->args->arena, "%zu", check->path_count++);
}

static bool add_output(struct check *check, char *word)
{
    char *equals = strchr(word, '=');
    if (equals)
        *equals = '\0';
    const struct report_format *format = report_format_named(word);
    if (!format)
        return complain_format(word);
    if (check->output_count == MOST_OUTPUTS)
        return fprintf(stderr, "lunette check: more than %d formats\n", MOST_OUTPUTS), false;
    struct output *output = &check->outputs[check->output_count++];
    output->format = format;
    if (equals && !equals[1])
        return fprintf(stderr, "lunette check: --format %s= names no file\n", word), false;
    if (equals)
        output->file = add_path(check, equals + 1);
    return true;
}

/* What goes to standard output besides another would be of use to nobody; of two in one file one would be lost. */
static bool check_outputs(const struct check *check)
{
    const struct output *printed = NULL;
    for (size_t i = 0; i < check->output_count; i++) {
        const struct output *output = &check->outputs[i];
        const char *name = output->format->name;
        if (!output->file && printed)
            return fprintf(stderr,
                           "lunette check: %s and %s both go to standard output; give one a file: "
                           "%s=FILE\n",
                           printed->format->name, name, name),
                   false;
        if (!output->file)
            printed = output;
    }
    for (size_t i = 0; i < check->path_count; i++)
        for (size_t j = 0; j < i; j++)
            if (strcmp(check->paths[i], check->paths[j]) == 0)
                return fprintf(stderr, "lunette check: two reports go to %s\n", check->paths[i]),
                       false;
    return true;
}

static bool read_formats(struct check *check, const struct args *args)
{
    const char *text = args->format ? args->format : "text";
    char *words = arena_copy(args->arena, text, strlen(text)), *rest = NULL;
    for (char *word = strtok_r(words, ",", &rest); word; word = strtok_r(NULL, ",", &rest))
        if (!add_output(check, word))
            return false;
    if (!check->output_count)
        return fprintf(stderr, "lunette check: --format names none\n"), false;
    return true;
}

static bool read_baseline(struct check *check, const struct args *args)
{
    if (args->write_baseline && !args->write_baseline[0])
        return fprintf(stderr, "lunette check: --write-baseline names no file\n"), false;
    if (args->write_baseline)
        check->new_baseline = add_path(check, args->write_baseline);
    check->baseline.summary.is_rewritten = args->write_baseline;
    return check_outputs(check) && baseline_file_open(&check->baseline, args->baseline);
}

static bool read_fail_on(struct check *check, const struct args *args)
{
    if (!args->fail_on)
        return true;
    check->fail_on = settings_severity_named(args->fail_on);
    if (check->fail_on >= LUNETTE_NOTE)
        return true;
    struct nearest nearest;
    nearest_start(&nearest, args->fail_on);
    settings_offer_severities(&nearest, LUNETTE_NOTE);
    fprintf(stderr, "lunette check: --fail-on takes error, warning or note, not '%s'%s\n",
            args->fail_on, nearest_hint(&nearest, ""));
    return false;
}

/* The limits of the report, as --limit names them. */
static const char *const report_limits[] = {"findings", "details", NULL};

/* NAME=NUMBER of --limit, where it is for the report: 1; 0 where it is not; -1 after a complaint. */
static int read_limit(struct check *check, const char *text)
{
    size_t *const limits[] = {&check->most, &check->details};
    size_t length = strcspn(text, "="), row = 0;
    while (report_limits[row] && (strlen(report_limits[row]) != length ||
                                  strncmp(report_limits[row], text, length) != 0))
        row++;
    if (!report_limits[row])
        return 0;
    char *end;
    const char *number = text[length] ? text + length + 1 : "";
    *limits[row] = strtoul(number, &end, 10);
    if (!*end && *number >= '0' && *number <= '9')
        return 1;
    fprintf(stderr, "lunette check: --limit %s: a whole number is wanted\n", text);
    return -1;
}

/* What --limit says of the report; the others are left in `args`, for the session. */
static bool take_limits(struct check *check, struct args *args)
{
    const char **left = arena_array(args->arena, args->limits.count + 1, sizeof *left);
    size_t count = 0;
    check->most = SHOWN_FINDINGS;
    check->details = SHOWN_DETAILS;
    for (size_t i = 0; i < args->limits.count; i++) {
        int taken = read_limit(check, args->limits.items[i]);
        if (taken < 0)
            return false;
        if (!taken)
            left[count++] = args->limits.items[i];
    }
    args->limits = (struct args_list){left, count};
    args->own_limits = report_limits;
    return true;
}

/* Suppressions expire by the calendar. This is the only clock in the program; the model never sees it. */
static const char *today(struct arena *arena)
{
    time_t now = time(NULL);
    struct tm parts;
    char text[16];
    if (!gmtime_r(&now, &parts) || !strftime(text, sizeof text, "%Y-%m-%d", &parts))
        return NULL;
    return arena_copy(arena, text, strlen(text));
}

static bool is_day(const char *text)
{
    struct tm parts;
    const char *end = strptime(text, "%Y-%m-%d", &parts);
    return end && !*end && strlen(text) == strlen("YYYY-MM-DD");
}

static bool read_today(const struct args *args)
{
    if (args->today && !is_day(args->today))
        return fprintf(stderr, "lunette check: --today takes a day, YYYY-MM-DD, not '%s'\n",
                       args->today),
               false;
    return true;
}

/* Before the jail, which lets nobody ask. */
static void look_at_terminal(struct check *check)
{
    enum { LEAST_WIDTH = 40 }; /* of less there is nothing to be made */
    const char *off = getenv("NO_COLOR");
    size_t width = wrap_page();
    check->colour = isatty(STDOUT_FILENO) && !(off && *off);
    check->width = width >= LEAST_WIDTH ? width : 0;
}

static enum lunette_severity threshold(const struct check *check)
{
    if (check->fail_on)
        return check->fail_on;
    const struct lunette_model *model = check->session.model;
    for (size_t i = 0; model && i < model->configs.count; i++)
        if (model->configs.items[i]->fail_on >= LUNETTE_NOTE)
            return model->configs.items[i]->fail_on;
    return LUNETTE_ERROR;
}

/* Without a baseline the identities cost more than most reports, and few ask for them. */
static bool needs_identities(const struct check *check)
{
    bool needs = check->baseline.path || check->new_baseline;
    for (size_t i = 0; i < check->output_count; i++)
        needs = needs || check->outputs[i].format->identifies;
    return needs;
}

static struct report_options options_for(struct check *check)
{
    struct session *session = &check->session;
    const char *slash = session->root_path[0] ? "/" : "";
    struct report_options options = {
        .model = session->model_path,
        .main_file =
            arena_format(&session->arena, "%s%s%s", session->root_path, slash, session->first_file),
        .folder = check->folder,
        .version = LUNETTE_VERSION,
        .unread = !session->model,
        .most = check->most,
        .details = check->details,
        .fail_on = threshold(check),
        .baseline = check->baseline.path && session->model ? &check->baseline.summary : NULL,
    };
    catalog_fill(&options, session);
    return options;
}

static struct report_summary summary_of(const struct check *check)
{
    struct check_counts counts = check_count(&check->session.diag);
    return (struct report_summary){counts.error, counts.warning, counts.note, counts.suppressed};
}

static void write_reports(struct check *check, const char *const *identities)
{
    struct session *session = &check->session;
    struct report_summary summary = summary_of(check);
    struct report_options options = options_for(check);
    report_drop_echoes(&session->diag);
    options.identities = identities;
    for (size_t i = 0; i < check->output_count; i++) {
        const struct output *output = &check->outputs[i];
        struct buf text = {0};
        options.colour = check->colour && !output->file;
        options.width = output->file ? 0 : check->width;
        output->format->write(&text, &session->diag, &summary, &options);
        if (output->file)
            worker_file(session->worker, output->file, buf_text(&text), text.length);
        else
            worker_print(session->worker, buf_text(&text), text.length);
        buf_free(&text);
    }
}

/* False after one line on standard error; after another one all is well. */
static bool write_baseline(struct check *check)
{
    struct session *session = &check->session;
    struct buf text = {0}, words = {0};
    if (!check->new_baseline)
        return true;
    const char *problem = baseline_file_write(&check->baseline, &session->check, &text);
    if (problem) {
        session_warn(session, "lunette check: no baseline is written: %s\n", problem);
    } else {
        worker_file(session->worker, check->new_baseline, buf_text(&text), text.length);
        baseline_file_tell(&check->baseline, check->args->write_baseline, &words);
        session_warn(session, "lunette check: %s\n", buf_text(&words));
    }
    buf_free(&text);
    buf_free(&words);
    return !problem;
}

static int verdict(const struct check *check)
{
    struct check_counts counts = check_count(&check->session.diag);
    enum lunette_severity from = threshold(check);
    bool fails = counts.error || (from <= LUNETTE_WARNING && counts.warning) ||
                 (from <= LUNETTE_NOTE && counts.note);
    return fails ? STATUS_FINDINGS : STATUS_CLEAN;
}

/* The text shows no more than this, other forms tell all, and a baseline may take any of them away. */
static struct blame_wanted shown(const struct check *check)
{
    const struct blame_wanted all = {0}, told = {check->most, check->details};
    for (size_t i = 0; i < check->output_count; i++)
        if (check->outputs[i].format->write != report_write_text)
            return all;
    return check->baseline.path || check->new_baseline ? all : told;
}

static int check_all(struct check *check)
{
    struct session *session = &check->session;
    const char *const *identities = NULL;
    const char *problem = check_find_unknown(&session->check);
    if (problem) {
        session_warn(session, "lunette check: %s\n", problem);
        return STATUS_USAGE;
    }
    problem = baseline_file_read(&check->baseline, &session->arena);
    if (problem) {
        session_warn(session, "lunette check: the baseline %s %s\n", check->baseline.path, problem);
        return STATUS_USAGE;
    }
    session->check.wanted = shown(check);
    session_check(session);
    if (needs_identities(check))
        identities = baseline_file_apply(&check->baseline, &session->check);
    write_reports(check, identities);
    return write_baseline(check) ? verdict(check) : STATUS_USAGE;
}

static int body(struct session *session)
{
    struct check *check = (struct check *)session;
    int status = check_all(check);
    baseline_file_close(&check->baseline);
    return status;
}

static bool prints(const struct check *check)
{
    for (size_t i = 0; i < check->output_count; i++)
        if (!check->outputs[i].file)
            return true;
    return false;
}

/* The reason why the model could not be read is a finding like any other, in every format. Where all goes to files,
 * people are told on standard error, too. */
static int failed(struct session *session)
{
    struct check *check = (struct check *)session;
    diag_sort(&session->diag);
    if (!prints(check)) {
        struct report_summary summary = summary_of(check);
        struct report_options options = {.model = session->model_path};
        struct buf text = {0};
        report_write_text(&text, &session->diag, &summary, &options);
        worker_warn(session->worker, buf_text(&text), text.length);
        buf_free(&text);
    }
    write_reports(check, NULL);
    baseline_file_close(&check->baseline);
    return STATUS_NOT_EVALUATED;
}

int cmd_check(const struct args *args)
{
    static struct check check;
    struct args own = *args;
    if (!own.today)
        own.today = today(args->arena);
    const char *path = args->operands.count ? args->operands.items[0] : NULL;
    check.args = args;
    if (!read_formats(&check, args) || !read_fail_on(&check, args) || !take_limits(&check, &own) ||
        !read_today(args) || !read_baseline(&check, args) ||
        !session_open(&check.session, &own, path))
        return STATUS_USAGE;
    look_at_terminal(&check);
    char *folder = getcwd(NULL, 0);
    check.folder = folder;
    const struct session_plan plan = {.check_plugins = true,
                                      .body_ms = CHECK_MS,
                                      .body = body,
                                      .failed = failed,
                                      .output_paths = check.paths};
    int status = session_run(&check.session, &plan);
    baseline_file_close(&check.baseline);
    free(folder);
    return status;
}
