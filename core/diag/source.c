#include "diag/source.h"

#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/room.h"

uint32_t source_adopt(struct source_set *set, const char *path, const char *text, size_t length)
{
    ROOM_FOR_ONE(set->arena, set, files, count, capacity);
    struct source_lines *lines = arena_new(set->arena, struct source_lines);
    lines->arena = set->arena;
    set->files[set->count] = (struct source_file){
        .path = arena_copy(set->arena, path, strlen(path)),
        .text = text,
        .length = length,
        .lines = lines,
    };
    return (uint32_t)set->count++;
}

uint32_t source_add(struct source_set *set, const char *path, const char *text, size_t length)
{
    return source_adopt(set, path, arena_copy(set->arena, text, length), length);
}

uint32_t source_find(const struct source_set *set, const char *path)
{
    for (size_t i = 0; i < set->count; i++)
        if (strcmp(set->files[i].path, path) == 0)
            return (uint32_t)i;
    return UINT32_MAX;
}

static const char *line_end(const char *text, const char *end)
{
    const char *newline = memchr(text, '\n', (size_t)(end - text));
    return newline ? newline : end;
}

static uint32_t count_lines(const char *text, const char *end)
{
    uint32_t count = 1;
    while ((text = line_end(text, end)) < end) {
        text++;
        count++;
    }
    return count;
}

/* One pass over the text; the caller frees. A word at a time without memchr costs twice as much. */
static uint32_t *find_starts(const struct source_file *file, uint32_t *count)
{
    const char *text = file->text, *end = file->text + file->length;
    size_t capacity = 1024;
    uint32_t *starts = mem_alloc(capacity * sizeof *starts);
    for (starts[(*count)++] = 0; (text = line_end(text, end)) < end; (*count)++) {
        if (*count == capacity)
            starts = mem_resize(starts, (capacity *= 2) * sizeof *starts);
        starts[*count] = (uint32_t)(++text - file->text);
    }
    return starts;
}

/* Findings ask for lines again and again: 4 bytes a line spare a search through the file each time. A small model
 * without findings never pays for it. */
static const struct source_lines *lines_of(const struct source_file *file)
{
    struct source_lines *lines = file->lines;
    if (!lines || lines->starts)
        return lines;
    uint32_t count = 0, *starts = find_starts(file, &count);
    lines->starts =
        memcpy(arena_array(lines->arena, count, sizeof *starts), starts, count * sizeof *starts);
    lines->count = count;
    mem_free(starts);
    return lines;
}

bool source_line_start(const struct source_file *file, uint32_t line, size_t *start)
{
    const struct source_lines *lines = lines_of(file);
    if (lines) {
        bool known = line >= 1 && line <= lines->count;
        *start = known ? lines->starts[line - 1] : file->length;
        return known;
    }
    const char *text = file->text, *end = file->text + file->length;
    for (uint32_t at = 1; at < line && text; at++) {
        text = line_end(text, end);
        text = text < end ? text + 1 : NULL;
    }
    bool known = text && line >= 1;
    *start = known ? (size_t)(text - file->text) : file->length;
    return known;
}

uint32_t source_line_of(const struct source_file *file, size_t offset)
{
    const struct source_lines *lines = lines_of(file);
    size_t length = offset < file->length ? offset : file->length;
    if (!lines)
        return count_lines(file->text, file->text + length);
    uint32_t low = 0, high = lines->count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (lines->starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low + 1;
}

const char *source_line(const struct source_file *file, uint32_t line, size_t *length)
{
    size_t start;
    source_line_start(file, line, &start);
    const char *text = file->text + start, *end = file->text + file->length;
    const char *stop = line_end(text, end);
    *length = (size_t)(stop - text);
    if (*length && stop < end && stop[-1] == '\r')
        --*length;
    return text;
}
