#include "scene/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "scene/glyphs.h"

enum {
    REPLACEMENT = 0xFFFD,
    FORMAT_FIRST = 256, /* bytes; most texts need no second try */
    CLEAN_LIMIT = 2000, /* bytes; a picture with more in one place is no picture */
    ESCAPE_MAX = 12,    /* bytes of `\u{10ffff}` and the terminating null */
};

static const char ellipsis[] = "…";
static const char parting[] = " · "; /* parts facts */

/* What a lead byte promises: how many bytes follow, its own bits, and the lowest code point that
 * may be written so long. */
static const struct lead {
    unsigned char mask, pattern, rest;
    uint32_t lowest;
} leads[] = {
    {0x80, 0x00, 0, 0}, {0xE0, 0xC0, 1, 0x80}, {0xF0, 0xE0, 2, 0x800}, {0xF8, 0xF0, 3, 0x10000}};

/* Length of the sequence at `bytes`, or 0 when it is none. */
static size_t text_decode(const unsigned char *bytes, uint32_t *code_point)
{
    size_t kind = 0;
    while (kind < 4 && (bytes[0] & leads[kind].mask) != leads[kind].pattern)
        kind++;
    if (kind == 4)
        return 0;
    *code_point = bytes[0] & (unsigned char)~leads[kind].mask;
    for (size_t i = 1; i <= leads[kind].rest; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
        *code_point = *code_point << 6 | (bytes[i] & 0x3F);
    }
    bool surrogate = *code_point >= 0xD800 && *code_point <= 0xDFFF;
    if (*code_point < leads[kind].lowest || *code_point > 0x10FFFF || surrogate)
        return 0;
    return leads[kind].rest + 1u;
}

uint32_t text_next(const char **at)
{
    if ((unsigned char)**at < 0x80)
        return (unsigned char)*(*at)++;
    uint32_t code_point = REPLACEMENT;
    size_t length = text_decode((const unsigned char *)*at, &code_point);
    *at += length ? length : 1;
    return length ? code_point : REPLACEMENT;
}

size_t text_encode(uint32_t code_point, char bytes[TEXT_UTF8_MAX])
{
    size_t rest = code_point < 0x80 ? 0 : code_point < 0x800 ? 1 : code_point < 0x10000 ? 2 : 3;
    for (size_t i = rest; i > 0; i--) {
        bytes[i] = (char)(0x80 | (code_point & 0x3F));
        code_point >>= 6;
    }
    bytes[0] = (char)(leads[rest].pattern | code_point);
    return rest + 1;
}

uint32_t text_printable(uint32_t code_point)
{
    bool control = code_point < 0x20 || (code_point >= 0x7F && code_point <= 0x9F);
    bool no_character = code_point == 0xFFFE || code_point == 0xFFFF || code_point > 0x10FFFF;
    return control || no_character ? REPLACEMENT : code_point;
}

bool text_opens_command(uint32_t before, uint32_t code_point)
{
    return (before == '#' && code_point == '[') || (before == '%' && code_point == '{');
}

const char *text_command_entity(uint32_t code_point)
{
    return code_point == '[' ? "&#91;" : "&#123;";
}

static bool is_blank(uint32_t code_point)
{
    return code_point == ' ' || (code_point >= '\t' && code_point <= '\r');
}

/* Marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX 9), the line and
 * paragraph separators, and the zero-width no-break space. */
static bool is_deceptive(uint32_t code_point)
{
    return code_point == 0x061C || code_point == 0x200E || code_point == 0x200F ||
           (code_point >= 0x2028 && code_point <= 0x202E) ||
           (code_point >= 0x2066 && code_point <= 0x2069) || code_point == 0xFEFF;
}

static size_t text_clean_one(uint32_t code_point, char bytes[ESCAPE_MAX])
{
    if (is_deceptive(code_point))
        return (size_t)snprintf(bytes, ESCAPE_MAX, "\\u{%x}", (unsigned)code_point);
    return text_encode(text_printable(code_point), bytes);
}

/* How long a character is that is neither blank nor to be changed; 0: it is one, or the text's end. */
static size_t clean_length(const unsigned char *at)
{
    uint32_t code_point = *at;
    size_t length = code_point < 0x80 ? 1 : text_decode(at, &code_point);
    bool fine = text_printable(code_point) == code_point && !is_deceptive(code_point);
    return fine && code_point != ' ' ? length : 0;
}

/* Whether nothing is to be done about a text, as is so with most: no blank but single spaces between words. */
static bool is_clean(const char *text)
{
    const unsigned char *begin = (const unsigned char *)text, *at = begin;
    for (;; at++) {
        const unsigned char *word = at;
        for (size_t length = 1; length; at += length)
            length = *at > ' ' && *at < 0x7F ? 1 : clean_length(at);
        if (*at != ' ' || at == word)
            return !*at && (at > word || at == begin) && at - begin <= CLEAN_LIMIT;
    }
}

