#include "cli/views.h"

void views_complain(struct session *session, const char *name, const char *near)
{
    if (near)
        session_warn(session, "lunette render: %s has no view '%s'; did you mean '%s'?\n",
                     session->model_path, name, near);
    else
        session_warn(session, "lunette render: %s has no view '%s'; lunette views lists them\n",
                     session->model_path, name);
}
