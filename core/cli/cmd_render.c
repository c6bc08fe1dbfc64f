/* lunette render: pictures. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "base/units.h"
#include "cli/commands.h"
#include "cli/gallery.h"
#include "cli/session.h"
#include "cli/views.h"
#include "view/view.h"

enum { STANDARD_BUDGET_MS = 4000, MOST_VIEWS_MS = 60 * 1000 };

struct render {
    struct session session; /* first */
    const struct args *args;
    struct args_list views; /* as asked for; none: all */
    const char *format;
    uint32_t budget_ms;
    struct view_options options;
    bool to_folder, to_file;
    struct gallery gallery;
};

/* The host's side of struct lunette_canvas: one picture under way. */
struct canvas {
    struct lunette_canvas offered; /* first */
    struct render *render;
    const char *view;
    struct buf picture;
    struct arena scratch;
};

static void canvas_write(struct lunette_canvas *offered, const char *bytes, size_t length)
{
    buf_add(&((struct canvas *)offered)->picture, bytes, length);
}

static void canvas_warn(struct lunette_canvas *offered, const char *format, ...)
{
    struct canvas *canvas = (struct canvas *)offered;
    va_list args;
    va_start(args, format);
    char *text = arena_vformat(&canvas->scratch, format, args);
    va_end(args);
    session_warn(&canvas->render->session, "lunette: %s: %s\n", canvas->view, text);
}

static void *canvas_alloc(struct lunette_canvas *offered, size_t count, size_t size)
{
    return arena_array(&((struct canvas *)offered)->scratch, count, size);
}

static const char *canvas_option(struct lunette_canvas *offered, const char *name)
{
    (void)offered;
    (void)name;
    return NULL;
}

static void deliver(struct render *render, const struct lunette_view *view,
                    const struct buf *picture)
{
    struct session *session = &render->session;
    if (!render->to_folder) {
        if (render->to_file)
            worker_file(session->worker, "0", buf_text(picture), picture->length);
        else
            worker_print(session->worker, buf_text(picture), picture->length);
        return;
    }
    const char *name = arena_format(&session->arena, "%s.%s",
                                    view_file_name(&session->arena, view->name), render->format);
    worker_file(session->worker, name, buf_text(picture), picture->length);
    gallery_add(&render->gallery, name, view->title, view->summary);
}

static bool draw(struct render *render, const struct view_description *description)
{
    struct session *session = &render->session;
    const struct lunette_view *view =
        view_select(session->model, description, &render->options, &session->arena);
    const struct lunette_renderer *renderer =
        registry_renderer(&session->registry, view->form, render->format);
    struct canvas canvas = {
        .offered = {.write = canvas_write,
                    .warn = canvas_warn,
                    .alloc = canvas_alloc,
                    .budget_ms = render->budget_ms,
                    .option = canvas_option},
        .render = render,
        .view = view->name,
    };
    worker_doing(session->worker, view->name);
    bool drawn = renderer && renderer->render(view, render->format, &canvas.offered);
    if (drawn)
        deliver(render, view, &canvas.picture);
    else
        session_warn(session, "lunette: the view %s could not be drawn\n", view->name);
    buf_free(&canvas.picture);
    arena_reset(&canvas.scratch);
    return drawn;
}

static const struct view_description *find_view(struct render *render,
                                                const struct view_description *views, size_t count,
                                                const char *name)
{
    struct nearest nearest;
    nearest_start(&nearest, name);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(views[i].name, name) == 0)
            return &views[i];
        nearest_offer(&nearest, views[i].name);
    }
    views_complain(&render->session, name, nearest_best(&nearest));
    return NULL;
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

static int draw_all(struct render *render, const struct view_description *views, size_t count)
{
    bool well = true;
    for (size_t i = 0; i < count; i++)
        well &= draw(render, &views[i]);
    return well ? STATUS_CLEAN : STATUS_USAGE;
}

static int draw_named(struct render *render, const struct view_description *views, size_t count)
{
    bool well = true;
    for (size_t i = 0; i < render->views.count; i++) {
        const struct view_description *view =
            find_view(render, views, count, render->views.items[i]);
        well &= view && draw(render, view);
    }
    return well ? STATUS_CLEAN : STATUS_USAGE;
}

