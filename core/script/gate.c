#include "script/gate.h"

#include <stdbool.h>
#include <string.h>

/* Well-formed UTF-8 by first byte: how many bytes follow, and the range of the one right behind it,
 * which is where overlong forms, surrogates and numbers above 10FFFF are told apart (Unicode 15,
 * table 3-7). */
struct sequence {
    unsigned char first, last;
    unsigned char following;
    unsigned char second_low, second_high;
};

static const struct sequence sequences[] = {
    {0xC2, 0xDF, 1, 0x80, 0xBF}, {0xE0, 0xE0, 2, 0xA0, 0xBF}, {0xE1, 0xEC, 2, 0x80, 0xBF},
    {0xED, 0xED, 2, 0x80, 0x9F}, {0xEE, 0xEF, 2, 0x80, 0xBF}, {0xF0, 0xF0, 3, 0x90, 0xBF},
    {0xF1, 0xF3, 3, 0x80, 0xBF}, {0xF4, 0xF4, 3, 0x80, 0x8F},
};

static const struct sequence *sequence_of(unsigned char first)
{
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++)
        if (first >= sequences[i].first && first <= sequences[i].last)
            return &sequences[i];
    return NULL;
}

/* The bytes of the sequence that begins here, or 0 when it is malformed. */
static size_t sequence_length(const unsigned char *at, const unsigned char *end)
{
    const struct sequence *sequence = sequence_of(*at);
    if (!sequence || end - at <= sequence->following || at[1] < sequence->second_low ||
        at[1] > sequence->second_high)
        return 0;
    for (size_t i = 2; i <= sequence->following; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    return sequence->following + 1u;
}

/* Past bytes that are ASCII, 32 at a time: nearly all of any model. */
static const unsigned char *skip_ascii(const unsigned char *at, const unsigned char *end)
{
    uint64_t words[4];
    for (; end - at >= (ptrdiff_t)sizeof words; at += sizeof words) {
        memcpy(words, at, sizeof words);
        if ((words[0] | words[1] | words[2] | words[3]) & UINT64_C(0x8080808080808080))
            break;
    }
    while (at < end && *at < 0x80)
        at++;
    return at;
}

/* The first byte that is no UTF-8, or NULL. */
static const unsigned char *find_malformed(const unsigned char *at, const unsigned char *end)
{
    while ((at = skip_ascii(at, end)) < end) {
        size_t length = sequence_length(at, end);
        if (!length)
            return at;
        at += length;
    }
    return NULL;
}

static uint32_t line_at(const char *text, const void *place)
{
    uint32_t line = 1;
    while ((text = memchr(text, '\n', (size_t)((const char *)place - text)))) {
        line++;
        text++;
    }
    return line;
}

const char *gate_refuse(const char *text, size_t length, uint32_t *line)
{
    *line = 0;
    if (length && *text == '\x1B')
        return "this is a precompiled chunk; models are text";
    const void *bad = memchr(text, '\0', length);
    if (bad) {
        *line = line_at(text, bad);
        return "a NUL byte; models are text";
    }
    const unsigned char *bytes = (const unsigned char *)text;
    bad = find_malformed(bytes, bytes + length);
    if (!bad)
        return NULL;
    *line = line_at(text, bad);
    return "this is not UTF-8; save the file in that encoding";
}

/* U+061C, U+200E, U+200F, U+202A to U+202E and U+2066 to U+2069. */
static bool is_bidi(const unsigned char *at, const unsigned char *end)
{
    if (*at == 0xD8)
        return end - at > 1 && at[1] == 0x9C;
    if (*at != 0xE2 || end - at < 3)
        return false;
    return (at[1] == 0x80 &&
            (at[2] == 0x8E || at[2] == 0x8F || (at[2] >= 0xAA && at[2] <= 0xAE))) ||
           (at[1] == 0x81 && at[2] >= 0xA6 && at[2] <= 0xA9);
}

uint32_t gate_bidi_line(const char *text, size_t length)
{
    const unsigned char *at = (const unsigned char *)text, *end = at + length;
    while ((at = skip_ascii(at, end)) < end) {
        if (is_bidi(at, end))
            return line_at(text, at);
        at++;
    }
    return 0;
}
