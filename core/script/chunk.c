#include "script/chunk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "script/guard.h"

enum {
    READ_BYTES = 4096, /* handed to the parser at a time: the clock is read between two pieces */
    PIECE_BYTES = 64 * 1024,
    MOST_REREAD = 1024 * 1024, /* of a larger text the line with an error is enough */
};

static struct script_failure *fail(lua_State *L, enum script_outcome outcome, const char *shown,
                                   uint32_t line, const char *message)
{
    struct script_failure *failure = &script_of(L)->failure;
    failure->outcome = outcome;
    failure->line = line;
    failure->column = failure->end_column = 0;
    snprintf(failure->path, sizeof failure->path, "%s", shown);
    snprintf(failure->message, sizeof failure->message, "%s", message);
    return failure;
}

void chunk_leave(lua_State *L, enum script_outcome outcome, const char *shown, uint32_t line,
                 const char *message)
{
    fail(L, outcome, shown, line, message);
    guard_leave(script_of(L));
}

/* ---- loading one text ---- */

struct text {
    const char *at;
    size_t left;
};

/* Texts on their way into the parser, as if they were one. */
struct feed {
    struct text texts[3];
    size_t current;
    bool is_slow; /* a byte at a time */
};

static const char *give_text(lua_State *L, void *context, size_t *size)
{
    enum { COUNT = sizeof((struct feed *)0)->texts / sizeof(struct text) };
    struct feed *feed = context;
    guard_check_clock(L);
    while (feed->current < COUNT && !feed->texts[feed->current].left)
        feed->current++;
    if (feed->current == COUNT)
        return NULL;
    struct text *text = &feed->texts[feed->current];
    const char *piece = text->at;
    size_t most = feed->is_slow ? 1 : READ_BYTES;
    *size = text->left < most ? text->left : most;
    text->at += *size;
    text->left -= *size;
    return piece;
}

/* Past what stock Lua skips in front of a file: a byte order mark, and a first line that begins
 * with #. The line's end stays, so that lines count as the editor counts them. */
static struct text skip_head(struct text rest)
{
    if (rest.left >= 3 && memcmp(rest.at, "\xEF\xBB\xBF", 3) == 0)
        rest = (struct text){rest.at + 3, rest.left - 3};
    if (rest.left && *rest.at == '#') {
        const char *newline = memchr(rest.at, '\n', rest.left);
        size_t skipped = newline ? (size_t)(newline - rest.at) : rest.left;
        rest = (struct text){rest.at + skipped, rest.left - skipped};
    }
    return rest;
}

/* Pushes a function, or the parser's complaint. */
static bool load(lua_State *L, const char *shown, const char *name, struct feed *feed)
{
    struct place_set *places = &script_of(L)->guard->places;
    places->loading = shown;
    bool loaded = lua_load(L, give_text, feed, name, "t") == LUA_OK;
    if (loaded)
        places->loading = NULL;
    return loaded;
}

/* ---- what the parser complains of ---- */

/* Takes "name:line: message" apart and returns the message. The name is known, and may hold colons itself. */
static const char *split_complaint(const char *complaint, uint32_t *line)
{
    *line = 0;
    for (const char *colon = complaint; (colon = strchr(colon, ':')); colon++) {
        char *end;
        unsigned long number = strtoul(colon + 1, &end, 10);
        if (end > colon + 1 && strncmp(end, ": ", 2) == 0) {
            *line = (uint32_t)number;
            return end + 2;
        }
    }
    return complaint;
}

/* The end of what the parser complains of: given one byte at a time, it has read one more, or the end. */
static const char *find_stop(lua_State *L, const char *shown, const char *name, struct text text)
{
    struct feed feed = {.texts = {skip_head(text)}, .is_slow = true};
    load(L, shown, name, &feed);
    lua_pop(L, 1);
    return feed.texts[0].at - (feed.texts[0].left || feed.current == 0);
}

/* What a complaint names last, "… near 'TOKEN'", in the source. Lua names the first byte of a character alone,
 * '<\226>': this is the whole one. False: it is not where it should be. */
static bool find_token(struct text text, const char *stop, const char *near, struct text *token)
{
    const char *end = strrchr(near, '\'');
    size_t length = end ? (size_t)(end - near) : 0;
    if (stop <= text.at)
        return false;
    if (strncmp(near, "<\\", 2) == 0) {
        uint32_t code_point;
        const char *at = stop - 1;
        *token = (struct text){at, utf8_decode(at, (size_t)(text.at + text.left - at), &code_point)};
        return !utf8_is_control(code_point);
    }
    if (!length || length > (size_t)(stop - text.at) || memcmp(stop - length, near, length) != 0)
        return false;
    *token = (struct text){stop - length, length};
    return !memchr(token->at, '\n', length);
}

static void set_place(struct script_failure *failure, struct text text, struct text token)
{
    const char *line = memrchr(text.at, '\n', (size_t)(token.at - text.at));
    line = line ? line + 1 : text.at;
    failure->column = (uint32_t)(token.at - line) + 1;
    failure->end_column = failure->column + (uint32_t)token.left;
}

