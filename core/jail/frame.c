#include "jail/frame.h"

#include <errno.h>
#include <string.h>
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

bool frame_write(int pipe, const struct frame *frame)
{
    const struct frame_header header = {
        .type = (uint32_t)frame->type,
        .name_length = (uint32_t)frame->name_length,
        .length = frame->length,
    };
    return frame_write_bytes(pipe, &header, sizeof header) &&
           frame_write_bytes(pipe, frame->name, frame->name_length) &&
           frame_write_bytes(pipe, frame->bytes, frame->length);
}

void frame_feed(struct frame_reader *reader, const char *bytes, size_t length)
{
    if (reader->taken > 0) {
        reader->input.length -= reader->taken;
        memmove(reader->input.data, reader->input.data + reader->taken, reader->input.length);
        reader->taken = 0;
    }
    buf_add(&reader->input, bytes, length);
}

/* Each number on its own before any sum: they are the worker's words. */
static const char *problem_of(const struct frame_header *header, uint64_t total)
{
    if (header->type == 0 || header->type >= FRAME_TYPE_END)
        return "sent a message of an unknown kind";
    if (header->name_length > FRAME_NAME_MAX)
        return "sent a name that is too long";
    if (header->length > FRAME_TOTAL_MAX || total + header->length > FRAME_TOTAL_MAX)
        return "sent more than 256 MiB";
    return NULL;
}

enum frame_state frame_next(struct frame_reader *reader, struct frame *frame, const char **problem)
{
    struct frame_header header;
    size_t left = reader->input.length - reader->taken;
    if (left < sizeof header)
        return FRAME_PARTIAL;
    const char *start = reader->input.data + reader->taken;
    memcpy(&header, start, sizeof header);
    *problem = problem_of(&header, reader->total);
    if (*problem)
        return FRAME_BROKEN;
    size_t size = sizeof header + header.name_length + header.length;
    if (left < size)
        return FRAME_PARTIAL;
    *frame = (struct frame){
        .type = (enum frame_type)header.type,
        .name_length = header.name_length,
        .length = header.length,
        .name = start + sizeof header,
        .bytes = start + sizeof header + header.name_length,
    };
    reader->taken += size;
    reader->total += size;
    return FRAME_WHOLE;
}

bool frame_is_cut(const struct frame_reader *reader)
{
    return reader->taken < reader->input.length;
}

void frame_reader_free(struct frame_reader *reader)
{
    buf_free(&reader->input);
}
