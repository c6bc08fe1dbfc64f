/* lunette render: pictures. */
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/nearest.h"
#include "base/units.h"
#include "cli/commands.h"
#include "cli/render_draw.h"
#include "cli/render_needs.h"
#include "cli/render_pool.h"
#include "view/kinds.h"

enum {
    STANDARD_BUDGET_MS = 4000,
    MOST_BUDGET_MS = 60 * 1000,
    MOST_DRAWING_MS = 60 * 1000,       /* all views */
    MOST_PAINTING_MS = 10 * 60 * 1000, /* and what is painted of them */
    USUAL_JOBS = 8,
};

/* ---- in the worker ---- */

static void complain_of_view(struct render *render, const char *name)
{
    struct session *session = &render->session;
    const struct view_description *views;
    size_t count = view_list(session->model, NULL, &session->arena, &views);
    struct nearest nearest;
    nearest_start(&nearest, name);
    for (size_t i = 0; i < count; i++)
        nearest_offer(&nearest, views[i].name);
    session_warn(session, "lunette render: %s has no view '%s'%s\n", session->model_path, name,
                 nearest_hint(&nearest, "; lunette views lists them"));
}

static const struct view_description *find_view(struct render *render,
                                                const struct view_description *views, size_t count,
                                                const char *name)
{
    const struct view_description *found = view_find(views, count, name, &render->session.arena);
    if (!found)
        complain_of_view(render, name);
    return found;
}

/* The findings, as marks. */
static void mark_findings(struct render *render)
{
    struct session *session = &render->session;
    if (render->args->no_findings)
        return;
    session_check(session);
    struct view_finding *marks = arena_array(&session->arena, session->diag.count, sizeof *marks);
    size_t count = 0;
    for (size_t i = 0; i < session->diag.count; i++) {
        const struct lunette_finding *finding = session->diag.findings[i];
        if (finding->blame.item && !finding->suppressed && finding->severity >= LUNETTE_WARNING)
            marks[count++] = (struct view_finding){finding->blame.item, finding->severity,
                                                   finding->rule, finding->message};
    }
    render->options.findings = marks;
    render->options.finding_count = count;
}

/* The views to draw. */
struct choice {
    const struct view_description **items;
    size_t count;
};

/* All but those that there are too many of. */
static void choose_all(struct render *render, const struct view_description *views, size_t count,
                       struct choice *choice)
{
    for (size_t i = 0; i < count; i++)
        if (!views[i].on_request)
            choice->items[choice->count++] = &views[i];
    if (choice->count < count)
        session_warn(&render->session,
                     "lunette: %zu views of single entities are drawn only when they are named; "
                     "lunette views lists them\n",
                     count - choice->count);
}

/* False after a line for each word that names no view. */
static bool choose_views(struct render *render, struct choice *choice)
{
    struct session *session = &render->session;
    const struct view_description *views;
    const struct view_wish wish = {render->views.items, render->views.count};
    size_t count = view_list(session->model, wish.count ? &wish : NULL, &session->arena, &views);
    size_t wanted = render->views.count ? render->views.count : count;
    bool well = true;
    choice->items = arena_array(&session->arena, wanted, sizeof *choice->items);
    if (!render->views.count)
        choose_all(render, views, count, choice);
    for (size_t i = 0; i < render->views.count; i++) {
        const struct view_description *view =
            find_view(render, views, count, render->views.items[i]);
        if (view)
            choice->items[choice->count++] = view;
        well &= view != NULL;
    }
    if (!count && !wish.count)
        session_warn(session, "lunette: there is nothing to draw in %s\n", session->model_path);
    return well;
}

static bool can_draw(const struct render *render, const struct view_description *view,
                     const struct render_format *format)
{
    return render_formats_draw(&render->session.registry, view->how->form, format);
}

/* One line for each format that cannot draw all of the views. Returns how many pictures are left. */
static size_t announce_skipped(struct render *render, const struct choice *choice)
{
    struct session *session = &render->session;
    size_t left = 0;
    for (size_t f = 0; f < render->formats.count; f++) {
        const struct render_format *format = &render->formats.items[f];
        const char *names = "";
        for (size_t i = 0; i < choice->count; i++) {
            bool drawn = can_draw(render, choice->items[i], format);
            left += drawn;
            if (!drawn)
                names = arena_format(&session->arena, "%s%s%s", names, *names ? ", " : "",
                                     choice->items[i]->name);
        }
        if (*names)
            session_warn(session, "lunette: %s cannot draw these, skipped: %s\n", format->name,
                         names);
    }
    return left;
}

/* A child for one picture would only cost: what it dies of, the worker may die of. What is made of the picture
 * is made in the pool. */
static bool needs_no_pool(const struct render *render, const struct choice *choice)
{
    const struct render_format *first = &render->formats.items[0];
    return choice->count == 1 && render->formats.count == 1 && render->target != RENDER_TO_FOLDER &&
           !first->is_painted && !first->is_page;
}

