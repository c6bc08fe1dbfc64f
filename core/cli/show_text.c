/* lunette show, as text: an entity and everything that touches it. */
#include "cli/show_text.h"

#include <stdint.h>
#include <string.h>

#include "cli/mentions.h"
#include "cli/wrap.h"
#include "model/schema.h"
#include "report/terminal.h"
#include "view/labels.h"

enum { USUAL = 28, WIDEST = 48 }; /* columns that names take */

struct show {
    const struct lunette_model *model;
    struct arena *arena;
    struct buf *out;
    size_t column;  /* where details begin */
    size_t columns; /* of the page */
};

static void add_heading(struct show *show, const char *heading)
{
    buf_printf(show->out, "\n%s\n", heading);
}

/* "  payment-service     POST /payments · 800 ms ×2" */
static void add_row(struct show *show, const char *name, const char *detail)
{
    struct buf shown = {0};
    terminal_add_text(&shown, name);
    bool is_long = terminal_width(buf_text(&shown), shown.length) + 2 > show->column;
    buf_printf(show->out, "  %s%s", buf_text(&shown), is_long && detail ? " " : "");
    buf_clear(&shown);
    terminal_add_text(&shown, detail);
    wrap_add(show->out, buf_text(&shown), show->column + 2, show->columns);
    buf_free(&shown);
}

/* "order.confirmed through orders" */
static const char *message_detail(struct show *show, const struct lunette_dependency *message)
{
    const struct lunette_event *event = (const struct lunette_event *)message->event.to;
    const char *topic = message->through.name;
    if (!topic && event && event->item.kind == LUNETTE_EVENT)
        topic = event->topic.name;
    return arena_format(show->arena, "%s%s%s",
                        message->event.name ? message->event.name : "message",
                        topic ? " through " : "", topic ? topic : "");
}

/* What holds for the call, policies of whom it calls included, as pictures show it. */
static const char *call_detail(struct show *show, const struct lunette_dependency *call)
{
    struct arena *arena = show->arena;
    if (call->item.kind == LUNETTE_ASYNC)
        return message_detail(show, call);
    const char *parts[] = {
        labels_join(arena, ", ", call->endpoints.items, call->endpoints.count),
        labels_patience(arena, call),
        call->breaker_in_force ? "circuit breaker" : NULL,
        lunette_is_hard(call) ? NULL
        : call->fallback      ? "with fallback"
                              : "optional",
    };
    return labels_join(arena, " · ", parts, sizeof parts / sizeof *parts);
}

static void add_calls(struct show *show, const char *heading,
                      const struct lunette_dependencies *calls, bool inwards)
{
    if (calls->count)
        add_heading(show, heading);
    for (size_t i = 0; i < calls->count; i++) {
        const struct lunette_dependency *call = calls->items[i];
        add_row(show, inwards ? call->item.owner->name : call->to.name, call_detail(show, call));
    }
}

static void add_refs(struct show *show, const char *heading, const struct lunette_refs *refs)
{
    if (refs->count)
        add_heading(show, heading);
    for (size_t i = 0; i < refs->count; i++)
        add_row(show, refs->items[i].name, NULL);
}

/* Who fails when this service does: everybody who reaches it by hard calls, nearest first. */
static void add_broken(struct show *show, const struct lunette_service *service)
{
    const struct lunette_model *model = show->model;
    const struct lunette_service **queue =
        arena_array(show->arena, model->services.count + 1, sizeof *queue);
    const struct lunette_service **by = arena_array(show->arena, model->services.count, sizeof *by);
    size_t head = 0, tail = 0;
    queue[tail++] = service;
    by[service->item.number] = service;
    for (; head < tail; head++)
        for (size_t i = 0; i < queue[head]->callers.count; i++) {
            const struct lunette_dependency *call = queue[head]->callers.items[i];
            const struct lunette_service *caller = (const struct lunette_service *)call->item.owner;
            if (!lunette_is_hard(call) || by[caller->item.number])
                continue;
            by[caller->item.number] = queue[head];
            queue[tail++] = caller;
        }
    if (tail > 1)
        add_heading(show, "Breaks when it is gone");
    for (size_t i = 1; i < tail; i++)
        add_row(
            show, queue[i]->item.name,
            arena_format(show->arena, "by its call to %s", by[queue[i]->item.number]->item.name));
}

