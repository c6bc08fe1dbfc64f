/* lunette show: one entity and everything that touches it. */
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "base/units.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "model/dump.h"
#include "model/walk.h"
#include "report/terminal.h"

struct show {
    struct session session; /* first */
    const char *name;
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
        buf_add_repeated(&show->text, ' ', width < 26 ? 28 - width : 2);
        terminal_add_text(&show->text, detail);
    }
    buf_add_char(&show->text, '\n');
}

static const char *call_detail(struct show *show, const struct lunette_dependency *call)
{
    struct buf text = {0};
    for (size_t i = 0; i < call->endpoints.count; i++)
        buf_printf(&text, "%s%s", i ? ", " : "", call->endpoints.items[i]);
    if (lunette_known(call->timeout_ms)) {
        buf_add_text(&text, text.length ? " · " : "");
        unit_print_duration(&text, call->timeout_ms);
    }
    if (call->retry && call->retry->max_attempts > 1)
        buf_printf(&text, " ×%d", (int)call->retry->max_attempts);
    if (call->item.kind == LUNETTE_ASYNC)
        buf_printf(&text, "%smessage", text.length ? " · " : "");
    else if (!lunette_is_hard(call))
        buf_printf(&text, "%soptional", text.length ? " · " : "");
    const char *copy = arena_copy(&show->session.arena, buf_text(&text), text.length);
    buf_free(&text);
    return copy;
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

/* ---- whoever names it, of any kind ---- */

struct mentions {
    struct show *show;
    const struct lunette_item *wanted;
    size_t count;
};

static void add_mention(struct mentions *mentions, const struct lunette_item *item,
                        const struct schema_field *field)
{
    const struct lunette_item *named = item;
    while (named->owner && !(named->name && schema_kind_of(named->kind)->place == SCHEMA_TOP))
        named = named->owner;
    if (named == mentions->wanted)
        return;
    if (!mentions->count++)
        add_heading(mentions->show, "Named in");
    add_row(mentions->show,
            arena_format(&mentions->show->session.arena, "%s %s", schema_kind_of(named->kind)->name,
                         named->name ? named->name : ""),
            item == named ? field->key
                          : arena_format(&mentions->show->session.arena, "%s of %s", field->key,
                                         schema_kind_of(item->kind)->name));
}

static void look_for_mention(const struct lunette_item *item, void *context)
{
    struct mentions *mentions = context;
    if (item->kind == LUNETTE_SYNC || item->kind == LUNETTE_ASYNC || item->kind == LUNETTE_ON)
        return; /* told above, with more */
    for (const struct schema_field *field = schema_kind_of(item->kind)->fields; field->key; field++) {
        const void *member = schema_member(item, field);
        if (field->type == SCHEMA_REF && ((const struct lunette_ref *)member)->to == mentions->wanted)
            add_mention(mentions, item, field);
        if (field->type != SCHEMA_REFS)
            continue;
        const struct lunette_refs *refs = member;
        for (size_t i = 0; i < refs->count; i++)
            if (refs->items[i].to == mentions->wanted)
                add_mention(mentions, item, field);
    }
}

static void add_text(struct show *show, const struct lunette_item *item)
{
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
    struct mentions mentions = {.show = show, .wanted = item};
    walk_model(model, look_for_mention, &mentions);
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
    const struct session_plan plan = {.extra_ms = 2000, .body = body};
    return session_run(&show.session, &plan);
}
