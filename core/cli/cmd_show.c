/* lunette show: one entity and everything that touches it. */
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "cli/commands.h"
#include "cli/mentions.h"
#include "cli/session.h"
#include "model/dump.h"
#include "model/walk.h"
#include "report/terminal.h"
#include "view/labels.h"

enum { USUAL = 28, WIDEST = 48 }; /* columns that names take */

struct show {
    struct session session; /* first */
    const char *name;
    size_t column; /* where details begin */
    struct buf text;
};

static void add_heading(struct show *show, const char *heading)
{
    buf_printf(&show->text, "\n%s\n", heading);
}

/* "  payment-service     POST /payments · 800 ms ×2" */
static void add_row(struct show *show, const char *name, const char *detail)
{
    buf_add_text(&show->text, "  ");
    size_t start = show->text.length;
    terminal_add_text(&show->text, name);
    size_t width = terminal_width(show->text.data + start, show->text.length - start);
    if (detail && *detail) {
        buf_add_repeated(&show->text, ' ', width + 2 < show->column ? show->column - width : 2);
        terminal_add_text(&show->text, detail);
    }
    buf_add_char(&show->text, '\n');
}

/* "order.confirmed through orders" */
static const char *message_detail(struct show *show, const struct lunette_dependency *message)
{
    const struct lunette_event *event = (const struct lunette_event *)message->event.to;
    const char *topic = message->through.name;
    if (!topic && event && event->item.kind == LUNETTE_EVENT)
        topic = event->topic.name;
    return arena_format(&show->session.arena, "%s%s%s",
                        message->event.name ? message->event.name : "message",
                        topic ? " through " : "", topic ? topic : "");
}

/* What holds for the call, policies of whom it calls included, as pictures show it. */
static const char *call_detail(struct show *show, const struct lunette_dependency *call)
{
    struct arena *arena = &show->session.arena;
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
    const struct lunette_model *model = show->session.model;
    const struct lunette_service **queue =
        arena_array(&show->session.arena, model->services.count + 1, sizeof *queue);
    const struct lunette_service **by =
        arena_array(&show->session.arena, model->services.count, sizeof *by);
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
        add_row(show, queue[i]->item.name,
                arena_format(&show->session.arena, "by its call to %s",
                             by[queue[i]->item.number]->item.name));
}

static void add_service(struct show *show, const struct lunette_service *service)
{
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

static void add_event(struct show *show, const struct lunette_event *event)
{
    add_services(show, "Published by", &event->publishers);
    if (event->consumers.count)
        add_heading(show, "Consumed by");
    for (size_t i = 0; i < event->consumers.count; i++)
        add_row(show, event->consumers.items[i]->item.owner->name,
                event->consumers.items[i]->handler);
}

/* "experiment an order pod dies" */
static const char *describe_by(struct show *show, const struct lunette_item *by)
{
    const char *parts[] = {schema_kind_of(by->kind)->name, by->name};
    return labels_join(&show->session.arena, " ", parts, 2);
}

static void add_mentions(struct show *show, const struct lunette_item *item)
{
    const struct mention *mentions;
    size_t count = mentions_find(show->session.model, item, &show->session.arena, &mentions);
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

static void add_text(struct show *show, const struct lunette_item *item)
{
    show->column = USUAL;
    const struct lunette_model *model = show->session.model;
    const char *file = item->file < model->files.count ? model->files.items[item->file] : "";
    buf_printf(&show->text, "%s ", schema_kind_of(item->kind)->name);
    terminal_add_text(&show->text, item->name);
    buf_add_text(&show->text, "  (");
    terminal_add_text(&show->text, file);
    buf_printf(&show->text, ":%u)\n", item->line);
    if (item->about->description) {
        terminal_add_text(&show->text, item->about->description);
        buf_add_char(&show->text, '\n');
    }
    if (item->kind == LUNETTE_SERVICE)
        add_service(show, (const struct lunette_service *)item);
    else if (item->kind == LUNETTE_CONTEXT)
        add_services(show, "Services", &((const struct lunette_context *)item)->services);
    else if (item->kind == LUNETTE_EVENT)
        add_event(show, (const struct lunette_event *)item);
    else if (item->kind == LUNETTE_DATASTORE)
        add_services(show, "Used by", &((const struct lunette_datastore *)item)->users);
    add_mentions(show, item);
}

/* All entities of that name; kinds may share one. */
static size_t show_named(struct show *show, struct nearest *nearest)
{
    size_t found = 0;
    const char *format = show->session.args->format;
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++) {
        const struct schema_kind *kind = schema_kind_of(id);
        const struct lunette_items *list =
            kind->place == SCHEMA_TOP ? walk_list(show->session.model, kind) : NULL;
        for (size_t i = 0; list && i < list->count; i++) {
            nearest_offer(nearest, list->items[i]->name);
            if (!list->items[i]->name || strcmp(list->items[i]->name, show->name) != 0)
                continue;
            if (found++ && !format)
                buf_add_char(&show->text, '\n');
            if (format && strcmp(format, "json") == 0)
                dump_item(show->session.model, list->items[i], &show->text);
            else
                add_text(show, list->items[i]);
        }
    }
    return found;
}

static int body(struct session *session)
{
    struct show *show = (struct show *)session;
    struct nearest nearest;
    nearest_start(&nearest, show->name);
    size_t found = show_named(show, &nearest);
    if (!found) {
        const char *near = nearest_best(&nearest);
        session_warn(session, "lunette show: nothing in %s is named '%s'%s%s%s\n",
                     session->model_path, show->name, near ? "; did you mean '" : "",
                     near ? near : "", near ? "'?" : "");
    }
    worker_print(session->worker, buf_text(&show->text), show->text.length);
    buf_free(&show->text);
    return found ? STATUS_CLEAN : STATUS_USAGE;
}

int cmd_show(const struct args *args)
{
    static struct show show;
    const struct args_list *words = &args->operands;
    if (!words->count) {
        fprintf(stderr, "lunette show: name what to show: lunette show [MODEL] NAME\n");
        return STATUS_USAGE;
    }
    if (args->format && strcmp(args->format, "json") != 0 && strcmp(args->format, "text") != 0) {
        fprintf(stderr, "lunette show: there is no format '%s'; there are: text, json\n",
                args->format);
        return STATUS_USAGE;
    }
    if (!session_open(&show.session, args, words->count == 2 ? words->items[0] : NULL))
        return STATUS_USAGE;
    show.name = words->items[words->count - 1];
    const struct session_plan plan = {.body_ms = SESSION_BODY_MS, .body = body};
    return session_run(&show.session, &plan);
}
