#include "cli/render_pool.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "cli/render_draw.h"
#include "jail/child.h"
#include "jail/worker.h"

enum {
    SELECT_MS = 10 * 1000, /* beside the layout, for which a picture has its budget */
    NET_MS = 5 * 1000,     /* a painter's own clock comes first */
    LOOK_EVERY_MS = 1000,
};

/* What has become of one view. */
struct outcome {
    struct buf frames; /* for the worker's pipe */
    struct buf
        told; /* for the page: what is told of the view, a zero, and the SVG if it is in no frame */
    size_t svg_at; /* in the frames; 0: in none */
    size_t svg_length;
    bool is_done, is_whole;
};

/* A view under way, first in its child, then, picture by picture, at the painter of this slot. */
struct slot {
    enum { IDLE, DRAWING, PAINTING } stage;
    size_t number; /* of the view */
    struct child child;
    size_t at;          /* in the child's reply: up to here it is dealt with */
    struct frame view;  /* of that reply: whom the pictures show */
    const char *format; /* being painted */
    struct render_painter *painter;
    struct reply painted;
    int64_t deadline_ms;
};

struct pool {
    struct render *render;
    const struct view_description *const *views;
    struct outcome *outcomes;
    size_t count, started, passed_on, done;
    struct slot slots[RENDER_MOST_JOBS];
};

