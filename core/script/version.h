/* Which Lua this was built with. */
#ifndef LUNETTE_SCRIPT_VERSION_H
#define LUNETTE_SCRIPT_VERSION_H

/* "Lua 5.4.4" */
const char *script_lua_version(void);

#endif
