/* Lua files that are no model but give a table of texts:
 *
 *     return { ink = "#17212e", dark = { ink = "#edf1f7" } }
 *
 * They are run as models are: sealed, limited, jailed. */
#ifndef LUNETTE_SCRIPT_TEXTS_H
#define LUNETTE_SCRIPT_TEXTS_H

#include <stdbool.h>
#include <stddef.h>

#include "script/state.h"

/* Any bytes, as the file chose them; NUL-ended, in the arena of the script. */
struct texts_entry {
    const char *group; /* key of the table it stands in; "": of the outer one */
    const char *name;
    const char *text;
};

/* In the order of keys that models see: the texts of the outer table and of those in it. */
struct texts {
    struct texts_entry *items;
    size_t count;
};

/* Runs the text of one file, which messages call `shown`, in a state that script_open has made; it may not
 * include others. Other values than texts, and tables in tables in tables, are an error of the file. On
 * failure returns false with script->failure set. */
bool texts_read(struct script *script, const char *shown, const char *text, size_t length,
                struct texts *texts);

#endif
