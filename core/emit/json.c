#include "emit/json.h"

#include <stdlib.h>
#include <string.h>

#include "base/value.h"

void json_add_string(struct buf *out, const char *text)
{
    value_add(out, value_text(text), JSON_ENCODE_ANY);
}

static json_t *cell_value(const char *cell, enum json_column type)
{
    return type == JSON_COLUMN_INTEGER ? json_integer(strtoll(cell, NULL, 10)) : value_text(cell);
}

void json_add_rows(struct buf *out, const char *const *heads, const enum json_column *types,
                   size_t columns, const char *const *cells, size_t rows)
{
    json_t *array = json_array();
    for (size_t row = 0; row < rows; row++) {
        json_t *object = json_object();
        for (size_t column = 0; column < columns; column++) {
            const char *cell = cells[row * columns + column];
            if (cell)
                json_object_set_new(object, heads[column],
                                    cell_value(cell, types ? types[column] : JSON_COLUMN_TEXT));
        }
        json_array_append_new(array, object);
    }
    value_add_document(out, array);
}

/* ---- documents ---- */

enum { INDENT = 2 };

static void add_text(struct buf *out, const struct tree_text *text)
{
    value_add(out, json_stringn(text->bytes, text->length), JSON_ENCODE_ANY);
}

static void start_line(struct buf *out, size_t level)
{
    buf_add_char(out, '\n');
    buf_add_repeated(out, ' ', INDENT * level);
}

static void add_tree(struct buf *out, const struct tree *tree, size_t level);

static void add_list(struct buf *out, const struct tree *tree, size_t level)
{
    buf_add_char(out, '[');
    for (size_t i = 0; i < tree->of.list.count; i++) {
        if (i)
            buf_add_char(out, ',');
        start_line(out, level + 1);
        add_tree(out, &tree->of.list.items[i], level + 1);
    }
    if (tree->of.list.count)
        start_line(out, level);
    buf_add_char(out, ']');
}

static void add_map(struct buf *out, const struct tree *tree, size_t level)
{
    buf_add_char(out, '{');
    for (size_t i = 0; i < tree->of.map.count; i++) {
        if (i)
            buf_add_char(out, ',');
        start_line(out, level + 1);
        add_text(out, &tree->of.map.entries[i].key);
        buf_add_text(out, ": ");
        add_tree(out, &tree->of.map.entries[i].value, level + 1);
    }
    if (tree->of.map.count)
        start_line(out, level);
    buf_add_char(out, '}');
}

static void add_tree(struct buf *out, const struct tree *tree, size_t level)
{
    char room[TREE_NUMBER_SIZE];
    switch (tree->type) {
    case TREE_NULL: buf_add_text(out, "null"); break;
    case TREE_BOOL: buf_add_text(out, tree->of.flag ? "true" : "false"); break;
    case TREE_INTEGER:
    case TREE_NUMBER:
        tree_number_text(tree, room);
        buf_add_text(out, room);
        break;
    case TREE_TEXT: add_text(out, &tree->of.text); break;
    case TREE_LIST: add_list(out, tree, level); break;
    case TREE_MAP: add_map(out, tree, level); break;
    }
}

void json_add_document(struct buf *out, const struct tree *tree)
{
    add_tree(out, tree, 0);
    buf_add_char(out, '\n');
}