static int body(struct session *session)
{
    struct render *render = (struct render *)session;
    const struct view_description *views;
    size_t count = view_list(session->model, &session->arena, &views);
    if (!registry_renderer(&session->registry, LUNETTE_GRAPH_VIEW, render->format)) {
        session_warn(session, "lunette render: there is no format '%s'; there are: %s\n",
                     render->format, registry_formats(&session->registry));
        return STATUS_USAGE;
    }
    mark_findings(render);
    session_warn_of_errors(session);
    if (!count)
        session_warn(session, "lunette: there is nothing to draw in %s\n", session->model_path);
    if (!render->views.count)
        views_warn_of_later(session);
    int status =
        render->views.count ? draw_named(render, views, count) : draw_all(render, views, count);
    if (render->to_folder && strcmp(render->format, "svg") == 0 && status == STATUS_CLEAN) {
        const struct lunette_architecture *architecture = session->model->architecture;
        struct buf page = {0};
        gallery_write(&render->gallery,
                      architecture ? architecture->item.name : session->model_path, &page);
        worker_file(session->worker, "index.html", buf_text(&page), page.length);
        buf_free(&page);
    }
    return status;
}

/* ---- the command line ---- */

static bool read_budget(struct render *render)
{
    double ms = STANDARD_BUDGET_MS;
    const char *text = render->args->budget;
    if (text && (!unit_parse_duration(text, &ms) || ms < 1 || ms > MOST_VIEWS_MS)) {
        fprintf(stderr, "lunette render: --budget takes a time up to 60s, such as 4s, not '%s'\n",
                text);
        return false;
    }
    render->budget_ms = (uint32_t)ms;
    return true;
}

/* Drawing all of it means all lines, too. */
static bool read_size(struct render *render)
{
    const char *text = render->args->max_boxes;
    render->options.max_boxes = VIEW_MAX_BOXES;
    render->options.max_lines = VIEW_MAX_LINES;
    if (!text)
        return true;
    char *end;
    render->options.max_boxes = strtoul(text, &end, 10);
    render->options.max_lines = 0;
    if (*text >= '0' && *text <= '9' && !*end)
        return true;
    fprintf(stderr, "lunette render: --max-boxes takes a whole number, not '%s'\n", text);
    return false;
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* -o names a file when one view is drawn and the name says so: picture.svg, or -. */
static bool read_output(struct render *render)
{
    const char *output = render->args->output;
    bool single = render->views.count == 1;
    bool stream = output ? strcmp(output, "-") == 0 : single;
    bool file = output && single &&
                ends_with(output, arena_format(render->args->arena, ".%s", render->format));
    if (stream && !single) {
        fprintf(stderr, "lunette render: name one view to write it to standard output\n");
        return false;
    }
    if (!output && !single) {
        fprintf(stderr, "lunette render: several views need a folder: -o DIR\n");
        return false;
    }
    render->to_file = file;
    render->to_folder = !stream && !file;
    return true;
}

int cmd_render(const struct args *args)
{
    static struct render render;
    const struct args_list *words = &args->operands;
    bool has_path = words->count && session_is_model(words->items[0]);
    bool looks_like_path = words->count && strchr(words->items[0], '/');
    const char *path = has_path || looks_like_path ? words->items[0] : NULL;
    size_t skip = path ? 1 : 0;
    if (!session_open(&render.session, args, path))
        return STATUS_USAGE;
    render.args = args;
    render.views = (struct args_list){words->items + skip, words->count - skip};
    render.format = args->format ? args->format : "svg";
    render.options.no_findings = args->no_findings;
    if (!read_budget(&render) || !read_size(&render) || !read_output(&render))
        return STATUS_USAGE;
    render.gallery.arena = &render.session.arena;
    const char *const paths[] = {render.to_file ? args->output : NULL, NULL};
    const struct session_plan plan = {
        .check_plugins = !args->no_findings,
        .render_plugins = true,
        .forks = true,
        .body_ms = MOST_VIEWS_MS,
        .output_folder = render.to_folder ? args->output : NULL,
        .output_paths = paths,
        .body = body,
    };
    return session_run(&render.session, &plan);
}
