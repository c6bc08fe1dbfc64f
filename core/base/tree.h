/* Documents before they are written: plain data in an arena, which emit/ turns into YAML and JSON. */
#ifndef LUNETTE_BASE_TREE_H
#define LUNETTE_BASE_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum tree_type {
    TREE_NULL,
    TREE_BOOL,
    TREE_INTEGER,
    TREE_NUMBER, /* with a point, also when it is whole; finite */
    TREE_TEXT,
    TREE_LIST,
    TREE_MAP,
};

/* Valid UTF-8; may hold any code point, NUL included. */
struct tree_text {
    const char *bytes; /* NUL-ended */
    size_t length;
};

/* Zero-initialised it is a null. */
struct tree {
    enum tree_type type;
    union {
        bool flag;
        int64_t integer;
        double number;
        struct tree_text text;
        struct {
            const struct tree *items;
            size_t count;
        } list;
        struct {
            const struct tree_entry *entries; /* in the order to be written; no key twice */
            size_t count;
        } map;
    } of;
};

struct tree_entry {
    struct tree_text key;
    struct tree value;
};

/* A text out of bytes of any origin: what is no UTF-8 becomes U+FFFD. */
struct tree_text tree_text(struct arena *arena, const char *bytes, size_t length);

enum { TREE_NUMBER_SIZE = 32 };

/* Writes a TREE_INTEGER or TREE_NUMBER: the shortest text that reads back as the same, a number always with
 * a point in front of its exponent ("1.0", "0.1", "1.0e+20"), as all versions of YAML and JSON want it. */
void tree_number_text(const struct tree *tree, char room[TREE_NUMBER_SIZE]);

#endif