static bool draw_all(struct render *render, const struct choice *choice)
{
    struct session *session = &render->session;
    render->is_pooled = !needs_no_pool(render, choice);
    if (render->is_pooled)
        return render_pool_draw(render, choice->items, choice->count);
    worker_doing(session->worker, choice->items[0]->name);
    return render_draw(render, choice->items[0], session->worker);
}

static void open_page(struct render *render)
{
    struct session *session = &render->session;
    if (render_formats_have(&render->formats, "html"))
        render->page = page_open(&session->arena, session->model, session->model_path,
                                 render->args->no_findings ? NULL : &session->diag);
    if (render->page && render->theme.fixed)
        page_fix_theme(render->page, render->theme.fixed);
}

static void write_page(struct render *render)
{
    struct buf text = {0};
    if (!render->page)
        return;
    page_write(render->page, &text);
    page_close(render->page);
    if (render->target == RENDER_TO_OUTPUT)
        worker_print(render->session.worker, buf_text(&text), text.length);
    else
        worker_file(render->session.worker, render->target == RENDER_TO_FOLDER ? "index.html" : "0",
                    buf_text(&text), text.length);
    buf_free(&text);
}

/* What a theme may change: the colours of the first format that has any. */
static const struct lunette_color *colors_of(const struct render *render)
{
    const struct registry *registry = &render->session.registry;
    const struct lunette_color *colors = registry_colors(registry, "svg");
    for (size_t i = 0; i < render->formats.count && !colors; i++)
        colors = registry_colors(registry, render->formats.items[i].name);
    return colors;
}

static int body(struct session *session)
{
    struct render *render = (struct render *)session;
    struct choice choice = {.count = 0};
    const char *problem =
        render_formats_problem(&render->formats, &session->registry, &session->arena);
    if (problem) {
        session_warn(session, "lunette render: %s\n", problem);
        return STATUS_USAGE;
    }
    if (!render_theme_evaluate(&render->theme, session, colors_of(render)) ||
        !choose_views(render, &choice))
        return STATUS_USAGE;
    mark_findings(render);
    session_warn_of_errors(session);
    size_t pictures = announce_skipped(render, &choice);
    if (!pictures && render->views.count)
        return STATUS_USAGE;
    open_page(render);
    bool well = !choice.count || draw_all(render, &choice);
    write_page(render);
    return well ? STATUS_CLEAN : STATUS_USAGE;
}

/* ---- the command line ---- */

static bool complain_of_value(const char *option, const char *wants, const char *value)
{
    fprintf(stderr, "lunette render: --%s takes %s, not '%s'\n", option, wants, value);
    return false;
}

static bool read_budget(struct render *render)
{
    double ms = STANDARD_BUDGET_MS;
    const char *text = render->args->budget;
    if (text && (!unit_parse_duration(text, &ms) || ms < 1 || ms > MOST_BUDGET_MS))
        return complain_of_value("budget", "a time up to 60s, such as 4s", text);
    render->budget_ms = (uint32_t)ms;
    return true;
}

static bool read_whole_number(const char *text, size_t *number)
{
    char *end;
    *number = strtoul(text, &end, 10);
    return *text >= '0' && *text <= '9' && !*end;
}

/* Drawing all of it means all lines, too. */
static bool read_size(struct render *render)
{
    const char *text = render->args->max_boxes;
    render->options.max_boxes = VIEW_MAX_BOXES;
    render->options.max_lines = VIEW_MAX_LINES;
    if (!text)
        return true;
    render->options.max_lines = 0;
    return read_whole_number(text, &render->options.max_boxes) ||
           complain_of_value("max-boxes", "a whole number", text);
}

/* Opens a file of the kernel. */
static size_t count_cores(void)
{
    cpu_set_t cores;
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    int ours = sched_getaffinity(0, sizeof cores, &cores) == 0 ? CPU_COUNT(&cores) : 1;
    long usable = online > 0 && online < ours ? online : ours;
    return usable < 1 ? 1 : usable < USUAL_JOBS ? (size_t)usable : USUAL_JOBS;
}

static bool read_jobs(struct render *render)
{
    const char *text = render->args->jobs;
    render->jobs = render->views.count == 1 ? 1 : count_cores();
    if (text && (!read_whole_number(text, &render->jobs) || render->jobs < 1 ||
                 render->jobs > RENDER_MOST_JOBS))
        return complain_of_value("jobs", "a whole number from 1 to 16", text);
    if (render->views.count && render->jobs > render->views.count)
        render->jobs = render->views.count;
    return true;
}

static bool read_scale(struct render *render)
{
    const char *text = render->args->scale;
    char *end;
    double scale = text ? strtod(text, &end) : 1;
    if (!text || (*text >= '0' && *text <= '9' && !*end && scale >= 0.1 && scale <= 10))
        return true;
    return complain_of_value("scale", "a number from 0.1 to 10, such as 2", text);
}