/* ---- what belongs to a kind ---- */

static void add_service(struct show *show, const struct lunette_item *item)
{
    const struct lunette_service *service = (const struct lunette_service *)item;
    add_calls(show, "Called by", &service->callers, true);
    add_calls(show, "Calls", &service->dependencies, false);
    add_refs(show, "Publishes", &service->publishes);
    if (service->consumes.count)
        add_heading(show, "Consumes");
    for (size_t i = 0; i < service->consumes.count; i++)
        add_row(show, service->consumes.items[i]->item.name, NULL);
    add_refs(show, "Owns", &service->datastores);
    add_refs(show, "Uses", &service->uses);
    add_broken(show, service);
}

static void add_services(struct show *show, const char *heading,
                         const struct lunette_services *services)
{
    if (services->count)
        add_heading(show, heading);
    for (size_t i = 0; i < services->count; i++)
        add_row(show, services->items[i]->item.name, services->items[i]->item.about->description);
}

static void add_context(struct show *show, const struct lunette_item *item)
{
    add_services(show, "Services", &((const struct lunette_context *)item)->services);
}

static void add_datastore(struct show *show, const struct lunette_item *item)
{
    add_services(show, "Used by", &((const struct lunette_datastore *)item)->users);
}

static void add_event(struct show *show, const struct lunette_item *item)
{
    const struct lunette_event *event = (const struct lunette_event *)item;
    add_services(show, "Published by", &event->publishers);
    if (event->consumers.count)
        add_heading(show, "Consumed by");
    for (size_t i = 0; i < event->consumers.count; i++)
        add_row(show, event->consumers.items[i]->item.owner->name,
                event->consumers.items[i]->handler);
}

static void add_ref(struct show *show, const char *heading, const struct lunette_ref *ref)
{
    if (!ref->name)
        return;
    add_heading(show, heading);
    add_row(show, ref->name, NULL);
}

/* "published by order-service" */
static void add_topic(struct show *show, const struct lunette_item *item)
{
    bool is_first = true;
    for (size_t i = 0; i < show->model->events.count; i++) {
        const struct lunette_event *event = show->model->events.items[i];
        const char *from = NULL;
        if (event->topic.to != item)
            continue;
        for (size_t p = 0; p < event->publishers.count; p++)
            from = arena_format(show->arena, "%s%s%s", from ? from : "published by ",
                                from ? ", " : "", event->publishers.items[p]->item.name);
        if (is_first)
            add_heading(show, "Events");
        is_first = false;
        add_row(show, event->item.name, from);
    }
}

/* "order-service", of a split "search-service v1 90 %, search-service v2 10 %" */
static const char *route_targets(struct show *show, const struct lunette_route *route)
{
    const char *text = route->service.name;
    for (size_t i = 0; i < route->split.count; i++) {
        const struct lunette_destination *to = route->split.items[i];
        const char *parts[] = {to->to.name, to->subset,
                               to->weight == LUNETTE_UNSET
                                   ? NULL
                                   : labels_percent(show->arena, (double)to->weight / 100)};
        const char *both[] = {text, labels_join(show->arena, " ", parts, 3)};
        text = labels_join(show->arena, ", ", both, 2);
    }
    return text;
}

/* "GET, POST · order-service · strips /api · 3 s · jwt · public" */
static const char *route_detail(struct show *show, const struct lunette_route *route)
{
    const struct schema_field *auth = schema_field_of(schema_kind_of(LUNETTE_ROUTE), "auth");
    const char *strips = route->strip_prefix;
    const char *parts[] = {
        labels_join(show->arena, ", ", route->methods.items, route->methods.count),
        route_targets(show, route),
        strips ? arena_format(show->arena, "strips %s", strips) : NULL,
        labels_duration(show->arena, route->timeout_ms),
        schema_value_name(auth, (int)route->auth),
        route->is_public == LUNETTE_YES ? "public" : NULL,
    };
    return labels_join(show->arena, " · ", parts, sizeof parts / sizeof *parts);
}

