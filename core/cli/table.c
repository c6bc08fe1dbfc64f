#include "cli/table.h"

#include <stdio.h>
#include <string.h>

#include "emit/csv.h"
#include "report/terminal.h"

void table_add(struct table *table, const char *const *cells)
{
    if (table->rows == table->capacity) {
        size_t capacity = table->capacity ? table->capacity * 2 : 32;
        const char **grown = arena_array(table->arena, capacity * table->columns, sizeof *grown);
        if (table->rows)
            memcpy(grown, table->cells, table->rows * table->columns * sizeof *grown);
        table->cells = grown;
        table->capacity = capacity;
    }
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

static void write_row(const struct table *table, const char *const *cells, const size_t *widths,
                      struct buf *out)
{
    for (size_t column = 0; column < table->columns; column++) {
        const char *text = escaped(table, cells[column] ? cells[column] : "");
        buf_add_text(out, text);
        if (column + 1 < table->columns)
            buf_add_repeated(out, ' ', widths[column] - width_of(text) + 2);
    }
    while (out->length && out->data[out->length - 1] == ' ')
        out->data[--out->length] = '\0';
    buf_add_char(out, '\n');
}

static void write_text(const struct table *table, struct buf *out)
{
    size_t *widths = arena_array(table->arena, table->columns, sizeof *widths);
    for (size_t column = 0; column < table->columns; column++) {
        widths[column] = width_of(table->heads[column]);
        for (size_t row = 0; row < table->rows; row++) {
            size_t width = width_of(escaped(table, cell(table, row, column)));
            widths[column] = width > widths[column] ? width : widths[column];
        }
    }
    write_row(table, table->heads, widths, out);
    for (size_t row = 0; row < table->rows; row++)
        write_row(table, &table->cells[row * table->columns], widths, out);
}

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
