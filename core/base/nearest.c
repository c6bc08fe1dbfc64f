#include "base/nearest.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Added to the score, so that slips come before longer names and those before words inside. */
enum { SCORE_PREFIX = 1000, SCORE_WORD = 2000, SCORE_NONE = 3000 };

/* Shorter ones are contained in too many names to mean something. */
enum { PREFIX_MIN = 3, WORD_MIN = 4 };

enum { FAR = 1000 };

static char to_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* The length, or 0 for what is empty or too long to be compared. */
static size_t lower_name(char lowered[NEAREST_NAME_MAX + 1], const char *name)
{
    size_t length = strnlen(name, NEAREST_NAME_MAX + 1);
    if (length > NEAREST_NAME_MAX)
        return 0;
    for (size_t i = 0; i <= length; i++)
        lowered[i] = to_lower(name[i]);
    return length;
}

static size_t min(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t slips_allowed(size_t length)
{
    size_t third = (length + 1) / 3;
    return third < 1 ? 1 : min(third, 4);
}

struct edit {
    const char *from, *to;
    size_t from_length, to_length;
    size_t limit;
    size_t rows[3][NEAREST_NAME_MAX + 2]; /* row i of the matrix is rows[i % 3] */
};

static bool is_swapped(const struct edit *edit, size_t i, size_t j)
{
    return i > 1 && j > 1 && edit->from[i - 1] == edit->to[j - 2] &&
           edit->from[i - 2] == edit->to[j - 1];
}

/* One row within the band of `limit` cells on both sides of the diagonal; nothing outside of it
 * can be part of a short enough way. */
static void fill_row(struct edit *edit, size_t i)
{
    size_t *row = edit->rows[i % 3];
    const size_t *above = edit->rows[(i + 2) % 3], *second_above = edit->rows[(i + 1) % 3];
    size_t low = i > edit->limit ? i - edit->limit : 1;
    size_t high = min(edit->to_length, i + edit->limit);

    row[low - 1] = low == 1 ? i : FAR;
    for (size_t j = low; j <= high; j++) {
        size_t changed = above[j - 1] + (edit->from[i - 1] != edit->to[j - 1]);
        row[j] = min(changed, 1 + min(above[j], row[j - 1]));
        if (is_swapped(edit, i, j))
            row[j] = min(row[j], second_above[j - 2] + 1);
    }
    row[high + 1] = FAR;
}

/* Optimal string alignment: Levenshtein's distance with swaps of neighbours. Over `limit` the
 * number only says so. The lengths differ by no more than `limit`. */
static size_t edit_distance(struct edit *edit)
{
    for (size_t j = 0; j <= edit->to_length; j++)
        edit->rows[0][j] = j;
    edit->rows[0][edit->to_length + 1] = FAR;
    for (size_t i = 1; i <= edit->from_length; i++)
        fill_row(edit, i);
    return edit->rows[edit->from_length % 3][edit->to_length];
}

static size_t score_slips(const struct nearest *nearest, const char *name, size_t length)
{
    size_t limit = min(slips_allowed(nearest->length), nearest->score);
    size_t longer = length > nearest->length ? length : nearest->length;
    if (longer - min(length, nearest->length) > limit)
        return SCORE_NONE;
    struct edit edit = {.from = nearest->lowered,
                        .from_length = nearest->length,
                        .to = name,
                        .to_length = length,
                        .limit = limit};
    size_t distance = edit_distance(&edit);
    return distance <= limit && distance < longer ? distance : SCORE_NONE;
}

static bool is_word_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static bool holds_word(const char *name, const char *word)
{
    for (const char *at = strstr(name, word); at; at = strstr(at + 1, word)) {
        if (at == name || !is_word_character(at[-1]))
            return true;
    }
    return false;
}

static size_t score_contained(const struct nearest *nearest, const char *name, size_t length)
{
    size_t shorter = min(length, nearest->length);
    size_t rest = length + nearest->length - 2 * shorter;
    if (shorter >= PREFIX_MIN && memcmp(name, nearest->lowered, shorter) == 0 &&
        2 * length >= nearest->length)
        return SCORE_PREFIX + rest;
    if (nearest->length >= WORD_MIN && holds_word(name, nearest->lowered))
        return SCORE_WORD + rest;
    return SCORE_NONE;
}

void nearest_start(struct nearest *nearest, const char *wanted)
{
    nearest->wanted = wanted;
    nearest->length = lower_name(nearest->lowered, wanted);
    nearest->offered = 0;
    nearest->score = SCORE_NONE;
    nearest->best = NULL;
}

void nearest_offer(struct nearest *nearest, const char *candidate)
{
    char lowered[NEAREST_NAME_MAX + 1] = "";
    if (!candidate || nearest->length == 0 || nearest->score == 0 ||
        nearest->offered >= NEAREST_CANDIDATES_MAX)
        return;
    nearest->offered++;
    size_t length = lower_name(lowered, candidate);
    if (length == 0 || strcmp(candidate, nearest->wanted) == 0)
        return;
    size_t score = score_slips(nearest, lowered, length);
    if (score == SCORE_NONE && nearest->score > SCORE_PREFIX)
        score = score_contained(nearest, lowered, length);
    if (score < nearest->score) {
        nearest->score = score;
        nearest->best = candidate;
    }
}

const char *nearest_best(const struct nearest *nearest)
{
    return nearest->best;
}

const char *nearest_hint(struct nearest *nearest, const char *otherwise)
{
    if (!nearest->best)
        return otherwise;
    snprintf(nearest->hint, sizeof nearest->hint, "; did you mean '%s'?", nearest->best);
    return nearest->hint;
}