static void add_gateway(struct show *show, const struct lunette_item *item)
{
    const struct lunette_gateway *gateway = (const struct lunette_gateway *)item;
    add_ref(show, "Realised by", &gateway->service);
    if (gateway->routes.count)
        add_heading(show, "Routes");
    for (size_t i = 0; i < gateway->routes.count; i++) {
        const struct lunette_route *route = gateway->routes.items[i];
        add_row(show, labels_name(&route->item), route_detail(show, route));
    }
}

/* "payment-service · process_payment · undone by refund_payment" */
static const char *step_detail(struct show *show, const struct lunette_saga_step *step)
{
    bool is_undone = step->compensation && *step->compensation;
    const char *parts[] = {
        step->service.name,
        step->action,
        labels_duration(show->arena, step->timeout_ms),
        is_undone ? arena_format(show->arena, "undone by %s", step->compensation) : NULL,
        step->pivot == LUNETTE_YES ? "pivot" : NULL,
        step->retryable == LUNETTE_YES ? "retried" : NULL,
    };
    return labels_join(show->arena, " · ", parts, sizeof parts / sizeof *parts);
}

static void add_saga(struct show *show, const struct lunette_item *item)
{
    const struct lunette_saga *saga = (const struct lunette_saga *)item;
    add_ref(show, "Orchestrated by", &saga->orchestrator);
    if (saga->steps.count)
        add_heading(show, "Steps");
    for (size_t i = 0; i < saga->steps.count; i++)
        add_row(show, labels_name(&saga->steps.items[i]->item),
                step_detail(show, saga->steps.items[i]));
}

/* ---- of every kind ---- */

/* "experiment an order pod dies" */
static const char *describe_by(struct show *show, const struct lunette_item *by)
{
    const char *parts[] = {schema_kind_of(by->kind)->name, by->name};
    return labels_join(show->arena, " ", parts, 2);
}

static void add_mentions(struct show *show, const struct lunette_item *item)
{
    const struct mention *mentions;
    size_t count = mentions_find(show->model, item, show->arena, &mentions);
    if (count)
        add_heading(show, "Named in");
    for (size_t i = 0; i < count; i++) {
        const char *by = describe_by(show, mentions[i].by);
        size_t width = terminal_width(by, strlen(by)) + 2;
        show->column = width > show->column && width <= WIDEST ? width : show->column;
    }
    for (size_t i = 0; i < count; i++)
        add_row(show, describe_by(show, mentions[i].by), mentions[i].as);
}

static const struct {
    enum lunette_kind kind;
    void (*add)(struct show *show, const struct lunette_item *item);
} parts_of[] = {
    {LUNETTE_SERVICE, add_service},     {LUNETTE_CONTEXT, add_context},
    {LUNETTE_EVENT, add_event},         {LUNETTE_TOPIC, add_topic},
    {LUNETTE_DATASTORE, add_datastore}, {LUNETTE_GATEWAY, add_gateway},
    {LUNETTE_SAGA, add_saga},
};

static void add_title(struct show *show, const struct lunette_item *item)
{
    const struct lunette_strings *files = &show->model->files;
    buf_printf(show->out, "%s ", schema_kind_of(item->kind)->name);
    terminal_add_text(show->out, item->name);
    buf_add_text(show->out, "  (");
    terminal_add_text(show->out, item->file < files->count ? files->items[item->file] : "");
    buf_printf(show->out, ":%u)\n", item->line);
    if (item->about->description) {
        terminal_add_text(show->out, item->about->description);
        buf_add_char(show->out, '\n');
    }
}

void show_text_add(struct buf *out, const struct lunette_model *model,
                   const struct lunette_item *item, size_t columns, struct arena *arena)
{
    struct show show = {model, arena, out, USUAL, columns ? columns : SIZE_MAX};
    add_title(&show, item);
    for (size_t i = 0; i < sizeof parts_of / sizeof *parts_of; i++)
        if (parts_of[i].kind == item->kind)
            parts_of[i].add(&show, item);
    add_mentions(&show, item);
}
