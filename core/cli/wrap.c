#include "cli/wrap.h"

#include <string.h>

#include "report/terminal.h"

void wrap_add(struct buf *out, const char *text, size_t indent, size_t columns)
{
    size_t column = 0;
    for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
        size_t length = strcspn(text, " "), width = terminal_width(text, length);
        if (column > 0 && column + 1 + width > columns) {
            buf_add_char(out, '\n');
            column = 0;
        }
        size_t blanks = column > 0 ? 1 : indent;
        buf_add_repeated(out, ' ', blanks);
        buf_add(out, text, length);
        column += blanks + width;
        text += length;
    }
    buf_add_char(out, '\n');
}
