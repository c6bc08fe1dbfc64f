/* Opening files below a folder, and never beside it. Private to core/script. */
#ifndef LUNETTE_SCRIPT_BENEATH_H
#define LUNETTE_SCRIPT_BENEATH_H

/* Opens `path`, relative to the folder `root`, for reading. -1 with errno on failure: EXDEV when
 * a link or `..` leads out of the folder, ELOOP for links where the kernel cannot vouch for them.
 * Never waits, not even for a FIFO's writer; what kind of file it is, is left to the caller. */
int beneath_open(int root, const char *path);

/* The same, without the help of openat2 (Linux 5.6): follows no links at all. */
int beneath_open_by_steps(int root, const char *path);

#endif
