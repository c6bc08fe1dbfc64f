/* Things met once in a round, by marks that hold the number of the last round: nothing is to be cleared
 * between rounds, which are numbered from 1. */
#ifndef LUNETTE_PLUGINS_CHECK_COMMON_MARK_H
#define LUNETTE_PLUGINS_CHECK_COMMON_MARK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Marks it. Whether it was not yet marked in this round. */
static inline bool mark_once(uint32_t *mark, size_t round)
{
    bool is_new = *mark != round;
    *mark = (uint32_t)round;
    return is_new;
}

#endif
