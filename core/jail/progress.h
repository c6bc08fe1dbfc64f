/* How far a long run is: one line at the bottom of a terminal, gone when anything else is said. */
#ifndef LUNETTE_JAIL_PROGRESS_H
#define LUNETTE_JAIL_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
    int64_t from_ms; /* nothing is shown before */
    bool shown;
};

/* Nothing is shown within the first second. */
void progress_start(struct progress *progress);

/* Puts these words in the place of the last ones, cut to the width of the terminal. They may be a
 * worker's: shown as say.h shows them. */
void progress_show(struct progress *progress, const char *words, size_t length);

void progress_hide(struct progress *progress);

#endif
