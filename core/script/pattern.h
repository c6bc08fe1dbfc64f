/* The kinds of items a pattern is translated into. Private to pattern.c, which translates, and
 * match.c, which runs them. */
#ifndef LUNETTE_SCRIPT_PATTERN_H
#define LUNETTE_SCRIPT_PATTERN_H

enum pattern_item {
    ITEM_DONE,
    ITEM_BYTE,     /* a */
    ITEM_ANY,      /* . */
    ITEM_SET,      /* [set] and %a */
    ITEM_OPEN,     /* capture a */
    ITEM_CLOSE,    /* capture a */
    ITEM_POSITION, /* capture a: () */
    ITEM_BALANCE,  /* %bab */
    ITEM_FRONTIER, /* %f[set] */
    ITEM_BACK,     /* %1: capture a again */
    ITEM_END,      /* $ at the pattern's end */
};

#endif