static _Noreturn void leave_with_syntax(lua_State *L, const char *shown, const char *name,
                                        struct text text)
{
    static const char before[] = " near '";
    uint32_t line;
    const char *message = split_complaint(lua_tostring(L, -1), &line), *near = strstr(message, before);
    struct text token;
    bool found = near && text.left <= MOST_REREAD &&
                 find_token(text, find_stop(L, shown, name, text), near + strlen(before), &token);
    struct script_failure *failure = fail(L, SCRIPT_SYNTAX, shown, line, message);
    if (found) {
        set_place(failure, text, token);
        snprintf(failure->message, sizeof failure->message, "%.*s%s%.*s'", (int)(near - message),
                 message, before, (int)token.left, token.at);
    }
    guard_leave(script_of(L));
}

void chunk_push(lua_State *L, const char *shown, const char *name, const char *text, size_t length)
{
    struct feed feed = {.texts = {skip_head((struct text){text, length})}};
    if (!load(L, shown, name, &feed))
        leave_with_syntax(L, shown, name, (struct text){text, length});
}

/* ---- a large file in pieces ----
 *
 * One function of megabytes is dear: it has more constants than an instruction can name, its arrays are copied
 * again and again as they grow, and Lua looks for the line of a call in a list as long as the function. A model of
 * 3 MB costs an eighth less in pieces.
 *
 * A file is cut between statements, in front of a name at the beginning of a line behind a line that is just "}".
 * Whether that was right is for the parser to say: a piece that ends in the middle of something is no Lua, and
 * PROBE_END refuses a piece that returns, or that has a `local` which the next piece could mean: no goto may jump
 * into its scope. From such a piece on the file stays in one. */

#define PROBE_START "if nil then goto end_of_piece end "
#define PROBE_END " ::end_of_piece:: do end"
#define TEXT_OF(literal) ((struct text){literal, sizeof(literal) - 1})

/* Where to cut a text of more than a piece; NULL: nowhere. */
static const char *find_cut(struct text text)
{
    static const char closed[] = "\n}\n";
    const char *end = text.at + text.left, *at = text.at + PIECE_BYTES;
    while (at < end && (at = memmem(at, (size_t)(end - at), closed, sizeof closed - 1))) {
        for (at += sizeof closed - 1; at < end && *at == '\n';)
            at++;
        if (at < end && *at >= 'a' && *at <= 'z')
            return at;
    }
    return NULL;
}

struct pieces {
    uint32_t number; /* of the file */
    const struct source_file *file;
    struct text rest;
    uint32_t lines_before; /* the rest */
    size_t count;
};

/* Adds the function on the stack's top to the list below it. All share one _ENV, as one function would. */
static void add_piece(lua_State *L, struct pieces *pieces)
{
    place_add_chunk(L, pieces->number, pieces->lines_before);
    if (pieces->count) {
        lua_rawgeti(L, -2, 1);
        lua_upvaluejoin(L, -2, 1, -1, 1);
        lua_pop(L, 1);
    }
    lua_rawseti(L, -2, (lua_Integer)++pieces->count);
}

/* Each piece has a name of its own: by that its lines are told from those of the others. */
static const char *name_piece(lua_State *L, const struct pieces *pieces)
{
    struct arena *arena = script_of(L)->arena;
    return pieces->lines_before ? arena_format(arena, "@%s, from line %u", pieces->file->path,
                                               pieces->lines_before + 1)
                                : arena_format(arena, "@%s", pieces->file->path);
}

/* Adds what stands before the cut; false when it cannot stand alone. */
static bool add_first(lua_State *L, struct pieces *pieces, const char *cut)
{
    size_t length = (size_t)(cut - pieces->rest.at);
    struct feed feed = {
        .texts = {TEXT_OF(PROBE_START), {pieces->rest.at, length}, TEXT_OF(PROBE_END)}};
    if (!load(L, pieces->file->path, name_piece(L, pieces), &feed)) {
        lua_pop(L, 1);
        return false;
    }
    add_piece(L, pieces);
    pieces->lines_before = source_line_of(pieces->file, (size_t)(cut - pieces->file->text)) - 1;
    pieces->rest = (struct text){cut, pieces->rest.left - length};
    return true;
}

static bool add_rest(lua_State *L, struct pieces *pieces)
{
    struct feed feed = {.texts = {pieces->rest}};
    if (!load(L, pieces->file->path, name_piece(L, pieces), &feed)) {
        lua_pop(L, 1);
        return false;
    }
    add_piece(L, pieces);
    return true;
}

size_t chunk_push_file(lua_State *L, uint32_t number)
{
    const struct source_file *file = &script_of(L)->sources->files[number];
    struct pieces pieces = {
        .number = number, .file = file, .rest = skip_head((struct text){file->text, file->length})};
    lua_newtable(L);
    for (const char *cut; pieces.rest.left > PIECE_BYTES && (cut = find_cut(pieces.rest));)
        if (!add_first(L, &pieces, cut))
            break;
    if (add_rest(L, &pieces))
        return pieces.count;
    /* What is wrong is told of the file as a whole: the complaint may name lines of other pieces. */
    pieces = (struct pieces){.number = number, .file = file};
    chunk_push(L, file->path, name_piece(L, &pieces), file->text, file->length);
    add_piece(L, &pieces);
    return pieces.count;
}
