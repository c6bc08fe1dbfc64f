#include "script/heap.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

#include "base/mem.h"
#include "base/pages.h"

/* Beyond the first pages that any small model touches, the pool is asked for in huge pages: the
 * kernel then clears 2 MiB at a time instead of taking a fault for each 4 KiB. */
enum { PLAIN_BYTES = 512 * 1024 };

enum { STRETCH_BYTES = 64 * 1024 }; /* of the pool that small blocks are cut from */

static size_t class_of(size_t size)
{
    return (size + HEAP_GRAIN - 1) / HEAP_GRAIN;
}

void heap_open(struct heap *heap, size_t pool_bytes)
{
    memset(heap, 0, sizeof *heap);
    heap->large.previous = heap->large.next = &heap->large;
    void *pool = mmap(NULL, pool_bytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (pool == MAP_FAILED)
        return;
    heap->pool = heap->next = pool;
    heap->pool_end = heap->pool + pool_bytes;
    if (pool_bytes <= 4 * (size_t)HUGE_PAGE_BYTES)
        return;
    /* Begin so that the first huge page follows the plain ones at once. */
    size_t to_boundary = HUGE_PAGE_BYTES - (uintptr_t)pool % HUGE_PAGE_BYTES;
    heap->next += to_boundary < PLAIN_BYTES ? to_boundary + HUGE_PAGE_BYTES - PLAIN_BYTES
                                            : to_boundary - PLAIN_BYTES;
    char *huge = heap->next + PLAIN_BYTES;
    size_t room = (size_t)(heap->pool_end - huge);
    madvise(huge, room < HUGE_MOST_BYTES ? room : HUGE_MOST_BYTES, MADV_HUGEPAGE);
}

void heap_close(struct heap *heap)
{
    for (struct heap_large *block = heap->large.next, *next; block != &heap->large; block = next) {
        next = block->next;
        mem_free(block);
    }
    if (heap->pool)
        munmap(heap->pool, (size_t)(heap->pool_end - heap->pool));
    memset(heap, 0, sizeof *heap);
}

static void *link_large(struct heap *heap, struct heap_large *block)
{
    block->previous = &heap->large;
    block->next = heap->large.next;
    block->next->previous = heap->large.next = block;
    return block + 1;
}

static struct heap_large *unlink_large(void *memory)
{
    struct heap_large *block = (struct heap_large *)memory - 1;
    block->previous->next = block->next;
    block->next->previous = block->previous;
    return block;
}

static void *alloc_large(struct heap *heap, size_t size)
{
    return link_large(heap, mem_alloc(sizeof(struct heap_large) + size));
}

static int is_pooled(const struct heap *heap, const void *memory)
{
    return (const char *)memory >= heap->pool && (const char *)memory < heap->pool_end;
}

/* The free list of larger blocks of the pool that a size belongs to, and what they take; NULL: too large for it. */
static struct heap_free **double_for(struct heap *heap, size_t size, size_t *taken)
{
    *taken = 2 * (size_t)HEAP_SMALL;
    for (size_t class = 0; class < HEAP_DOUBLES; class ++, *taken *= 2)
        if (size <= *taken)
            return &heap->doubles[class];
    return NULL;
}

static struct heap_free **list_of(struct heap *heap, size_t size)
{
    size_t taken;
    return size <= HEAP_SMALL ? &heap->classes[class_of(size)] : double_for(heap, size, &taken);
}

static void *pop(struct heap_free **list)
{
    struct heap_free *block = *list;
    *list = block->next;
    return block;
}

static void push(struct heap_free **list, void *memory)
{
    struct heap_free *block = memory;
    block->next = *list;
    *list = block;
}

/* The largest free block of the pool, NULL when there is none. */
static void *pop_largest(struct heap *heap, size_t *size)
{
    for (size_t class = HEAP_DOUBLES; class -- > 0;)
        if (heap->doubles[class]) {
            *size = 2 * (size_t)HEAP_SMALL << class;
            return pop(&heap->doubles[class]);
        }
    return NULL;
}

/* A new stretch for small blocks: what arrays left when they grew or were collected goes first, an eighth of all
 * memory in a large model. False when the pool is used up. */
static bool refill(struct heap *heap)
{
    size_t size = (size_t)(heap->small_end - heap->small);
    if (size)
        push(&heap->classes[size / HEAP_GRAIN], heap->small);
    char *stretch = pop_largest(heap, &size);
    if (!stretch) {
        size = STRETCH_BYTES;
        if ((size_t)(heap->pool_end - heap->next) < size)
            return heap->small = heap->small_end = NULL, false;
        stretch = heap->next;
        heap->next += size;
    }
    heap->small = stretch;
    heap->small_end = stretch + size;
    return true;
}

static void *alloc_small(struct heap *heap, size_t size)
{
    size_t class = class_of(size), taken = class * HEAP_GRAIN;
    if (heap->classes[class])
        return pop(&heap->classes[class]);
    if ((size_t)(heap->small_end - heap->small) < taken && !refill(heap))
        return alloc_large(heap, size);
    void *memory = heap->small;
    heap->small += taken;
    return memory;
}

static void *alloc_double(struct heap *heap, size_t size)
{
    size_t taken;
    struct heap_free **list = double_for(heap, size, &taken);
    if (list && *list)
        return pop(list);
    if (!list || (size_t)(heap->pool_end - heap->next) < taken)
        return alloc_large(heap, size);
    void *memory = heap->next;
    heap->next += taken;
    return memory;
}

void *heap_alloc(struct heap *heap, size_t size)
{
    heap->used += size;
    return size <= HEAP_SMALL ? alloc_small(heap, size) : alloc_double(heap, size);
}

void heap_free(struct heap *heap, void *memory, size_t size)
{
    heap->used -= size;
    if (!is_pooled(heap, memory)) {
        mem_free(unlink_large(memory));
        return;
    }
    push(list_of(heap, size), memory);
}

/* Whether a block of the pool can hold the new size where it is. */
static int stays(struct heap *heap, size_t old_size, size_t size)
{
    return list_of(heap, old_size) == list_of(heap, size);
}

static void *resize_large(struct heap *heap, void *old, size_t size)
{
    struct heap_large *block = unlink_large(old);
    return link_large(heap, mem_resize(block, sizeof *block + size));
}

void *heap_resize(struct heap *heap, void *old, size_t old_size, size_t size)
{
    int pooled = is_pooled(heap, old);
    if (pooled ? stays(heap, old_size, size) : size > HEAP_SMALL) {
        heap->used += size - old_size;
        return pooled ? old : resize_large(heap, old, size);
    }
    void *memory = heap_alloc(heap, size);
    memcpy(memory, old, old_size < size ? old_size : size);
    heap_free(heap, old, old_size);
    return memory;
}
