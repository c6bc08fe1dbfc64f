#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "draft.h"

enum { ANSWER_LIMIT = 64 << 20, FIRST_ROOM = 16 << 10 }; /* bytes; 50 lines are answered in 4,000 */

uint64_t child_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static bool child_write(int pipe_end, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(pipe_end, bytes, length);
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        }
    }
    return true;
}

/* Graphviz's warnings go nowhere: its error level AGMAX would open a temporary file for them, and
 * its handler crashes on long ones, so standard error is closed. */
static _Noreturn void child_main(const struct layout_request *request,
                                 const struct engine_settings *settings,
                                 struct lunette_canvas *canvas, int pipe_end)
{
    size_t count = 0;
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    close(STDERR_FILENO);
    float *answer = draft_make(request, settings, canvas, &count);
    bool sent = answer && child_write(pipe_end, (const char *)answer, count * sizeof *answer);
    _exit(sent ? 0 : 1);
}

struct bytes {
    struct lunette_canvas *canvas;
    char *items;
    size_t length, room;
};

/* Memory of the canvas is never given back: doubling wastes at most as much again. */
static void bytes_make_room(struct bytes *bytes)
{
    if (bytes->length < bytes->room)
        return;
    size_t room = bytes->room ? bytes->room * 2 : FIRST_ROOM;
    char *items = bytes->canvas->alloc(bytes->canvas, room, 1);
    if (bytes->length)
        memcpy(items, bytes->items, bytes->length);
    bytes->items = items;
    bytes->room = room;
}

/* Waits until there is something to read or the deadline has come. */
static bool child_wait_readable(int pipe_end, uint64_t deadline_ms)
{
    for (;;) {
        uint64_t now_ms = child_now_ms();
        if (now_ms >= deadline_ms)
            return false;
        struct pollfd wanted = {.fd = pipe_end, .events = POLLIN};
        uint64_t rest_ms = deadline_ms - now_ms;
        int ready = poll(&wanted, 1, rest_ms > 60000 ? 60000 : (int)rest_ms);
        if (ready > 0)
            return true;
        if (ready < 0 && errno != EINTR)
            return false;
    }
}

/* Reads to the end; false at the deadline, on an error, or when there is too much. */
static bool child_read_all(int pipe_end, struct bytes *bytes, uint64_t deadline_ms)
{
    while (child_wait_readable(pipe_end, deadline_ms)) {
        bytes_make_room(bytes);
        ssize_t length = read(pipe_end, bytes->items + bytes->length, bytes->room - bytes->length);
        if (length == 0)
            return true;
        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0)
            return false;
        bytes->length += (size_t)length;
        if (bytes->length > ANSWER_LIMIT)
            return false;
    }
    return false;
}

static bool child_reap(pid_t child)
{
    int status;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return false;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

const float *child_run(const struct layout_request *request, const struct engine_settings *settings,
                       struct lunette_canvas *canvas, uint64_t deadline_ms, size_t *count)
{
    int ends[2];
    struct bytes bytes = {.canvas = canvas};
    if (pipe2(ends, O_CLOEXEC) != 0)
        return NULL;
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        child_main(request, settings, canvas, ends[1]);
    }
    close(ends[1]);
    bool complete = child > 0 && child_read_all(ends[0], &bytes, deadline_ms);
    close(ends[0]);
    if (child > 0 && !complete)
        kill(child, SIGKILL);
    if (child > 0 && !child_reap(child))
        complete = false;
    *count = bytes.length / sizeof(float);
    return complete ? (const float *)(const void *)bytes.items : NULL;
}
