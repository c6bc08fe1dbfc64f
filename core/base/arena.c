#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#include "base/mem.h"
#include "base/pages.h"

/* Blocks grow with the arena, so that small ones stay small. Larger ones come from the kernel directly: they
 * are zeroed, so that an array asked for by its upper bound costs only what is used of it. Many of those come in
 * huge pages, which spares a fault for each 4 KiB. Together a tenth of the time of a large model. */
enum {
    SMALLEST_BLOCK = 64 * 1024,
    MAPPED_BLOCK = 256 * 1024,
    HUGE_BLOCK = 1024 * 1024, /* to clear a huge page takes as long as 110 to 200 faults */
};

struct arena_block {
    struct arena_block *older;
    void *mapping; /* of the kernel, in which the block lies; NULL: it is malloc's */
    size_t mapped; /* bytes of the mapping */
    size_t room;   /* bytes of data */
    alignas(max_align_t) char data[];
};

static size_t round_up(size_t size)
{
    size_t unit = alignof(max_align_t);
    return (size + unit - 1) / unit * unit;
}

static size_t round_to(size_t size, size_t unit)
{
    return (size + unit - 1) / unit * unit;
}

/* A block of at least `room` bytes that begins where a huge page can, when it is large enough for one. NULL
 * when the kernel has none: malloc then says so. */
static struct arena_block *map_block(size_t room)
{
    bool huge = room >= HUGE_BLOCK && room <= HUGE_MOST_BYTES;
    size_t unit = huge ? HUGE_PAGE_BYTES : PAGE_BYTES;
    size_t size = round_to(sizeof(struct arena_block) + room, unit);
    size_t mapped = size + (huge ? HUGE_PAGE_BYTES : 0);
    char *mapping = mmap(NULL, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapping == MAP_FAILED)
        return NULL;
    struct arena_block *block =
        (struct arena_block *)(mapping + (unit - (uintptr_t)mapping % unit) % unit);
    if (huge)
        madvise(block, size, MADV_HUGEPAGE);
    block->mapping = mapping;
    block->mapped = mapped;
    block->room = size - sizeof *block;
    return block;
}

static struct arena_block *alloc_block(size_t room)
{
    struct arena_block *block = mem_alloc(sizeof *block + room);
    block->mapping = NULL;
    block->room = room;
    return block;
}

static void add_block(struct arena *arena, size_t size)
{
    size_t room = arena->total > SMALLEST_BLOCK ? arena->total : SMALLEST_BLOCK;
    room = size > room ? size : room;
    struct arena_block *block = room >= MAPPED_BLOCK ? map_block(room) : NULL;
    arena->clean = block != NULL;
    if (!block)
        block = alloc_block(room);
    block->older = arena->blocks;
    arena->blocks = block;
    arena->next = block->data;
    arena->left = block->room;
    arena->total += block->room;
}

/* What is free of the newest block is always a multiple of the unit, so rounding up never goes past it. */
static void *take(struct arena *arena, size_t size)
{
    void *memory = arena->next;
    size = round_up(size);
    arena->next += size;
    arena->left -= size;
    arena->used += size;
    return memory;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    size = round_up(size ? size : 1);
    if (size > arena->left)
        add_block(arena, size);
    void *memory = take(arena, size);
    return arena->clean ? memory : memset(memory, 0, size);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / 2 / size)
        mem_alloc(SIZE_MAX); /* says "out of memory" and ends */
    return arena_alloc(arena, count * size);
}

char *arena_copy(struct arena *arena, const char *text, size_t length)
{
    char *copy = arena_alloc(arena, length + 1);
    if (length)
        memcpy(copy, text, length);
    return copy;
}

/* Printed where it is to stay, when it fits: nearly always. */
char *arena_vformat(struct arena *arena, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(arena->next, arena->left, format, args);
    size_t size = length < 0 ? 1 : (size_t)length + 1;
    arena->clean = arena->clean && length >= 0; /* a failure may leave anything behind */
    char *text;
    if (length >= 0 && size <= arena->left) {
        text = take(arena, size);
    } else {
        text = arena_alloc(arena, size);
        if (length >= 0)
            vsnprintf(text, size, format, again);
    }
    va_end(again);
    return text;
}

char *arena_format(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = arena_vformat(arena, format, args);
    va_end(args);
    return text;
}

void arena_reset(struct arena *arena)
{
    while (arena->blocks) {
        struct arena_block *block = arena->blocks;
        arena->blocks = block->older;
        if (block->mapping)
            munmap(block->mapping, block->mapped);
        else
            mem_free(block);
    }
    *arena = (struct arena){0};
}
