/* What this program is made of. */
#ifndef LUNETTE_CLI_VERSION_H
#define LUNETTE_CLI_VERSION_H

#define LUNETTE_VERSION "0.1.0"

/* Lunette, Lua and Graphviz with their versions, a line each, to standard output. */
void version_print(void);

#endif
