#include "cli/wrap.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "report/terminal.h"

size_t wrap_page(void)
{
    struct winsize size;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

/* Columns of the line that was begun. */
static size_t column_of(const struct buf *out)
{
    size_t start = out->length;
    while (start > 0 && out->data[start - 1] != '\n')
        start--;
    return start < out->length ? terminal_width(out->data + start, out->length - start) : 0;
}

void wrap_add(struct buf *out, const char *text, size_t indent, size_t columns)
{
    size_t column = column_of(out);
    text += strspn(text, " ");
    if (!*text) {
        buf_add_char(out, '\n');
        return;
    }
    struct buf margin = {0};
    buf_add_repeated(&margin, ' ', indent);
    buf_add_repeated(out, ' ', column < indent ? indent - column : column > 0);
    column = column < indent ? indent : column + (column > 0);
    terminal_break(out, text,
                   &(struct terminal_wrap){columns, column, indent, buf_text(&margin)});
    buf_add_char(out, '\n');
    buf_free(&margin);
}
