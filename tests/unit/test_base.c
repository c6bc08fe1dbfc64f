/* Arena, growing text, interned names, map. */
#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/intern.h"
#include "base/map.h"
#include "base/stopwatch.h"
#include "test.h"

static bool all_are(const char *bytes, size_t length, char wanted)
{
    for (size_t i = 0; i < length; i++)
        if (bytes[i] != wanted)
            return false;
    return true;
}

static void test_arena_hands_out_zeroed_aligned_memory(void)
{
    struct arena arena = {0};
    char *before = arena_alloc(&arena, 0);
    for (size_t size = 1; size < 300; size++) {
        char *memory = arena_alloc(&arena, size);
        TEST(memory != before && (uintptr_t)memory % alignof(max_align_t) == 0);
        TEST(all_are(memory, size, '\0'));
        memset(memory, 'x', size);
        before = memory;
    }
    TEST(arena.used >= 299 * 300 / 2 && arena.total >= arena.used);
    arena_reset(&arena);
    TEST(!arena.blocks && arena.used == 0 && arena.total == 0);
}

/* Blocks are malloc's first, then, when the arena is large, the kernel's. */
static void test_arena_grows(void)
{
    enum { PIECE = 100 * 1000, PIECES = 200 };
    struct arena arena = {0};
    char *pieces[PIECES];
    size_t dirty = 0, changed = 0;
    for (size_t i = 0; i < PIECES; i++) {
        pieces[i] = arena_alloc(&arena, PIECE);
        dirty += !all_are(pieces[i], PIECE, '\0');
        memset(pieces[i], (char)('a' + i % 26), PIECE);
    }
    for (size_t i = 0; i < PIECES; i++)
        changed += !all_are(pieces[i], PIECE, (char)('a' + i % 26));
    TEST(dirty == 0 && changed == 0);
    TEST(arena.clean);
    arena_reset(&arena);
}

static void test_arena_large_pieces(void)
{
    static const size_t sizes[] = {64 * 1024, 64 * 1024 + 1, 2 * 1024 * 1024, 5 * 1024 * 1024 + 3};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct arena arena = {0};
        char *small = arena_alloc(&arena, 10), *large = arena_alloc(&arena, sizes[i]);
        char *behind = arena_alloc(&arena, 10);
        TEST(all_are(large, sizes[i], '\0'));
        memset(large, 'x', sizes[i]);
        TEST(all_are(small, 10, '\0') && all_are(behind, 10, '\0'));
        arena_reset(&arena);
    }
}

static void test_arena_can_be_used_again(void)
{
    struct arena arena = {0};
    memset(arena_alloc(&arena, 1000), 'x', 1000);
    arena_reset(&arena);
    TEST(all_are(arena_alloc(&arena, 1000), 1000, '\0'));
    arena_reset(&arena);
    arena_reset(&arena);
}

static void test_arena_text(void)
{
    struct arena arena = {0};
    char *copy = arena_copy(&arena, "a\0bc", 3);
    TEST(memcmp(copy, "a\0b", 4) == 0);
    TEST_TEXT(arena_copy(&arena, NULL, 0), "");
    TEST_TEXT(arena_format(&arena, "%s-%d", "x", 7), "x-7");
    TEST_TEXT(arena_format(&arena, "%s", ""), "");
    TEST(strlen(arena_format(&arena, "%*d", 100000, 1)) == 100000);
    TEST(arena_array(&arena, 0, 8) && arena_array(&arena, 8, 0));
    arena_reset(&arena);
}

/* Runs the function in a child; its exit status. */
static int status_of(void (*function)(void))
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        close(STDERR_FILENO);
        function();
        _exit(0);
    }
    int status = -1;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* malloc is to fail under the address sanitizer as it does without. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

static void ask_for_too_many(void)
{
    struct arena arena = {0};
    arena_array(&arena, SIZE_MAX / 4, 8);
}

/* Printed where it is to stay, or again where there is room; what follows is zeroed all the same. */
static void test_arena_formats_at_the_end_of_a_block(void)
{
    struct arena arena = {0};
    char *first = arena_format(&arena, "%s", "x");
    arena_alloc(&arena, arena.left - 16);
    char *fits = arena_format(&arena, "%015d", 7);
    char *next = arena_format(&arena, "%0100d", 7);
    TEST_TEXT(first, "x");
    TEST_TEXT(fits, "000000000000007");
    TEST(strlen(next) == 100 && next[99] == '7' && all_are(next, 99, '0'));
    TEST(all_are(arena_alloc(&arena, 500), 500, 0));
    for (int i = 0; i < 2000; i++)
        arena_format(&arena, "%0999d", i);
    TEST(arena.clean && all_are(arena_alloc(&arena, 5000), 5000, 0));
    arena_reset(&arena);
}

static void test_arena_ends_the_process_on_overflow(void)
{
    TEST(status_of(ask_for_too_many) == 2);
}

