/* Words inside names and texts, for every check plugin. */
#ifndef LUNETTE_PLUGINS_CHECK_COMMON_WORD_H
#define LUNETTE_PLUGINS_CHECK_COMMON_WORD_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes of the first word of `length`: the letters up to another character or a capital behind a small one, as
 * the "get" of getOrders, get-orders, get_orders and "Get the orders". 0 where none begins. */
size_t word_first(const char *text, size_t length);

/* Whether the word is among the words, a list ended by NULL, whatever the case. */
bool word_is_among(const char *word, size_t length, const char *const *words);

#endif
