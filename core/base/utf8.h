/* Text as code points. Bytes that are no valid UTF-8 (overlong forms, surrogates and values over
 * U+10FFFF included) are taken one by one, each as U+FFFD: every text can be walked to its end. */
#ifndef LUNETTE_BASE_UTF8_H
#define LUNETTE_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

#define UTF8_REPLACEMENT 0xfffdu

/* Reads the code point at the start of `length` bytes and returns how many of them it takes:
 * 1 for an invalid byte, 0 (and U+FFFD) only when `length` is 0. */
static inline size_t utf8_decode(const char *bytes, size_t length, uint32_t *code_point);

/* Whether all bytes are valid UTF-8. */
bool utf8_valid(const char *bytes, size_t length);

/* Code points, an invalid byte counting as one. */
size_t utf8_count(const char *bytes, size_t length);

/* Bytes of the first `max_code_points` code points; `length` when there are no more than that. */
size_t utf8_cut(const char *text, size_t length, size_t max_code_points);

/* Appends the code point; what is none (a surrogate, over U+10FFFF) is added as U+FFFD. */
void utf8_add(struct buf *buf, uint32_t code_point);

/* Adds a NUL-ended text of unknown origin; what is no UTF-8 becomes U+FFFD. */
void utf8_add_clean(struct buf *buf, const char *text);

/* Marks that change the direction of the text around them (Unicode UAX #9). */
bool utf8_is_bidi_control(uint32_t code_point);

/* What must not reach a terminal or a page as it is: C0 (tab and newline included), DEL, C1, line
 * and paragraph separators, bidi controls, the byte order mark and other characters of no width. */
bool utf8_is_control(uint32_t code_point);

/* The part of utf8_decode that nearly no text comes to: what does not begin with ASCII. */
size_t utf8_decode_further(const char *bytes, size_t length, uint32_t *code_point);

static inline size_t utf8_decode(const char *bytes, size_t length, uint32_t *code_point)
{
    if (!length || (unsigned char)*bytes >= 0x80)
        return utf8_decode_further(bytes, length, code_point);
    *code_point = (unsigned char)*bytes;
    return 1;
}

#endif