static void test_buf(void)
{
    struct buf buf = {0};
    TEST_TEXT(buf_text(&buf), "");
    buf_clear(&buf);
    buf_add(&buf, NULL, 0);
    TEST_TEXT(buf_text(&buf), "");
    buf_add_text(&buf, "ab");
    buf_add_char(&buf, 'c');
    buf_add_repeated(&buf, '-', 3);
    buf_add_repeated(&buf, '-', 0);
    buf_add(&buf, "d\0e", 3);
    TEST(buf.length == 9 && memcmp(buf.data, "abc---d\0e", 10) == 0);
    buf_clear(&buf);
    TEST(buf.length == 0 && buf.capacity > 0);
    TEST_TEXT(buf_text(&buf), "");
    buf_free(&buf);
    TEST(!buf.data && buf.capacity == 0);
    buf_add_char(&buf, 'x');
    TEST_TEXT(buf_text(&buf), "x");
    buf_free(&buf);
}

/* Around the size of the first try, in an empty buffer and behind other text. */
static void test_buf_printf(void)
{
    static const int widths[] = {0, 1, 63, 64, 126, 127, 128, 129, 255, 256, 257, 5000};
    struct buf buf = {0};
    for (size_t i = 0; i < COUNT(widths); i++) {
        size_t length = buf.length, width = (size_t)widths[i];
        buf_printf(&buf, "%.*s", widths[i], "");
        TEST(buf.length == length);
        buf_printf(&buf, "<%*s>", widths[i], "");
        TEST(buf.length == length + width + 2 && buf.length < buf.capacity);
        TEST(buf.data[length] == '<' && buf.data[buf.length - 1] == '>' && !buf.data[buf.length]);
        TEST(all_are(buf.data + length + 1, width, ' '));
        buf_free(&buf);
        buf_printf(&buf, "%*d", widths[i] ? widths[i] : 1, 5);
        TEST(buf.length == (width ? width : 1) && buf.data[buf.length - 1] == '5');
    }
    buf_free(&buf);
}

static void test_intern(void)
{
    struct arena arena = {0};
    struct intern names = {.arena = &arena};
    char text[32];
    const char *first[3000];
    for (int i = 0; i < 3000; i++) {
        snprintf(text, sizeof text, "name-%d", i);
        first[i] = intern_text(&names, text);
        TEST(first[i] != text && strcmp(first[i], text) == 0);
    }
    for (int i = 0; i < 3000; i++) {
        snprintf(text, sizeof text, "name-%d", i);
        TEST(intern_bytes(&names, text, strlen(text)) == first[i]);
    }
    TEST(names.count == 3000 && names.capacity >= 6000);
    TEST(intern_text(&names, "") == intern_bytes(&names, "x", 0));
    TEST(intern_bytes(&names, "a\0b", 3) != intern_text(&names, "a"));
    TEST(intern_bytes(&names, "name-7!", 6) == first[7]);
    intern_free(&names);
    TEST(names.count == 0 && names.arena == &arena);
    TEST_TEXT(first[2999], "name-2999"); /* the copies are the arena's */
    arena_reset(&arena);
}

static void test_hash_is_fnv_1a(void)
{
    TEST(intern_hash("", 0) == 0x811c9dc5u);
    TEST(intern_hash("a", 1) == 0xe40c292cu);
    TEST(intern_hash("foobar", 6) == 0xbf9cf968u);
}

static void test_map(void)
{
    static char keys[5000];
    struct map map = {0};
    TEST(!map_get(&map, &keys[0]));
    for (size_t i = 0; i < sizeof keys; i++)
        map_set(&map, &keys[i], &keys[sizeof keys - 1 - i]);
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof keys; i++)
        wrong += map_get(&map, &keys[i]) != &keys[sizeof keys - 1 - i];
    TEST(wrong == 0 && map.count == sizeof keys);
    TEST(!map_get(&map, &map) && !map_get(&map, NULL));
    map_set(&map, &keys[7], &map);
    TEST(map_get(&map, &keys[7]) == &map && map.count == sizeof keys);
    map_set(&map, &keys[7], NULL);
    TEST(!map_get(&map, &keys[7]) && map_get(&map, &keys[8]));
    map_free(&map);
    TEST(map.count == 0 && !map_get(&map, &keys[1]));
}

static void test_map_counts_from_one(void)
{
    static const char a[] = "a", b[] = "b";
    struct map map = {0};
    TEST(map_count(&map, a) == 1 && map_count(&map, a) == 2);
    TEST(map_count(&map, b) == 1 && map_count(&map, a) == 3);
    map_free(&map);
}

static void test_stopwatch(void)
{
    struct stopwatch watch = {.runs = false};
    stopwatch_lap(NULL, "none");
    stopwatch_lap(&watch, "none");
    TEST(watch.count == 0);
    stopwatch_start(&watch);
    for (int i = 0; i <= STOPWATCH_LAPS; i++)
        stopwatch_lap(&watch, i ? "later" : "first");
    TEST(watch.count == STOPWATCH_LAPS && watch.laps[1].ms >= 0);
    TEST_TEXT(watch.laps[0].name, "first");
}

int main(void)
{
    test_arena_hands_out_zeroed_aligned_memory();
    test_arena_grows();
    test_arena_large_pieces();
    test_arena_can_be_used_again();
    test_arena_text();
    test_arena_formats_at_the_end_of_a_block();
    test_arena_ends_the_process_on_overflow();
    test_buf();
    test_buf_printf();
    test_intern();
    test_hash_is_fnv_1a();
    test_map();
    test_map_counts_from_one();
    test_stopwatch();
    return test_done();
}
