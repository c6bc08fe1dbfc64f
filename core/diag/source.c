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

static uint32_t count_newlines(const char *text, size_t length)
{
    uint32_t count = 0;
    while (length-- > 0)
        count += *text++ == '\n';
    return count;
}

/* The same of a block, which is so short that a byte can hold the number: the compiler then counts 16 at a time. */
static uint32_t count_in_block(const char *text)
{
    uint8_t count = 0;
    for (size_t i = 0; i < SOURCE_BLOCK; i++)
        count += text[i] == '\n';
    return count;
}

/* Findings ask for lines again and again: 4 bytes a block spare a search through the file each time. To know each
 * line's start would take five times the instructions and six times the memory. A small model without findings
 * never pays for it. */
static const struct source_lines *lines_of(const struct source_file *file)
{
    struct source_lines *lines = file->lines;
    if (!lines || lines->before)
        return lines;
    size_t blocks = file->length / SOURCE_BLOCK;
    uint32_t *before = arena_array(lines->arena, blocks + 1, sizeof *before);
    for (size_t i = 0; i < blocks; i++)
        before[i + 1] = before[i] + count_in_block(file->text + i * SOURCE_BLOCK);
    lines->before = before;
    return lines;
}

/* The last block that begins on an earlier line than this one, which is not the first. */
static size_t find_block(const struct source_file *file, const uint32_t *before, uint32_t line)
{
    size_t low = 0, high = file->length / SOURCE_BLOCK + 1;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (before[middle] < line - 1)
            low = middle;
        else
            high = middle;
    }
    return low;
}

bool source_line_start(const struct source_file *file, uint32_t line, size_t *start)
{
    const struct source_lines *lines = lines_of(file);
    const char *text = file->text, *end = file->text + file->length;
    uint32_t at = 1;
    if (lines && line > 1) {
        size_t block = find_block(file, lines->before, line);
        at += lines->before[block];
        text += block * SOURCE_BLOCK;
    }
    for (; at < line && text; at++) {
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
    size_t block = lines ? length / SOURCE_BLOCK : 0, from = block * SOURCE_BLOCK;
    uint32_t before = lines ? lines->before[block] : 0;
    return 1 + before + count_newlines(file->text + from, length - from);
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
