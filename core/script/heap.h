/* The memory behind a Lua state: fast for small blocks, and given back all at once.
 *
 * Blocks of up to 8 MiB come from one contiguous pool, by bumping a pointer or from a free list of
 * their size class: several times cheaper than malloc, and neighbours in time are neighbours in
 * memory. Larger ones, and all of them once the pool is used up, come from malloc and are kept in a
 * list, so that closing needs no help from Lua. */
#ifndef LUNETTE_SCRIPT_HEAP_H
#define LUNETTE_SCRIPT_HEAP_H

#include <stdalign.h>
#include <stddef.h>

enum {
    HEAP_GRAIN = 16,
    HEAP_SMALL = 1024, /* bytes of the largest block with a class of its own size */
    HEAP_CLASSES = HEAP_SMALL / HEAP_GRAIN,
    HEAP_DOUBLES = 13, /* 2 KiB to 8 MiB: arrays that double as they grow */
};

struct heap_free {
    struct heap_free *next;
};

struct heap_large {
    alignas(max_align_t) struct heap_large *previous;
    struct heap_large *next;
};

struct heap {
    char *pool, *pool_end;
    char *next;                                  /* never handed out from here to pool_end */
    char *small, *small_end;                     /* the stretch that small blocks are cut from */
    struct heap_free *classes[HEAP_CLASSES + 1]; /* by size in grains */
    struct heap_free *doubles[HEAP_DOUBLES];     /* larger ones of the pool, by the power of two */
    struct heap_large large;                     /* head of the ring of malloc'ed blocks */
    size_t used;                                 /* bytes in use, as asked for */
};

/* `pool_bytes` of address space are reserved; memory is taken as it is touched. Without that much
 * address space the heap works on malloc alone. */
void heap_open(struct heap *heap, size_t pool_bytes);

/* Everything handed out becomes invalid. */
void heap_close(struct heap *heap);

/* Sizes are exact: what was asked for is what must be given back. Never NULL. */
void *heap_alloc(struct heap *heap, size_t size);
void heap_free(struct heap *heap, void *memory, size_t size);
void *heap_resize(struct heap *heap, void *old, size_t old_size, size_t size);

#endif
