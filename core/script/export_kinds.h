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

/* The job of a method of `out`, which has it as its first upvalue. Raises when it was called with a point. */
struct export_job *export_check_self(lua_State *L, const char *method);

/* The text at this index; raises where there is none. */
const char *export_check_text(lua_State *L, int index, const char *method, const char *what);

/* The name of a file at this index, without its ending; raises where it cannot be one. */
const char *export_check_name(lua_State *L, int index, const char *method, bool is_text);

/* ---- export_loss.c ---- */

/* out:loss(item, what, instead, about) */
int export_loss(lua_State *L);

#endif
