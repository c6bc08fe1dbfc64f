#include "script/version.h"

#include <lua.h>

const char *script_lua_version(void)
{
    return LUA_RELEASE;
}
