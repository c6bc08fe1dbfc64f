#include "base/buf.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"

/* Room for `extra` bytes and the NUL. */
static void reserve(struct buf *buf, size_t extra)
{
    size_t needed = buf->length + extra + 1;
    if (needed <= buf->capacity)
        return;
    size_t capacity = buf->capacity ? buf->capacity : 64;
    while (capacity < needed)
        capacity = capacity > SIZE_MAX / 2 ? needed : capacity * 2;
    buf->data = mem_resize(buf->data, capacity);
    buf->capacity = capacity;
}

char *buf_room(struct buf *buf, size_t most)
{
    reserve(buf, most);
    return buf->data + buf->length;
}

void buf_added(struct buf *buf, size_t length)
{
    buf->length += length;
    buf->data[buf->length] = '\0';
}

void buf_add(struct buf *buf, const char *bytes, size_t length)
{
    char *room = buf_room(buf, length);
    if (length)
        memcpy(room, bytes, length);
    buf_added(buf, length);
}

void buf_add_text(struct buf *buf, const char *text)
{
    buf_add(buf, text, strlen(text));
}

void buf_add_char(struct buf *buf, char c)
{
    buf_add(buf, &c, 1);
}

void buf_add_repeated(struct buf *buf, char c, size_t count)
{
    memset(buf_room(buf, count), c, count);
    buf_added(buf, count);
}

/* Most texts fit at the first try into what is reserved; only longer ones are printed twice. */
void buf_vprintf(struct buf *buf, const char *format, va_list args)
{
    enum { FIRST_TRY = 128 };
    va_list again;
    va_copy(again, args);
    reserve(buf, FIRST_TRY);
    size_t room = buf->capacity - buf->length;
    int length = vsnprintf(buf->data + buf->length, room, format, args);
    if (length >= 0 && (size_t)length >= room) {
        reserve(buf, (size_t)length);
        vsnprintf(buf->data + buf->length, (size_t)length + 1, format, again);
    }
    va_end(again);
    buf_added(buf, length > 0 ? (size_t)length : 0);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    buf_vprintf(buf, format, args);
    va_end(args);
}

const char *buf_text(const struct buf *buf)
{
    return buf->data ? buf->data : "";
}

void buf_clear(struct buf *buf)
{
    buf->length = 0;
    if (buf->data)
        buf->data[0] = '\0';
}

void buf_free(struct buf *buf)
{
    mem_free(buf->data);
    *buf = (struct buf){0};
}
