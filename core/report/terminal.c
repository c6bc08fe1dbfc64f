#include "report/terminal.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"

static void add_code_point(struct buf *out, uint32_t code_point)
{
    if (code_point == '\n')
        buf_add_text(out, "\\n");
    else if (code_point == '\t')
        buf_add_text(out, "    ");
    else if (utf8_is_control(code_point))
        buf_printf(out, code_point < 0x100 ? "\\x%02x" : "\\u%04x", code_point);
    else
        utf8_add(out, code_point);
}

/* GitHub's runner takes "::" at a line's start (blanks aside) and "##[" anywhere for a command. */
static bool starts_command(const char *text, size_t length, bool at_start)
{
    return (at_start && length >= 2 && memcmp(text, "::", 2) == 0) ||
           (length >= 3 && memcmp(text, "##[", 3) == 0);
}

/* How many bytes from here on are printable ASCII that no log could misread: nearly all text is. */
static size_t plain_run(const char *text, size_t length)
{
    size_t run = 0;
    while (run < length && text[run] >= ' ' && text[run] <= '~' && text[run] != '#')
        run++;
    return run;
}

void terminal_add(struct buf *out, const char *text, size_t length)
{
    bool at_start = true;
    for (size_t at = 0; at < length;) {
        size_t run = at_start ? 0 : plain_run(text + at, length - at);
        if (run) {
            buf_add(out, text + at, run);
            at += run;
            continue;
        }
        if (starts_command(text + at, length - at, at_start)) {
            buf_add_char(out, text[at++]);
            buf_add_char(out, '\\');
            at_start = false;
            continue;
        }
        uint32_t code_point;
        at += utf8_decode(text + at, length - at, &code_point);
        at_start = at_start && (code_point == ' ' || code_point == '\t');
        add_code_point(out, code_point);
    }
}

void terminal_add_text(struct buf *out, const char *text)
{
    if (text)
        terminal_add(out, text, strlen(text));
}

void terminal_add_place(struct buf *out, const struct finding_place *place)
{
    terminal_add_text(out, place->path);
    if (place->span.line)
        buf_printf(out, ":%u:%u", place->span.line, place->span.column);
}

static bool is_wide(uint32_t c)
{
    static const uint32_t ranges[][2] = {
        {0x1100, 0x115F}, {0x2E80, 0xA4CF},   {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF}, {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (c >= ranges[i][0] && c <= ranges[i][1])
            return true;
    return false;
}

static bool is_combining(uint32_t c)
{
    return (c >= 0x300 && c <= 0x36F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0x200D;
}

size_t terminal_width(const char *text, size_t length)
{
    size_t width = 0;
    for (size_t at = 0; at < length;) {
        uint32_t c = (unsigned char)text[at]; /* ASCII, nearly all there is, is as it stands */
        at += c < 0x80 ? 1 : utf8_decode(text + at, length - at, &c);
        width += c < 0x80 ? 1 : is_combining(c) ? 0 : is_wide(c) ? 2 : 1;
    }
    return width;
}

void terminal_paint(struct buf *out, enum terminal_paint paint)
{
    static const char *const codes[] = {
        [TERMINAL_PLAIN] = "\x1b[0m",  [TERMINAL_BOLD] = "\x1b[1m",
        [TERMINAL_DIM] = "\x1b[2m",    [TERMINAL_RED] = "\x1b[1;31m",
        [TERMINAL_YELLOW] = "\x1b[1;33m", [TERMINAL_BLUE] = "\x1b[1;34m",
    };
    buf_add_text(out, codes[paint]);
}

/* Up to the next blank, but never within a string of code: a line end there would not be Lua any more when it is
 * pasted. A quotation mark that nothing closes is a character like others. */
static size_t word_length(const char *text)
{
    size_t length = 0;
    while (text[length] && text[length] != ' ') {
        const char *end = text[length] == '"' ? strchr(text + length + 1, '"') : NULL;
        length = end ? (size_t)(end - text) + 1 : length + 1;
    }
    return length;
}

void terminal_break(struct buf *out, const char *text, const struct terminal_wrap *wrap)
{
    size_t column = wrap->column;
    while (*text) {
        size_t blanks = strspn(text, " "), length = word_length(text + blanks);
        size_t width = terminal_width(text + blanks, length);
        bool is_command = starts_command(text + blanks, length, true);
        if (column > wrap->indent && column + blanks + width > wrap->width && !is_command) {
            buf_add_char(out, '\n');
            buf_add_text(out, wrap->margin);
            column = wrap->indent;
        } else {
            buf_add_repeated(out, ' ', blanks);
            column += blanks;
        }
        buf_add(out, text + blanks, length);
        column += width;
        text += blanks + length;
    }
}

void terminal_add_wrapped(struct buf *out, const char *text, const struct terminal_wrap *wrap)
{
    struct buf escaped = {0};
    if (!wrap->width) {
        terminal_add_text(out, text);
        return;
    }
    terminal_add_text(&escaped, text);
    terminal_break(out, buf_text(&escaped), wrap);
    buf_free(&escaped);
}
