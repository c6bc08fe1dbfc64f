/* --baseline and --write-baseline: the files around check/baseline.h. */
#ifndef LUNETTE_CLI_BASELINE_FILE_H
#define LUNETTE_CLI_BASELINE_FILE_H

#include <stdbool.h>

#include "check/baseline.h"
#include "check/check.h"
#include "report/report.h"

struct baseline_file {
    const char *path; /* as the user named it; NULL: no baseline was given */
    struct buf text;  /* its bytes, believed in nothing */
    struct baseline baseline;
    struct report_baseline summary;

    /* Findings, by what baseline_file_write did with them. */
    size_t listed;   /* those of the new file */
    size_t dropped;  /* of the old one, which no longer occur */
    size_t left_out; /* new, where there was an old one */
};

/* Reads the bytes of the file, in the process that may open files, before a stranger's model runs. No path is fine.
 * False after one line on standard error. */
bool baseline_file_open(struct baseline_file *file, const char *path);

/* Reads what the bytes say, in the worker. Returns NULL, or what is wrong, in the arena, which also keeps the
 * findings from now on. */
const char *baseline_file_read(struct baseline_file *file, struct arena *arena);

/* Takes the known findings out of the run's, fills the summary and returns the identities of those left, in the
 * order of diag. What the baseline has of rules that did not run is neither known nor gone. */
const char *const *baseline_file_apply(struct baseline_file *file, const struct check_run *run);

/* The new file. Where a baseline was given: what of it still occurs, so that nothing new slips in, and what it has of
 * rules that did not run; else the findings of now. NULL, or why there is none. */
const char *baseline_file_write(struct baseline_file *file, const struct check_run *run,
                                struct buf *out);

/* What the new file, `path`, has come to: "known.json: 22 findings, 9 dropped that no longer occur". */
void baseline_file_tell(const struct baseline_file *file, const char *path, struct buf *out);

void baseline_file_close(struct baseline_file *file);

#endif
