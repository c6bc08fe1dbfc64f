/* lunette views: what render can draw. */

#include "cli/commands.h"
#include "cli/session.h"
#include "cli/table.h"
#include "cli/views.h"
#include "view/view.h"

static int body(struct session *session)
{
    const struct view_description *views;
    size_t count = view_list(session->model, &session->arena, &views);
    static const char *const heads[] = {"view", "kind", "shows"};
    struct table table = {.arena = &session->arena, .heads = heads, .columns = 3};
    for (size_t i = 0; i < count; i++)
        table_add(&table, (const char *[]){views[i].name, views[i].kind, views[i].summary});
    struct buf text = {0};
    table_write(&table, session->args->format, &text);
    worker_print(session->worker, buf_text(&text), text.length);
    buf_free(&text);
    views_warn_of_later(session);
    return STATUS_CLEAN;
}

int cmd_views(const struct args *args)
{
    static struct session session;
    if (!table_knows_format(args) ||
        !session_open(&session, args, args->operands.count ? args->operands.items[0] : NULL))
        return STATUS_USAGE;
    const struct session_plan plan = {.body_ms = SESSION_BODY_MS, .body = body};
    return session_run(&session, &plan);
}
