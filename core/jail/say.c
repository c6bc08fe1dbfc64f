#include "jail/say.h"

#include <stdarg.h>
#include <unistd.h>

void say_add_escaped(struct buf *line, const char *text, size_t length)
{
    for (const char *end = text + length; text < end; text++) {
        if (*text >= ' ' && *text <= '~')
            buf_add_char(line, *text);
        else
            buf_printf(line, "\\x%02x", (unsigned char)*text);
    }
}

void say(const char *format, ...)
{
    struct buf text = {0};
    struct buf line = {0};
    va_list args;
    va_start(args, format);
    buf_vprintf(&text, format, args);
    va_end(args);
    buf_add_text(&line, "lunette: ");
    say_add_escaped(&line, buf_text(&text), text.length);
    buf_add_char(&line, '\n');
    /* Who cannot hear the complaint cannot be told about that either. */
    if (write(STDERR_FILENO, line.data, line.length) < 0)
        line.length = 0;
    buf_free(&line);
    buf_free(&text);
}
