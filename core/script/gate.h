/* Which bytes may be taken for source text. Private to core/script. */
#ifndef LUNETTE_SCRIPT_GATE_H
#define LUNETTE_SCRIPT_GATE_H

#include <stddef.h>
#include <stdint.h>

/* NULL when Lua may see the text; otherwise why not, and in `*line` where (0: the whole file). */
const char *gate_refuse(const char *text, size_t length, uint32_t *line);

/* The line of the first bidirectional control character, or 0. The text is valid UTF-8. */
uint32_t gate_bidi_line(const char *text, size_t length);

#endif
