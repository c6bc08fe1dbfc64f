#include "emit/csv.h"

#include <string.h>

static void add_cell(struct buf *out, const char *text)
{
    const char *guard = text[0] && strchr("=+-@\t\r", text[0]) ? "'" : "";
    if (!*guard && !text[strcspn(text, ",\"\r\n")]) {
        buf_add_text(out, text);
        return;
    }
    buf_printf(out, "\"%s", guard);
    for (; *text; text++) {
        if (*text == '"')
            buf_add_char(out, '"');
        buf_add_char(out, *text);
    }
    buf_add_char(out, '"');
}

void csv_add_row(struct buf *out, const char *const *cells, size_t columns)
{
    for (size_t column = 0; column < columns; column++) {
        if (column)
            buf_add_char(out, ',');
        add_cell(out, cells[column] ? cells[column] : "");
    }
    buf_add_text(out, "\r\n");
}
