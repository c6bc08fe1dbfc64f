/* A model made by hand, for tests of what reads models. There is one at a time; `start` begins the
 * next. */
#ifndef LUNETTE_TESTS_UNIT_MODEL_MAKER_H
#define LUNETTE_TESTS_UNIT_MODEL_MAKER_H

#include <string.h>

#include "base/arena.h"
#include "base/intern.h"
#include "lunette/model.h"

static struct arena arena;
static struct intern names;
static struct lunette_model model;
static const struct lunette_about nothing;

static inline const char *name(const char *text)
{
    return text ? intern_text(&names, text) : NULL;
}

/* All lists of a model have the same members. */
static inline void append(void *list, const void *item)
{
    struct lunette_items *items = list;
    if ((items->count & (items->count - 1)) == 0) {
        const struct lunette_item **larger =
            arena_array(&arena, items->count * 2 + 1, sizeof *larger);
        if (items->count)
            memcpy(larger, items->items, items->count * sizeof *larger);
        items->items = larger;
    }
    ((const struct lunette_item **)items->items)[items->count++] = item;
}

static inline void *make(size_t size, enum lunette_kind kind, const char *its_name, void *list)
{
    struct lunette_item *item = arena_alloc(&arena, size);
    *item = (struct lunette_item){
        .kind = kind,
        .number = (uint32_t)((struct lunette_items *)list)->count,
        .name = name(its_name),
        .about = &nothing,
    };
    append(list, item);
    return item;
}

#define MAKE(type, kind, its_name, list) \
    ((struct lunette_##type *)make(sizeof(struct lunette_##type), (kind), (its_name), (list)))

#define REF(thing) ((struct lunette_ref){(thing)->item.name, &(thing)->item})

static inline struct lunette_refs refs(size_t count, const struct lunette_ref *items)
{
    struct lunette_ref *copy = arena_array(&arena, count, sizeof *copy);
    memcpy(copy, items, count * sizeof *copy);
    return (struct lunette_refs){copy, count};
}

static inline struct lunette_strings strings(size_t count, const char *const *items)
{
    const char **copy = arena_array(&arena, count, sizeof *copy);
    memcpy(copy, items, count * sizeof *copy);
    return (struct lunette_strings){copy, count};
}

static inline struct lunette_context *add_context(const char *its_name)
{
    return MAKE(context, LUNETTE_CONTEXT, its_name, &model.contexts);
}

static inline struct lunette_service *add_service(const char *its_name,
                                                  struct lunette_context *context)
{
    struct lunette_service *service = MAKE(service, LUNETTE_SERVICE, its_name, &model.services);
    if (context) {
        service->context = REF(context);
        append(&context->services, service);
    }
    return service;
}

static inline struct lunette_dependency *add_dependency(struct lunette_service *from,
                                                        enum lunette_kind kind)
{
    struct lunette_dependency *call = MAKE(dependency, kind, NULL, &model.dependencies);
    call->item.owner = &from->item;
    call->timeout_ms = call->timeout_in_force_ms = call->worst_ms = NAN;
    call->bulkhead = call->bulkhead_in_force = LUNETTE_UNSET;
    call->attempts = 1;
    call->optional = LUNETTE_UNSAID;
    append(&from->dependencies, call);
    return call;
}

static inline struct lunette_dependency *add_call(struct lunette_service *from,
                                                  struct lunette_service *to)
{
    struct lunette_dependency *call = add_dependency(from, LUNETTE_SYNC);
    call->to = REF(to);
    return call;
}

static inline struct lunette_consumption *consume(struct lunette_service *service,
                                                  struct lunette_event *event)
{
    struct lunette_consumption *consumption =
        MAKE(consumption, LUNETTE_ON, event->item.name, &service->consumes);
    consumption->item.owner = &service->item;
    consumption->event = REF(event);
    return consumption;
}

static inline struct lunette_declared_view *add_view(const char *its_name,
                                                     enum lunette_view_kind kind)
{
    struct lunette_declared_view *view = MAKE(declared_view, LUNETTE_VIEW, its_name, &model.views);
    view->view_kind = kind;
    view->depth = LUNETTE_UNSET;
    return view;
}

static inline void start(void)
{
    intern_free(&names);
    arena_reset(&arena);
    names = (struct intern){.arena = &arena};
    model = (struct lunette_model){0};
}

#endif
