/* The smallest harness that tells which condition failed where. */
#ifndef LUNETTE_TESTS_UNIT_TEST_H
#define LUNETTE_TESTS_UNIT_TEST_H

#include <stdio.h>
#include <string.h>

static int test_passed, test_failed;

/* The entries of an array. */
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Counts; prints the condition's place when it does not hold. Goes on either way. */
#define TEST(condition) test_note((condition) != 0, #condition, __FILE__, __LINE__)

/* Two texts are equal; shows both when not. NULL equals NULL only. */
#define TEST_TEXT(actual, expected) test_note_text((actual), (expected), __FILE__, __LINE__)

static inline void test_note(int holds, const char *what, const char *file, int line)
{
    if (holds) {
        test_passed++;
        return;
    }
    test_failed++;
    fprintf(stderr, "%s:%d: failed: %s\n", file, line, what);
}

static inline void test_note_text(const char *actual, const char *expected, const char *file,
                                  int line)
{
    int same = actual && expected ? strcmp(actual, expected) == 0 : actual == expected;
    if (same) {
        test_passed++;
        return;
    }
    test_failed++;
    fprintf(stderr, "%s:%d: failed: got \"%s\", wanted \"%s\"\n", file, line,
            actual ? actual : "(null)", expected ? expected : "(null)");
}

/* The program's exit status. Prints `N passed, N failed`. */
static inline int test_done(void)
{
    printf("%d passed, %d failed\n", test_passed, test_failed);
    return test_failed != 0;
}

#endif
