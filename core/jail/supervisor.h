/* One worker process does everything that touches a model; this process holds the clock, opens
 * the output files and believes nothing it is told. */
#ifndef LUNETTE_JAIL_SUPERVISOR_H
#define LUNETTE_JAIL_SUPERVISOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "jail/jail.h"

/* The worker's end of the pipe. All calls copy. */
struct worker;

void worker_print(struct worker *worker, const char *bytes, size_t length);  /* standard output */
void worker_warn(struct worker *worker, const char *bytes, size_t length);   /* standard error */

/* The same, but held back until all files are written, and not said when one could not be. Once. */
void worker_finally(struct worker *worker, const char *bytes, size_t length);

/* A whole file for the parent to write. `name` is relative to supervisor_task.output_folder, or, when
 * that is NULL, the number of one of output_paths ("0" for the first; with a folder "/0"). The parent
 * refuses any other name, and in a folder those with '/' (but see output_nests), "." or "..". */
void worker_file(struct worker *worker, const char *name, const char *bytes, size_t length);

/* Further files lie in the folder of this one, or below it, and are told in it with their sums (jail/record.h): what
 * somebody changed since is not overwritten, unless supervisor_task.overwrites says so. */
void worker_record(struct worker *worker, const char *name);

/* What the worker is busy with (a file's path, a view's name), for the message if it dies. */
void worker_doing(struct worker *worker, const char *what);

/* How far it is: "12 of 57 views, drawing landscape"; see supervisor_task.shows_progress. */
void worker_progress(struct worker *worker, const char *what);

/* The model is read: from now on supervisor_task.further_ms count, not wall_ms. Only the first call does
 * anything, so that no worker can buy itself time. */
void worker_end_phase(struct worker *worker);

struct supervisor_task {
    /* Runs in the worker before its jail closes: loads what the work will need, and reads nothing of the model. False,
     * after one line on standard error: nothing else runs, status 2. NULL: there is nothing to load. */
    bool (*prepare)(void *context);

    /* Runs in the worker, jailed; returns the exit status of the command (0 to 3). */
    int (*work)(struct worker *worker, void *context);
    void *context;
    const char *doing; /* what it is busy with before its first worker_doing; NULL: nothing to name */
    struct jail_options jail;
    bool require_jail;          /* refuse to run when a part of the jail does not hold */
    uint32_t wall_ms;           /* the worker is killed after this */
    uint32_t further_ms;        /* time from worker_end_phase on; 0: the phases share wall_ms */
    const char *output_folder;  /* made when missing; NULL: no folder */
    bool output_nests;          /* names of files may lead into folders below it */
    bool overwrites;            /* files of a record are written whatever was changed */
    const char *const *output_paths; /* single files, NULL-ended; NULL: none */
    bool shows_progress; /* once a second has passed: one line on standard error, erased at the end */
};

/* Forks, waits, writes. Standard output is passed on as it comes; files are written to a temporary name
 * beside the target, synced and renamed, after the worker has ended by its own word (with any status: it sends no
 * file that is not whole), so that a killed run leaves every old file as it was. A file or folder whose parent folder
 * is missing, or a failed write: one clear line on standard error, status 2; the former before anything runs.
 *
 * A worker that dies or overruns: one line on standard error, of the form
 *   lunette: model/runtime-like class word: what it was doing
 * (limit.time for the deadline, limit.memory for SIGKILL/out of memory and exit by RLIMIT_AS,
 *  "worker died of SIGSEGV" else) and status 3. Returns the exit status for the whole command. */
int supervisor_run(const struct supervisor_task *task);

#endif
