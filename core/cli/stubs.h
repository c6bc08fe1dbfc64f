/* The language as a definition file for editors: LuaCATS, which lua-language-server reads. */
#ifndef LUNETTE_CLI_STUBS_H
#define LUNETTE_CLI_STUBS_H

/* To standard output; the same text from every run. */
void stubs_print(void);

#endif
