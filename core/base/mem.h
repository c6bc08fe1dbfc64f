/* The only place where memory comes from.
 *
 * Every function either returns usable memory or ends the process with one line on standard error
 * and exit status 2: a program that has run out of memory has nothing better to offer, and no
 * caller needs an error path that no test would ever walk. */
#ifndef LUNETTE_BASE_MEM_H
#define LUNETTE_BASE_MEM_H

#include <stddef.h>

/* New memory of `size` bytes, not initialised. Release with mem_free. Never NULL. */
void *mem_alloc(size_t size);

/* Like realloc; `old` may be NULL. Never NULL. */
void *mem_resize(void *old, size_t size);

/* The array, with room for one item more than `count`: itself, or resized to twice its capacity. */
void *mem_room(void *items, size_t count, size_t *capacity, size_t size);

/* Releases what mem_alloc or mem_resize gave; NULL is fine. */
void mem_free(void *memory);

#endif
