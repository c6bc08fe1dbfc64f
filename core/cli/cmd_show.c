/* lunette show: one entity and everything that touches it. */
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "cli/show_text.h"
#include "cli/wrap.h"
#include "model/dump.h"
#include "model/walk.h"

struct show {
    struct session session; /* first */
    const char *name;
    bool is_json;
    size_t page; /* columns of the terminal */
};

/* The entities of a kind that are declared at the top; NULL: it is no such kind. */
static const struct lunette_items *list_of(const struct show *show, enum lunette_kind id)
{
    const struct schema_kind *kind = schema_kind_of(id);
    return kind->place == SCHEMA_TOP ? walk_list(show->session.model, kind) : NULL;
}

/* All entities of that name, which several kinds may share; `nearest` is offered every name. */
static struct lunette_items find_named(struct show *show, struct nearest *nearest)
{
    size_t most = 0, count = 0;
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++)
        most += list_of(show, id) ? list_of(show, id)->count : 0;
    const struct lunette_item **found = arena_array(&show->session.arena, most, sizeof *found);
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++) {
        const struct lunette_items *list = list_of(show, id);
        for (size_t i = 0; list && i < list->count; i++) {
            const char *name = list->items[i]->name;
            nearest_offer(nearest, name);
            if (name && strcmp(name, show->name) == 0)
                found[count++] = list->items[i];
        }
    }
    return (struct lunette_items){found, count};
}

static void complain(struct session *session, const char *name, struct nearest *nearest)
{
    session_warn(session, "lunette show: nothing in %s is named '%s'%s\n", session->model_path,
                 name, nearest_hint(nearest, "; lunette list counts what there is"));
}

static void write_text(struct show *show, const struct lunette_items *items, struct buf *out)
{
    for (size_t i = 0; i < items->count; i++) {
        if (i > 0)
            buf_add_char(out, '\n');
        show_text_add(out, show->session.model, items->items[i], show->page, &show->session.arena);
    }
}

static int body(struct session *session)
{
    struct show *show = (struct show *)session;
    struct nearest nearest;
    struct buf out = {0};
    nearest_start(&nearest, show->name);
    struct lunette_items found = find_named(show, &nearest);
    if (!found.count)
        complain(session, show->name, &nearest);
    else if (show->is_json)
        dump_items(session->model, &found, &out);
    else
        write_text(show, &found, &out);
    worker_print(session->worker, buf_text(&out), out.length);
    buf_free(&out);
    return found.count ? STATUS_CLEAN : STATUS_USAGE;
}

int cmd_show(const struct args *args)
{
    static struct show show;
    const struct args_list *words = &args->operands;
    if (!words->count || (words->count == 1 && session_means_model(words->items[0]))) {
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
    show.page = wrap_page();
    show.is_json = args->format && strcmp(args->format, "json") == 0;
    const struct session_plan plan = {.body_ms = SESSION_BODY_MS, .body = body};
    return session_run(&show.session, &plan);
}
