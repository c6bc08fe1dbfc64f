#include "common/messages.h"

struct message_level {
    const struct lunette_items *steps;
    size_t next;
    struct message_level *around;
};

static void enter(struct message_walk *walk, const struct lunette_items *steps)
{
    struct message_level *level = walk->reporter->alloc(walk->reporter, 1, sizeof *level);
    *level = (struct message_level){.steps = steps, .around = walk->level};
    walk->level = level;
}

struct message_walk messages_begin(struct lunette_reporter *reporter,
                                   const struct lunette_scenario *scenario)
{
    struct message_walk walk = {.reporter = reporter};
    enter(&walk, &scenario->steps);
    return walk;
}

struct message_walk messages_begin_all(struct lunette_reporter *reporter,
                                       const struct lunette_model *model)
{
    return (struct message_walk){.reporter = reporter, .scenarios = &model->scenarios};
}

static bool enter_next(struct message_walk *walk)
{
    if (!walk->scenarios || walk->next == walk->scenarios->count)
        return false;
    enter(walk, &walk->scenarios->items[walk->next++]->steps);
    return true;
}

const struct lunette_message *messages_next(struct message_walk *walk)
{
    while (walk->level || enter_next(walk)) {
        struct message_level *level = walk->level;
        if (level->next == level->steps->count) {
            walk->level = level->around;
            continue;
        }
        const struct lunette_item *step = level->steps->items[level->next++];
        if (step->kind == LUNETTE_MESSAGE)
            return (const struct lunette_message *)step;
        enter(walk, &((const struct lunette_block *)step)->steps);
    }
    return NULL;
}
