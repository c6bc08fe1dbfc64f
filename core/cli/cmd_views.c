/* lunette views: what render can draw. */

#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "cli/table.h"
#include "view/kinds.h"
#include "view/labels.h"
#include "view/view.h"

enum {
    PAGE_COLUMNS = 80,
    LEAST_COLUMNS = 24, /* of what a view shows, however long the names */
    MOST_ROWS = 8,      /* of one kind, in text: where there are more, a row stands for all */
};

struct views {
    struct session session; /* first */
    const char *kind;       /* NULL: all kinds */
    const struct view_description *items;
    size_t count;
    struct table table;
};

static bool is_text(const struct views *views)
{
    const char *format = views->session.args->format;
    return !format || strcmp(format, "text") == 0;
}

/* One of many of its kind: declared views have names of their own. */
static bool is_alike(const struct view_description *view)
{
    return view->entity && !view->declared;
}

static void count_alike(const struct views *views, size_t counts[VIEW_KIND_COUNT])
{
    for (size_t i = 0; i < views->count; i++)
        counts[views->items[i].how - view_kinds] += is_alike(&views->items[i]);
}

/* In text a name tells its kind. */
static void add_row(struct views *views, const char *name, const char *kind, const char *summary)
{
    if (is_text(views))
        table_add(&views->table, (const char *[]){name, summary});
    else
        table_add(&views->table, (const char *[]){name, kind, summary});
}

/* "service:NAME" */
static void add_folded(struct views *views, const struct view_kind *kind, size_t count)
{
    struct arena *arena = &views->session.arena;
    add_row(views, arena_format(arena, "%s:NAME", kind->name), kind->name,
            arena_format(arena, "%zu of them: %s", count, kind->summary));
}

/* The last kind that is folded; NULL: none is. */
static const struct view_kind *add_rows(struct views *views)
{
    size_t counts[VIEW_KIND_COUNT] = {0};
    const struct view_kind *folded = NULL;
    count_alike(views, counts);
    for (size_t i = 0; i < views->count; i++) {
        const struct view_description *view = &views->items[i];
        size_t count = counts[view->how - view_kinds];
        if (views->kind && strcmp(view->kind, views->kind) != 0)
            continue;
        if (views->kind || !is_text(views) || !is_alike(view) || count <= MOST_ROWS)
            add_row(views, view->name, view->kind, view->summary);
        else if (folded != view->how)
            add_folded(views, folded = view->how, count);
    }
    return folded;
}

/* The second column ends where the page does. */
static void fit_to_page(struct table *table)
{
    size_t names = 0;
    for (size_t row = 0; row < table->rows; row++) {
        size_t width = labels_width(table->cells[row * 2]);
        names = width > names ? width : names;
    }
    size_t room =
        names + 2 + LEAST_COLUMNS < PAGE_COLUMNS ? PAGE_COLUMNS - names - 2 : LEAST_COLUMNS;
    for (size_t row = 0; row < table->rows; row++)
        table->cells[row * 2 + 1] = labels_cut(table->arena, table->cells[row * 2 + 1], room);
}

static struct table start_table(struct views *views)
{
    static const char *const heads[] = {"view", "shows"};
    static const char *const all_heads[] = {"view", "kind", "shows"};
    bool text = is_text(views);
    return (struct table){
        .arena = &views->session.arena, .heads = text ? heads : all_heads, .columns = text ? 2 : 3};
}

static int body(struct session *session)
{
    struct views *views = (struct views *)session;
    views->table = start_table(views);
    views->count = view_list(session->model, NULL, &session->arena, &views->items);
    const struct view_kind *folded = add_rows(views);
    if (is_text(views))
        fit_to_page(&views->table);
    struct buf text = {0};
    table_write(&views->table, session->args->format, &text);
    if (folded)
        buf_printf(&text, "\nlunette views %s %s lists every one.\n", session->model_path,
                   folded->name);
    worker_print(session->worker, buf_text(&text), text.length);
    buf_free(&text);
    return STATUS_CLEAN;
}

static const char *find_kind(const char *word)
{
    for (size_t i = 0; i < VIEW_KIND_COUNT; i++)
        if (strcmp(view_kinds[i].name, word) == 0)
            return view_kinds[i].name;
    return NULL;
}

static int complain_kind(const char *word)
{
    struct nearest nearest;
    nearest_start(&nearest, word);
    for (size_t i = 0; i < VIEW_KIND_COUNT; i++)
        nearest_offer(&nearest, view_kinds[i].name);
    fprintf(stderr, "lunette views: '%s' is neither a model nor a kind of view%s\n", word,
            nearest_hint(&nearest, ""));
    return STATUS_USAGE;
}

int cmd_views(const struct args *args)
{
    static struct views views;
    const struct args_list *words = &args->operands;
    const char *last = words->count ? words->items[words->count - 1] : NULL;
    views.kind = last ? find_kind(last) : NULL;
    if (!views.kind && last && (words->count == 2 || !session_means_model(last)))
        return complain_kind(last);
    bool has_path = words->count > (views.kind ? 1 : 0);
    if (!table_knows_format(args) ||
        !session_open(&views.session, args, has_path ? words->items[0] : NULL))
        return STATUS_USAGE;
    const struct session_plan plan = {.body_ms = SESSION_BODY_MS, .body = body};
    return session_run(&views.session, &plan);
}
