/* What the output files share; private to them. */
#ifndef LUNETTE_JAIL_OUTPUT_PARTS_H
#define LUNETTE_JAIL_OUTPUT_PARTS_H

#include "jail/output.h"

/* What could not be written: a full disk is told once, not for each file. Zero-initialise. */
struct failures {
    int error;   /* the last one's errno; 0: none yet */
    size_t more; /* of the same */
};

/* Every part between two slashes is a plain name. */
bool output_is_below(const char *name, size_t length);

/* Writes one kept file, whatever is there. */
bool output_write_named(const struct output *output, const struct output_file *file,
                        struct failures *failures);

/* Writes the files of a record, but for those that somebody changed, and the record itself. */
bool output_write_recorded(const struct output *output, size_t number, struct failures *failures);

#endif