static void warn(struct pool *pool, const struct slot *slot, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static void warn(struct pool *pool, const struct slot *slot, const char *format, ...)
{
    struct outcome *outcome = &pool->outcomes[slot->number];
    struct buf line = {0};
    va_list args;
    va_start(args, format);
    buf_printf(&line, "lunette: %s: ", pool->views[slot->number]->name);
    buf_vprintf(&line, format, args);
    buf_add_char(&line, '\n');
    va_end(args);
    frame_add(&outcome->frames,
              &(struct frame){.type = FRAME_WARN, .bytes = line.data, .length = line.length});
    outcome->is_whole = false;
    buf_free(&line);
}

/* ---- drawing ---- */

struct errand {
    struct render *render;
    const struct view_description *view;
};

static int draw(struct worker *worker, void *context)
{
    struct errand *errand = context;
    errand->render->session.worker = worker;
    return render_draw(errand->render, errand->view, worker) ? STATUS_CLEAN : STATUS_USAGE;
}

static void say_how_far(struct pool *pool, const char *view)
{
    struct session *session = &pool->render->session;
    worker_doing(session->worker, view);
    if (pool->render->shows_progress)
        worker_progress(session->worker,
                        arena_format(&session->arena, "%zu of %zu views, drawing %s", pool->done,
                                     pool->count, view));
}

static void finish(struct pool *pool, struct slot *slot)
{
    pool->outcomes[slot->number].is_done = true;
    pool->done++;
    child_end(&slot->child);
    slot->stage = IDLE;
}

static void start(struct pool *pool, struct slot *slot)
{
    struct errand errand = {pool->render, pool->views[pool->started]};
    slot->number = pool->started++;
    slot->at = 0;
    slot->view = (struct frame){.name = NULL};
    pool->outcomes[slot->number].is_whole = true;
    say_how_far(pool, errand.view->name);
    slot->stage = DRAWING;
    if (child_start(&slot->child, draw, &errand, pool->render->budget_ms + SELECT_MS))
        return;
    warn(pool, slot, "cannot start a process to draw it: %s", strerror(errno));
    pool->outcomes[slot->number].is_done = true;
    pool->done++;
    slot->stage = IDLE;
}

/* ---- painting ---- */

/* One sentence for the whole run, then silence. */
static void lose_painters(struct pool *pool, struct slot *slot)
{
    struct outcome *outcome = &pool->outcomes[slot->number];
    struct frame frame;
    for (size_t at = 0; reply_next(&slot->painted, &at, &frame);) {
        if (frame.type != FRAME_WARN || pool->render->painters.problem)
            continue;
        frame_add(&outcome->frames, &frame);
        pool->render->painters.problem = "said";
    }
    outcome->is_whole = false;
    render_painters_drop(slot->painter);
}

static bool ask(struct pool *pool, struct slot *slot, const struct frame *paint)
{
    struct session *session = &pool->render->session;
    slot->format = arena_copy(&session->arena, paint->name, paint->name_length);
    slot->deadline_ms = clock_now_ms() + RENDER_PAINTING_MS + NET_MS;
    if (slot->view.name && render_painters_ask(slot->painter, &slot->view, paint)) {
        slot->stage = PAINTING;
        return true;
    }
    if (!pool->render->painters.problem)
        warn(pool, slot, "no %s: its painter is gone", slot->format);
    pool->outcomes[slot->number].is_whole = false;
    return false;
}

static const struct render_format *format_named(const struct render *render, const char *name)
{
    for (size_t i = 0; i < render->formats.count; i++)
        if (strcmp(render->formats.items[i].name, name) == 0)
            return &render->formats.items[i];
    return NULL;
}

static void take_painted(struct pool *pool, struct slot *slot)
{
    struct outcome *outcome = &pool->outcomes[slot->number];
    const struct render_format *format = format_named(pool->render, slot->format);
    struct frame frame;
    for (size_t at = 0; reply_next(&slot->painted, &at, &frame);) {
        if (frame.type == FRAME_FILE && format)
            frame = render_deliver(pool->render, pool->views[slot->number]->name, format,
                                   frame.bytes, frame.length);
        frame_add(&outcome->frames, &frame);
    }
    outcome->is_whole &= slot->painted.status == STATUS_CLEAN;
}

/* ---- from stage to stage ---- */

static bool is_for_page(const struct pool *pool, const struct frame *frame)
{
    const struct render_formats *formats = &pool->render->formats;
    if (frame->type != FRAME_PAINT)
        return false;
    for (size_t i = 0; i < formats->count; i++)
        if (formats->items[i].is_page && strlen(formats->items[i].name) == frame->name_length &&
            memcmp(formats->items[i].name, frame->name, frame->name_length) == 0)
            return true;
    return false;
}

static bool is_svg(const struct frame *frame)
{
    return frame->type == FRAME_FILE && frame->name_length > 4 &&
           memcmp(frame->name + frame->name_length - 4, ".svg", 4) == 0;
}

static void keep(struct outcome *outcome, const struct frame *frame)
{
    frame_add(&outcome->frames, frame);
    if (!is_svg(frame))
        return;
    outcome->svg_at = outcome->frames.length - frame->length;
    outcome->svg_length = frame->length;
}

/* Through the child's reply, up to the next picture to be painted or to its end. */
static void go_on(struct pool *pool, struct slot *slot)
{
    struct outcome *outcome = &pool->outcomes[slot->number];
    struct frame frame;
    slot->stage = DRAWING;
    while (reply_next(&slot->child.reply, &slot->at, &frame)) {
        if (is_for_page(pool, &frame))
            buf_add(&outcome->told, frame.bytes, frame.length);
        else if (frame.type == FRAME_PAINT && ask(pool, slot, &frame))
            return;
        else if (frame.type == FRAME_VIEW)
            slot->view = frame;
        else if (frame.type != FRAME_PAINT)
            keep(outcome, &frame);
    }
    outcome->is_whole &= slot->child.reply.status == STATUS_CLEAN;
    finish(pool, slot);
}

static void look_at_drawing(struct pool *pool, struct slot *slot, bool is_readable)
{
    char why[CHILD_WHY_SIZE];
    enum child_state state = child_look(&slot->child, is_readable, why);
    if (state == CHILD_DONE)
        go_on(pool, slot);
    if (state != CHILD_LOST)
        return;
    warn(pool, slot, "not drawn: the process that drew it %s", why);
    finish(pool, slot);
}

/* The first reply of a painter is its greeting. */
static void take_reply(struct pool *pool, struct slot *slot)
{
    bool greets = !slot->painter->has_greeted;
    slot->painter->has_greeted = true;
    if (greets && slot->painted.status == STATUS_CLEAN) {
        reply_clear(&slot->painted);
        return;
    }
    if (greets)
        lose_painters(pool, slot);
    else
        take_painted(pool, slot);
    reply_clear(&slot->painted);
    go_on(pool, slot);
}

static void look_at_painting(struct pool *pool, struct slot *slot, bool is_readable)
{
    enum reply_state state =
        is_readable ? reply_read(&slot->painted, slot->painter->replies) : REPLY_PARTIAL;
    bool is_late = clock_now_ms() >= slot->deadline_ms;
    if (state == REPLY_WHOLE)
        take_reply(pool, slot);
    else if (state != REPLY_PARTIAL || is_late) {
        warn(pool, slot, "no %s: its painter %s", slot->format,
             state == REPLY_PARTIAL ? "takes too long" : "is gone");
        reply_clear(&slot->painted);
        render_painters_drop(slot->painter);
        go_on(pool, slot);
    }
}

static void wait_and_look(struct pool *pool)
{
    struct pollfd wanted[RENDER_MOST_JOBS];
    size_t jobs = pool->render->jobs;
    for (size_t i = 0; i < jobs; i++) {
        const struct slot *slot = &pool->slots[i];
        int pipe = slot->stage == DRAWING ? slot->child.pipe : slot->painter->replies;
        wanted[i] = (struct pollfd){.fd = slot->stage == IDLE ? -1 : pipe, .events = POLLIN};
    }
    if (poll(wanted, jobs, LOOK_EVERY_MS) < 0)
        return;
    for (size_t i = 0; i < jobs; i++) {
        if (pool->slots[i].stage == DRAWING)
            look_at_drawing(pool, &pool->slots[i], wanted[i].revents != 0);
        else if (pool->slots[i].stage == PAINTING)
            look_at_painting(pool, &pool->slots[i], wanted[i].revents != 0);
    }
}

/* ---- in order ---- */

static void add_to_page(const struct pool *pool, size_t number)
{
    const struct outcome *outcome = &pool->outcomes[number];
    if (!outcome->told.length)
        return;
    size_t length = strlen(outcome->told.data), tail = length + 1;
    if (outcome->svg_at)
        page_add(pool->render->page, outcome->told.data, length,
                 outcome->frames.data + outcome->svg_at, outcome->svg_length);
    else
        page_add(pool->render->page, outcome->told.data, length, outcome->told.data + tail,
                 outcome->told.length - tail);
}

static bool pass_on(struct pool *pool)
{
    bool well = true;
    while (pool->passed_on < pool->count && pool->outcomes[pool->passed_on].is_done) {
        struct outcome *outcome = &pool->outcomes[pool->passed_on];
        worker_pass_on(pool->render->session.worker, outcome->frames.data, outcome->frames.length);
        add_to_page(pool, pool->passed_on);
        well &= outcome->is_whole;
        buf_free(&outcome->frames);
        buf_free(&outcome->told);
        pool->passed_on++;
    }
    return well;
}

static void start_idle(struct pool *pool)
{
    for (size_t i = 0; i < pool->render->jobs; i++)
        if (pool->slots[i].stage == IDLE && pool->started < pool->count)
            start(pool, &pool->slots[i]);
}

bool render_pool_draw(struct render *render, const struct view_description *const *views,
                      size_t count)
{
    static struct pool pool;
    bool well = true;
    pool = (struct pool){.render = render, .views = views, .count = count};
    pool.outcomes = arena_array(&render->session.arena, count, sizeof *pool.outcomes);
    for (size_t i = 0; i < RENDER_MOST_JOBS; i++)
        pool.slots[i].painter = &render->painters.items[i];
    while (pool.passed_on < count) {
        start_idle(&pool);
        if (pool.done < pool.started)
            wait_and_look(&pool);
        well &= pass_on(&pool);
    }
    for (size_t i = 0; i < RENDER_MOST_JOBS; i++)
        reply_free(&pool.slots[i].painted);
    return well;
}
