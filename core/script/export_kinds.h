/* What the export files share; private to them. */
#ifndef LUNETTE_SCRIPT_EXPORT_KINDS_H
#define LUNETTE_SCRIPT_EXPORT_KINDS_H

#include "script/export.h"
#include "script/proxy_kinds.h"

/* What a marked table is, in job->kinds. */
enum export_mark { EXPORT_UNMARKED, EXPORT_LIST, EXPORT_MAP };

/* Its address, as light userdata, is out.null. */
extern const char export_null;

/* ---- export_tree.c ---- */

/* The value at this stack index as a document of this file; raises where it cannot be one. `order` is a reference of
 * the registry: a table from keys to their rank. */
struct tree export_read_tree(lua_State *L, struct export_job *job, const char *file, int index,
                             int order);

/* ---- export_out.c ---- */

/* Pushes a table from the texts of the list at this index to their places in it. */
void export_push_ranks(lua_State *L, int list);

/* Pushes `out`. */
void export_push_out(lua_State *L, struct export_job *job);

#endif
