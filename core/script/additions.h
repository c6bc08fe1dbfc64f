/* What the shipped modules may do beyond the language: construct plain tables with a place of their
 * own, and add to an entity that is declared elsewhere, before or after. */
#ifndef LUNETTE_SCRIPT_ADDITIONS_H
#define LUNETTE_SCRIPT_ADDITIONS_H

#include <lua.h>

struct declarations;
struct decoder;

/* The registry's key of the table that every shipped module gets as its argument:
 *   kinds  name → constructor, also of plain tables such as `authentication`
 *   add    function(kind, entity, field, value): the value of a field of the entity (a name or a
 *          handle), or one more entry where the field is a list */
#define ADDITIONS_HOST "lunette.host"

/* Puts that table, with the constructors it is to hold on the stack's top, into the registry. */
void additions_install(lua_State *L, struct declarations *declarations);

/* Gives everything added to the tables that entities are read from, in order of the calls. When all
 * entities have their items. */
void additions_apply(struct decoder *decoder);

#endif
