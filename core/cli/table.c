#include "cli/table.h"

#include <stdio.h>
#include <string.h>

#include "base/room.h"
#include "cli/wrap.h"
#include "emit/csv.h"
#include "report/terminal.h"

void table_add(struct table *table, const char *const *cells)
{
    table->cells = room_make(table->arena, (void *)table->cells, table->rows, &table->capacity,
                             table->columns * sizeof *table->cells);
    memcpy(&table->cells[table->rows * table->columns], cells, table->columns * sizeof *cells);
    table->rows++;
}

bool table_knows_format(const struct args *args)
{
    static const char *const formats[] = {"text", "json", "csv"};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (!args->format || strcmp(args->format, formats[i]) == 0)
            return true;
    fprintf(stderr, "lunette %s: there is no format '%s'; there are: text, json, csv\n",
            args->command->name, args->format);
    return false;
}

static const char *cell(const struct table *table, size_t row, size_t column)
{
    const char *text = table->cells[row * table->columns + column];
    return text ? text : "";
}

static const char *escaped(const struct table *table, const char *text)
{
    struct buf out = {0};
    terminal_add_text(&out, text);
    const char *copy = arena_copy(table->arena, buf_text(&out), out.length);
    buf_free(&out);
    return copy;
}

static size_t width_of(const char *text)
{
    return terminal_width(text, strlen(text));
}

/* ---- text ---- */

enum { GAP = 2, INDENT = 4 };

/* How a table lies on its page. */
struct layout {
    size_t *widths;
    bool *is_below; /* by column: its cells have lines of their own, below the row */
};

static size_t measure(const struct table *table, size_t column)
{
    size_t widest = width_of(table->heads[column]);
    for (size_t row = 0; row < table->rows; row++) {
        size_t width = width_of(escaped(table, cell(table, row, column)));
        widest = width > widest ? width : widest;
    }
    return widest;
}

static size_t row_width(const struct table *table, const struct layout *layout)
{
    size_t width = 0;
    for (size_t column = 0; column < table->columns; column++)
        if (!layout->is_below[column])
            width += (width ? GAP : 0) + layout->widths[column];
    return width;
}

/* The first column names the row, and stays. */
static size_t find_widest(const struct table *table, const struct layout *layout)
{
    size_t widest = 0;
    for (size_t column = 1; column < table->columns; column++)
        if (!layout->is_below[column] &&
            (widest == 0 || layout->widths[column] > layout->widths[widest]))
            widest = column;
    return widest;
}

static struct layout lay_out(const struct table *table)
{
    struct layout layout = {
        .widths = arena_array(table->arena, table->columns, sizeof *layout.widths),
        .is_below = arena_array(table->arena, table->columns, sizeof *layout.is_below),
    };
    for (size_t column = 0; column < table->columns; column++)
        layout.widths[column] = measure(table, column);
    while (table->page && row_width(table, &layout) > table->page) {
        size_t widest = find_widest(table, &layout);
        if (widest == 0)
            break;
        layout.is_below[widest] = true;
    }
    return layout;
}

static void end_line(struct buf *out)
{
    while (out->length && out->data[out->length - 1] == ' ')
        out->data[--out->length] = '\0';
    buf_add_char(out, '\n');
}

static void write_row(const struct table *table, const char *const *cells,
                      const struct layout *layout, struct buf *out)
{
    for (size_t column = 0; column < table->columns; column++) {
        const char *text = escaped(table, cells[column] ? cells[column] : "");
        if (layout->is_below[column])
            continue;
        buf_add_text(out, text);
        buf_add_repeated(out, ' ', layout->widths[column] - width_of(text) + GAP);
    }
    end_line(out);
    for (size_t column = 0; column < table->columns; column++)
        if (layout->is_below[column] && cells[column] && *cells[column])
            wrap_add(out, escaped(table, cells[column]), INDENT, table->page);
}

static void write_text(const struct table *table, struct buf *out)
{
    struct layout layout = lay_out(table);
    write_row(table, table->heads, &layout, out);
    for (size_t row = 0; row < table->rows; row++)
        write_row(table, &table->cells[row * table->columns], &layout, out);
}

/* ---- for programs ---- */

static void write_json(const struct table *table, struct buf *out)
{
    json_add_rows(out, table->heads, table->types, table->columns, table->cells, table->rows);
}

static void write_csv(const struct table *table, struct buf *out)
{
    csv_add_row(out, table->heads, table->columns);
    for (size_t row = 0; row < table->rows; row++)
        csv_add_row(out, &table->cells[row * table->columns], table->columns);
}

void table_write(const struct table *table, const char *format, struct buf *out)
{
    if (format && strcmp(format, "json") == 0)
        write_json(table, out);
    else if (format && strcmp(format, "csv") == 0)
        write_csv(table, out);
    else
        write_text(table, out);
}