const char *text_clean(struct lunette_canvas *canvas, const char *raw)
{
    if (raw && is_clean(raw))
        return raw;
    size_t length = 0;
    size_t room = raw ? strnlen(raw, CLEAN_LIMIT) * 4 + sizeof ellipsis + ESCAPE_MAX : 1;
    char *clean = canvas->alloc(canvas, room, 1);
    bool blank = false;
    while (raw && *raw && length < CLEAN_LIMIT) {
        uint32_t code_point = text_next(&raw);
        if (is_blank(code_point)) {
            blank = length > 0;
            continue;
        }
        if (blank)
            clean[length++] = ' ';
        blank = false;
        length += text_clean_one(code_point, clean + length);
    }
    if (raw && *raw && length >= CLEAN_LIMIT)
        memcpy(clean + length, ellipsis, sizeof ellipsis);
    return clean;
}

static double text_width_of(const char *text, const char *end, struct text_font font)
{
    unsigned long thousandths = 0;
    while (*text && text < end)
        thousandths += glyph_width(text_next(&text), font.bold);
    return (double)thousandths * font.size_px / 1000;
}

double text_width_px(const char *text, struct text_font font)
{
    return text_width_of(text, text + strlen(text), font);
}

/* The longest beginning that is no wider; at least one character when the text has any. */
static const char *text_fit(const char *text, struct text_font font, double limit_px)
{
    const char *end = text;
    double width_px = 0;
    while (*end) {
        const char *next = end;
        width_px += glyph_width(text_next(&next), font.bold) * font.size_px / 1000;
        if (width_px > limit_px && end > text)
            break;
        end = next;
    }
    return end;
}

static char *text_copy(struct lunette_canvas *canvas, const char *text, const char *end,
                       const char *tail)
{
    size_t length = (size_t)(end - text);
    char *copy = canvas->alloc(canvas, length + strlen(tail) + 1, 1);
    memcpy(copy, text, length);
    memcpy(copy + length, tail, strlen(tail));
    return copy;
}

static const char *without_blanks_before(const char *text, const char *end)
{
    while (end > text && end[-1] == ' ')
        end--;
    return end;
}

const char *text_cut(struct lunette_canvas *canvas, const char *text, struct text_font font,
                     double limit_px)
{
    if (text_width_px(text, font) <= limit_px)
        return text;
    const char *end = text_fit(text, font, limit_px - text_width_px(ellipsis, font));
    return text_copy(canvas, text, without_blanks_before(text, end), ellipsis);
}

/* Where to break a line of which no more than up to `end` fits: behind a ` · `, which parts facts,
 * else at a space, else behind a mark within the word. */
static const char *text_break(const char *text, const char *end)
{
    static const char middle_dot[] = "·";
    size_t dot_length = sizeof middle_dot - 1;
    for (const char *at = end; at > text + dot_length; at--)
        if (*at == ' ' && memcmp(at - dot_length, middle_dot, dot_length) == 0)
            return at;
    for (const char *at = end; at > text; at--)
        if (*at == ' ')
            return at;
    for (const char *at = end; at > text + (end - text) / 3; at--)
        if (strchr("-/._", at[-1]))
            return at;
    return end;
}

size_t text_wrap(struct lunette_canvas *canvas, const char *text, struct text_font font,
                 double limit_px, const char **lines, size_t limit)
{
    size_t count = 0;
    while (*text && count + 1 < limit) {
        const char *end = text_fit(text, font, limit_px);
        if (*end)
            end = text_break(text, end);
        lines[count++] = text_copy(canvas, text, without_blanks_before(text, end), "");
        text = *end == ' ' ? end + 1 : end;
    }
    if (*text)
        lines[count++] = text_cut(canvas, text, font, limit_px);
    return count;
}

/* Of the last ` · `; NULL when there is none. */
static const char *text_last_dot(const char *text)
{
    const char *last = NULL;
    for (const char *at = text; (at = strstr(at, parting)); at += strlen(parting))
        last = at;
    return last;
}

size_t text_wrap_label(struct lunette_canvas *canvas, const char *text, struct text_font font,
                       double limit_px, const char *lines[2])
{
    const char *dot = text_last_dot(text);
    if (!dot || text_width_px(text, font) <= limit_px)
        return text_wrap(canvas, text, font, limit_px, lines, 2);
    const char *first = text_copy(canvas, text, dot, "");
    lines[0] = text_cut(canvas, first, font, limit_px);
    lines[1] = text_cut(canvas, dot + strlen(parting), font, limit_px);
    return 2;
}

char *text_join(struct lunette_canvas *canvas, const char *const *parts)
{
    size_t length = 0;
    for (const char *const *part = parts; *part; part++)
        length += strlen(*part);
    char *text = canvas->alloc(canvas, length + 1, 1), *end = text;
    for (const char *const *part = parts; *part; part++)
        end = stpcpy(end, *part);
    return text;
}

char *text_format(struct lunette_canvas *canvas, const char *format, ...)
{
    char first[FORMAT_FIRST];
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(first, sizeof first, format, arguments);
    char *text = canvas->alloc(canvas, (size_t)length + 1, 1);
    if ((size_t)length < sizeof first)
        memcpy(text, first, (size_t)length);
    else
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    va_end(arguments);
    return text;
}
