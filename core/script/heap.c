#include "script/heap.h"

#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

#include "base/mem.h"

/* Beyond the first pages that any small model touches, the pool is asked for in huge pages: the
 * kernel then clears 2 MiB at a time instead of taking a fault for each 4 KiB. */
enum { PLAIN_BYTES = 512 * 1024, HUGE_PAGE = 2 * 1024 * 1024 };

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
    if (pool_bytes <= 4 * (size_t)HUGE_PAGE)
        return;
    /* Begin so that the first huge page follows the plain ones at once. */
    size_t to_boundary = HUGE_PAGE - (uintptr_t)pool % HUGE_PAGE;
    heap->next += to_boundary < PLAIN_BYTES ? to_boundary + HUGE_PAGE - PLAIN_BYTES
                                            : to_boundary - PLAIN_BYTES;
    char *huge = heap->next + PLAIN_BYTES;
    madvise(huge, (size_t)(heap->pool_end - huge), MADV_HUGEPAGE);
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

/* The free list that a size's blocks belong to, and what they take of the pool. NULL: too large for it. */
static struct heap_free **list_of(struct heap *heap, size_t size, size_t *taken)
{
    if (size <= HEAP_SMALL) {
        *taken = class_of(size) * HEAP_GRAIN;
        return &heap->classes[class_of(size)];
    }
    *taken = 2 * (size_t)HEAP_SMALL;
    for (size_t class = 0; class < HEAP_DOUBLES; class ++, *taken *= 2)
        if (size <= *taken)
            return &heap->doubles[class];
    return NULL;
}

void *heap_alloc(struct heap *heap, size_t size)
{
    size_t taken;
    struct heap_free **list = list_of(heap, size, &taken);
    heap->used += size;
    if (list && *list) {
        struct heap_free *block = *list;
        *list = block->next;
        return block;
    }
    if (!list || (size_t)(heap->pool_end - heap->next) < taken)
        return alloc_large(heap, size);
    void *memory = heap->next;
    heap->next += taken;
    return memory;
}

void heap_free(struct heap *heap, void *memory, size_t size)
{
    heap->used -= size;
    if (!is_pooled(heap, memory)) {
        mem_free(unlink_large(memory));
        return;
    }
    size_t taken;
    struct heap_free **list = list_of(heap, size, &taken);
    struct heap_free *block = memory;
    block->next = *list;
    *list = block;
}

/* Whether a block of the pool can hold the new size where it is. */
static int stays(struct heap *heap, size_t old_size, size_t size)
{
    size_t taken;
    return list_of(heap, old_size, &taken) == list_of(heap, size, &taken);
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
