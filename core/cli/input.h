/* Files that the command line names, read before the jail closes. */
#ifndef LUNETTE_CLI_INPUT_H
#define LUNETTE_CLI_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Adds the whole file, or more than `most` bytes of a larger one. False: errno says why; EINVAL for what is no
 * file. A pipe of this name is not waited for. */
bool input_read(const char *path, size_t most, struct buf *text);

#endif
