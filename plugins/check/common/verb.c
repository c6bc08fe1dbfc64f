#include "common/verb.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "common/say.h"
#include "common/word.h"

static const struct verb verbs[] = {
    {"add", "POST"},     {"create", "POST"}, {"delete", "DELETE"}, {"do", "POST"},
    {"fetch", "GET"},    {"find", "GET"},    {"get", "GET"},       {"insert", "POST"},
    {"list", "GET"},     {"make", "POST"},   {"modify", "PATCH"},  {"remove", "DELETE"},
    {"retrieve", "GET"}, {"save", "PUT"},    {"update", "PATCH"},
};

/* Things whose names begin like a command. */
static const char *const things[] = {
    "add-on",       "add-ons",        "delete-marker",   "delete-markers", "do-not-disturb",
    "list-entries", "list-entry",     "list-item",       "list-items",     "list-member",
    "list-members", "list-price",     "list-prices",     "make-up",        "save-point",
    "save-points",  "update-channel", "update-channels", "update-policy",  "update-policies",
    NULL,
};

/* Nearly all segments begin with no verb's first letter: what follows is asked of few. */
static bool may_begin(const char *segment, size_t length)
{
    int first = length ? tolower((unsigned char)*segment) : 0;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (verbs[i].word[0] == first)
            return true;
    return false;
}

const struct verb *verb_find(const char *segment, size_t length)
{
    if (!may_begin(segment, length))
        return NULL;
    size_t word = word_first(segment, length);
    char next = word + 1 < length ? segment[word] : '\0';
    if (next != '-' && next != '_' && !isupper((unsigned char)next))
        return NULL;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (strlen(verbs[i].word) == word && strncasecmp(segment, verbs[i].word, word) == 0)
            return word_is_among(segment, length, things) ? NULL : &verbs[i];
    return NULL;
}

/* Bytes of the first word and of what parts it from the next. */
static size_t skip_word(const char *text, size_t length)
{
    size_t word = word_first(text, length);
    return word + (word < length && (text[word] == '-' || text[word] == '_'));
}

/* Bytes of the verbs: of "get-" in "get-orders", of "createAnd" in "createAndModify". */
static size_t skip_verbs(const char *segment, size_t length)
{
    static const char *const joints[] = {"and", "or", NULL};
    size_t at = 0;
    while (verb_find(segment + at, length - at)) {
        at += skip_word(segment + at, length - at);
        size_t joint = word_first(segment + at, length - at);
        if (joint < length - at && word_is_among(segment + at, joint, joints))
            at += skip_word(segment + at, length - at);
    }
    return at;
}

const char *verb_free_path(struct lunette_reporter *reporter, const char *path)
{
    const char *free_path = NULL;
    for (const char *at = path; *at; at += strcspn(at, "/")) {
        at += strspn(at, "/");
        size_t length = strcspn(at, "/?"), verbs_length = skip_verbs(at, length);
        if (verbs_length == 0)
            continue;
        const char *done = free_path ? free_path : path;
        size_t kept = strlen(done) - strlen(at);
        unsigned char first = (unsigned char)at[verbs_length];
        bool is_short_name = isupper((unsigned char)at[verbs_length + 1]); /* URL */
        free_path = say_format(reporter, "%.*s%c%s", (int)kept, done,
                               is_short_name ? first : tolower(first), at + verbs_length + 1);
    }
    return free_path ? free_path : path;
}
