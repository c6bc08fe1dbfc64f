#include "talks.h"

#include <stdlib.h>

#include "common/context.h"
#include "common/messages.h"
#include "common/order.h"

static uint64_t pair_of(const struct lunette_context *a, const struct lunette_context *b)
{
    uint64_t low = a->item.number, high = b->item.number;
    return low < high ? low << 32 | high : high << 32 | low;
}

static void add_pair(struct talks *talks, uint64_t pair)
{
    if (talks->count == talks->capacity) {
        size_t capacity = talks->capacity ? talks->capacity * 2 : 64;
        uint64_t *grown = talks->reporter->alloc(talks->reporter, capacity, sizeof *grown);
        for (size_t i = 0; i < talks->count; i++)
            grown[i] = talks->pairs[i];
        talks->pairs = grown;
        talks->capacity = capacity;
    }
    talks->pairs[talks->count++] = pair;
}

static const struct lunette_context *context_of(const struct lunette_item *item)
{
    return item && item->kind == LUNETTE_SERVICE
               ? (const struct lunette_context *)((const struct lunette_service *)item)->context.to
               : NULL;
}

static const struct lunette_context *around(const struct lunette_context *context)
{
    return (const struct lunette_context *)context->parent.to;
}

static void add_talk(struct talks *talks, const struct lunette_item *from,
                     const struct lunette_item *to)
{
    const struct lunette_context *a = context_of(from), *first = context_of(to);
    if (a == first)
        return;
    for (size_t i = 0; a && i < CONTEXT_NESTING; a = around(a), i++) {
        const struct lunette_context *b = first;
        for (size_t j = 0; b && j < CONTEXT_NESTING; b = around(b), j++)
            if (a != b)
                add_pair(talks, pair_of(a, b));
    }
}

static void add_saga(struct talks *talks, const struct lunette_saga *saga)
{
    for (size_t i = 0; i < saga->steps.count; i++) {
        const struct lunette_item *to = saga->steps.items[i]->service.to;
        if (saga->orchestrator.to)
            add_talk(talks, saga->orchestrator.to, to);
        else if (i > 0)
            add_talk(talks, saga->steps.items[i - 1]->service.to, to);
    }
}

static void add_scenario(struct talks *talks, const struct lunette_scenario *scenario)
{
    struct message_walk walk = messages_begin(talks->reporter, scenario);
    for (const struct lunette_message *message; (message = messages_next(&walk));)
        if (message->style == LUNETTE_MESSAGE_CALL || message->style == LUNETTE_MESSAGE_ASYNC)
            add_talk(talks, message->from.to, message->to.to);
}

static int compare_pairs(const void *left, const void *right)
{
    return order_numbers(*(const uint64_t *)left, *(const uint64_t *)right);
}

struct talks talks_find(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    struct talks talks = {.reporter = reporter};
    for (size_t i = 0; i < model->sagas.count; i++)
        add_saga(&talks, model->sagas.items[i]);
    for (size_t i = 0; i < model->scenarios.count; i++)
        add_scenario(&talks, model->scenarios.items[i]);
    if (talks.count > 1)
        qsort(talks.pairs, talks.count, sizeof *talks.pairs, compare_pairs);
    return talks;
}

bool talks_between(const struct talks *talks, const struct lunette_context *a,
                   const struct lunette_context *b)
{
    uint64_t pair = pair_of(a, b);
    return talks->count && bsearch(&pair, talks->pairs, talks->count, sizeof pair, compare_pairs);
}
