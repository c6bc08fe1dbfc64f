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

void *heap_alloc(struct heap *heap, size_t size)
{
    heap->used += size;
    if (size > HEAP_SMALL)
        return alloc_large(heap, size);
    size_t class = class_of(size);
    struct heap_free *block = heap->classes[class];
    if (block) {
        heap->classes[class] = block->next;
        return block;
    }
    if ((size_t)(heap->pool_end - heap->next) < class * HEAP_GRAIN)
        return alloc_large(heap, size);
    void *memory = heap->next;
    heap->next += class * HEAP_GRAIN;
    return memory;
}

void heap_free(struct heap *heap, void *memory, size_t size)
{
    heap->used -= size;
    if (!is_pooled(heap, memory)) {
        mem_free(unlink_large(memory));
        return;
    }
    struct heap_free *block = memory;
    block->next = heap->classes[class_of(size)];
    heap->classes[class_of(size)] = block;
}

static void *resize_large(struct heap *heap, void *old, size_t size)
{
    struct heap_large *block = unlink_large(old);
    return link_large(heap, mem_resize(block, sizeof *block + size));
}

void *heap_resize(struct heap *heap, void *old, size_t old_size, size_t size)
{
    int pooled = is_pooled(heap, old);
    if (pooled ? class_of(old_size) == class_of(size) : size > HEAP_SMALL) {
        heap->used += size - old_size;
        return pooled ? old : resize_large(heap, old, size);
    }
    void *memory = heap_alloc(heap, size);
    memcpy(memory, old, old_size < size ? old_size : size);
    heap_free(heap, old, old_size);
    return memory;
}
