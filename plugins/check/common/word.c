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

bool word_is_among(const char *word, size_t length, const char *const *words)
{
    for (; *words; words++)
        if (strlen(*words) == length && strncasecmp(*words, word, length) == 0)
            return true;
    return false;
}