static bool read_detail(struct render *render)
{
    static const char *const levels[] = {"low", "normal", "high"};
    const char *text = render->args->detail;
    struct nearest nearest;
    nearest_start(&nearest, text ? text : "");
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        if (!text || strcmp(text, levels[i]) == 0) {
            render->detail = text;
            return true;
        }
        nearest_offer(&nearest, levels[i]);
    }
    if (!nearest_best(&nearest))
        return complain_of_value("detail", "low, normal or high", text);
    fprintf(stderr, "lunette render: there is no detail '%s'%s\n", text,
            nearest_hint(&nearest, ""));
    return false;
}

static bool read_theme(struct render *render)
{
    const char *text = render->args->theme;
    return !text || render_theme_read(&render->theme, text, &render->session.arena);
}

/* -o may say by its end what -f would. */
static bool read_formats(struct render *render)
{
    const char *list = render->args->format, *output = render->args->output;
    const struct render_format *named = output ? render_formats_of_file(output) : NULL;
    if (!list)
        list = named && (render->views.count == 1 || named->is_page) ? named->name : "svg";
    return render_formats_read(&render->formats, list, render->args->arena);
}

static bool complain(const char *words)
{
    fprintf(stderr, "lunette render: %s\n", words);
    return false;
}

/* Standard output takes one picture, and a terminal none that is not text. */
static bool to_output(struct render *render, bool single)
{
    const struct render_format *format = &render->formats.items[0];
    render->target = RENDER_TO_OUTPUT;
    if (!single)
        return complain("name one view to write it to standard output");
    if (render->formats.count > 1)
        return complain("several formats need a folder: -o DIR");
    if (!format->is_painted || !isatty(STDOUT_FILENO))
        return true;
    fprintf(stderr, "lunette render: %s is not for a terminal: -o FILE.%s\n", format->name,
            format->extension);
    return false;
}

/* -o names a file when it ends as pictures do, or as the one format asked for. */
static bool to_file(struct render *render, bool single, const struct render_format *named)
{
    const struct render_format *format = &render->formats.items[0];
    render->target = RENDER_TO_FILE;
    if (!single || render->formats.count > 1) {
        fprintf(stderr, "lunette render: %s is one file; several %s need a folder: -o DIR\n",
                render->args->output, single ? "formats" : "views");
        return false;
    }
    if (strcmp(named->name, format->name) == 0)
        return true;
    fprintf(stderr, "lunette render: %s ends as %s does, but -f says %s\n", render->args->output,
            named->name, format->name);
    return false;
}

static bool read_output(struct render *render)
{
    const char *output = render->args->output;
    bool is_page = render->formats.count == 1 && render->formats.items[0].is_page;
    bool single = render->views.count == 1 || is_page;
    const struct render_format *named = output ? render_formats_of_file(output) : NULL;
    if (output ? strcmp(output, "-") == 0 : single && render->formats.count == 1)
        return to_output(render, single);
    if (!output)
        return complain(single ? "several formats need a folder: -o DIR"
                               : "several views need a folder: -o DIR");
    if (named)
        return to_file(render, single, named);
    render->target = RENDER_TO_FOLDER;
    if (render_formats_have(&render->formats, "svg"))
        render_formats_add(&render->formats, "html"); /* beside the pictures, the page of them */
    return true;
}

static bool read_all(struct render *render)
{
    return read_budget(render) && read_size(render) && read_jobs(render) && read_scale(render) &&
           read_detail(render) && read_formats(render) && read_output(render) && read_theme(render);
}

static int run(struct render *render)
{
    const char *const paths[] = {render->target == RENDER_TO_FILE ? render->args->output : NULL,
                                 NULL};
    const char *needs[RENDER_MOST_NEEDS];
    bool paints = render_formats_are_painted(&render->formats);
    render_needs(render, needs);
    const struct session_plan plan = {
        .check_plugins = !render->args->no_findings,
        .render_plugins = needs,
        .forks = true,
        .body_ms = paints ? MOST_PAINTING_MS : MOST_DRAWING_MS,
        .output_folder = render->target == RENDER_TO_FOLDER ? render->args->output : NULL,
        .output_paths = paths,
        .keep = render->painters.descriptors,
        .keep_count = 2 * render->painters.count,
        .shows_progress = render->shows_progress,
        .body = body,
    };
    return session_run(&render->session, &plan);
}

int cmd_render(const struct args *args)
{
    static struct render render;
    const struct args_list *words = &args->operands;
    const char *path =
        words->count && session_means_model(words->items[0]) ? words->items[0] : NULL;
    size_t skip = path ? 1 : 0;
    if (!session_open(&render.session, args, path))
        return STATUS_USAGE;
    render.args = args;
    render.views = (struct args_list){words->items + skip, words->count - skip};
    render.options.no_findings = args->no_findings;
    render.shows_progress = isatty(STDERR_FILENO);
    if (!read_all(&render))
        return STATUS_USAGE;
    if (render_formats_are_painted(&render.formats) &&
        !render_painters_start(&render.painters, &render.session, render.jobs, args->scale))
        return STATUS_USAGE;
    int status = run(&render);
    render_painters_stop(&render.painters);
    return status;
}
