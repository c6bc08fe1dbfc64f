/* Growing text. Always NUL-ended once something was added; may hold any bytes. */
#ifndef LUNETTE_BASE_BUF_H
#define LUNETTE_BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>

/* Zero-initialise before use. `data` is NULL until the first byte is added. */
struct buf {
    char *data;
    size_t length;   /* bytes, without the NUL */
    size_t capacity;
};

void buf_add(struct buf *buf, const char *bytes, size_t length);
void buf_add_text(struct buf *buf, const char *text);
void buf_add_char(struct buf *buf, char c);
void buf_add_repeated(struct buf *buf, char c, size_t count);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *buf, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/* Where `most` bytes can be written behind the text; buf_added says how many of them were. */
char *buf_room(struct buf *buf, size_t most);
void buf_added(struct buf *buf, size_t length);

/* The text so far; "" when nothing was added. Owned by the buffer, valid until the next call. */
const char *buf_text(const struct buf *buf);

/* Forgets the text, keeps the memory. */
void buf_clear(struct buf *buf);

/* Gives the memory back; the buffer can be used again. */
void buf_free(struct buf *buf);

#endif
