/* The commands, one file each; rows of the table in main.c. */
#ifndef LUNETTE_CLI_COMMANDS_H
#define LUNETTE_CLI_COMMANDS_H

#include "cli/args.h"

/* Ended by a row without name, in the order of `lunette --help`. */
extern const struct command commands[];

int cmd_check(const struct args *args);
int cmd_render(const struct args *args);
int cmd_views(const struct args *args);
int cmd_list(const struct args *args);
int cmd_show(const struct args *args);
int cmd_dump(const struct args *args);
int cmd_export(const struct args *args);
int cmd_explain(const struct args *args);
int cmd_rules(const struct args *args);
int cmd_plugins(const struct args *args);
int cmd_new(const struct args *args);
int cmd_doctor(const struct args *args);

#endif
