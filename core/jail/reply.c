#include "jail/reply.h"

#include <errno.h>
#include <unistd.h>

static void take_end(struct reply *reply, const struct frame *frame)
{
    bool well = frame->length == 1 && (unsigned char)frame->bytes[0] <= 3;
    reply->status = well ? (unsigned char)frame->bytes[0] : 0;
    if (!well)
        reply->problem = "ended with an unknown status";
}

static enum reply_state find_whole_frames(struct reply *reply)
{
    struct frame frame;
    size_t size;
    while ((size = frame_parse(reply->bytes.data + reply->whole, reply->bytes.length - reply->whole,
                               &frame, &reply->problem))) {
        if (frame.type == FRAME_END) {
            take_end(reply, &frame);
            return reply->problem ? REPLY_BROKEN : REPLY_WHOLE;
        }
        reply->whole += size;
    }
    return reply->problem ? REPLY_BROKEN : REPLY_PARTIAL;
}

enum reply_state reply_read(struct reply *reply, int pipe)
{
    static char bytes[65536];
    ssize_t length = read(pipe, bytes, sizeof bytes);
    if (length < 0 && errno == EINTR)
        return REPLY_PARTIAL;
    if (length <= 0)
        return REPLY_CLOSED;
    if (reply->bytes.length + (size_t)length > FRAME_TOTAL_MAX) {
        reply->problem = "sent too much";
        return REPLY_BROKEN;
    }
    buf_add(&reply->bytes, bytes, (size_t)length);
    return find_whole_frames(reply);
}

bool reply_next(const struct reply *reply, size_t *at, struct frame *frame)
{
    const char *problem = NULL;
    if (*at >= reply->whole)
        return false;
    *at += frame_parse(reply->bytes.data + *at, reply->whole - *at, frame, &problem);
    return true;
}

void reply_clear(struct reply *reply)
{
    buf_clear(&reply->bytes);
    *reply = (struct reply){.bytes = reply->bytes};
}

void reply_free(struct reply *reply)
{
    buf_free(&reply->bytes);
    *reply = (struct reply){.status = 0};
}
