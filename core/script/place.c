#include "script/place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "script/guard.h"

void place_free(struct place_set *set)
{
    mem_free(set->files);
    *set = (struct place_set){0};
}

static struct place_set *places_of(lua_State *L)
{
    return &script_of(L)->guard->places;
}

static struct place_file *add_file(struct place_set *set)
{
    set->files = mem_room(set->files, set->count, &set->capacity, sizeof *set->files);
    return &set->files[set->count++];
}

void place_add_chunk(lua_State *L, uint32_t number, uint32_t lines_before)
{
    struct place_set *set = places_of(L);
    lua_Debug chunk;
    lua_pushvalue(L, -1);
    lua_getinfo(L, ">S", &chunk);
    struct place_file *file = add_file(set);
    set->last = set->count - 1;
    file->source = chunk.source;
    file->number = number;
    file->lines_before = lines_before;
    memcpy(file->short_name, chunk.short_src, sizeof file->short_name);
}

static const struct place_file *file_of_source(struct place_set *set, const char *source)
{
    if (set->last < set->count && set->files[set->last].source == source)
        return &set->files[set->last];
    for (size_t i = set->count; *source == '@' && i-- > 0;)
        if (set->files[i].source == source) {
            set->last = i;
            return &set->files[i];
        }
    return NULL;
}

/* The innermost frame of a model file; fills its line. */
static const struct place_file *innermost(lua_State *L, int level, uint32_t *line)
{
    struct place_set *set = places_of(L);
    lua_Debug frame;
    for (; lua_getstack(L, level, &frame); level++) {
        lua_getinfo(L, "Sl", &frame);
        const struct place_file *file =
            frame.currentline > 0 ? file_of_source(set, frame.source) : NULL;
        if (file) {
            *line = (uint32_t)frame.currentline + file->lines_before;
            return file;
        }
    }
    return NULL;
}

bool script_caller(lua_State *L, uint32_t *file, uint32_t *line)
{
    const struct place_file *found =
        innermost(L, 1, line); /* level 0 is the C function that asks */
    if (found)
        *file = found->number;
    return found != NULL;
}

static void name_path(struct script_failure *failure, const char *path)
{
    snprintf(failure->path, sizeof failure->path, "%s", path);
}

static void name_file(lua_State *L, const struct place_file *file, uint32_t line,
                      struct script_failure *failure)
{
    name_path(failure, script_of(L)->sources->files[file->number].path);
    failure->line = line;
}

/* Where no file of the model runs, as in a shipped exporter, the innermost function there is. */
static void name_library(lua_State *L, struct script_failure *failure)
{
    lua_Debug frame;
    for (int level = 0; lua_getstack(L, level, &frame); level++) {
        lua_getinfo(L, "Sl", &frame);
        if (frame.currentline > 0) {
            name_path(failure, frame.short_src);
            failure->line = (uint32_t)frame.currentline;
            return;
        }
    }
    name_path(failure, "");
}

void place_innermost(lua_State *L, struct script_failure *failure)
{
    struct place_set *set = places_of(L);
    uint32_t line = 0;
    const struct place_file *file = set->loading ? NULL : innermost(L, 0, &line);
    failure->line = 0;
    if (file)
        name_file(L, file, line, failure);
    else if (set->loading)
        name_path(failure, set->loading);
    else
        name_library(L, failure);
}

/* The message behind "short_name:line: ", or NULL when it does not begin with that. */
static const char *after_place(const char *message, const char *short_name, uint32_t *line)
{
    size_t length = strlen(short_name);
    if (strncmp(message, short_name, length) != 0 || message[length] != ':')
        return NULL;
    char *end;
    const char *digits = message + length + 1;
    unsigned long number = *digits >= '1' && *digits <= '9' ? strtoul(digits, &end, 10) : 0;
    if (!number || number > INT32_MAX || strncmp(end, ": ", 2) != 0)
        return NULL;
    *line = (uint32_t)number;
    return end + 2;
}

const char *place_of_message(lua_State *L, const char *message, struct script_failure *failure)
{
    static const char library[] = PLACE_LIBRARY;
    struct place_set *set = places_of(L);
    uint32_t line;
    place_innermost(L, failure);
    for (size_t i = 0; i < set->count; i++) {
        const char *rest = after_place(message, set->files[i].short_name, &line);
        if (rest) {
            name_file(L, &set->files[i], line + set->files[i].lines_before, failure);
            return rest;
        }
    }
    bool is_shipped = strncmp(failure->path, library + 1, strlen(library) - 1) == 0;
    const char *rest = is_shipped ? after_place(message, failure->path, &line) : NULL;
    if (rest)
        failure->line = line;
    return rest ? rest : message;
}
