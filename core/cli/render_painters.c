#include "cli/render_painters.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/render_canvas.h"
#include "jail/child.h"
#include "jail/worker.h"

enum { MEMORY_MIB = 1536, RUN_CPU_S = 600, LOOK_EVERY_MS = 1000 };

/* One painter, in its own process. */
struct painting {
    struct worker worker; /* writes to the pipe of replies */
    int requests;
    struct registry registry;
    const char *scale, *problem;
    struct reply request; /* so far */
    struct frame view;    /* FRAME_VIEW of it; name NULL: not there yet */
    struct frame picture; /* FRAME_PAINT of it */
};

/* ---- in the child of a painter: one picture ---- */

static const char *find_option(const void *context, const char *name)
{
    const struct painting *painting = context;
    if (strcmp(name, "scale") == 0)
        return painting->scale;
    return strcmp(name, "title") == 0 ? painting->view.bytes : NULL;
}

static int paint(struct worker *worker, void *context)
{
    struct painting *painting = context;
    const struct frame *picture = &painting->picture;
    struct canvas canvas;
    struct arena arena = {0};
    const struct lunette_rasterizer *rasterizer =
        registry_rasterizer(&painting->registry, picture->name);
    canvas_open(&canvas, worker, painting->view.name, RENDER_PAINTING_MS, &arena);
    canvas.find_option = find_option;
    canvas.context = painting;
    bool painted = rasterizer && rasterizer->paint(picture->bytes, picture->length, picture->name,
                                                   &canvas.offered);
    if (painted)
        worker_file(worker, picture->name, canvas.picture.data, canvas.picture.length);
    canvas_close(&canvas);
    arena_reset(&arena);
    return painted ? STATUS_CLEAN : STATUS_USAGE;
}

/* ---- in a painter ---- */

static void warn(struct painting *painting, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static void warn(struct painting *painting, const char *format, ...)
{
    struct buf line = {0};
    va_list args;
    va_start(args, format);
    buf_vprintf(&line, format, args);
    va_end(args);
    worker_warn(&painting->worker, buf_text(&line), line.length);
    buf_free(&line);
}

static void answer(struct painting *painting)
{
    struct child child = {.process = 0};
    char why[CHILD_WHY_SIZE];
    enum child_state state = CHILD_BUSY;
    if (!child_start(&child, paint, painting, RENDER_PAINTING_MS)) {
        warn(painting, "lunette: cannot start a painting process: %s\n", strerror(errno));
        worker_end(&painting->worker, STATUS_USAGE);
        return;
    }
    while (state == CHILD_BUSY) {
        struct pollfd wanted = {.fd = child.pipe, .events = POLLIN};
        state = child_look(&child, poll(&wanted, 1, LOOK_EVERY_MS) > 0, why);
    }
    if (state == CHILD_DONE)
        worker_pass_on(&painting->worker, child.reply.bytes.data, child.reply.whole);
    else
        warn(painting, "lunette: %s: painting it as %s %s\n", painting->view.name,
             painting->picture.name, why);
    worker_end(&painting->worker, state == CHILD_DONE ? child.reply.status : STATUS_USAGE);
    child_end(&child);
}

/* Names and titles become texts with an end. */
static struct frame copy_frame(struct arena *arena, const struct frame *frame, bool with_bytes)
{
    struct frame copy = *frame;
    copy.name = arena_copy(arena, frame->name, frame->name_length);
    if (with_bytes)
        copy.bytes = arena_copy(arena, frame->bytes, frame->length);
    return copy;
}

static void greet(struct painting *painting)
{
    const char *problem = painting->problem;
    if (problem)
        worker_warn(&painting->worker, problem, strlen(problem));
    worker_end(&painting->worker, problem ? STATUS_USAGE : STATUS_CLEAN);
}

/* Takes what is there of a request; true when it was whole, and is answered. */
static bool take_request(struct painting *painting, struct arena *arena)
{
    struct frame frame;
    for (size_t at = 0; reply_next(&painting->request, &at, &frame);) {
        if (frame.type == FRAME_VIEW)
            painting->view = copy_frame(arena, &frame, true);
        if (frame.type != FRAME_PAINT || !painting->view.name)
            continue;
        painting->picture = copy_frame(arena, &frame, false);
        answer(painting);
        return true;
    }
    return false;
}

/* Requests come one at a time, until the worker is gone. */
static _Noreturn void serve(struct painting *painting)
{
    struct arena arena = {0};
    greet(painting);
    while (reply_read(&painting->request, painting->requests) == REPLY_PARTIAL) {
        if (!take_request(painting, &arena))
            continue;
        reply_clear(&painting->request);
        painting->view = (struct frame){.name = NULL};
        arena_reset(&arena);
    }
    _exit(0);
}

/* ---- in the process that the painters come out of ---- */

struct start {
    const struct session *session;
    const char *scale;
    size_t count;
    int requests[RENDER_MOST_JOBS], replies[RENDER_MOST_JOBS]; /* the painters' ends */
    pid_t parent;
};

static const char *load(struct registry *registry, const struct home *home, struct arena *arena)
{
    registry->arena = arena;
    return registry_load_folder(registry, arena_format(arena, "%s/raster", home->plugins));
}

static void close_jail(const struct start *start, const char *const *folders)
{
    int keep[2 * RENDER_MOST_JOBS];
    for (size_t i = 0; i < start->count; i++) {
        keep[2 * i] = start->requests[i];
        keep[2 * i + 1] = start->replies[i];
    }
    jail_close(&(struct jail_options){.readable = folders,
                                      .keep = keep,
                                      .keep_count = 2 * start->count,
                                      .memory = (uint64_t)MEMORY_MIB << 20,
                                      .cpu_seconds = RUN_CPU_S,
                                      .may_fork = true});
}

static _Noreturn void run_painter(const struct start *start, struct painting *painting,
                                  size_t number, pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (getppid() != parent)
        _exit(0);
    for (size_t i = 0; i < start->count; i++) {
        if (i == number)
            continue;
        close(start->requests[i]);
        close(start->replies[i]);
    }
    painting->requests = start->requests[number];
    painting->worker.pipe = start->replies[number];
    serve(painting);
}

/* The first is this process itself: most runs have only one. */
static _Noreturn void run_all(const struct start *start, struct painting *painting)
{
    pid_t self = getpid();
    for (size_t i = 1; i < start->count; i++)
        if (fork() == 0)
            run_painter(start, painting, i, self);
    run_painter(start, painting, 0, start->parent);
}

static _Noreturn void run(const struct start *start)
{
    static struct painting painting;
    static struct arena arena;
    static const char *const nothing[] = {NULL};
    const char *problem = load(&painting.registry, &start->session->home, &arena);
    const struct lunette_rasterizer *rasterizer = registry_rasterizer(&painting.registry, "png");
    const char *const *folders = rasterizer ? rasterizer->prepare() : NULL;
    if (!folders)
        problem = problem ? problem : "the font configuration cannot be read: install fontconfig";
    if (problem)
        painting.problem = arena_format(&arena, "lunette: no PNG or PDF: %s\n", problem);
    painting.scale = start->scale;
    close_jail(start, folders ? folders : nothing);
    run_all(start, &painting);
}

/* ---- before the worker ---- */

static bool make_pipes(struct render_painters *painters, struct start *start)
{
    for (size_t i = 0; i < start->count; i++) {
        int requests[2], replies[2];
        if (pipe2(requests, O_CLOEXEC) != 0 || pipe2(replies, O_CLOEXEC) != 0)
            return false;
        start->requests[i] = requests[0];
        start->replies[i] = replies[1];
        painters->items[i] =
            (struct render_painter){.requests = requests[1], .replies = replies[0]};
        painters->descriptors[2 * i] = requests[1];
        painters->descriptors[2 * i + 1] = replies[0];
        painters->count++;
    }
    return true;
}

static bool is_installed(const struct home *home)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/raster/rsvg.so", home->plugins);
    return access(path, R_OK) == 0;
}

