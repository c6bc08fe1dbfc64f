/* lunette dump: the resolved model as JSON. */
#include <string.h>

#include "cli/commands.h"
#include "cli/session.h"
#include "model/dump.h"

static int body(struct session *session)
{
    struct buf text = {0};
    dump_model(session->model, &text);
    const char *output = session->args->output;
    if (output && strcmp(output, "-") != 0)
        worker_file(session->worker, "0", buf_text(&text), text.length);
    else
        worker_print(session->worker, buf_text(&text), text.length);
    buf_free(&text);
    session_warn_of_errors(session);
    return STATUS_CLEAN;
}

int cmd_dump(const struct args *args)
{
    static struct session session;
    if (!session_open(&session, args, args->operands.count ? args->operands.items[0] : NULL))
        return STATUS_USAGE;
    const char *const paths[] = {args->output, NULL};
    const struct session_plan plan = {
        .body_ms = SESSION_BODY_MS, .body = body, .output_paths = paths};
    return session_run(&session, &plan);
}
