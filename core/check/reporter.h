/* The host's side of struct lunette_reporter: what a rule may ask for while it runs. */
#ifndef LUNETTE_CHECK_REPORTER_H
#define LUNETTE_CHECK_REPORTER_H

#include "base/arena.h"
#include "base/map.h"
#include "check/check.h"

struct reporter {
    struct lunette_reporter offered; /* first: a rule's pointer to it is a pointer to all */
    const struct lunette_rule *rule;
    bool is_brief; /* findings are only counted: the rule's summary is what they say */
    struct settings *settings;
    struct diag *diag;
    const struct lunette_model *model;
    struct arena scratch;  /* until the rule returns */
    struct arena lasting;  /* until the run ends */
    struct arena *current; /* which of them alloc takes from */
    struct map shared;
};

/* For the rules of one run; it lives as long as the run. */
void reporter_start(struct reporter *reporter, struct check_run *run);

/* Runs one rule and forgets what it allocated. */
void reporter_run(struct reporter *reporter, const struct lunette_rule *rule);

void reporter_free(struct reporter *reporter);

#endif
