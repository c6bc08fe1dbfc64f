/* What a model would have to say for a message of a scenario to be more than a picture. */
#ifndef LUNETTE_PLUGINS_CHECK_CALLS_GAPS_H
#define LUNETTE_PLUGINS_CHECK_CALLS_GAPS_H

#include "links.h"

/* What messages are compared with. */
struct survey {
    struct lunette_reporter *reporter;
    const struct lunette_model *model;
    struct links links;
};

/* A message between two ends. A reply counts as the call that it answers. */
struct talk {
    const struct lunette_message *message;
    const struct lunette_item *from, *to;
    const struct lunette_item *event; /* that its text names; NULL: none */
};

/* What is missing. */
struct gap {
    const struct lunette_item *who; /* would have to declare it */
    const struct lunette_item *what;
    const char *field;  /* of `who`, where it would stand */
    const char *lack;   /* "orders declares no dependency on it" */
    const char *remedy; /* "add sync "stock" to the dependencies of orders" */
};

/* Whether something is missing, and what. False where the model says too little to know. */
bool gaps_find(const struct survey *survey, const struct talk *talk, struct gap *gap);

#endif
