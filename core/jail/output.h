/* Files that a run leaves behind: kept in memory until it has ended well, then each written whole
 * or not at all. */
#ifndef LUNETTE_JAIL_OUTPUT_H
#define LUNETTE_JAIL_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

struct output_file {
    char *name;
    char *bytes;
    size_t length;
};

/* Set `folder` and `paths` (borrowed; one or both may be NULL), zero the rest; output_free releases. */
struct output {
    const char *folder;       /* where names lead to; made when missing, its parent is not */
    bool nests;               /* a name may lead into folders below it: "a/b.yaml" */
    const char *const *paths; /* NULL-ended; a name is a path's number, from "0"; with a folder, "/0" */
    struct output_file *files;
    size_t count, capacity;
};

/* Whether the folders are there that the paths and the folder itself are to lie in; else one line on standard
 * error. */
bool output_has_folders(const struct output *output);

/* Keeps a copy. Returns NULL, or why the file is refused (a literal): a name that is no plain name
 * within the folder, too many files, or a file where none was asked for. */
const char *output_keep(struct output *output, const char *name, size_t name_length,
                        const char *bytes, size_t length);

/* Writes each kept file to a temporary name beside its target, syncs it unless it is below the folder, and
 * renames it; a link or a file of the target's name is replaced, its mode kept. A device or pipe that is
 * asked for by `output.paths` is written as it is. Says one line on standard error for each file that cannot
 * be written and leaves what was there; tries the others. True: all are written. */
bool output_write(const struct output *output);

void output_free(struct output *output);

#endif
