#include "jail/frame.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

bool frame_write_bytes(int descriptor, const void *data, size_t length)
{
    const char *bytes = data;
    while (length > 0) {
        ssize_t written = write(descriptor, bytes, length);
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        }
    }
    return true;
}

static struct frame_header header_of(const struct frame *frame)
{
    return (struct frame_header){
        .type = (uint32_t)frame->type,
        .name_length = (uint32_t)frame->name_length,
        .length = frame->length,
    };
}

void frame_add(struct buf *out, const struct frame *frame)
{
    const struct frame_header header = header_of(frame);
    buf_add(out, (const char *)&header, sizeof header);
    buf_add(out, frame->name, frame->name_length);
    buf_add(out, frame->bytes, frame->length);
}

static bool write_parts(int pipe, struct iovec *parts, size_t count)
{
    while (count > 0) {
        ssize_t written = writev(pipe, parts, (int)count);
        if (written < 0 && errno != EINTR)
            return false;
        size_t left = written > 0 ? (size_t)written : 0;
        for (; count > 0 && left >= parts->iov_len; parts++, count--)
            left -= parts->iov_len;
        if (count > 0) {
            parts->iov_base = (char *)parts->iov_base + left;
            parts->iov_len -= left;
        }
    }
    return true;
}

/* In one call: each wakes the reader. */
bool frame_write(int pipe, const struct frame *frames, size_t count)
{
    enum { PARTS = 3 };
    struct frame_header headers[FRAMES_AT_ONCE];
    struct iovec parts[FRAMES_AT_ONCE * PARTS];
    assert(count <= FRAMES_AT_ONCE);
    for (size_t i = 0; i < count; i++) {
        struct iovec *part = parts + i * PARTS;
        headers[i] = header_of(&frames[i]);
        part[0] = (struct iovec){&headers[i], sizeof headers[i]};
        part[1] = (struct iovec){(char *)frames[i].name, frames[i].name_length};
        part[2] = (struct iovec){(char *)frames[i].bytes, frames[i].length};
    }
    return write_parts(pipe, parts, count * PARTS);
}

static void forget_taken(struct frame_reader *reader)
{
    size_t left = reader->input.length - reader->taken;
    if (reader->taken > 0)
        memmove(reader->input.data, reader->input.data + reader->taken, left);
    reader->input.length = left;
    reader->taken = 0;
}

ssize_t frame_read(struct frame_reader *reader, int pipe)
{
    enum { AT_ONCE = 65536 }; /* what a pipe holds */
    forget_taken(reader);
    ssize_t length = read(pipe, buf_room(&reader->input, AT_ONCE), AT_ONCE);
    buf_added(&reader->input, length > 0 ? (size_t)length : 0);
    return length;
}

/* Each number on its own before any sum: they are the worker's words. */
static const char *problem_of(const struct frame_header *header)
{
    if (header->type == 0 || header->type >= FRAME_TYPE_END)
        return "sent a message of an unknown kind";
    if (header->name_length > FRAME_NAME_MAX)
        return "sent a name that is too long";
    return header->length > FRAME_TOTAL_MAX ? "sent more than 256 MiB" : NULL;
}

size_t frame_parse(const char *bytes, size_t length, struct frame *frame, const char **problem)
{
    struct frame_header header;
    if (length < sizeof header)
        return 0;
    memcpy(&header, bytes, sizeof header);
    *problem = problem_of(&header);
    size_t size = sizeof header + header.name_length + header.length;
    if (*problem || length < size)
        return 0;
    *frame = (struct frame){
        .type = (enum frame_type)header.type,
        .name_length = header.name_length,
        .length = header.length,
        .name = bytes + sizeof header,
        .bytes = bytes + sizeof header + header.name_length,
    };
    return size;
}

/* What is announced counts before it is there: nothing is kept that will be too much. */
static uint64_t announced(const struct frame_reader *reader, const char *bytes, size_t length)
{
    struct frame_header header = {0};
    if (length >= sizeof header)
        memcpy(&header, bytes, sizeof header);
    return reader->total + header.length;
}

enum frame_state frame_next(struct frame_reader *reader, struct frame *frame, const char **problem)
{
    const char *start = reader->input.data + reader->taken;
    size_t left = reader->input.length - reader->taken;
    *problem = NULL;
    size_t size = frame_parse(start, left, frame, problem);
    if (!*problem && announced(reader, start, left) > FRAME_TOTAL_MAX)
        *problem = "sent more than 256 MiB";
    if (*problem)
        return FRAME_BROKEN;
    reader->taken += size;
    reader->total += size;
    return size ? FRAME_WHOLE : FRAME_PARTIAL;
}

bool frame_is_cut(const struct frame_reader *reader)
{
    return reader->taken < reader->input.length;
}

void frame_reader_free(struct frame_reader *reader)
{
    buf_free(&reader->input);
}
