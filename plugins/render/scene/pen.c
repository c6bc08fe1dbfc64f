#include "scene/pen.h"

#include <math.h>
#include <stdbool.h>

#include "scene/text.h"

enum { DIGITS_MAX = 20 }; /* of 64 bits */

static const char *xml_entity(uint32_t code_point)
{
    switch (code_point) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

static void pen_flush(struct pen *pen)
{
    if (pen->length)
        pen->canvas->write(pen->canvas, pen->buffer, pen->length);
    pen->length = 0;
}

void pen_put_bytes(struct pen *pen, const char *bytes, size_t length)
{
    if (length > sizeof pen->buffer - pen->length)
        pen_flush(pen);
    if (length > sizeof pen->buffer) {
        pen->canvas->write(pen->canvas, bytes, length);
        return;
    }
    memcpy(pen->buffer + pen->length, bytes, length);
    pen->length += length;
}

void pen_start(struct pen *pen, struct lunette_canvas *canvas)
{
    pen->canvas = canvas;
    pen->length = 0;
}

void pen_finish(struct pen *pen)
{
    pen_flush(pen);
}

/* Its digits end where `at` points; returns where they begin. */
static char *digits_before(char *at, unsigned long number)
{
    do
        *--at = (char)('0' + number % 10);
    while (number /= 10);
    return at;
}

void pen_put_integer(struct pen *pen, unsigned long number)
{
    char digits[DIGITS_MAX], *end = digits + sizeof digits;
    char *begin = digits_before(end, number);
    pen_put_bytes(pen, begin, (size_t)(end - begin));
}

void pen_put_number(struct pen *pen, double number)
{
    char digits[DIGITS_MAX + 3], *end = digits + sizeof digits, *begin = end;
    unsigned long tenths = (unsigned long)(fabs(number) * 10 + 0.5);
    if (tenths % 10) {
        *--begin = (char)('0' + tenths % 10);
        *--begin = '.';
    }
    begin = digits_before(begin, tenths / 10);
    if (number < 0 && tenths > 0)
        *--begin = '-';
    pen_put_bytes(pen, begin, (size_t)(end - begin));
}

static void pen_put_code_point(struct pen *pen, uint32_t code_point)
{
    char bytes[TEXT_UTF8_MAX];
    size_t length = text_encode(code_point, bytes);
    pen_put_bytes(pen, bytes, length);
}

/* ASCII that means something to XML or, in some company, to a build log. */
static const bool has_meaning[128] = {
    ['&'] = true, ['<'] = true, ['>'] = true, ['"'] = true, ['\''] = true,
    ['#'] = true, ['%'] = true, ['['] = true, ['{'] = true,
};

static bool is_plain(char character)
{
    return character >= ' ' && character <= '~' && !has_meaning[(unsigned char)character];
}

static size_t plain_length(const char *text)
{
    size_t length = 0;
    while (is_plain(text[length]))
        length++;
    return length;
}

void pen_put_xml(struct pen *pen, const char *text)
{
    uint32_t before = 0;
    for (uint32_t code_point; text && *text; before = code_point) {
        size_t plain = plain_length(text);
        if (plain) {
            pen_put_bytes(pen, text, plain);
            text += plain;
            code_point = ' '; /* plain, whichever */
            continue;
        }
        code_point = text_next(&text);
        const char *entity = text_opens_command(before, code_point)
                                 ? text_command_entity(code_point)
                                 : xml_entity(code_point);
        if (entity)
            pen_put(pen, entity);
        else
            pen_put_code_point(pen, text_printable(code_point));
    }
}

void pen_put_attribute(struct pen *pen, const char *name, const char *value)
{
    if (!value)
        return;
    pen_put_character(pen, ' ');
    pen_put(pen, name);
    pen_put(pen, "=\"");
    pen_put_xml(pen, value);
    pen_put_character(pen, '"');
}
