#include "common/word.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

size_t word_first(const char *text, size_t length)
{
    size_t end = 0;
    while (end < length && isalpha((unsigned char)text[end]) &&
           !(end && islower((unsigned char)text[end - 1]) && isupper((unsigned char)text[end])))
        end++;
    return end;
}

/* Of letters that differ in case only one bit does: nearly all words are told apart by their first. */
static bool may_begin_alike(const char *word, const char *other)
{
    enum { CASE_BIT = 0x20 };
    return ((*word ^ *other) & ~CASE_BIT) == 0;
}

bool word_is_among(const char *word, size_t length, const char *const *words)
{
    for (; *words && length; words++)
        if (may_begin_alike(word, *words) && strncasecmp(*words, word, length) == 0 &&
            (*words)[length] == '\0')
            return true;
    return false;
}