static const char not_built[] = "this lunette was built without librsvg: install librsvg2-dev and "
                                "build it again";

bool render_painters_start(struct render_painters *painters, const struct session *session,
                           size_t count, const char *scale)
{
    struct start start = {session, scale, count, {0}, {0}, getpid()};
    if (!is_installed(&session->home)) {
        fprintf(stderr, "lunette render: no PNG or PDF: %s\n", not_built);
        return false;
    }
    fflush(NULL);
    bool made = make_pipes(painters, &start);
    painters->process = made ? fork() : -1;
    if (painters->process == 0)
        run(&start);
    if (painters->process < 0)
        fprintf(stderr, "lunette: cannot start a painter: %s\n", strerror(errno));
    for (size_t i = 0; i < painters->count; i++) {
        close(start.requests[i]);
        close(start.replies[i]);
    }
    return painters->process > 0;
}

void render_painters_stop(struct render_painters *painters)
{
    for (size_t i = 0; i < painters->count; i++)
        render_painters_drop(&painters->items[i]);
    if (painters->process <= 0)
        return;
    kill(painters->process, SIGKILL);
    while (waitpid(painters->process, NULL, 0) < 0 && errno == EINTR)
        continue;
    painters->process = 0;
}

const char *render_painters_describe(const struct home *home, struct arena *arena,
                                     const char **problem)
{
    struct registry registry = {.arena = arena};
    *problem = is_installed(home) ? load(&registry, home, arena) : not_built;
    return *problem || !registry.count ? NULL : registry.entries[0].plugin->summary;
}

/* ---- in the worker ---- */

bool render_painters_ask(struct render_painter *painter, const struct frame *view,
                         const struct frame *paint)
{
    const struct frame request[] = {*view, *paint};
    return painter->requests >= 0 && frame_write(painter->requests, request, 2);
}

void render_painters_drop(struct render_painter *painter)
{
    if (painter->requests < 0)
        return;
    close(painter->requests);
    close(painter->replies);
    painter->requests = painter->replies = -1;
}
