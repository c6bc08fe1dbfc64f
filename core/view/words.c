#include "view/words.h"

#include <string.h>

#include "view/labels.h"

/* Of one line. */
struct words {
    struct arena *arena;
    const char **items;
    size_t count;
};

static void add_word(struct words *words, const char *word)
{
    for (size_t i = 0; word && i < words->count; i++)
        if (strcmp(words->items[i], word) == 0)
            return;
    if (word && *word)
        words->items[words->count++] = word;
}

/* Each endpoint, and how long each is waited for. */
static void add_call(struct words *words, const struct lunette_dependency *call)
{
    const char *patience = labels_patience(words->arena, call);
    for (size_t i = 0; i < call->endpoints.count; i++) {
        const char *parts[] = {labels_cut(words->arena, call->endpoints.items[i], SIZE_MAX),
                               patience};
        add_word(words, labels_join(words->arena, " · ", parts, 2));
    }
    if (!call->endpoints.count)
        add_word(words, patience);
}

static void add_edge(struct words *words, const struct picture_edge *edge)
{
    const struct lunette_item *item = edge->item;
    if (item && item->kind == LUNETTE_SYNC)
        add_call(words, (const struct lunette_dependency *)item);
    else if (item && item->kind == LUNETTE_ROUTE && item->name)
        add_word(words, item->name);
    else
        add_word(words, edge->label);
}

static size_t count_most(const struct picture_edge *edge)
{
    size_t most = 0;
    for (; edge; edge = edge->next) {
        bool calls = edge->item && edge->item->kind == LUNETTE_SYNC;
        most += 1 + (calls ? ((const struct lunette_dependency *)edge->item)->endpoints.count : 0);
    }
    return most;
}

void words_add(struct picture *picture, struct lines *lines)
{
    for (size_t i = 0; i < lines->count && !picture->collapsed && !picture->plain; i++) {
        struct words words = {.arena = picture->arena};
        words.items = arena_array(picture->arena, count_most(lines->edges[i]), sizeof *words.items);
        for (const struct picture_edge *edge = lines->edges[i]; edge; edge = edge->next)
            add_edge(&words, edge);
        lines->items[i].words = words.items;
        lines->items[i].word_count = words.count;
    }
}
