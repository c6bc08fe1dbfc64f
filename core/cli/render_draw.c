#include "cli/render_draw.h"

#include <string.h>

#include "cli/render_canvas.h"
#include "jail/worker.h"

/* A view on its way into several formats; what is painted or goes into the page, too, begins as SVG. */
struct drawing {
    struct render *render;
    const struct view_description *description;
    const struct lunette_view *view;
    struct worker *worker;
    struct canvas canvas;
    struct buf svg;
    enum { NOT_YET, DRAWN, FAILED } svg_state;
};

static const char *find_option(const void *context, const char *name)
{
    const struct render *render = context;
    if (strcmp(name, "detail") == 0)
        return render->detail;
    return render_theme_option(&render->theme, name);
}

struct frame render_deliver(struct render *render, const char *view,
                            const struct render_format *format, const char *bytes, size_t length)
{
    struct arena *arena = &render->session.arena;
    const char *name = "0";
    if (render->target == RENDER_TO_FOLDER)
        name = arena_format(arena, "%s.%s", view_file_name(arena, view), format->extension);
    bool prints = render->target == RENDER_TO_OUTPUT;
    return (struct frame){.type = prints ? FRAME_PRINT : FRAME_FILE,
                          .name = name,
                          .name_length = prints ? 0 : strlen(name),
                          .bytes = bytes,
                          .length = length};
}

static bool draw_as(struct drawing *drawing, const char *format)
{
    struct session *session = &drawing->render->session;
    const struct lunette_renderer *renderer =
        registry_renderer(&session->registry, drawing->view->form, format);
    canvas_clear(&drawing->canvas);
    if (renderer->render(drawing->view, format, &drawing->canvas.offered))
        return true;
    session_warn(session, "lunette: the view %s could not be drawn as %s\n", drawing->view->name,
                 format);
    return false;
}

static void deliver(struct drawing *drawing, const struct render_format *format,
                    const struct buf *bytes)
{
    const struct frame frame = render_deliver(drawing->render, drawing->view->name, format,
                                              buf_text(bytes), bytes->length);
    if (frame.type == FRAME_PRINT)
        worker_print(drawing->worker, frame.bytes, frame.length);
    else
        worker_send(drawing->worker, &frame);
}

static void ask_for_painting(struct drawing *drawing, const struct render_format *format,
                             const struct buf *bytes)
{
    const struct frame frame = {.type = FRAME_PAINT,
                                .name = format->name,
                                .name_length = strlen(format->name),
                                .bytes = bytes->data,
                                .length = bytes->length};
    worker_send(drawing->worker, &frame);
}

/* What it tells of the view, a zero, and the SVG, unless that is on its way to a file already or soon. */
static void ask_for_page(struct drawing *drawing, const struct render_format *format)
{
    struct render *render = drawing->render;
    struct buf told = {0};
    page_describe(render->page, drawing->view, drawing->description->entity, &told);
    buf_add_char(&told, '\0');
    if (!render_formats_have(&render->formats, "svg"))
        buf_add(&told, drawing->svg.data, drawing->svg.length);
    ask_for_painting(drawing, format, &told);
    buf_free(&told);
}

/* Drawn once, however many formats are made of it. */
static bool draw_svg(struct drawing *drawing)
{
    if (drawing->svg_state == NOT_YET) {
        drawing->svg_state = draw_as(drawing, "svg") ? DRAWN : FAILED;
        struct buf emptied = drawing->svg;
        drawing->svg = drawing->canvas.picture;
        drawing->canvas.picture = emptied;
    }
    return drawing->svg_state == DRAWN;
}

static bool draw_format(struct drawing *drawing, const struct render_format *format)
{
    bool is_svg = strcmp(format->name, "svg") == 0;
    bool is_asked_for = format->is_painted || format->is_page;
    if (!render_formats_draw(&drawing->render->session.registry, drawing->view->form, format))
        return true; /* said before the first view was drawn */
    if (!(is_svg || is_asked_for ? draw_svg(drawing) : draw_as(drawing, format->name)))
        return false;
    if (format->is_page)
        ask_for_page(drawing, format);
    else if (format->is_painted)
        ask_for_painting(drawing, format, &drawing->svg);
    else
        deliver(drawing, format, is_svg ? &drawing->svg : &drawing->canvas.picture);
    return true;
}

static void announce(struct worker *worker, const struct lunette_view *view)
{
    const char *title = view->title ? view->title : view->name;
    const struct frame frame = {.type = FRAME_VIEW,
                                .name = view->name,
                                .name_length = strnlen(view->name, FRAME_NAME_MAX),
                                .bytes = title,
                                .length = strlen(title)};
    worker_send(worker, &frame);
}

bool render_draw(struct render *render, const struct view_description *description,
                 struct worker *worker)
{
    struct session *session = &render->session;
    struct drawing drawing = {
        .render = render,
        .description = description,
        .view = view_select(session->model, description, &render->options, &session->arena),
        .worker = worker,
    };
    bool well = true;
    if (render->is_pooled)
        announce(worker, drawing.view);
    canvas_open(&drawing.canvas, worker, drawing.view->name, render->budget_ms, &session->arena);
    drawing.canvas.find_option = find_option;
    drawing.canvas.context = render;
    for (size_t i = 0; i < render->formats.count; i++)
        well &= draw_format(&drawing, &render->formats.items[i]);
    canvas_close(&drawing.canvas);
    buf_free(&drawing.svg);
    return well;
}
