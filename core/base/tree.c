#include "base/tree.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

static struct tree_text clean_text(struct arena *arena, const char *bytes, size_t length)
{
    struct buf clean = {0};
    for (size_t at = 0; at < length;) {
        uint32_t code_point;
        at += utf8_decode(bytes + at, length - at, &code_point);
        utf8_add(&clean, code_point);
    }
    struct tree_text text = {arena_copy(arena, buf_text(&clean), clean.length), clean.length};
    buf_free(&clean);
    return text;
}

struct tree_text tree_text(struct arena *arena, const char *bytes, size_t length)
{
    if (!utf8_valid(bytes, length))
        return clean_text(arena, bytes, length);
    return (struct tree_text){arena_copy(arena, bytes, length), length};
}

enum { SHORTEST_EXPONENT = -4, LONGEST_EXPONENT = 15 }; /* from there on numbers have one */

static void write_digits(double number, int digits, char room[TREE_NUMBER_SIZE])
{
    snprintf(room, TREE_NUMBER_SIZE, "%.*e", digits - 1, number);
}

/* "1e+20" → "1.0e+20" */
static void add_point(char room[TREE_NUMBER_SIZE])
{
    size_t whole = strcspn(room, ".e");
    if (room[whole] == '.')
        return;
    memmove(room + whole + 2, room + whole, strlen(room + whole) + 1);
    memcpy(room + whole, ".0", 2);
}

void tree_number_text(const struct tree *tree, char room[TREE_NUMBER_SIZE])
{
    if (tree->type == TREE_INTEGER) {
        snprintf(room, TREE_NUMBER_SIZE, "%" PRId64, tree->of.integer);
        return;
    }
    int digits = 1;
    write_digits(tree->of.number, digits, room);
    while (strtod(room, NULL) != tree->of.number)
        write_digits(tree->of.number, ++digits, room);
    int exponent = (int)strtol(strchr(room, 'e') + 1, NULL, 10);
    int decimals = digits - 1 - exponent;
    if (exponent >= SHORTEST_EXPONENT && exponent < LONGEST_EXPONENT)
        snprintf(room, TREE_NUMBER_SIZE, "%.*f", decimals < 1 ? 1 : decimals, tree->of.number);
    else
        add_point(room);
}
