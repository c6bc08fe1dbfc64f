#include "steps.h"

#include "common/messages.h"
#include "keymap.h"

struct list {
    struct step *first, *last;
};

/* Services and gateways are numbered apart from each other. */
static uint64_t key_of(const struct lunette_item *from, const struct lunette_item *to)
{
    return keymap_pair(from->number * 2, to->number * 2 + (to->kind == LUNETTE_GATEWAY));
}

static bool is_step(const struct lunette_message *message)
{
    const struct lunette_item *from = message->from.to, *to = message->to.to;
    return message->style == LUNETTE_MESSAGE_CALL && from && from->kind == LUNETTE_SERVICE && to &&
           (to->kind == LUNETTE_SERVICE || to->kind == LUNETTE_GATEWAY);
}

static void add_step(struct keymap *steps, const struct lunette_message *message)
{
    uintptr_t *word = keymap_put(steps, key_of(message->from.to, message->to.to));
    struct step *step = steps->reporter->alloc(steps->reporter, 1, sizeof *step);
    step->message = message;
    if (!*word)
        *word = (uintptr_t)steps->reporter->alloc(steps->reporter, 1, sizeof(struct list));
    struct list *list = (struct list *)*word;
    if (list->last)
        list->last->next = step;
    else
        list->first = step;
    list->last = step;
}

static void *find_steps(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    struct keymap *steps = reporter->alloc(reporter, 1, sizeof *steps);
    steps->reporter = reporter;
    for (size_t i = 0; i < model->scenarios.count; i++) {
        struct message_walk walk = messages_begin(reporter, model->scenarios.items[i]);
        for (const struct lunette_message *message; (message = messages_next(&walk));)
            if (is_step(message))
                add_step(steps, message);
    }
    return steps;
}

const struct step *steps_between(struct lunette_reporter *reporter, const struct lunette_item *from,
                                 const struct lunette_item *to)
{
    static const char key;
    const struct keymap *steps = reporter->shared(reporter, &key, find_steps);
    const struct list *list = (const struct list *)keymap_get(steps, key_of(from, to));
    return list ? list->first : NULL;
}

size_t steps_count(const struct step *steps)
{
    size_t count = 0;
    for (; steps; steps = steps->next)
        count++;
    return count;
}
