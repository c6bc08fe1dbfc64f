#include "cli/render_canvas.h"

#include <string.h>

static void canvas_write(struct lunette_canvas *offered, const char *bytes, size_t length)
{
    buf_add(&((struct canvas *)offered)->picture, bytes, length);
}

static void canvas_warn(struct lunette_canvas *offered, const char *format, ...)
{
    struct canvas *canvas = (struct canvas *)offered;
    va_list args;
    va_start(args, format);
    char *text = arena_vformat(canvas->arena, format, args);
    va_end(args);
    char *line = arena_format(canvas->arena, "lunette: %s: %s\n", canvas->subject, text);
    worker_warn(canvas->worker, line, strlen(line));
}

static void *canvas_alloc(struct lunette_canvas *offered, size_t count, size_t size)
{
    return arena_array(((struct canvas *)offered)->arena, count, size);
}

static const char *canvas_option(struct lunette_canvas *offered, const char *name)
{
    const struct canvas *canvas = (const struct canvas *)offered;
    return canvas->find_option ? canvas->find_option(canvas->context, name) : NULL;
}

/* What pictures of a usual size need: growing to it would copy twice as many bytes. Untouched memory costs nothing. */
enum { USUAL_BYTES = 127 * 1024 };

void canvas_open(struct canvas *canvas, struct worker *worker, const char *subject,
                 uint32_t budget_ms, struct arena *arena)
{
    *canvas = (struct canvas){
        .offered = {.write = canvas_write,
                    .warn = canvas_warn,
                    .alloc = canvas_alloc,
                    .budget_ms = budget_ms,
                    .option = canvas_option},
        .worker = worker,
        .subject = subject,
        .arena = arena,
    };
    buf_room(&canvas->picture, USUAL_BYTES);
}

void canvas_clear(struct canvas *canvas)
{
    buf_clear(&canvas->picture);
}

void canvas_close(struct canvas *canvas)
{
    buf_free(&canvas->picture);
}
