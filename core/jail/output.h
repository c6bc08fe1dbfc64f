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
    size_t record; /* the number of its record, from 1; 0: none */
};

/* Set `folder` and `paths` (borrowed; one or both may be NULL), zero the rest; output_free releases. */
struct output {
    const char *folder; /* where names lead to; made when missing, its parent is not */
    bool nests;         /* a name may lead into folders below it: "a/b.yaml" */
    const char *const
        *paths;      /* NULL-ended; a name is a path's number, from "0"; with a folder, "/0" */
    bool overwrites; /* files with a record are written whatever is there */
    struct output_file *files;
    size_t count, capacity;
    char **records; /* names of files, as those of files */
    size_t record_count;
};

/* Whether the folders are there that the paths and the folder itself are to lie in, and the folder can be written;
 * else one line on standard error. */
bool output_has_folders(const struct output *output);

/* Keeps a copy. Returns NULL, or why the file is refused (a literal): a name that is no plain name
 * within the folder, too many files, or a file where none was asked for. */
const char *output_keep(struct output *output, const char *name, size_t name_length,
                        const char *bytes, size_t length);

/* What is kept from now on is told in the record (record.h) of this name, and lies in its folder or below. NULL, or
 * why the name is refused. */
const char *output_record(struct output *output, const char *name, size_t length);

/* Writes each kept file to a temporary name beside its target, syncs it unless it is below the folder, and
 * renames it; a link or a file of the target's name is replaced, its mode kept. A device or pipe that is
 * asked for by `output.paths` is written as it is. Says one line on standard error for the first file that cannot be
 * written for a reason, and how many more there are; leaves what was there and tries the others.
 *
 * A file with a record is not written when what is there was changed since, or never written by a run of the record;
 * what the record has and this run did not send is left alone. Both are said on standard error. True: nothing failed. */
bool output_write(const struct output *output);

void output_free(struct output *output);

#endif
