/* lunette check: the reviewer. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/nearest.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "report/report.h"

enum { SHOWN_FINDINGS = 1000, CHECK_MS = 60 * 1000 };

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
    const char *paths[MOST_OUTPUTS + 1];
    size_t path_count;
    const struct args *args;
    bool colour;
    size_t most;
    enum lunette_severity fail_on; /* UNSAID: the model's config, else error */
};

static bool complain_format(const char *name)
{
    struct nearest nearest;
    nearest_start(&nearest, name);
    fprintf(stderr, "lunette check: there is no format '%s'", name);
    for (const struct report_format *row = report_formats; row->name; row++)
        nearest_offer(&nearest, row->name);
    if (nearest_best(&nearest))
        fprintf(stderr, "; did you mean '%s'?\n", nearest_best(&nearest));
    else
        fprintf(stderr, "; there are: text, json\n");
    return false;
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
    if (equals) {
        output->file = arena_format(check->args->arena, "%zu", check->path_count);
        check->paths[check->path_count++] = equals + 1;
    }
    return true;
}

static bool read_formats(struct check *check, const struct args *args)
{
    const char *text = args->format ? args->format : "text";
    char *words = arena_copy(args->arena, text, strlen(text)), *rest = NULL;
    for (char *word = strtok_r(words, ",", &rest); word; word = strtok_r(NULL, ",", &rest))
        if (!add_output(check, word))
            return false;
    return true;
}

static bool read_fail_on(struct check *check, const struct args *args)
{
    if (!args->fail_on)
        return true;
    check->fail_on = settings_severity_named(args->fail_on);
    if (check->fail_on >= LUNETTE_NOTE)
        return true;
    fprintf(stderr, "lunette check: --fail-on takes error, warning or note, not '%s'\n",
            args->fail_on);
    return false;
}

/* --limit findings=N: how many the text report shows. */
static bool read_most(struct check *check, const struct args *args)
{
    check->most = SHOWN_FINDINGS;
    for (size_t i = 0; i < args->limits.count; i++) {
        const char *text = args->limits.items[i];
        if (strncmp(text, "findings=", strlen("findings=")) != 0)
            continue;
        char *end;
        check->most = strtoul(text + strlen("findings="), &end, 10);
        if (*end || !text[strlen("findings=")])
            return fprintf(stderr, "lunette check: --limit %s: a whole number is wanted\n", text),
                   false;
    }
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

static bool is_for_terminal(void)
{
    const char *off = getenv("NO_COLOR");
    return isatty(STDOUT_FILENO) && !(off && *off);
}

static void write_reports(struct check *check)
{
    struct session *session = &check->session;
    struct check_counts counts = check_count(&session->diag);
    struct report_summary summary = {counts.error, counts.warning, counts.note, counts.suppressed};
    for (size_t i = 0; i < check->output_count; i++) {
        const struct output *output = &check->outputs[i];
        struct report_options options = {.model = session->model_path,
                                         .colour = check->colour && !output->file,
                                         .most = check->most};
        struct buf text = {0};
        output->format->write(&text, &session->diag, &summary, &options);
        if (output->file)
            worker_file(session->worker, output->file, buf_text(&text), text.length);
        else
            worker_print(session->worker, buf_text(&text), text.length);
        buf_free(&text);
    }
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

static int verdict(const struct check *check)
{
    struct check_counts counts = check_count(&check->session.diag);
    enum lunette_severity from = threshold(check);
    bool fails = counts.error || (from <= LUNETTE_WARNING && counts.warning) ||
                 (from <= LUNETTE_NOTE && counts.note);
    return fails ? STATUS_FINDINGS : STATUS_CLEAN;
}

static int body(struct session *session)
{
    struct check *check = (struct check *)session;
    const char *problem = check_find_unknown(&session->check);
    if (problem) {
        session_warn(session, "lunette check: --rule: %s\n", problem);
        return STATUS_USAGE;
    }
    session_check(session);
    write_reports(check);
    return verdict(check);
}

/* The reason why the model could not be read is a finding like any other, in every format. */
static int failed(struct session *session)
{
    diag_sort(&session->diag);
    write_reports((struct check *)session);
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
    if (!read_formats(&check, args) || !read_fail_on(&check, args) || !read_most(&check, args) ||
        !read_today(args) || !session_open(&check.session, &own, path))
        return STATUS_USAGE;
    check.colour = is_for_terminal();
    const struct session_plan plan = {.check_plugins = true,
                                      .body_ms = CHECK_MS,
                                      .body = body,
                                      .failed = failed,
                                      .output_paths = check.paths};
    return session_run(&check.session, &plan);
}
