/* What targets could not say: put together by what they say, for people and for programs. */
#ifndef LUNETTE_CLI_LOSSES_H
#define LUNETTE_CLI_LOSSES_H

#include "base/buf.h"
#include "cli/session.h"
#include "script/export.h"
#include "script/export_place.h"

/* What one run of a target left behind. */
struct losses {
    const struct export_job *job;
    struct export_map map;
};

/* Losses of one target that say the same of several items. In the session's arena. */
struct loss_group {
    const struct export_loss *loss;  /* the first of them */
    struct lunette_strings subjects; /* whom they are about, each once, at least one */
    struct lunette_strings files;    /* where they are to be mended, each once; may be none */
    struct lunette_strings objects;  /* in these files; may be none */
    struct lunette_strings places;   /* "model.lua:12", each once; may be none */
};

struct loss_groups {
    const struct loss_group *items; /* by class, then by their first file, those without one last */
    size_t count;
};

struct loss_groups losses_group(struct session *session, const struct losses *losses);

/* Whom a loss is about: an entity, "a -> b", "rate limit for b", the model's own name. Never NULL. */
const char *losses_subject(struct session *session, const struct export_loss *loss);

/* The item whose line tells where the model says it; NULL: none. */
const struct lunette_item *losses_place(const struct export_loss *loss);

/* Standard error, for people. `columns` of a terminal: grouped and wrapped, and of several targets only what is to
 * be done by hand, the rest as numbers; 0: a line each. */
void losses_print(struct session *session, const struct losses *losses, size_t count,
                  size_t columns);

/* Adds "9 to do by hand, 12 weaker", of all targets; nothing when nothing is lost. */
void losses_add_summary(const struct losses *losses, size_t count, struct buf *out);

/* Every loss of every target as JSON, with the files that were written. */
void losses_report(struct session *session, const struct losses *losses, size_t count,
                   struct buf *out);

#endif
