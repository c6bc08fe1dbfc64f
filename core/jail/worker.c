#include "jail/worker.h"

#include <string.h>
#include <unistd.h>

#include "jail/frame.h"

/* What is pending, and this frame behind it; NULL: no more. Without a reader there is nobody to tell, and nothing to
 * do. */
static void send_pending(struct worker *worker, const struct frame *last)
{
    struct frame frames[FRAMES_AT_ONCE];
    size_t count = 0;
    if (worker->pending_length > 0)
        frames[count++] = (struct frame){
            .type = FRAME_PRINT, .bytes = worker->pending, .length = worker->pending_length};
    if (last)
        frames[count++] = *last;
    if (!frame_write(worker->pipe, frames, count))
        _exit(2);
    worker->pending_length = 0;
}

/* In pieces, or the other end would have to gather all of it. */
void worker_print(struct worker *worker, const char *bytes, size_t length)
{
    if (length > sizeof worker->pending - worker->pending_length)
        send_pending(worker, NULL);
    for (; length > sizeof worker->pending; length -= sizeof worker->pending) {
        const struct frame frame = {
            .type = FRAME_PRINT, .bytes = bytes, .length = sizeof worker->pending};
        send_pending(worker, &frame);
        bytes += sizeof worker->pending;
    }
    if (length > 0)
        memcpy(worker->pending + worker->pending_length, bytes, length);
    worker->pending_length += length;
}

void worker_send(struct worker *worker, const struct frame *frame)
{
    send_pending(worker, frame);
}

void worker_pass_on(struct worker *worker, const char *bytes, size_t length)
{
    send_pending(worker, NULL);
    if (!frame_write_bytes(worker->pipe, bytes, length))
        _exit(2);
}

void worker_warn(struct worker *worker, const char *bytes, size_t length)
{
    worker_send(worker, &(struct frame){.type = FRAME_WARN, .bytes = bytes, .length = length});
}

void worker_finally(struct worker *worker, const char *bytes, size_t length)
{
    worker_send(worker, &(struct frame){.type = FRAME_FINALLY, .bytes = bytes, .length = length});
}

void worker_file(struct worker *worker, const char *name, const char *bytes, size_t length)
{
    worker_send(worker, &(struct frame){.type = FRAME_FILE,
                                        .name = name,
                                        .name_length = name ? strlen(name) : 0,
                                        .bytes = bytes,
                                        .length = length});
}

void worker_record(struct worker *worker, const char *name)
{
    worker_send(worker,
                &(struct frame){.type = FRAME_RECORD, .bytes = name, .length = strlen(name)});
}

void worker_doing(struct worker *worker, const char *what)
{
    worker_send(worker,
                &(struct frame){.type = FRAME_DOING, .bytes = what, .length = strlen(what)});
}

void worker_progress(struct worker *worker, const char *what)
{
    const struct frame frame = {.type = FRAME_PROGRESS, .bytes = what, .length = strlen(what)};
    worker_send(worker, &frame);
}

void worker_end_phase(struct worker *worker)
{
    worker_send(worker, &(struct frame){.type = FRAME_PHASE});
}

void worker_end(struct worker *worker, int status)
{
    const char byte = (char)status;
    worker_send(worker, &(struct frame){.type = FRAME_END, .bytes = &byte, .length = 1});
}
