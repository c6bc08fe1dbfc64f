/* From declarations to the model: the freeze.
 *
 * Every handle becomes an item, every table of fields is read by the schema's rows. What does not fit is a
 * finding at the very field; reading goes on with the next one. */
#ifndef LUNETTE_SCRIPT_DECODE_H
#define LUNETTE_SCRIPT_DECODE_H

#include <lua.h>

#include "script/declarations.h"

/* To be called inside script_enter, once, after the model's files ran. */
void decode_declarations(lua_State *L, struct declarations *declarations);

#endif
