#include "cli/views.h"

#include "view/view.h"

void views_warn_of_later(struct session *session)
{
    const char *later = view_name_later(session->model, &session->arena);
    if (later)
        session_warn(session, "lunette: not drawn: %s; this version draws %s\n", later,
                     view_name_kinds(&session->arena));
}

void views_complain(struct session *session, const char *name, const char *near)
{
    const char *kind = view_find_later(session->model, &session->arena, name);
    if (kind)
        session_warn(session,
                     "lunette render: the view '%s' is of the kind %s; this version draws %s\n",
                     name, kind, view_name_kinds(&session->arena));
    else if (near)
        session_warn(session, "lunette render: %s has no view '%s'; did you mean '%s'?\n",
                     session->model_path, name, near);
    else
        session_warn(session, "lunette render: %s has no view '%s'; lunette views lists them\n",
                     session->model_path, name);
}
