#include "base/mem.h"

#include <stdlib.h>
#include <unistd.h>

static void *require_memory(void *memory)
{
    static const char message[] = "lunette: out of memory\n";
    if (memory)
        return memory;
    if (write(STDERR_FILENO, message, sizeof message - 1) < 0)
        _exit(2);
    _exit(2);
}

void *mem_alloc(size_t size)
{
    return require_memory(malloc(size ? size : 1));
}

void *mem_resize(void *old, size_t size)
{
    return require_memory(realloc(old, size ? size : 1));
}

void *mem_room(void *items, size_t count, size_t *capacity, size_t size)
{
    enum { FIRST_CAPACITY = 32 };
    if (count < *capacity)
        return items;
    *capacity = *capacity ? *capacity * 2 : FIRST_CAPACITY;
    return mem_resize(items, *capacity * size);
}

void mem_free(void *memory)
{
    free(memory);
}
