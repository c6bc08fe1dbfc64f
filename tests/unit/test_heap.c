/* The memory behind a Lua state: sizes, neighbours, and what becomes of blocks that are given back. */
#include "script/heap.h"

#include <stdbool.h>
#include <stdint.h>

#include "test.h"

enum { POOL = 16 << 20 };

static bool in_pool(const struct heap *heap, const void *memory)
{
    return (const char *)memory >= heap->pool && (const char *)memory < heap->pool_end;
}

static void test_small_blocks_are_neighbours(void)
{
    struct heap heap;
    heap_open(&heap, POOL);
    char *first = heap_alloc(&heap, 40), *second = heap_alloc(&heap, 1024);
    TEST(in_pool(&heap, first) && second == first + 48);
    TEST((uintptr_t)first % HEAP_GRAIN == 0 && heap.used == 1064);
    heap_free(&heap, first, 40);
    TEST(heap_alloc(&heap, 33) == first); /* of the same class */
    heap_close(&heap);
}

static void test_resizing(void)
{
    struct heap heap;
    heap_open(&heap, POOL);
    char *block = heap_alloc(&heap, 20);
    memset(block, 'x', 20);
    TEST(heap_resize(&heap, block, 20, 30) == block);
    block = heap_resize(&heap, block, 30, 3000);
    TEST(block[0] == 'x' && block[19] == 'x');
    TEST(heap_resize(&heap, block, 3000, 4096) == block);
    block = heap_resize(&heap, block, 4096, 20 << 20);
    TEST(!in_pool(&heap, block) && block[19] == 'x');
    block = heap_resize(&heap, block, 20 << 20, 10);
    TEST(in_pool(&heap, block) && block[9] == 'x' && heap.used == 10);
    heap_close(&heap);
}

/* What an array left behind when it grew serves small blocks before more of the pool does. */
static void test_small_blocks_take_what_arrays_left(void)
{
    struct heap heap;
    heap_open(&heap, POOL);
    char *array = heap_alloc(&heap, 256 << 10);
    heap_alloc(&heap, 16);
    char *pool_next = heap.next;
    heap_free(&heap, array, 256 << 10);
    size_t in_array = 0, count = 0;
    for (; heap.next == pool_next; count++) {
        char *block = heap_alloc(&heap, 1000);
        memset(block, 'y', 1000);
        in_array += block >= array && block < array + (256 << 10);
    }
    TEST(in_array >= 250 && count > in_array);
    heap_close(&heap);
}

static void test_a_pool_that_is_used_up(void)
{
    struct heap heap;
    heap_open(&heap, 256 << 10);
    size_t outside = 0;
    for (int i = 0; i < 1000; i++) {
        char *block = heap_alloc(&heap, 1000);
        memset(block, 'z', 1000);
        outside += !in_pool(&heap, block);
        if (i % 3 == 0)
            heap_free(&heap, block, 1000);
    }
    TEST(outside > 300 && outside < 900);
    heap_close(&heap);
}

int main(void)
{
    test_small_blocks_are_neighbours();
    test_resizing();
    test_small_blocks_take_what_arrays_left();
    test_a_pool_that_is_used_up();
    return test_done();
}
