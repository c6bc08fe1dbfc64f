/* The file system as the worker sees it: some folders to read, nothing else. */
#ifndef LUNETTE_JAIL_LANDLOCK_H
#define LUNETTE_JAIL_LANDLOCK_H

#include <stdbool.h>

/* The kernel's Landlock version, at least 1; or 0 with errno set when it has none. */
int landlock_version(void);

/* From now on this process reads below the `readable` folders (NULL-ended; NULL: none) and can do
 * nothing else to files; where the kernel can, neither TCP nor signals to processes outside. A folder
 * that cannot be opened is left out. Needs NO_NEW_PRIVS. False: nothing has changed. */
bool landlock_close(const char *const *readable);

#endif
